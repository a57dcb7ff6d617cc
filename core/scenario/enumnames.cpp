// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/enumnames.h"

namespace weir {

template <>
const QStringList &enumNames<AuthScheme>()
{
    static const QStringList names{QStringLiteral("vendor"), QStringLiteral("none"), QStringLiteral("bearer"),
                                   QStringLiteral("header")};
    return names;
}

template <>
const QStringList &enumNames<ModelParameter>()
{
    static const QStringList names{QStringLiteral("max_tokens"), QStringLiteral("temperature"),
                                   QStringLiteral("top_p"),      QStringLiteral("stop"),
                                   QStringLiteral("seed"),       QStringLiteral("min_tokens"),
                                   QStringLiteral("ignore_eos"), QStringLiteral("reasoning_effort"),
                                   QStringLiteral("tools"),      QStringLiteral("response_format")};
    return names;
}

template <>
const QStringList &enumNames<Check::Kind>()
{
    static const QStringList names{QStringLiteral("contains"),
                                   QStringLiteral("not_contains"),
                                   QStringLiteral("matches"),
                                   QStringLiteral("not_matches"),
                                   QStringLiteral("min_characters"),
                                   QStringLiteral("max_characters"),
                                   QStringLiteral("json"),
                                   QStringLiteral("json_pointer"),
                                   QStringLiteral("json_schema"),
                                   QStringLiteral("min_output_tokens"),
                                   QStringLiteral("max_output_tokens"),
                                   QStringLiteral("finish_reason"),
                                   QStringLiteral("status"),
                                   QStringLiteral("header")};
    return names;
}

template <>
const QStringList &enumNames<Check::Subject>()
{
    static const QStringList names{QStringLiteral("answer"), QStringLiteral("body")};
    return names;
}

template <>
const QStringList &enumNames<TokenLength::Kind>()
{
    static const QStringList names{QStringLiteral("none"),       QStringLiteral("fixed"),
                                   QStringLiteral("uniform"),    QStringLiteral("normal"),
                                   QStringLiteral("log_normal"), QStringLiteral("histogram"),
                                   QStringLiteral("row")};
    return names;
}

template <>
const QStringList &enumNames<ThinkTime::Kind>()
{
    static const QStringList names{QStringLiteral("constant"), QStringLiteral("uniform"),
                                   QStringLiteral("exponential"), QStringLiteral("normal"),
                                   QStringLiteral("log_normal")};
    return names;
}

template <>
const QStringList &enumNames<DataSource::Format>()
{
    static const QStringList names{QStringLiteral("jsonl"), QStringLiteral("inline")};
    return names;
}

template <>
const QStringList &enumNames<DataSource::Order>()
{
    static const QStringList names{QStringLiteral("sequential"), QStringLiteral("shuffled"),
                                   QStringLiteral("random")};
    return names;
}

template <>
const QStringList &enumNames<DataSource::AtEnd>()
{
    static const QStringList names{QStringLiteral("wrap"), QStringLiteral("stop"), QStringLiteral("fail")};
    return names;
}

template <>
const QStringList &enumNames<DataSource::Names>()
{
    static const QStringList names{QStringLiteral("as_written"), QStringLiteral("snake_case"),
                                   QStringLiteral("camel_case")};
    return names;
}

template <>
const QStringList &enumNames<DataSource::BadRows>()
{
    static const QStringList names{QStringLiteral("fail"), QStringLiteral("skip")};
    return names;
}

template <>
const QStringList &enumNames<FieldRule::As>()
{
    static const QStringList names{QStringLiteral("keep"),    QStringLiteral("text"),
                                   QStringLiteral("number"),  QStringLiteral("integer"),
                                   QStringLiteral("boolean"), QStringLiteral("time"),
                                   QStringLiteral("unix"),    QStringLiteral("unix_ms")};
    return names;
}

template <>
const QStringList &enumNames<Arrivals>()
{
    static const QStringList names{QStringLiteral("even"), QStringLiteral("poisson"),
                                   QStringLiteral("uniform"), QStringLiteral("gamma")};
    return names;
}

template <>
const QStringList &enumNames<CapPolicy>()
{
    static const QStringList names{QStringLiteral("queue"), QStringLiteral("drop")};
    return names;
}

template <>
const QStringList &enumNames<TransportKind>()
{
    static const QStringList names{QStringLiteral("qt"), QStringLiteral("curl")};
    return names;
}

} // namespace weir
