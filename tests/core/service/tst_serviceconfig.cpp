// SPDX-License-Identifier: GPL-3.0-or-later
// The configuration of the reference service: read, written, checked, and the presets that come with Weir.
#include "fullconfig.h"
#include "service/config/configfields.h"
#include "service/config/configreader.h"
#include "service/config/configwriter.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be opened", qPrintable(path));
    return file.readAll();
}

QString dataFolder()
{
    return QStringLiteral(WEIR_TEST_DATA "/service");
}

QStringList linesOf(const Problems &problems, Severity severity)
{
    QStringList lines;
    for (const Problem &problem : problems) {
        if (problem.severity == severity)
            lines.append(problem.path + QStringLiteral(": ") + problem.message.english());
    }
    return lines;
}

/// The keys of all listed members that still have their default, below `path`.
template <typename T>
void collectDefaults(const T &value, const QString &path, QStringList &keys)
{
    const T standard{};
    describe(FieldsOf<T>{}, [&](QStringView key, auto member, auto... range) {
        const QString here = path + u'/' + key.toString();
        if (value.*member == standard.*member)
            keys.append(here);
        using Member = std::remove_cvref_t<decltype(value.*member)>;
        if constexpr (sizeof...(range) == 0 && std::is_class_v<Member> && !std::is_same_v<Member, QString> &&
                      !std::is_same_v<Member, std::optional<quint64>>)
            collectDefaults(value.*member, here, keys);
    });
}

} // namespace

class TestServiceConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreShort();
    void everyMemberSurvives();
    void everySectionIsRead();
    void deviationsAreAbsolute();
    void malformedFiles_data();
    void malformedFiles();
    void everyMalformedFileIsTested();
    void secretsAreNotShown();
    void whatHasNoEffectIsAWarning();
    void configurationsFromCode_data();
    void configurationsFromCode();
    void presetsAreFiles();
    void presetsSurvive();
    void readingNamesTheFile();
};

void TestServiceConfig::defaultsAreShort()
{
    QCOMPARE(configToText({}), QByteArray("{\n  \"weir_service\": 1\n}\n"));
    const ConfigReading reading = readConfig(configToText({}));
    QVERIFY(reading.problems.empty());
    QCOMPARE(reading.config, ServiceConfig{});
}

void TestServiceConfig::everyMemberSurvives()
{
    const ServiceConfig config = test::fullConfig();
    QStringList defaults;
    collectDefaults(config, QString(), defaults);
    collectDefaults(config.model, QString(), defaults);
    collectDefaults(config.model.gateway.keys.front(), QStringLiteral("key"), defaults);
    collectDefaults(config.model.autoscaler.rules.back(), QStringLiteral("rule"), defaults);
    collectDefaults(config.model.drills.back(), QStringLiteral("drill"), defaults);
    collectDefaults(config.model.drills.back().network, QStringLiteral("drill"), defaults);
    QCOMPARE(defaults, QStringList());

    const ConfigReading reading = readConfig(configToText(config));
    QCOMPARE(linesOf(reading.problems, Severity::Error), QStringList());
    QCOMPARE(reading.config, config);
    QVERIFY(readConfigValue(configToJson(config)).config == config);
    QVERIFY(checkConfig(config).ok());
    // Nothing of one start gets into a file.
    ServiceConfig started = config;
    started.port = 80;
    started.apiKey = "swordfish";
    started.truthFile = QStringLiteral("truth.jsonl");
    QCOMPARE(configToText(started), configToText(config));
    QVERIFY(checkConfig(started).ok());
}

void TestServiceConfig::everySectionIsRead()
{
    const ConfigReading reading = readConfig(contentOf(dataFolder() + QStringLiteral("/every-section.json")));
    QCOMPARE(linesOf(reading.problems, Severity::Error), QStringList());
    const ModelConfig &model = reading.config.model;
    QCOMPARE(model.drawSeed(), 18446744073709551615ULL);
    QCOMPARE(model.gateway.keys.at(0).key, u"env:BLUE"_qs);
    QCOMPARE(model.gateway.keys.at(0).limits.requestsPerSecond, 10.0);
    QCOMPARE(model.autoscaler.rules.at(0), (ScalingRule{ScalingMetric::QueueLength, true, 8, 20s, 2}));
    QCOMPARE(model.autoscaler.rules.at(1), (ScalingRule{ScalingMetric::QueueLength, false, 1, 30s, -1}));
    QCOMPARE(model.drills.at(0).network.delay, Nanoseconds(500ms));
    QCOMPARE(model.drills.at(0).every, std::optional<Nanoseconds>(1min));
    QCOMPARE(model.drills.at(1).severity, 0.75);
    QCOMPARE(reading.config.limits.connections, 100U);
    QVERIFY(reading.config.tls);
}

void TestServiceConfig::deviationsAreAbsolute()
{
    const ConfigReading reading = readConfig(
        R"({"weir_service":1,"output":{"tokens":{"kind":"log-normal","mean":60,"deviation":12},"gap_factor":2}})");
    QCOMPARE(linesOf(reading.problems, Severity::Error), QStringList());
    QCOMPARE(reading.config.model.output.tokens, (RandomFigure{RandomFigureKind::LogNormal, 60, 12}));
    QCOMPARE(reading.config.model.output.gapFactor, RandomFigure::fixed(2));
}

void TestServiceConfig::malformedFiles_data()
{
    QTest::addColumn<QStringList>("expected"); ///< "path: beginning of the message"
    const auto row = [](const char *name, const QStringList &expected) { QTest::newRow(name) << expected; };
    row("autoscaler-bounds", {u"/autoscaler/least: The least number of replicas, 5, is above"_qs,
                              u"/autoscaler/target: A use is a share from 0 to 1."_qs});
    row("autoscaler-count", {u"/replicas/count: The autoscaler keeps 2 to 3 replicas; begin"_qs});
    row("autoscaler-forecast",
        {u"/autoscaler/forecast_window: A line needs two points: at least twice the"_qs});
    row("autoscaler-of-fixed", {u"/autoscaler/kind: The fixed scheduler has no replicas"_qs});
    row("bursts", {u"/gateway/keys/0/limits/request_burst: A bucket smaller than one request lets none"_qs,
                   u"/gateway/limits/request_burst: It needs \"requests_per_second\" beside it."_qs,
                   u"/gateway/limits/token_burst: It needs \"tokens_per_second\" beside it."_qs});
    row("cache-off", {u"/cache/warm_prompts: It needs \"entries\" above 0: the cache is"_qs,
                      u"/cache/warming: It needs \"entries\" above 0: the cache is"_qs});
    row("cut", {u": This is not JSON at byte 36: an object is not closed."_qs});
    row("deep", {u": This is not JSON at byte 1052: it is nested too deeply."_qs});
    row("doubled-keys", {u"/queue/capacity: The key stands here more than once;"_qs,
                         u"/faults/1/share: The key stands here more than once;"_qs,
                         u"/output: The key stands here more than once;"_qs});
    row("drills",
        {u"/drills/0/kind: The kind is missing."_qs,
         u"/drills/9/kind: One of latency, slow-network, partition,"_qs,
         u"/drills/10: An object { } is expected here."_qs, u"/drills/10/kind: The kind is missing."_qs,
         u"/drills/1/delay: A latency drill needs a delay or a jitter."_qs,
         u"/drills/2/every: It must be longer than the drill itself,"_qs,
         u"/drills/3/bytes_per_second: A slow network needs a rate above 0."_qs,
         u"/drills/4/share: A partition cuts somebody off; write a"_qs,
         u"/drills/5/replicas: There are never as many replicas."_qs,
         u"/drills/6/severity: At least a hundredth of the compute must be"_qs,
         u"/drills/7/resource: It needs the continuous scheduler and its"_qs,
         u"/drills/8/severity: A drill takes something away; write a share"_qs,
         u"/drills/8/resource: It needs a queue with a \"capacity\"."_qs});
    row("empty", {u": This is not JSON at byte 0: a value is missing, or is none that JSON has."_qs});
    row("faults",
        {u"/faults/0/kind: One of reset-on-accept, reset-before,"_qs,
         u"/faults/1/kind: The kind is missing."_qs, u"/faults/2/share: A number from 0 to 1 is expected."_qs,
         u"/faults/3/often: The key \"often\" is unknown here; remove it"_qs});
    row("faults-over-one", {u"/faults: The shares of the faults add up to 1.4,"_qs});
    row("faults-twice", {u"/faults: The fault stall is given twice. Give one"_qs});
    row("few-tokens", {u"/output/tokens: A number from 1 to 100,000 is expected."_qs,
                       u"/output/reasoning_tokens: A number from 0 to 100,000 is expected."_qs});
    row("figure-bounds",
        {u"/output/tokens/mean: The mean must lie from \"min\" to \"max\"."_qs,
         u"/output/reasoning_tokens/deviation: The kind \"exponential\" has no deviation to"_qs,
         u"/output/reasoning_tokens/cap: The key \"cap\" is unknown here; remove it or"_qs,
         u"/output/gap_factor: A number from 0.001 to 1,000 is expected."_qs});
    row("figures", {u"/output/tokens/mean: A distribution needs \"mean\"."_qs,
                    u"/output/reasoning_tokens/kind: A distribution needs \"kind\"."_qs,
                    u"/output/ttft_factor/deviation: The kind \"fixed\" has no deviation to"_qs,
                    u"/output/gap_factor/deviation: A number from 0 to 2 is expected."_qs});
    row("canary-without-replicas",
        {u"/gateway/canary/replicas: A version that gets requests needs at least"_qs,
         u"/gateway/canary/version: The version needs a name of up to"_qs});
    row("canary-version", {u"/gateway/canary/version: The version needs a name of up to"_qs});
    row("half-a-character", {u": This is not JSON: "_qs});
    row("huge-numbers",
        {u"/seed: A whole number from 0 to"_qs, u"/queue/capacity: A whole number from 0 to 10,000,000 is"_qs,
         u"/replicas/count: A whole number from 1 to 1,000 is expected."_qs});
    row("jwt-without-secret", {u"/gateway/jwt/secret: Tokens can't be checked without a secret."_qs});
    row("keys-twice", {u"/gateway/keys/1/name: Two keys have this name."_qs,
                       u"/gateway/keys/2/key: Two names have this key."_qs,
                       u"/gateway/keys/3/name: A name is missing."_qs});
    row("limits", {u"/limits/header_timeout: A duration from 1ms to 24h is expected."_qs,
                   u"/limits/header_bytes: A whole number from 256 to 1,048,576 is"_qs,
                   u"/limits/body_bytes: A whole number from 1 to 1,073,741,824 is"_qs,
                   u"/limits/connections: A whole number from 1 to 1,000,000 is"_qs,
                   u"/limits/port: The key \"port\" is unknown here; remove it"_qs});
    row("list", {u": An object { } is expected here."_qs});
    row("newer-version",
        {u"/weir_service: The file is of another version of the format; this program reads version 1"_qs});
    row("no-step-time", {u"/replicas/step_base: A decode step takes at least 1us;"_qs});
    row("no-version", {u"/weir_service: The version is missing; write 1."_qs});
    row("not-utf8", {u": This is not JSON at byte 36: a text is not UTF-8."_qs});
    row("plain-secret", {u"/gateway/keys/0/key: A reference to the secret is expected,"_qs,
                         u"/gateway/keys/1/key: A reference to the secret is expected,"_qs,
                         u"/gateway/jwt/secret: A reference to the secret is expected,"_qs});
    row("queue-of-fixed", {u"/queue/per_replica: The fixed scheduler has no queue; choose"_qs});
    row("rules", {u"/autoscaler/rules/0/above: A rule needs either \"above\" or \"below\"."_qs,
                  u"/autoscaler/rules/1/above: A rule needs either \"above\" or \"below\"."_qs,
                  u"/autoscaler/rules/3: An object { } is expected here."_qs,
                  u"/autoscaler/rules/3/above: A rule needs either \"above\" or \"below\"."_qs,
                  u"/autoscaler/rules/2/change: A rule changes the number of replicas; 0"_qs});
    row("rules-missing", {u"/autoscaler/rules: The kind \"rules\" needs at least one rule."_qs});
    row("rules-unused", {u"/autoscaler/rules: Rules need the kind \"rules\"."_qs});
    row("small-kv", {u"/scheduler/kv_tokens: The cache must hold at least one chunk of a"_qs});
    row("small-prefix-cache", {u"/prefix_cache/tokens: The cache must hold at least one block, 16"_qs});
    row("unknown-keys", {u"/queue/lenght: The key \"lenght\" is unknown here; remove it"_qs,
                         u"/scheduler/itll: The key \"itll\" is unknown here; remove it"_qs,
                         u"/drills/0/when: The key \"when\" is unknown here; remove it"_qs,
                         u"/a~1b~0c: The key \"a/b~c\" is unknown here; remove it"_qs,
                         u"/ttft: The key \"ttft\" is unknown here; remove it"_qs});
    row("wrong-choices", {u"/scheduler/kind: One of fixed, none, static, continuous is"_qs,
                          u"/replicas/failover: One of none, unbegun, resume is expected."_qs,
                          u"/replicas/balancing: One of round-robin, least-connections,"_qs,
                          u"/cache/policy: One of lru, lfu, ttl is expected."_qs,
                          u"/cache/warming: One of none, full, incremental is expected."_qs,
                          u"/autoscaler/kind: One of off, target, forecast, rules is"_qs,
                          u"/autoscaler/metric: One of gpu-use, queue-length,"_qs});
    row("wrong-numbers",
        {u"/gateway/most_prompt_tokens: A whole number from 0 to 1,000,000,000 is"_qs,
         u"/gateway/canary/share: A number from 0 to 1 is expected."_qs,
         u"/gateway/canary/speed: A number from 0.01 to 100 is expected."_qs,
         u"/scheduler/workers: A whole number from 1 to 10,000 is expected."_qs,
         u"/replicas/count: A whole number from 1 to 1,000 is expected."_qs,
         u"/replicas/prefill_tokens_per_second: A number from 1 to 1,000,000,000 is expected."_qs,
         u"/replicas/warm_up_from: A number from 0.01 to 1 is expected."_qs,
         u"/output/tokens_per_chunk: A whole number from 1 to 1,000 is expected."_qs,
         u"/network/correlation: A number from 0 to 1 is expected."_qs});
    row("wrong-seed", {u"/seed: A whole number from 0 to"_qs});
    row("wrong-times", {u"/queue/timeout: \"soon\" is not a duration: a number is"_qs,
                        u"/queue/idempotency_window: A duration from 0s to 24h is expected."_qs,
                        u"/scheduler/ttft: A duration from 0s to 1h is expected."_qs,
                        u"/scheduler/itl: A duration in quotes is expected, like"_qs,
                        u"/replicas/cold_start: \"-1s\" is not a duration: a number is"_qs,
                        u"/autoscaler/period: A duration from 100ms to 1h is expected."_qs});
    row("wrong-types",
        {u"/description: A text in quotes is expected."_qs, u"/tls: true or false is expected."_qs,
         u"/faults: A list [ ] of objects is expected."_qs, u"/gateway: An object { } is expected here."_qs,
         u"/queue/capacity: A whole number from 0 to 10,000,000 is"_qs,
         u"/queue/priorities: true or false is expected."_qs,
         u"/cache/warm_prompts/0: A text in quotes is expected."_qs,
         u"/output/tokens: A number, or an object { } with \"kind\" and"_qs,
         u"/drills: A list [ ] of objects is expected."_qs});
}

void TestServiceConfig::malformedFiles()
{
    QFETCH(QStringList, expected);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const ConfigReading reading =
        readConfig(contentOf(dataFolder() + QStringLiteral("/malformed/%1.json").arg(name)));
    const QStringList found = linesOf(reading.problems, Severity::Error);
    const QString all = found.join(u'\n');
    QVERIFY2(found.size() == expected.size(), qPrintable(all));
    for (qsizetype i = 0; i < found.size(); ++i)
        QVERIFY2(found[i].startsWith(expected[i]), qPrintable(all));
    QVERIFY(!configFromJson(configToText(reading.config) + "x", name).ok());
}

void TestServiceConfig::everyMalformedFileIsTested()
{
    const QDir folder(dataFolder() + QStringLiteral("/malformed"));
    QCOMPARE(folder.entryList({QStringLiteral("*.json")}).size(), qsizetype{42});
}

void TestServiceConfig::secretsAreNotShown()
{
    const ConfigReading reading =
        readConfig(contentOf(dataFolder() + QStringLiteral("/malformed/plain-secret.json")));
    QVERIFY(!linesOf(reading.problems, Severity::Error).join(u' ').contains(u"swordfish"_qs));
}

void TestServiceConfig::whatHasNoEffectIsAWarning()
{
    ServiceConfig fixedWithLoss = fixedService(1ms, 1ms, 1);
    fixedWithLoss.model.drills.emplace_back().kind = DrillKind::ReplicaLoss;
    const ConfigReading reading = readConfig(R"({"weir_service":1,
        "scheduler":{"kind":"none","workers":3,"ttft":"1s"},
        "drills":[{"kind":"partition","share":0.5,"delay":"1s"}],
        "cache":{"entries":1,"warm_prompts":["a","b"]},"network":{"correlation":0.5}})");
    QVERIFY(configProblems(fixedWithLoss).size() == 1 && checkConfig(fixedWithLoss).ok());
    QVERIFY(!hasErrors(reading.problems));
    QStringList paths;
    for (const Problem &problem : reading.problems)
        paths.append(problem.path);
    paths.sort();
    QCOMPARE(paths, (QStringList{u"/cache/warm_prompts"_qs, u"/drills/0/delay"_qs, u"/network/correlation"_qs,
                                 u"/scheduler/ttft"_qs}));
    // The configuration itself has the same warnings as its file.
    QStringList ofValue;
    for (const Problem &problem : configProblems(reading.config))
        ofValue.append(problem.path);
    ofValue.sort();
    QCOMPARE(ofValue, paths);
}

using Spoil = void (*)(ServiceConfig &);

void TestServiceConfig::configurationsFromCode_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QString &path, Spoil spoil) {
        QTest::newRow(name) << spoil << path;
    };
    row("negative time", u"/scheduler/ttft"_qs, [](ServiceConfig &c) { c.model.scheduler.ttft = -1ms; });
    row("no tokens", u"/output/tokens"_qs, [](ServiceConfig &c) { c.model.output.tokens.mean = 0; });
    row("nan", u"/output/tokens/mean"_qs,
        [](ServiceConfig &c) { c.model.output.tokens.mean = std::nan(""); });
    row("infinite", u"/network/bytes_per_second"_qs,
        [](ServiceConfig &c) { c.model.network.bytesPerSecond = std::numeric_limits<double>::infinity(); });
    row("wide distribution", u"/output/tokens/deviation"_qs, [](ServiceConfig &c) {
        c.model.output.tokens = {RandomFigureKind::Gamma, 100, 500};
    });
    row("mean outside of its bounds", u"/output/tokens/mean"_qs, [](ServiceConfig &c) {
        c.model.output.tokens = {RandomFigureKind::Normal, 100, 5, 200};
    });
    row("rule below zero", u"/autoscaler/rules/0/below"_qs, [](ServiceConfig &c) {
        c.model.autoscaler.kind = ScalingKind::Rules;
        c.model.autoscaler.rules = {{ScalingMetric::KvUse, false, -1, 1s, 1}};
    });
    row("too many rules", u"/autoscaler/rules"_qs, [](ServiceConfig &c) {
        c.model.autoscaler.kind = ScalingKind::Rules;
        c.model.autoscaler.rules.resize(101);
    });
    row("drill's network", u"/drills/0/delay"_qs,
        [](ServiceConfig &c) { c.model.drills.emplace_back().network.delay = -1s; });
    row("no such kind", u"/scheduler/kind"_qs,
        [](ServiceConfig &c) { c.model.scheduler.kind = static_cast<SchedulerKind>(9); });
    row("contradiction", u"/autoscaler/least"_qs, [](ServiceConfig &c) { c.model.autoscaler.least = 11; });
    row("faults", u"/faults"_qs, [](ServiceConfig &c) {
        c.faults = {{FaultKind::Stall, 0.7}, {FaultKind::Empty, 0.7}};
    });
    row("two at once", u"/limits/body_bytes"_qs, [](ServiceConfig &c) {
        c.limits.bodyBytes = 0;
        c.limits.headerBytes = 0;
    });
}

void TestServiceConfig::configurationsFromCode()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, path);
    ServiceConfig config;
    QVERIFY(checkConfig(config).ok());
    spoil(config);
    const Result<void> checked = checkConfig(config);
    QVERIFY(!checked.ok());
    QVERIFY2(checked.error().what.english().contains(path), qPrintable(checked.error().what.english()));
}

void TestServiceConfig::presetsAreFiles()
{
    const QStringList names = presetNames();
    QCOMPARE(names.first(), u"steady"_qs);
    QStringList sorted = names.sliced(1);
    sorted.sort();
    QCOMPARE(names.sliced(1), sorted);
    const QStringList files =
        QDir(QStringLiteral(WEIR_TEST_DATA "/../../resources/service")).entryList({u"*.json"_qs});
    QCOMPARE(names.size(), files.size());
    for (const QString &name : names)
        QVERIFY2(files.contains(name + u".json"_qs), qPrintable(name));
    QVERIFY(!presetConfig(u"../steady"_qs).ok());
    QVERIFY(!presetConfig(QString()).ok());
}

void TestServiceConfig::presetsSurvive()
{
    for (const QString &name : presetNames()) {
        const Result<ServiceConfig> config = presetConfig(name);
        QVERIFY2(config.ok(), config ? "" : qPrintable(config.error().text()));
        QVERIFY2(!config->description.isEmpty(), qPrintable(name));
        const ConfigReading again = readConfig(configToText(*config));
        QVERIFY2(again.problems.empty() && again.config == *config, qPrintable(name));
        QVERIFY(checkConfig(*config).ok());
    }
}

void TestServiceConfig::readingNamesTheFile()
{
    const Result<ServiceConfig> config =
        configFromJson(R"({"weir_service":1,"tokens":3,"itl":"1ms"})", u"my.json"_qs);
    QVERIFY(!config.ok());
    QCOMPARE(config.error().where.english(), u"my.json"_qs);
    QCOMPARE(config.error().what.english().count(u'\n'), 1);
    QVERIFY(config.error().what.english().contains(u"/tokens: "_qs) &&
            config.error().what.english().contains(u"/itl: "_qs));
}

QTEST_GUILESS_MAIN(TestServiceConfig)
#include "tst_serviceconfig.moc"
