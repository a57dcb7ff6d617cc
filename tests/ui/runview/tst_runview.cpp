// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplesnapshot.h"
#include "charts/chartcard.h"
#include "charts/chartscene.h"
#include "charts/errorbars.h"
#include "charts/tilecard.h"
#include "report/chartcsv.h"
#include "report/runcharts.h"
#include "runview/goalsstrip.h"
#include "runview/notesmodel.h"
#include "runview/runview.h"
#include "theme/applytheme.h"
#include "theme/themesource.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace weir;
using namespace weir::test;

class TestRunView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsASnapshot();
    void drawsInTurns();
    void beginClears();
    void uncheckedCertificatesAreNamed();
    void csvEqualsTheSnapshot();
    void chartsAboveEachOtherShareTheirGutters();
    void goalsStandInTheirCharts();
    void goalsStrip();
    void notesModel();
    void everyWidgetHasAName();
    void fits_data();
    void fits();
};

namespace {

ThemeSource &themes()
{
    static ThemeSource source(ThemeMode::Light, QPalette());
    return source;
}

QString lookOf(const QLabel &label)
{
    return label.property("weirText").toString();
}

} // namespace

void TestRunView::uncheckedCertificatesAreNamed()
{
    for (const RunView::Kind kind : {RunView::Kind::Live, RunView::Kind::Saved}) {
        RunView view(themes(), kind);
        Scenario scenario = openScenario();
        view.begin(scenario, QString());
        QVERIFY(view.uncheckedLabel().isHidden());
        scenario.targets = {Target()};
        scenario.targets[0].name = QStringLiteral("shop");
        scenario.targets[0].url = QStringLiteral("https://shop.example");
        scenario.targets[0].verifyTls = false;
        scenario.requests = {RequestTemplate()};
        view.begin(scenario, QString());
        QVERIFY(!view.uncheckedLabel().isHidden());
        QVERIFY(view.uncheckedLabel().toolTip().contains(QStringLiteral("shop")));
    }
}

void TestRunView::showsASnapshot()
{
    RunView view(themes(), RunView::Kind::Live);
    view.begin(openScenario(), QString());
    for (const ChartCard *chart : view.charts())
        QVERIFY(chart->data().isEmpty());
    view.setSnapshot(runningSnapshot(60));
    QCOMPARE(view.tiles()[4]->data().figure, QStringLiteral("412"));
    view.drawAll();
    // That service tells nothing of its times.
    for (const ChartCard *chart : view.charts())
        QVERIFY2(chart->data().isEmpty() == (chart->data().id == u"server-times"),
                 qPrintable(chart->data().id));
    QCOMPARE(view.errorBars().data().bars.size(), std::size_t{2});
    QCOMPARE(view.notes().rowCount(), 3);
}

void TestRunView::drawsInTurns()
{
    RunView view(themes(), RunView::Kind::Live);
    view.resize(1200, 800);
    view.begin(openScenario(), QString());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setSnapshot(runningSnapshot(30));
    QTRY_VERIFY(!view.charts().front()->data().isEmpty());
    const ChartCard *last =
        view.charts()[view.charts().size() - 2]; // behind it: server times, of which there are none
    QTRY_VERIFY(!last->data().isEmpty());
    QTRY_COMPARE(view.notes().rowCount(), 3);
}

void TestRunView::beginClears()
{
    RunView view(themes(), RunView::Kind::Saved);
    view.begin(openScenario(), QString());
    view.setSnapshot(runningSnapshot(60));
    view.drawAll();
    view.begin(Scenario(), QString());
    for (const ChartCard *chart : view.charts())
        QVERIFY(chart->data().isEmpty());
    QCOMPARE(view.notes().rowCount(), 0);
    QCOMPARE(view.tiles().front()->data().figure, QStringLiteral("–"));
}

void TestRunView::csvEqualsTheSnapshot()
{
    RunView view(themes(), RunView::Kind::Live);
    view.begin(openScenario(), QString());
    const SnapshotPtr snapshot = runningSnapshot(120);
    view.setSnapshot(snapshot);
    view.drawAll();
    const std::vector<ChartData> expected = allCharts(*snapshot, openScenario(), 1000);
    QCOMPARE(view.charts().size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(toCsv(view.charts()[i]->data()), toCsv(expected[i]));
}

void TestRunView::chartsAboveEachOtherShareTheirGutters()
{
    RunView view(themes(), RunView::Kind::Saved);
    view.resize(1200, 900);
    view.begin(openScenario(), QString());
    view.show();
    view.setSnapshot(runningSnapshot(120));
    view.drawAll();
    QCoreApplication::processEvents();
    const ChartCard *first = nullptr;
    int compared = 0;
    for (const ChartCard *card : view.charts()) {
        const ChartCard &front = *view.charts().front();
        const bool isInItsColumn = card->x() == front.x() && card->width() == front.width();
        if (card->data().xKind != XAxisKind::Time || !isInItsColumn)
            continue;
        if (!first) {
            first = card;
            continue;
        }
        QCOMPARE(card->scene().layout().plot.left(), first->scene().layout().plot.left());
        QCOMPARE(card->scene().layout().plot.right(), first->scene().layout().plot.right());
        QCOMPARE(card->scene().layout().axes.x.max, first->scene().layout().axes.x.max);
        ++compared;
    }
    QVERIFY(compared >= 3);
}

void TestRunView::goalsStandInTheirCharts()
{
    RunView view(themes(), RunView::Kind::Live);
    Scenario scenario = openScenario();
    scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 100ms")};
    view.begin(scenario, QString());
    view.setSnapshot(runningSnapshot(60));
    view.drawAll();
    const std::vector<ChartLimit> &limits = view.charts().front()->data().limits;
    QCOMPARE(limits.size(), std::size_t(1));
    QVERIFY(limits[0].standing == GoalStanding::Broken);
    // The summary has the last word.
    Summary summary;
    summary.thresholds = {{QStringLiteral("ttft p(99) < 100ms"), 90.0, true}};
    view.setSummary(summary);
    view.drawAll();
    QVERIFY(view.charts().front()->data().limits.front().standing == GoalStanding::Held);
}

void TestRunView::goalsStrip()
{
    GoalState held;
    held.expression = QStringLiteral("ttft p(99) < 500ms");
    held.meaning = Message::verbatim(QStringLiteral("What it means."));
    held.measured = Message::verbatim(QStringLiteral("412 ms"));
    held.margin = 0.18;
    held.standing = GoalStanding::Held;
    GoalState broken = held;
    broken.expression = QStringLiteral("<b>error_rate</b> <= 1%");
    broken.margin = -0.5;
    broken.standing = GoalStanding::Broken;
    GoalState open;
    open.expression = QStringLiteral("tokens_per_second > 100");
    GoalsStrip strip;
    strip.setGoals({held, broken, open, held, held});
    QCOMPARE(strip.cells().size(), std::size_t(5));
    const QLabel &first = *strip.cells()[0];
    QCOMPARE(first.text(), QStringLiteral("ttft p(99) < 500ms\n412 ms · 18.0 % left · held"));
    QVERIFY(first.toolTip().startsWith(QStringLiteral("What it means.")));
    QVERIFY(first.accessibleName().contains(held.expression));
    QVERIFY(first.textFormat() == Qt::PlainText);
    QVERIFY(strip.cells()[1]->text().startsWith(broken.expression));
    QVERIFY(strip.cells()[1]->text().endsWith(QStringLiteral("broken")));
    QVERIFY(strip.cells()[2]->text().endsWith(QStringLiteral("open")));
    // Each state has a look of its own, which follows it; a cell stays where it is.
    QCOMPARE(lookOf(*strip.cells()[0]), QStringLiteral("pass"));
    QCOMPARE(lookOf(*strip.cells()[1]), QStringLiteral("fail"));
    QCOMPARE(lookOf(*strip.cells()[2]), QStringLiteral("muted"));
    held.standing = GoalStanding::Broken;
    strip.setGoals({held, broken});
    QCOMPARE(strip.cells().size(), std::size_t(2));
    QVERIFY(strip.cells()[0] == &first);
    QCOMPARE(lookOf(first), QStringLiteral("fail"));
    // Long values make nothing wider.
    const int width = strip.minimumSizeHint().width();
    broken.expression = QString(400, u'x');
    strip.setGoals({held, broken});
    QCOMPARE(strip.minimumSizeHint().width(), width);
    strip.setGoals({});
    QVERIFY(strip.cells().empty());
}

void TestRunView::notesModel()
{
    NotesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<RunNote> notes = runningSnapshot(60)->notes;
    model.setNotes(notes);
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    notes.push_back(
        {std::chrono::seconds{61}, QStringLiteral("mark"), Message::verbatim(QStringLiteral("deployed"))});
    model.setNotes(notes);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.index(3, NotesModel::Time).data().toString(), QStringLiteral("1:01"));
    QCOMPARE(model.index(3, NotesModel::Text).data().toString(), QStringLiteral("deployed"));
    notes.erase(notes.begin());
    model.setNotes(notes);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 3);
}

void TestRunView::everyWidgetHasAName()
{
    RunView view(themes(), RunView::Kind::Live);
    QList<QWidget *> widgets;
    // A table's corner button can't be reached while its vertical header is hidden.
    for (QAbstractButton *button : view.findChildren<QAbstractButton *>()) {
        if (button->focusPolicy() != Qt::NoFocus)
            widgets << button;
    }
    for (QTableView *table : view.findChildren<QTableView *>())
        widgets << table;
    for (ChartCard *chart : view.charts())
        widgets << chart;
    for (TileCard *tile : view.tiles())
        widgets << tile;
    widgets << &view.errorBars();
    QVERIFY(widgets.size() > 16);
    for (const QWidget *widget : widgets)
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
}

void TestRunView::fits_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::newRow("desktop light") << QSize(1370, 820) << false;
    QTest::newRow("desktop dark") << QSize(1370, 820) << true;
    QTest::newRow("laptop light") << QSize(954, 620) << false;
    QTest::newRow("laptop dark") << QSize(954, 620) << true;
}

void TestRunView::fits()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    ThemeSource source(dark ? ThemeMode::Dark : ThemeMode::Light, QPalette());
    applyTheme(*qApp, source.theme());
    RunView view(source, RunView::Kind::Live);
    view.resize(size);
    view.begin(openScenario(), QString());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setSnapshot(runningSnapshot(60));
    view.drawAll();
    QCoreApplication::processEvents();
    for (const QWidget *tile : view.tiles()) {
        QVERIFY(tile->width() >= tile->minimumSizeHint().width());
        QVERIFY(tile->mapTo(&view, QPoint(tile->width(), 0)).x() <= size.width());
    }
    for (const QWidget *chart : view.charts()) {
        QVERIFY(chart->height() >= chart->minimumSizeHint().height());
        QVERIFY(chart->mapTo(&view, QPoint(chart->width(), 0)).x() <= size.width());
    }
    const QString folder = qEnvironmentVariable("WEIR_SCREENSHOTS");
    const QImage image = view.grab().toImage();
    QCOMPARE(image.size(), size);
    if (!folder.isEmpty()) {
        const QString name =
            QStringLiteral("live-%1-%2.png").arg(size.width()).arg(dark ? u"dark" : u"light");
        QVERIFY(image.save(QDir(folder).filePath(name)));
    }
}

QTEST_MAIN(TestRunView)
#include "tst_runview.moc"
