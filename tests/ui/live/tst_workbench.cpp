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
#include "servicepage/servicepage.h"
#include "servicepage/servicesetup.h"
#include "session/servicecontroller.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/windowmenus.h"
#include "theme/applytheme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMetaProperty>
#include <QSet>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QUndoStack>

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
    ServiceController service;
    MainWindow window{{settings, themes, document, runs, &service}};
    LivePage *live = new LivePage(themes, runs);
    RunsPage *saved = new RunsPage(themes, document, runs);
    ServicePage *servicePage = new ServicePage(themes, document, service);

    Workbench()
    {
        applyTheme(*qApp, themes.theme());
        window.addPage(live);
        window.setRunPage(live);
        window.addPage(saved);
        window.addPage(servicePage);
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

/// Every text of the program with a mark.
class MarkedTexts : public QTranslator
{
public:
    explicit MarkedTexts(const QString &mark) : m_mark(mark) {}
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        return QString::fromUtf8(source) + m_mark;
    }
    [[nodiscard]] bool isEmpty() const override { return false; }

private:
    QString m_mark;
};

/// All that the object tells by its properties; of a list also what stands in it.
QStringList textsOf(const QObject &object)
{
    QStringList texts;
    const QMetaObject &type = *object.metaObject();
    for (int i = 0; i < type.propertyCount(); ++i) {
        if (type.property(i).typeId() == QMetaType::QString)
            texts << type.property(i).read(&object).toString();
    }
    if (const QComboBox *box = qobject_cast<const QComboBox *>(&object)) {
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i) << box->itemData(i, Qt::ToolTipRole).toString();
    }
    const QAbstractItemView *view = qobject_cast<const QAbstractItemView *>(&object);
    if (view && view->model()) {
        const QAbstractItemModel &model = *view->model();
        for (int column = 0; column < model.columnCount(); ++column) {
            texts << model.headerData(column, Qt::Horizontal).toString();
            for (int row = 0; row < model.rowCount(); ++row)
                texts << model.index(row, column).data().toString()
                      << model.index(row, column).data(Qt::ToolTipRole).toString();
        }
    }
    return texts;
}

/// The texts of the window that hold `mark`, but for the message that was told.
QStringList marked(MainWindow &window, const QString &mark)
{
    QStringList found;
    for (const QObject *object : window.findChildren<QObject *>()) {
        const QObject *parent = object;
        while (parent != nullptr && parent != window.messageBar())
            parent = parent->parent();
        if (parent != nullptr)
            continue;
        for (const QString &text : textsOf(*object)) {
            if (text.contains(mark))
                found << QStringLiteral("%1: %2").arg(QLatin1String(object->metaObject()->className()), text);
        }
    }
    return found;
}

} // namespace

class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void composeRunSaveReopenExport();
    void everyPageHasItsKey();
    void theLanguageChangesAtOnce();

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

void TestWorkbench::everyPageHasItsKey()
{
    Workbench bench;
    QApplication::setActiveWindow(&bench.window);
    const std::vector<Page *> pages = bench.window.pages();
    QCOMPARE(pages.size(), std::size_t(4));
    for (int i = int(pages.size()) - 1; i >= 0; --i) {
        const int number = pages[std::size_t(i)]->shortcutNumber();
        const Qt::Key key = static_cast<Qt::Key>(Qt::Key_0 + (number > 0 ? number : i + 1));
        QTest::keyClick(&bench.window, key, Qt::ControlModifier);
        QTRY_COMPARE(bench.window.currentPage(), i);
        QVERIFY(pages[std::size_t(i)]->isVisible());
    }
}

/// Nothing keeps the words of the old one, and nothing that goes on or was done is lost.
void TestWorkbench::theLanguageChangesAtOnce()
{
    const QString old = QStringLiteral("§");
    const QString anew = QStringLiteral("¶");
    MarkedTexts before(old);
    QCoreApplication::installTranslator(&before);
    {
        Workbench bench;
        compose(bench);
        bench.document.undoStack()->clear(); // the names of steps are the words of their time
        for (int i = 0; i < 4; ++i)
            bench.window.showPage(i);
        bench.servicePage->setup().choosePreset(QStringLiteral("cold"));
        bench.servicePage->setup().startOrStop();
        QVERIFY(bench.service.isRunning());
        bench.window.run();
        QVERIFY(bench.runs.isRunning());
        QTRY_VERIFY(bench.runs.snapshot() != nullptr);
        bench.window.menus()->action(Command::Settings)->trigger();
        QVERIFY(marked(bench.window, old).size() > 500);
        QCOMPARE(bench.window.currentPage(), 1);

        QCoreApplication::removeTranslator(&before);
        MarkedTexts after(anew);
        QCoreApplication::installTranslator(&after);
        QTRY_VERIFY(bench.window.pages()[1] != bench.live);

        QCOMPARE(marked(bench.window, old), QStringList());
        QVERIFY(marked(bench.window, anew).size() > 500);
        QVERIFY(bench.window.windowTitle().contains(anew));
        QVERIFY(bench.runs.isRunning() && bench.service.isRunning());
        QCOMPARE(bench.window.currentPage(), 1);
        LivePage *live = qobject_cast<LivePage *>(bench.window.pages()[1]);
        QVERIFY(live && live->isVisible());
        QTRY_VERIFY(live->view().snapshot() == bench.runs.snapshot());
        ServicePage *service = qobject_cast<ServicePage *>(bench.window.pages()[3]);
        QVERIFY(service);
        QCOMPARE(service->setup().wanted().name, QStringLiteral("cold"));
        QCOMPARE(service->setup().urlText(), bench.service.url().toString());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.runs.isRunning(), 60'000);
        QVERIFY(!live->view().charts()[0]->data().isEmpty());

        // The run that was opened stays open.
        bench.window.openFile(bench.runs.runPath());
        RunsPage *runs = qobject_cast<RunsPage *>(bench.window.pages()[2]);
        QVERIFY(runs);
        QTRY_VERIFY_WITH_TIMEOUT(runs->details().run(), 20'000);
        const LoadedRunPtr shown = runs->details().run();
        QCoreApplication::removeTranslator(&after);
        QTRY_VERIFY(bench.window.pages()[2] != runs);
        runs = qobject_cast<RunsPage *>(bench.window.pages()[2]);
        QCOMPARE(bench.window.currentPage(), 2);
        QCOMPARE(runs->details().run(), shown);
        QVERIFY2(marked(bench.window, anew).isEmpty(), qPrintable(marked(bench.window, anew).join(u'|')));
    }
    QCoreApplication::removeTranslator(&before);
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
