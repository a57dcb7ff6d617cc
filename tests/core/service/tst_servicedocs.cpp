// SPDX-License-Identifier: GPL-3.0-or-later
// docs/reference-service.md names every key of the configuration, every choice and every preset.
#include "service/config/configfields.h"
#include "service/config/confignames.h"
#include "service/config/presetwords.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace weir;

namespace {

QString page()
{
    QFile file(QStringLiteral(WEIR_TEST_DATA "/../../docs/reference-service.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList allKeys()
{
    return QStringList{QStringLiteral("above"), QStringLiteral("below")} + keysOf<ServiceConfig>() +
           keysOf<ServiceLimits>() + keysOf<FaultShare>() + keysOf<ModelConfig>() + keysOf<GatewayConfig>() +
           keysOf<ApiKeyConfig>() + keysOf<RateLimitConfig>() + keysOf<JwtConfig>() +
           keysOf<CanaryReleaseConfig>() + keysOf<QueueConfig>() + keysOf<SchedulerConfig>() +
           keysOf<ReplicaConfig>() + keysOf<BreakerConfig>() + keysOf<ResultCacheConfig>() +
           keysOf<PrefixCacheConfig>() + keysOf<AutoscalerConfig>() + keysOf<ScalingRule>() +
           keysOf<OutputConfig>() + keysOf<NetworkConfig>() + keysOf<DrillConfig>();
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
            enumNames<RandomFigureKind>() + enumNames<SchedulerKind>() + enumNames<Balancing>() +
            enumNames<Failover>() + enumNames<CachePolicy>() + enumNames<CacheWarming>() +
            enumNames<ScalingMetric>() + enumNames<ScalingKind>() + enumNames<DrillKind>() +
            enumNames<PartitionSide>() + enumNames<ExhaustedResource>() + enumNames<FaultKind>();
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

    void everyPresetIsDescribedInWordsThatAreTranslated()
    {
        QSet<QByteArray> codes;
        for (const QString &name : presetNames()) {
            const Result<ServiceConfig> preset = presetConfig(name);
            QVERIFY2(preset.ok(), qPrintable(name));
            const Message words = presetWords(preset->description);
            QVERIFY2(!words.code().isEmpty(), qPrintable(name));
            QCOMPARE(words.english(), preset->description);
            codes.insert(words.code());
        }
        QCOMPARE(codes.size(), presetNames().size());
        QCOMPARE(presetWords(u"My own"_qs), Message::verbatim(u"My own"_qs));
    }
};

QTEST_GUILESS_MAIN(TestServiceDocs)
#include "tst_servicedocs.moc"
