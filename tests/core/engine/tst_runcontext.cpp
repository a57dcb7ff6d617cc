// SPDX-License-Identifier: GPL-3.0-or-later
// What a run holds in common is made from its plan alone, and connections that are opened ahead are those
// that the requests will use.
#include "engine/runcontext.h"
#include "engine/runplan.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

Scenario askingWithAKey(const QString &url)
{
    Scenario scenario;
    Target target;
    target.url = url;
    target.auth.scheme = AuthScheme::Bearer;
    target.auth.key = QStringLiteral("env:WEIR_TEST_CONTEXT_KEY");
    scenario.targets = {target};
    scenario.requests = {RequestTemplate{}};
    return scenario;
}

std::shared_ptr<const RunContext> contextOf(const Scenario &scenario, const QString &folder = {},
                                            const QStringList &builtinUrls = {})
{
    const RunPlan plan = planRun(scenario, {folder, builtinUrls, QStringLiteral("context")}).value();
    return RunContext::prepare(plan, std::make_shared<SystemClock>()).value();
}

QByteArray authorizationOf(const WireRequest &connection)
{
    return ResponseHead{0, connection.headers}.header("authorization");
}

} // namespace

class TestRunContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("WEIR_TEST_CONTEXT_KEY", "sk-swordfish-1"); }

    void aHandshakeAheadCarriesTheKey()
    {
        const std::shared_ptr<const RunContext> context = contextOf(askingWithAKey(u"ws://127.0.0.1:9/x"_qs));
        QCOMPARE(context->connections.size(), std::size_t{1});
        QCOMPARE(authorizationOf(context->connections[0]), QByteArray("Bearer sk-swordfish-1"));
        QVERIFY(!context->redactor.redacted("Bearer sk-swordfish-1").contains("swordfish"));
    }

    void aConnectionOfHttpProvesNothing()
    {
        const std::shared_ptr<const RunContext> context =
            contextOf(askingWithAKey(u"http://127.0.0.1:9/x"_qs));
        QCOMPARE(context->connections.size(), std::size_t{1});
        QCOMPARE(authorizationOf(context->connections[0]), QByteArray());
    }

    void whatStandsInForATargetIsAsked()
    {
        const std::shared_ptr<const RunContext> context =
            contextOf(askingWithAKey(u"builtin:chat"_qs), {}, {u"http://127.0.0.1:4711"_qs});
        QCOMPARE(context->connections[0].url.port(), 4711);
    }

    void lengthAndCountAreThePlans()
    {
        Scenario scenario = askingWithAKey(u"http://127.0.0.1:9"_qs);
        LoadGroup &group = scenario.load.first();
        scenario.load.warmUp = 2s;
        group.duration = 30s;
        group.requests.reset();
        const std::shared_ptr<const RunContext> timed = contextOf(scenario);
        QVERIFY(timed->length == std::optional<Nanoseconds>(32s));
        QVERIFY(!timed->countedRequests);
        group.duration.reset();
        group.requests = 40;
        const std::shared_ptr<const RunContext> counted = contextOf(scenario);
        QVERIFY(!counted->length);
        QCOMPARE(counted->countedRequests, std::optional<quint64>(40));
    }

    // Long ones would be read twice before a run else.
    void aTraceIsReadThroughByThePlanOnly()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"trace.csv"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("timestamp,input_length,output_length\n0,100,20\n1,100,20\n");
        file.close();
        TraceLoad trace;
        trace.path = QStringLiteral("trace.csv");
        Scenario scenario = askingWithAKey(u"http://127.0.0.1:9"_qs);
        scenario.load.first().model = trace;
        scenario.load.first().duration.reset();
        scenario.load.first().requests.reset();
        const PlanBasis basis{folder.path(), {}, QStringLiteral("context")};
        const RunPlan plan = planRun(scenario, basis).value();
        QVERIFY(file.remove());
        QVERIFY(!planRun(scenario, basis).ok());
        QVERIFY(RunContext::prepare(plan, std::make_shared<SystemClock>()).ok());
    }
};

QTEST_GUILESS_MAIN(TestRunContext)
#include "tst_runcontext.moc"
