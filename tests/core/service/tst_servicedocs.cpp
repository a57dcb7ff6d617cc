// SPDX-License-Identifier: GPL-3.0-or-later
// docs/reference-service.md names every key of the configuration, every choice and every preset.
#include "service/config/configfields.h"
#include "service/config/confignames.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace weir;

namespace {

QString page()
{
    QFile file(QStringLiteral(WEIR_TEST_DATA "/../../docs/reference-service.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

template <typename T>
void addKeys(QStringList &keys)
{
    describe(ConfigOf<T>{}, [&keys](QStringView key, auto...) { keys.append(key.toString()); });
}

QStringList allKeys()
{
    QStringList keys{QStringLiteral("above"), QStringLiteral("below")};
    addKeys<ServiceConfig>(keys);
    addKeys<ServiceLimits>(keys);
    addKeys<FaultShare>(keys);
    addKeys<ModelConfig>(keys);
    addKeys<GatewayConfig>(keys);
    addKeys<ApiKeyConfig>(keys);
    addKeys<RateLimitConfig>(keys);
    addKeys<JwtConfig>(keys);
    addKeys<CanaryReleaseConfig>(keys);
    addKeys<QueueConfig>(keys);
    addKeys<SchedulerConfig>(keys);
    addKeys<ReplicaConfig>(keys);
    addKeys<BreakerConfig>(keys);
    addKeys<ResultCacheConfig>(keys);
    addKeys<PrefixCacheConfig>(keys);
    addKeys<AutoscalerConfig>(keys);
    addKeys<ScalingRule>(keys);
    addKeys<OutputConfig>(keys);
    addKeys<NetworkConfig>(keys);
    addKeys<DrillConfig>(keys);
    return keys;
}

} // namespace

class TestServiceDocs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsNamed()
    {
        const QString text = page();
        QVERIFY(!text.isEmpty());
        for (const QString &key : allKeys()) {
            const QRegularExpression named(QStringLiteral("[`.]%1[`.]").arg(key));
            QVERIFY2(named.match(text).hasMatch(), qPrintable(key));
        }
    }

    void everyChoiceIsNamed()
    {
        const QString text = page();
        const QStringList choices =
            configNames<RandomFigureKind>() + configNames<SchedulerKind>() + configNames<Balancing>() +
            configNames<Failover>() + configNames<CachePolicy>() + configNames<CacheWarming>() +
            configNames<ScalingMetric>() + configNames<ScalingKind>() + configNames<DrillKind>() +
            configNames<PartitionSide>() + configNames<ExhaustedResource>() + configNames<FaultKind>();
        for (const QString &choice : choices) {
            const QRegularExpression named(QStringLiteral("`\"?%1\"?`").arg(choice));
            QVERIFY2(named.match(text).hasMatch(), qPrintable(choice));
        }
    }

    void everyPresetIsNamed()
    {
        const QString text = page();
        for (const QString &name : presetNames())
            QVERIFY2(text.contains(u'`' + name + u'`'), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestServiceDocs)
#include "tst_servicedocs.moc"
