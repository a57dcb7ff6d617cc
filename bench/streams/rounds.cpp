// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/rounds.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstdio>

namespace weir::bench {

namespace {

template <typename T>
T median(const std::vector<Measurement> &rounds, T Measurement::*figure)
{
    std::vector<T> values;
    for (const Measurement &round : rounds)
        values.push_back(round.*figure);
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

int badness(const QString &verdict)
{
    return verdict == u"invalid" ? 2 : verdict == u"fail" ? 1 : 0;
}

} // namespace

Measurement Case::typical() const
{
    Measurement typical;
    for (double Measurement::*figure :
         {&Measurement::microsecondsPerEvent, &Measurement::wholePerEvent, &Measurement::errorP50,
          &Measurement::errorP99, &Measurement::delivered, &Measurement::serverLateP99,
          &Measurement::serverShare, &Measurement::clientShare, &Measurement::othersShare})
        typical.*figure = median(rounds, figure);
    for (quint64 Measurement::*figure :
         {&Measurement::events, &Measurement::peakBytes, &Measurement::wholePeakBytes, &Measurement::planned})
        typical.*figure = median(rounds, figure);
    for (const Measurement &round : rounds) {
        typical.errorMax = std::max(typical.errorMax, round.errorMax);
        typical.missing += round.missing;
        typical.dropped += round.dropped;
        typical.failed += round.failed;
        if (typical.verdict.isEmpty() || badness(round.verdict) > badness(typical.verdict)) {
            typical.verdict = round.verdict;
            typical.reasons = round.reasons;
        }
    }
    return typical;
}

double Case::least() const
{
    return std::ranges::min(rounds, {}, &Measurement::microsecondsPerEvent).microsecondsPerEvent;
}

double Case::most() const
{
    return std::ranges::max(rounds, {}, &Measurement::microsecondsPerEvent).microsecondsPerEvent;
}

bool measureInTurn(const Laboratory &laboratory, std::vector<Case> &cases, int rounds)
{
    bool whole = true;
    for (Case &each : cases)
        each.failure = laboratory.whyNot(each.kind);
    for (int round = 1; round <= rounds; ++round) {
        for (Case &each : cases) {
            if (each.failure)
                continue;
            std::fprintf(stderr, "round %d of %d: %u streams x %g tokens/s, %s\n", round, rounds,
                         each.load.streams, each.load.tokensPerSecond, qPrintable(toString(each.kind)));
            const Result<Measurement> measured = laboratory.measure(each.kind, each.load);
            if (measured) {
                each.rounds.push_back(*measured);
                continue;
            }
            each.failure = measured.error().text();
            std::fprintf(stderr, "%s\n", qPrintable(*each.failure));
            whole = false;
        }
    }
    return whole;
}

QString programFolder()
{
    return QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).absolutePath();
}

} // namespace weir::bench
