// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles, events and words of the Service page from pictures made by hand.
#include "../../core/lab/servicepictures.h"
#include "servicepage/servicetiles.h"
#include "servicepage/servicewords.h"
#include "theme/theme.h"

#include <QSet>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestServiceTiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsHaveTheirTime();
    void tilesAreSeven();
    void everyKindHasItsWords();
};

void TestServiceTiles::eventsHaveTheirTime()
{
    const ServiceHistory history = historyOf(41);
    ModelState state = stateAt(40);
    state.notes = {
        {0, stateAt(8).at, QStringLiteral("drill"), Message::verbatim(QStringLiteral("Begins."))},
        {1, stateAt(12).at, QStringLiteral("scale"), Message::verbatim(QStringLiteral("1 to 2."))}};
    const std::vector<RunNote> events = eventsOf(state, history);
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(events[1].at, Nanoseconds(3s));
    QCOMPARE(events[1].kind, QStringLiteral("scaling"));
}

void TestServiceTiles::tilesAreSeven()
{
    const ServiceHistory none;
    const ModelConfig model;
    const std::vector<TileData> empty = serviceTiles({none, nullptr, model}).inOrder();
    QCOMPARE(empty.size(), std::size_t(7));
    for (const TileData &tile : empty) {
        QCOMPARE(tile.figure, QStringLiteral("–"));
        QVERIFY(!tile.explanation.isEmpty());
    }
    const ServiceHistory history = historyOf(41);
    ModelState state = stateAt(40);
    state.counts.cacheHits = 30;
    state.counts.cacheMisses = 70;
    const ServiceTileRow tiles = serviceTiles({history, &state, model});
    QStringList figures;
    for (const TileData &tile : tiles.inOrder())
        figures << tile.figure;
    QCOMPARE(figures, QStringList({QStringLiteral("10.0"), QStringLiteral("8"), QStringLiteral("5"),
                                   QStringLiteral("100"), QStringLiteral("50.0"), QStringLiteral("30.0"),
                                   QStringLiteral("2")}));
    QCOMPARE(tiles.requests.note, QStringLiteral("10 of 110 refused"));
}

void TestServiceTiles::everyKindHasItsWords()
{
    QSet<QString> titles;
    for (const FaultKind kind : allFaultKinds()) {
        titles.insert(faultTitle(kind));
        QVERIFY(!faultEffect(kind).isEmpty());
    }
    QCOMPARE(titles.size(), qsizetype(faultKindCount));
    QSet<QString> phases;
    for (int i = 0; i <= int(ReplicaPhase::Leaving); ++i) {
        phases.insert(phaseTitle(ReplicaPhase(i)));
        QVERIFY(!phaseMeaning(ReplicaPhase(i)).isEmpty());
        QVERIFY(phaseColor(ReplicaPhase(i), lightTheme()).isValid());
    }
    QCOMPARE(phases.size(), 7);
    QSet<QString> drills;
    for (int i = 0; i <= int(DrillKind::Exhaustion); ++i)
        drills.insert(drillTitle(DrillKind(i)));
    QCOMPARE(drills.size(), 5);
    QVERIFY(!drills.contains(QString()));
}

QTEST_GUILESS_MAIN(TestServiceTiles)
#include "tst_servicetiles.moc"
