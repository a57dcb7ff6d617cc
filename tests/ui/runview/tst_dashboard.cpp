// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplecharts.h"
#include "charts/chartcard.h"
#include "charts/errorbars.h"
#include "charts/exportdialog.h"
#include "runview/dashboard.h"
#include "runview/notescard.h"
#include "runview/notesmodel.h"
#include "theme/applytheme.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;

class TestDashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, m_themes.theme()); }
    void tilesFollowAtOnce();
    void drawersHaveTheirTurns();
    void hiddenDrawsNothing();
    void tilesBreakIntoRows();
    void exportsDrawEverythingFirst();
    void cardsTellOfTheirExports();
    void tablesGiveWayToTheirText();
    void newestNoteStaysInSight();

private:
    ThemeSource m_themes{ThemeMode::Light, QPalette()};
};

namespace {

constexpr int tileCount = 6;

/// A dashboard whose tiles and drawers count how often they were asked.
struct Bench
{
    explicit Bench(ThemeSource &themes)
        : dashboard(themes, {QMargins(4, 0, 4, 0), 100, 1000}, [this] {
            ++asked;
            std::vector<TileData> tiles(tileCount);
            tiles.front().figure = QString::number(figure);
            return tiles;
        })
    {
        QGridLayout &grid = dashboard.addGrid();
        grid.addWidget(&dashboard.addChart([this] {
            ++charted;
            return percentileChart();
        }),
                       0, 0);
        dashboard.addDrawer([this] { ++drawn; });
    }

    int figure = 0;
    int asked = 0;
    int charted = 0;
    int drawn = 0;
    Dashboard dashboard;
};

RunNote note(int second)
{
    return {std::chrono::seconds{second}, QStringLiteral("mark"), Message::verbatim(QString::number(second))};
}

} // namespace

void TestDashboard::tilesFollowAtOnce()
{
    Bench bench(m_themes);
    QCOMPARE(bench.dashboard.tiles().size(), std::size_t{tileCount});
    bench.figure = 7;
    bench.dashboard.refreshTiles();
    QCOMPARE(bench.dashboard.tiles().front()->data().figure, QStringLiteral("7"));
    bench.figure = 8;
    bench.dashboard.refresh();
    QCOMPARE(bench.dashboard.tiles().front()->data().figure, QStringLiteral("8"));
    QCOMPARE(bench.drawn, 0);
}

void TestDashboard::drawersHaveTheirTurns()
{
    Bench bench(m_themes);
    bench.dashboard.resize(900, 400);
    bench.dashboard.show();
    bench.dashboard.refresh();
    QTRY_COMPARE(bench.drawn, 1);
    QTRY_COMPARE(bench.charted, 1);
    QVERIFY(!bench.dashboard.charts().front()->data().isEmpty());
    bench.dashboard.drawAll(); // leaves nothing for the turns
    QCOMPARE(bench.drawn, 2);
    QCOMPARE(bench.charted, 2);
    bench.dashboard.refresh();
    bench.dashboard.refresh();
    QTRY_COMPARE(bench.drawn, 3);
    QTRY_COMPARE(bench.charted, 3);
}

void TestDashboard::hiddenDrawsNothing()
{
    Bench shown(m_themes); // tells the time: its turns are as long
    shown.dashboard.show();
    Bench bench(m_themes);
    bench.dashboard.show();
    bench.dashboard.hide();
    bench.dashboard.refresh();
    for (int round = 1; round <= 3; ++round) {
        shown.dashboard.refresh();
        QTRY_COMPARE(shown.drawn, round);
        QTRY_COMPARE(shown.charted, round);
    }
    QCOMPARE(bench.drawn, 0);
    QCOMPARE(bench.charted, 0);
    bench.dashboard.show();
    QTRY_COMPARE(bench.drawn, 1);
}

void TestDashboard::tilesBreakIntoRows()
{
    Bench bench(m_themes);
    QSize room;
    bench.dashboard.setArrangement([&room](const QSize &given) { room = given; });
    bench.dashboard.resize(900, 400);
    bench.dashboard.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bench.dashboard));
    const std::vector<TileCard *> &tiles = bench.dashboard.tiles();
    QCOMPARE(tiles.back()->y(), tiles.front()->y());
    const int oneRow = room.height();
    bench.dashboard.resize(500, 400);
    QTRY_VERIFY(tiles[4]->y() > tiles[3]->y());
    QCOMPARE(tiles[4]->x(), tiles[0]->x());
    QVERIFY(room.width() <= 492);
    QVERIFY(room.height() < oneRow);
}

void TestDashboard::exportsDrawEverythingFirst()
{
    QTemporaryDir folder;
    Bench bench(m_themes);
    bench.dashboard.resize(900, 400);
    bench.dashboard.show();
    bench.dashboard.setExportNames(QStringLiteral("checkout"), folder.path());
    QSignalSpy exported(&bench.dashboard, &Dashboard::exported);
    QSignalSpy failed(&bench.dashboard, &Dashboard::exportFailed);
    const int before = bench.drawn;
    Provenance from;
    from.scenario = QStringLiteral("checkout");
    from.verdict = Verdict::Invalid;
    bench.dashboard.setProvenance(from);
    bench.dashboard.exportPage(QStringLiteral("page"));
    ExportDialog *sharpness = bench.dashboard.findChild<ExportDialog *>();
    QVERIFY(sharpness);
    sharpness->accept();
    QFileDialog *dialog = bench.dashboard.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().first().contains(QStringLiteral("checkout-page-")));
    Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("page.png")));
    QCOMPARE(exported.count(), 1);
    QVERIFY(bench.drawn > before);
    const QImage page(folder.filePath(QStringLiteral("page.png")));
    QCOMPARE(page.size(), sizeWithBands(bench.dashboard.page().size(), from));
    QCOMPARE(page.pixelColor(1, 1), m_themes.theme().invalid);
    Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("missing/page.png")));
    QCOMPARE(failed.count(), 1);
}

void TestDashboard::cardsTellOfTheirExports()
{
    QTemporaryDir folder;
    Bench bench(m_themes);
    ErrorBars *bars = new ErrorBars(m_themes, &bench.dashboard.page());
    bench.dashboard.addCard(*bars);
    bench.dashboard.setExportNames(QStringLiteral("checkout"), folder.path());
    QSignalSpy exported(&bench.dashboard, &Dashboard::exported);
    bars->setData({QStringLiteral("error-classes"), {}, {}, {{OutcomeClass::RateLimited, 2}}, 4, {}});
    bars->actions().at(2)->trigger(); // as CSV
    QFileDialog *dialog = bars->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY2(dialog->selectedFiles().first().contains(QStringLiteral("checkout-error-classes-")),
             qPrintable(dialog->selectedFiles().first()));
    const QString path = folder.filePath(QStringLiteral("errors.csv"));
    Q_EMIT dialog->fileSelected(path);
    QCOMPARE(exported.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("class,count,share (%)\r\nrate_limited,2,50\r\n"));
}

void TestDashboard::tablesGiveWayToTheirText()
{
    const TableWords words{
        QStringLiteral("Events"), QStringLiteral("of the run"), {}, {}, QStringLiteral("None yet")};
    NotesCard card(words, TableCard::Frame::None, {}, nullptr);
    card.show();
    QVERIFY(!card.table().isVisible());
    QCOMPARE(card.table().accessibleName(), words.title);
    QCOMPARE(card.table().toolTip(), words.subtitle);
    card.setNotes({note(1)});
    QVERIFY(card.table().isVisible());
    card.setNotes({});
    QVERIFY(!card.table().isVisible());
    const TableWords bare{words.title, words.subtitle, QStringLiteral("Events of the run"), {}, {}};
    NotesCard always(bare, TableCard::Frame::OfTable, {}, nullptr);
    always.show();
    QVERIFY(always.table().isVisible());
    QCOMPARE(always.table().accessibleName(), bare.name);
}

void TestDashboard::newestNoteStaysInSight()
{
    NotesCard card({QStringLiteral("Events"), {}, {}, {}, {}}, TableCard::Frame::None, {}, nullptr);
    card.resize(300, 150);
    card.show();
    std::vector<RunNote> notes;
    for (int i = 0; i < 40; ++i)
        notes.push_back(note(i));
    card.setNotes(notes);
    QCOMPARE(card.notes().rowCount(), 40);
    const QRect last = card.table().visualRect(card.notes().index(39, 0));
    QVERIFY(card.table().viewport()->rect().intersects(last));
    card.table().scrollToTop();
    notes.push_back(note(40));
    card.setNotes(notes); // the user looks at older ones
    QVERIFY(card.table().viewport()->rect().contains(card.table().visualRect(card.notes().index(0, 0))));
}

QTEST_MAIN(TestDashboard)
#include "tst_dashboard.moc"
