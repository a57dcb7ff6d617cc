// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runcontext.h"
#include "engine/runheader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

RequestTemplate requestOf(const QString &body)
{
    RequestTemplate request;
    request.name = body.left(5);
    request.body = body;
    return request;
}

} // namespace

/// What a run file says of its run at the start.
class TestRunHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLongestBodyOfAllTemplatesAndRowsCounts()
    {
        const QTemporaryDir folder;
        QFile rows(folder.filePath(QStringLiteral("rows.jsonl")));
        QVERIFY(rows.open(QIODevice::WriteOnly));
        rows.write("{\"text\": \"four\"}\n{\"text\": \"" + QByteArray(3000, 'x') +
                   "\"}\n{\"text\": \"one\"}\n");
        rows.close();

        Scenario scenario;
        Target target;
        target.name = QStringLiteral("here");
        target.url = QStringLiteral("http://127.0.0.1:9");
        scenario.targets = {target};
        DataSource data;
        data.name = QStringLiteral("rows");
        data.path = QStringLiteral("rows.jsonl");
        scenario.data = {data};
        RequestTemplate filled = requestOf(QStringLiteral("{\"prompt\": \"{{text}}\"}"));
        filled.data = data.name;
        scenario.requests = {requestOf(QStringLiteral("{\"prompt\": 1}")), filled};

        const auto longest = [&] {
            const Result<std::shared_ptr<const RunContext>> context =
                RunContext::prepare(*planRun(scenario, {folder.path(), {}, QStringLiteral("tag")}),
                                    std::make_shared<SystemClock>());
            return context ? longestBodyOf(**context) : quint64{0};
        };
        QCOMPARE(longest(), quint64{14 + 3000}); // {"prompt": ""} has 14
        scenario.requests.pop_back();
        QCOMPARE(longest(), quint64{13}); // {"prompt": 1}
    }

    /// What this machine has no room for must not be blamed on the service.
    void tellsWhoSetTheCap_data()
    {
        QTest::addColumn<quint64>("openFiles");
        QTest::addColumn<quint32>("cap"); // 0: none
        QTest::addColumn<bool>("isOwn");
        QTest::newRow("the scenario, with room") << quint64{1024} << quint32{10} << false;
        QTest::newRow("the scenario, beyond the room") << quint64{64} << quint32{500} << true;
        QTest::newRow("nobody, so the room does") << quint64{1024} << quint32{0} << true;
    }
    void tellsWhoSetTheCap()
    {
        QFETCH(const quint64, openFiles);
        QFETCH(const quint32, cap);
        QFETCH(const bool, isOwn);
        Scenario scenario;
        Target target;
        target.name = QStringLiteral("here");
        target.url = QStringLiteral("http://127.0.0.1:9");
        scenario.targets = {target};
        scenario.requests = {requestOf(QStringLiteral("{}"))};
        OpenLoad load;
        load.rate = 5;
        if (cap > 0)
            load.cap = cap;
        scenario.load.first().model = load;
        PlanBasis basis;
        basis.openFiles = openFiles;
        const Result<RunPlan> plan = planRun(scenario, basis);
        QVERIFY2(plan.ok(), qPrintable(plan ? QString() : plan.error().text()));
        const Result<std::shared_ptr<const RunContext>> context =
            RunContext::prepare(*plan, std::make_shared<SystemClock>());
        QVERIFY(context.ok());
        const RunHeader header = headerOf(*plan, **context, {});
        QCOMPARE(header.environment.value(u"capped_by_files"_qs).toBool(), isOwn);
    }
};

QTEST_GUILESS_MAIN(TestRunHeader)
#include "tst_runheader.moc"
