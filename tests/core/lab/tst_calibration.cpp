// SPDX-License-Identifier: GPL-3.0-or-later
// A whole calibration, with the service inside this process: structure and counts, no times.
#include "lab/calibration.h"
#include "support/runtoend.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// Short answers, and limits of validity that no busy machine reaches.
Scenario tolerantScenario(quint32 users)
{
    Scenario scenario = scenarioFor(QStringLiteral("builtin:"));
    ClosedLoad closed;
    closed.users = users;
    scenario.load.first().model = closed;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = 1s;
    scenario.requests.front().maxTokens = 5;
    scenario.goals.validity = toleratingAll();
    return scenario;
}

CalibrationRequest requestOf(const Scenario &scenario)
{
    CalibrationRequest request;
    request.scenario = scenario;
    request.options = {20ms, 50ms, 1s};
    request.transports = {TransportKind::Qt};
    return request;
}

/// What one calibration told.
struct Told
{
    std::vector<Result<Certificate>> results;
    int progress = 0;
};

Told calibrate(const CalibrationRequest &request, const std::function<void(Calibration &)> &whileRunning = {})
{
    Told told;
    Result<std::unique_ptr<Calibration>> calibration = Calibration::prepare(request);
    if (!calibration) {
        told.results.push_back(calibration.error());
        return told;
    }
    QEventLoop loop;
    QObject::connect(
        calibration->get(), &Calibration::measured, &loop,
        [&](TransportKind, const Result<Certificate> &result) { told.results.push_back(result); });
    QObject::connect(calibration->get(), &Calibration::progressed, &loop,
                     [&](const CalibrationProgress &progress) {
                         told.progress += progress.share >= 0 && progress.share <= 1 ? 1 : 0;
                         if (whileRunning)
                             whileRunning(**calibration);
                     });
    QObject::connect(calibration->get(), &Calibration::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(60s, &loop, &QEventLoop::quit);
    (*calibration)->start();
    loop.exec();
    return told;
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::optional<Certificate> m_certificate; ///< Of four users.

    /// The summary of a run of so many users that had the certificate.
    CalibrationQuote quoteOfRun(quint32 users);

private Q_SLOTS:
    void measures()
    {
        const Told told = calibrate(requestOf(tolerantScenario(4)));
        QCOMPARE(told.results.size(), std::size_t(1));
        const Result<Certificate> &result = told.results.front();
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QVERIFY(told.progress >= 2);
        QCOMPARE(result->transport, QStringLiteral("qt-kernel-stamps"));
        QVERIFY(result->serviceInside);
        QVERIFY(result->requests > 0);
        QCOMPARE(result->errors.ttft.count, result->requests);
        QCOMPARE(result->errors.start.count, result->requests);
        QCOMPARE(result->errors.chunk.count, result->requests * 5);
        QCOMPARE(result->errors.itl.count, result->requests * 4);
        QVERIFY(result->errors.slip.count >= result->requests);
        QVERIFY(result->load.kind == LoadKind::Closed);
        QCOMPARE(result->load.streams, 4.0);
        QVERIFY(!result->host.weir.isEmpty());
        // A write is stamped before it, a read after it.
        QVERIFY(result->errors.chunk.bias > Nanoseconds{0});
        QVERIFY(result->errors.start.bias > Nanoseconds{0});
        m_certificate = *result;
    }

    void laterRunsQuote()
    {
        QVERIFY(m_certificate);
        const CalibrationQuote quote = quoteOfRun(2);
        QVERIFY2(quote.figures, qPrintable(reasonText(quote.gap).english()));
        QCOMPARE(quote.figures->ttft, m_certificate->errors.ttft);
        QCOMPARE(quote.figures->streams, 4.0);
    }

    void heavierRunsDoNot()
    {
        QVERIFY(m_certificate);
        const CalibrationQuote quote = quoteOfRun(40);
        QVERIFY(!quote.figures);
        QVERIFY(quote.gap == CalibrationGap::OtherLoad);
    }

    void invalidRunsGiveNone()
    {
        Scenario scenario = tolerantScenario(2);
        scenario.goals.validity.slipP99 = 0ns; // nothing can start before its time
        const Told told = calibrate(requestOf(scenario));
        QCOMPARE(told.results.size(), std::size_t(1));
        QVERIFY(!told.results.front().ok());
        QVERIFY(told.results.front().error().text().contains(QStringLiteral("no basis")));
    }

    void cancelEnds()
    {
        CalibrationRequest request = requestOf(tolerantScenario(2));
        request.options.duration = 10min;
        const Told told = calibrate(request, [](Calibration &calibration) { calibration.cancel(); });
        QVERIFY(told.results.empty());
    }

    void serviceThatCantBeStarted_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("not there") << QStringLiteral("/not/there/weir-cli");
        QTest::newRow("ends by itself") << QStringLiteral("/bin/false");
    }
    void serviceThatCantBeStarted()
    {
        QFETCH(QString, program);
        CalibrationRequest request = requestOf(tolerantScenario(1));
        request.serviceProgram = program;
        const Told told = calibrate(request);
        QCOMPARE(told.results.size(), std::size_t(1));
        QVERIFY(!told.results.front().ok());
    }
};

CalibrationQuote TestCalibration::quoteOfRun(quint32 users)
{
    const Result<FinishedRun> run =
        runToEnd(tolerantScenario(users), m_folder.path(), {}, 60s, {*m_certificate});
    return run ? run->summary.calibration : CalibrationQuote{};
}

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
