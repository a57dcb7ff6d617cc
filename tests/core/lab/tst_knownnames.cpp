// SPDX-License-Identifier: GPL-3.0-or-later
// What check() learns of vendors: files beside the project, and whether a body asks for token counts.
#include "engine/runcontext.h"
#include "engine/runplan.h"
#include "lab/knownnames.h"
#include "scenario/scenariojson.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

Scenario withVendor(const QString &vendor)
{
    Scenario scenario = defaultScenario();
    scenario.targets.front().vendor = vendor;
    return scenario;
}

QStringList linesOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines << (problem.severity == Severity::Error ? u"E "_qs : u"W "_qs) + problem.path + u' ' +
                     problem.message.english();
    return lines;
}

} // namespace

class TestKnownNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).mkdir(u"vendors"_qs);
        QFile::copy(QStringLiteral(WEIR_TEST_DATA "/vendors/invented.json"),
                    m_folder.filePath(u"vendors/x.json"_qs));
    }

    void filesBesideTheProjectAreVendors()
    {
        Scenario scenario = withVendor(u"vendors/x.json"_qs);
        const CheckContext context = knownNames(m_folder.path());
        QCOMPARE(linesOf(check(scenario, context)), linesOf(check(withVendor(u"openai-chat"_qs), context)));
        scenario.targets.front().url = u"http://127.0.0.1:9"_qs;
        qputenv("WEIR_TEST_KEY", "abcdef");
        scenario.targets.front().auth.key = u"env:WEIR_TEST_KEY"_qs;
        const Result<std::shared_ptr<const RunContext>> prepared = RunContext::prepare(
            *planRun(scenario, {m_folder.path(), {}, u"t"_qs}), std::make_shared<SystemClock>());
        QVERIFY2(prepared.ok(), prepared.ok() ? "" : qPrintable(prepared.error().text()));
        const Result<RenderedRequest> request =
            (*prepared)->templates.front().renderer.render({}, RequestId(1), 1, u"t"_qs, nullptr);
        QCOMPARE(request->wire.url, QUrl(u"http://127.0.0.1:9/generate"_qs));
        QCOMPARE((ResponseHead{0, request->wire.headers}.header("x-key")), QByteArray("abcdef"));
        QVERIFY(!RunContext::prepare(*planRun(scenario, {{}, {}, u"t"_qs}), std::make_shared<SystemClock>())
                     .ok());
        QCOMPARE(scenarioFromJson(scenarioToJson(scenario)).scenario, scenario);
    }

    void allProblemsOfAFileAreTold()
    {
        QFile file(m_folder.filePath(u"vendors/bad.json"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"weir_vendor": 1, "name": "b", "path": "p", "colour": 1, "body": "{}",
                       "stream": {"content": ["a"]}, "whole": {"content": ["/a"]}})");
        file.close();
        const QStringList lines =
            linesOf(check(withVendor(u"vendors/bad.json"_qs), knownNames(m_folder.path())))
                .filter(u"bad.json"_qs);
        QCOMPARE(lines.size(), 3);
        for (const char *place : {" at /path: ", " at /colour: ", " at /stream/content: "})
            QCOMPARE(lines.filter(QLatin1String(place)).size(), 1);
        for (const QString &line : lines)
            QVERIFY(line.startsWith(u"E /targets/0/vendor In \"vendors/bad.json\""_qs));
        QCOMPARE(linesOf(check(withVendor(u"none.json"_qs), knownNames(m_folder.path())))
                     .filter(u"none.json"_qs)
                     .size(),
                 1);
    }

    void bodiesThatAskForNoUsageAreToldOf_data()
    {
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<bool>("warns");
        const QString silent = u"{\"stream\": true, \"prompt\": \"{{unique}}\"}"_qs;
        const QString asking =
            u"{\"prompt\": \"{{unique}}\", \"stream_options\": {\"include_usage\": true}}"_qs;
        QTest::newRow("silent") << u"openai-chat"_qs << silent << true << true;
        QTest::newRow("asking") << u"openai-chat"_qs << asking << true << false;
        QTest::newRow("whole answers tell it") << u"openai-chat"_qs << silent << false << false;
        QTest::newRow("unasked") << u"anthropic"_qs << silent << true << false;
        QTest::newRow("the vendor's body") << u"openai-chat"_qs << QString() << true << false;
    }
    void bodiesThatAskForNoUsageAreToldOf()
    {
        QFETCH(QString, vendor);
        QFETCH(QString, body);
        QFETCH(bool, stream);
        Scenario scenario = withVendor(vendor);
        scenario.requests.front().body = body;
        scenario.requests.front().stream = stream;
        const QStringList lines = linesOf(check(scenario, knownNames()));
        QTEST(!lines.filter(u"W /requests/0/body"_qs).filter(u"include_usage"_qs).isEmpty(), "warns");
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestKnownNames)
#include "tst_knownnames.moc"
