// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplesnapshot.h"
#include "charts/chartcard.h"
#include "charts/errorbars.h"
#include "charts/tilecard.h"
#include "report/chartcsv.h"
#include "report/runcharts.h"
#include "runview/notesmodel.h"
#include "runview/runview.h"
#include "theme/applytheme.h"
#include "theme/themesource.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
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
    for (const ChartCard *chart : view.charts())
        QVERIFY2(!chart->data().isEmpty(), qPrintable(chart->data().id));
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
    QTRY_VERIFY(!view.charts().back()->data().isEmpty());
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
    const std::vector<ChartData> expected = allCharts(*snapshot, LoadKind::Open, 1000);
    QCOMPARE(view.charts().size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(toCsv(view.charts()[i]->data()), toCsv(expected[i]));
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
