// SPDX-License-Identifier: GPL-3.0-or-later
// A plan that was read in another process is simulated as the one it was written from, and ranks that
// simulate their shares make the requests of the whole.
#include "engine/runplan.h"
#include "labrig.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

using LoadModel = decltype(LoadGroup::model);

SimulationRequest requestOf(const LoadModel &model, std::optional<Nanoseconds> duration,
                            std::optional<quint64> requests)
{
    SimulationRequest request;
    request.scenario = scenarioFor(QStringLiteral("http://127.0.0.1:1"));
    request.scenario.load.first().model = model;
    request.scenario.load.first().duration = duration;
    request.scenario.load.first().requests = requests;
    request.service = fixedService(50ms, 20ms, 5);
    return request;
}

std::vector<RequestRecord> recordsOf(const RunPlan &plan, const SimulationRequest &request)
{
    const QTemporaryDir folder;
    SimulationSetting setting = request;
    setting.runPath = folder.filePath(QStringLiteral("plan.weirrun"));
    const Result<SimulationResult> result = simulate(plan, setting);
    if (!result)
        throw std::runtime_error(result.error().text().toStdString());
    return test::recordsOf(setting.runPath);
}

/// Intended times by request.
std::map<quint64, TimePoint> dueOf(const std::vector<RequestRecord> &records)
{
    std::map<quint64, TimePoint> due;
    for (const RequestRecord &record : records)
        due.emplace(record.request.value(), record.intended);
    return due;
}

} // namespace

class TestSimulatedPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readPlanIsTheSameRun()
    {
        const SimulationRequest request =
            requestOf(OpenLoad{.rate = 20, .arrivals = Arrivals::Poisson, .cap = {}}, 10s, {});
        const RunPlan plan = planSimulation(request).value();
        const RunPlan read = runPlanFromJson(toJson(plan).value()).value();
        const std::vector<RequestRecord> records = recordsOf(plan, request);
        QVERIFY(records.size() > 100);
        QVERIFY(records == recordsOf(read, request));
        // simulate() of the request is no other way.
        QVERIFY(records == simulated(request.scenario, request.service).records);
    }

    void aWebSocketIsSaidToBeSimulatedAsHttp()
    {
        const auto warned = [](const QString &url) {
            SimulationRequest request = requestOf(ClosedLoad(), {}, 3);
            Target target = request.scenario.targets.front();
            target.name = QStringLiteral("second");
            target.url = url;
            request.scenario.targets.push_back(target);
            QStringList said;
            const Result<SimulationResult> result = simulate(request);
            for (const Message &warning : result.value().summary.warnings) {
                if (warning.code() == "simulation.websocket_as_http")
                    said << warning.english();
            }
            return said;
        };
        const QStringList said = warned(QStringLiteral("wss://127.0.0.1:1/v1/stream"));
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].startsWith(u"The target \"second\" is a WebSocket, which is simulated as HTTP"),
                 qPrintable(said[0]));
        QCOMPARE(warned(QStringLiteral("https://127.0.0.1:1")), QStringList());
    }

    void ranksMakeTheWhole_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("open") << true;
        QTest::newRow("closed") << false;
    }
    void ranksMakeTheWhole()
    {
        QFETCH(const bool, open);
        ClosedLoad closed;
        closed.users = 9;
        const SimulationRequest request =
            open ? requestOf(OpenLoad{.rate = 20, .arrivals = Arrivals::Poisson, .cap = {}}, 10s, {})
                 : requestOf(closed, {}, 100);
        const RunPlan plan = planSimulation(request).value();
        const std::map<quint64, TimePoint> whole = dueOf(recordsOf(plan, request));
        std::map<quint64, TimePoint> united;
        for (quint32 rank = 0; rank < 3; ++rank) {
            RunPlan part = plan;
            part.share = {rank, 3};
            for (const auto &[id, due] : dueOf(recordsOf(part, request)))
                QVERIFY2(united.emplace(id, due).second, "two ranks made the same request");
        }
        QCOMPARE(united.size(), whole.size());
        for (const auto &[id, due] : whole) {
            QVERIFY(united.contains(id));
            QVERIFY(!open || united.at(id) == due); // a closed load's times depend on who asks
        }
    }
};

QTEST_GUILESS_MAIN(TestSimulatedPlan)
#include "tst_simulatedplan.moc"
