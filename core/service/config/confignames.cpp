// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/confignames.h"

namespace weir {

template <>
const QStringList &enumNames<RandomFigureKind>()
{
    static const QStringList names{QStringLiteral("fixed"),  QStringLiteral("uniform"),
                                   QStringLiteral("normal"), QStringLiteral("log-normal"),
                                   QStringLiteral("gamma"),  QStringLiteral("exponential")};
    return names;
}

template <>
const QStringList &enumNames<SchedulerKind>()
{
    static const QStringList names{QStringLiteral("fixed"), QStringLiteral("none"), QStringLiteral("static"),
                                   QStringLiteral("continuous")};
    return names;
}

template <>
const QStringList &enumNames<Balancing>()
{
    static const QStringList names{QStringLiteral("round-robin"), QStringLiteral("least-connections"),
                                   QStringLiteral("latency-weighted"), QStringLiteral("two-choices")};
    return names;
}

template <>
const QStringList &enumNames<Failover>()
{
    static const QStringList names{QStringLiteral("none"), QStringLiteral("unbegun"),
                                   QStringLiteral("resume")};
    return names;
}

template <>
const QStringList &enumNames<CachePolicy>()
{
    static const QStringList names{QStringLiteral("lru"), QStringLiteral("lfu"), QStringLiteral("ttl")};
    return names;
}

template <>
const QStringList &enumNames<CacheWarming>()
{
    static const QStringList names{QStringLiteral("none"), QStringLiteral("full"),
                                   QStringLiteral("incremental")};
    return names;
}

template <>
const QStringList &enumNames<ScalingMetric>()
{
    static const QStringList names{QStringLiteral("gpu-use"), QStringLiteral("queue-length"),
                                   QStringLiteral("requests-per-second"), QStringLiteral("kv-use")};
    return names;
}

template <>
const QStringList &enumNames<ScalingKind>()
{
    static const QStringList names{QStringLiteral("off"), QStringLiteral("target"),
                                   QStringLiteral("forecast"), QStringLiteral("rules")};
    return names;
}

template <>
const QStringList &enumNames<DrillKind>()
{
    static const QStringList names{QStringLiteral("latency"), QStringLiteral("slow-network"),
                                   QStringLiteral("partition"), QStringLiteral("replica-loss"),
                                   QStringLiteral("exhaustion")};
    return names;
}

template <>
const QStringList &enumNames<PartitionSide>()
{
    static const QStringList names{QStringLiteral("clients"), QStringLiteral("replicas")};
    return names;
}

template <>
const QStringList &enumNames<ExhaustedResource>()
{
    static const QStringList names{QStringLiteral("compute"), QStringLiteral("kv"), QStringLiteral("queue")};
    return names;
}

template <>
const QStringList &enumNames<FaultKind>()
{
    static const QStringList names = faultNames();
    return names;
}

} // namespace weir
