// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/counted.h"

#include "base/units.h"

namespace weir {

namespace {

MessageText one(Counted thing)
{
    switch (thing) {
    case Counted::Requests:
        return WEIR_TEXT("counted.request", "%1 request");
    case Counted::Users:
        return WEIR_TEXT("counted.user", "%1 user");
    case Counted::Streams:
        return WEIR_TEXT("counted.stream", "%1 stream");
    case Counted::Connections:
        return WEIR_TEXT("counted.connection", "%1 connection");
    case Counted::Samples:
        return WEIR_TEXT("counted.sample", "%1 sample");
    case Counted::Replicas:
        return WEIR_TEXT("counted.replica", "%1 replica");
    case Counted::Tokens:
        return WEIR_TEXT("counted.token", "%1 token");
    case Counted::Runs:
        return WEIR_TEXT("counted.run", "%1 run");
    case Counted::Times:
        return WEIR_TEXT("counted.time", "%1 time");
    }
    Q_UNREACHABLE();
}

MessageText many(Counted thing)
{
    switch (thing) {
    case Counted::Requests:
        return WEIR_TEXT("counted.requests", "%1 requests");
    case Counted::Users:
        return WEIR_TEXT("counted.users", "%1 users");
    case Counted::Streams:
        return WEIR_TEXT("counted.streams", "%1 streams");
    case Counted::Connections:
        return WEIR_TEXT("counted.connections", "%1 connections");
    case Counted::Samples:
        return WEIR_TEXT("counted.samples", "%1 samples");
    case Counted::Replicas:
        return WEIR_TEXT("counted.replicas", "%1 replicas");
    case Counted::Tokens:
        return WEIR_TEXT("counted.tokens", "%1 tokens");
    case Counted::Runs:
        return WEIR_TEXT("counted.runs", "%1 runs");
    case Counted::Times:
        return WEIR_TEXT("counted.times", "%1 times");
    }
    Q_UNREACHABLE();
}

} // namespace

Message counted(quint64 count, Counted thing)
{
    return {count == 1 ? one(thing) : many(thing), formatCount(count)};
}

} // namespace weir
