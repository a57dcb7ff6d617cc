// SPDX-License-Identifier: GPL-3.0-or-later
#include "labrig.h"

#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <map>

using namespace weir;
using namespace weir::test;

namespace {

/// Tokens of each request's answer.
std::map<quint64, quint64> tokensOf(const std::vector<RequestRecord> &records)
{
    std::map<quint64, quint64> tokens;
    for (const RequestRecord &record : records)
        tokens[record.request.value()] = record.usage.output.value_or(0);
    return tokens;
}

Scenario manyAtOnce(quint64 seed)
{
    Scenario scenario = scenarioFor(QStringLiteral("builtin:"), 24);
    ClosedLoad closed;
    closed.users = 24;
    scenario.load.first().model = closed;
    scenario.transport = TransportKind::Curl;
    scenario.goals.validity = toleratingAll();
    scenario.seed = seed;
    return scenario;
}

} // namespace

class TestBuiltinTarget : public QObject
{
    Q_OBJECT

private:
    static Scenario scenarioWith(const QStringList &urls)
    {
        Scenario scenario;
        for (const QString &url : urls) {
            Target target;
            target.url = url;
            scenario.targets.push_back(target);
        }
        return scenario;
    }
    static bool answers(const QString &url)
    {
        QTcpSocket socket;
        socket.connectToHost(QUrl(url).host(), static_cast<quint16>(QUrl(url).port()));
        return socket.waitForConnected(5000);
    }

private Q_SLOTS:
    void recognisesItsScheme_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("builtin");
        QTest::newRow("default") << "builtin:" << true;
        QTest::newRow("preset") << "builtin:flaky" << true;
        QTest::newRow("http") << "http://127.0.0.1:8000" << false;
        QTest::newRow("host of that name") << "https://builtin:443" << false;
    }
    void recognisesItsScheme()
    {
        QFETCH(QString, url);
        QFETCH(bool, builtin);
        QCOMPARE(isBuiltinUrl(url), builtin);
    }

    void startsOneServiceForEachPreset()
    {
        QString steady;
        {
            const Result<BuiltinTargets> targets = BuiltinTargets::startFor(
                scenarioWith({QStringLiteral("builtin:"), QStringLiteral("http://127.0.0.1:1"),
                              QStringLiteral("builtin:flaky"), QStringLiteral("builtin:steady")}));
            QVERIFY(targets.ok());
            const QStringList urls = targets->urls();
            QCOMPARE(urls.size(), 4);
            QCOMPARE(urls[0], urls[3]); // the default is steady
            QVERIFY(urls[1].isEmpty());
            QVERIFY(urls[2] != urls[0]);
            QVERIFY(answers(urls[0]));
            QVERIFY(answers(urls[2]));
            steady = urls[0];
        }
        QVERIFY(!answers(steady)); // gone with its user
    }

    void theRunsSeedDecidesWhatItsRequestsMeet()
    {
        const QTemporaryDir folder;
        const auto live = [&folder](quint64 seed) {
            const Result<FinishedRun> run = runToEnd(manyAtOnce(seed), folder.path());
            return run ? tokensOf(run->records) : std::map<quint64, quint64>();
        };
        const std::map<quint64, quint64> first = live(7);
        QCOMPARE(first.size(), std::size_t(24));
        QVERIFY(first == live(7));
        QVERIFY(first != live(8));
        // So does a simulation of the same seed.
        const Result<ServiceConfig> steady = presetConfig(QStringLiteral("steady"));
        QVERIFY(tokensOf(simulated(manyAtOnce(7), *steady).records) == first);
    }

    void onlyServicesOfTheRunsOwnHearIdsWithoutIt()
    {
        const auto tagOf = [](const QStringList &urls) {
            const Result<BuiltinTargets> targets = BuiltinTargets::startFor(scenarioWith(urls));
            return targets ? targets->runTag() : QStringLiteral("error");
        };
        QCOMPARE(tagOf({QStringLiteral("builtin:")}), seededTag());
        QCOMPARE(tagOf({QStringLiteral("builtin:"), QStringLiteral("http://127.0.0.1:1")}), QString());
        QCOMPARE(tagOf({QStringLiteral("http://127.0.0.1:1")}), QString());
        QCOMPARE(tagOf({}), QString());
    }

    void aSeedOfTheServicesOwnWins()
    {
        ServiceConfig config;
        QCOMPARE(seededBy(5, config).model.seed, std::optional<quint64>(5));
        QCOMPARE(seededBy({}, config).model.drawSeed(), quint64(1));
        config.model.seed = 3;
        QCOMPARE(seededBy(5, config).model.seed, std::optional<quint64>(3));
    }

    void anUnknownPresetIsAnErrorWithItsPath()
    {
        const Result<BuiltinTargets> targets = BuiltinTargets::startFor(
            scenarioWith({QStringLiteral("builtin:"), QStringLiteral("builtin:nothing")}));
        QVERIFY(!targets.ok());
        QCOMPARE(targets.error().where.english(), QStringLiteral("/targets/1/url"));
        QVERIFY(targets.error().text().contains(QStringLiteral("steady")));
    }
};

QTEST_GUILESS_MAIN(TestBuiltinTarget)
#include "tst_builtintarget.moc"
