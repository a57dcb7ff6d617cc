// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the window: compose, run, watch, save, reopen, export.
#include "charts/chartcard.h"
#include "charts/chartexport.h"
#include "charts/tilecard.h"
#include "lab/knownnames.h"
#include "live/livepage.h"
#include "report/chartcsv.h"
#include "report/distributionchart.h"
#include "report/runcharts.h"
#include "runs/requestsview.h"
#include "runs/rundetails.h"
#include "runs/runsmodel.h"
#include "runs/runspage.h"
#include "runview/runview.h"
#include "runview/waterfall.h"
#include "scenario/check.h"
#include "shell/mainwindow.h"
#include "theme/applytheme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QSet>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// The window as the program makes it.
struct Workbench
{
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(QStringLiteral("weir.ini"))};
    ThemeSource themes{ThemeMode::Light, QPalette()};
    ScenarioDocument document{knownNames()};
    RunController runs;
    MainWindow window{{settings, themes, document, runs}};
    LivePage *live = new LivePage(themes, runs);
    RunsPage *saved = new RunsPage(themes, document, runs);

    Workbench()
    {
        applyTheme(*qApp, themes.theme());
        window.addPage(live);
        window.setRunPage(live);
        window.addPage(saved);
        window.resize(1440, 900);
        window.show();
    }
};

int coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

} // namespace

class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void composeRunSaveReopenExport();

private:
    void compose(Workbench &bench);
    void runToEnd(Workbench &bench);
    void reopen(Workbench &bench, const QString &path);
    void exportChart(Workbench &bench);
    void takePictures(Workbench &bench);
};

void TestWorkbench::compose(Workbench &bench)
{
    bench.document.reset(defaultScenario());
    bench.document.edit(QStringLiteral("compose"), {}, [](Scenario &scenario) {
        scenario.name = QStringLiteral("workbench test");
        scenario.targets.front().url = QStringLiteral("builtin:");
        ClosedLoad load;
        load.users = 4;
        scenario.load.first().model = load;
        scenario.load.first().duration = 3s;
        scenario.load.drain = 5s;
    });
    QVERIFY(bench.document.saveAs(bench.folder.filePath(QStringLiteral("test.weir"))).ok());
    bench.document.recheck();
}

void TestWorkbench::runToEnd(Workbench &bench)
{
    QSignalSpy finished(&bench.runs, &RunController::finished);
    std::optional<Summary> summary;
    QObject context;
    connect(&bench.runs, &RunController::finished, &context, [&summary](const Result<RunResult> &result) {
        if (result)
            summary = result->summary;
    });
    bench.window.run();
    QVERIFY(bench.runs.isRunning());
    RunView &view = bench.live->view();
    QTRY_VERIFY_WITH_TIMEOUT(!view.charts()[2]->data().isEmpty(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    view.drawAll();
    QVERIFY(summary);
    QVERIFY(bench.runs.snapshot()->requests.succeeded > 0);
    QVERIFY(!view.charts()[0]->data().isEmpty());
    const std::vector<QPointF> &users = view.charts()[3]->data().series[1].points;
    QVERIFY(std::any_of(users.begin(), users.end(), [](const QPointF &point) { return point.y() == 4; }));
    QVERIFY(view.tiles()[0]->data().figure != QStringLiteral("–"));
    QVERIFY(view.tiles()[0]->data().note.contains(QStringLiteral("p95")));
    QCOMPARE(toCsv(view.charts()[1]->data()), toCsv(ttftDistribution(*bench.runs.snapshot(), &*summary)));
}

void TestWorkbench::reopen(Workbench &bench, const QString &path)
{
    bench.window.openFile(path);
    RunDetails &details = bench.saved->details();
    QTRY_VERIFY_WITH_TIMEOUT(details.run(), 20'000);
    QCOMPARE(details.run()->header.scenario.name, QStringLiteral("workbench test"));
    QCOMPARE(details.run()->snapshot->requests.succeeded, bench.runs.snapshot()->requests.succeeded);
    QCOMPARE(details.run()->snapshot->ttft->count(), bench.runs.snapshot()->ttft->count());
    QCOMPARE(static_cast<quint64>(details.requests().table().model()->rowCount()), details.run()->records);
    QVERIFY(!details.charts().charts()[0]->data().isEmpty());
}

void TestWorkbench::exportChart(Workbench &bench)
{
    const RunDetails &details = bench.saved->details();
    const std::vector<ChartData> expected =
        allCharts(*details.run()->snapshot, details.run()->header.scenario, 4000, &details.run()->summary);
    const std::vector<ChartCard *> &cards = details.charts().charts();
    QCOMPARE(cards.size(), expected.size());
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const QString base = bench.folder.filePath(expected[i].id);
        QCOMPARE(toCsv(cards[i]->data()), toCsv(expected[i]));
        QVERIFY(savePng(base + QStringLiteral(".png"), drawingOf(cards[i]->data()), ChartPicture()).ok());
        const QImage image(base + QStringLiteral(".png"));
        QCOMPARE(image.size(), ChartPicture().size);
        QVERIFY2(coloursOf(image) > 4, qPrintable(base));
    }
}

/// For looking at, where a folder is named.
void TestWorkbench::takePictures(Workbench &bench)
{
    const QString folder = qEnvironmentVariable("WEIR_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    const auto take = [&](const QString &name) {
        QCoreApplication::processEvents();
        QVERIFY(
            bench.window.grab().save(QDir(folder).filePath(QStringLiteral("workbench-%1.png").arg(name))));
    };
    RunDetails &details = bench.saved->details();
    QTabWidget *tabs = details.findChild<QTabWidget *>();
    QVERIFY(tabs);
    take(QStringLiteral("charts"));
    tabs->setCurrentIndex(1);
    take(QStringLiteral("summary"));
    tabs->setCurrentIndex(2);
    details.requests().table().selectRow(3);
    QTRY_VERIFY(!details.requests().waterfall().accessibleDescription().isEmpty());
    take(QStringLiteral("requests"));
    Q_EMIT details.closed();
    take(QStringLiteral("list"));
}

void TestWorkbench::composeRunSaveReopenExport()
{
    Workbench bench;
    QVERIFY(bench.folder.isValid());
    compose(bench);
    if (QTest::currentTestFailed())
        return;
    runToEnd(bench);
    if (QTest::currentTestFailed())
        return;
    const QString path = bench.runs.runPath();
    QVERIFY(QFileInfo::exists(path));
    QCOMPARE(QFileInfo(path).absolutePath(), bench.saved->folder());
    bench.window.showPage(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.saved->model().rowCount(), 1, 20'000);
    reopen(bench, path);
    if (QTest::currentTestFailed())
        return;
    exportChart(bench);
    takePictures(bench);
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
