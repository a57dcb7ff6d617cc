// SPDX-License-Identifier: GPL-3.0-or-later
// How long a target was away, by attempts that reached it and attempts that did not.
#include "core/metrics/recordscript.h"
#include "metrics/absence.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestAbsence : public QObject
{
    Q_OBJECT

private:
    static RequestRecord missed(double fromMs, double toMs,
                                OutcomeClass outcome = OutcomeClass::ConnectRefused, quint32 target = 0)
    {
        RequestRecord record = scripted(QString(), fromMs, toMs);
        record.outcome.outcome = outcome;
        record.target = TargetIndex{target};
        return record;
    }

    /// Its head comes at `headMs`, its one token at `tokenMs`.
    static RequestRecord answered(double headMs, double tokenMs)
    {
        RequestRecord record = scripted(QStringLiteral("c%1").arg(tokenMs), headMs - 10, tokenMs);
        record.headers = atMs(headMs);
        return record;
    }

    static std::vector<Absence> found(const std::vector<RequestRecord> &records)
    {
        AbsenceFinder finder;
        for (const RequestRecord &record : records)
            finder.add(record);
        return finder.longest(zero, {QStringLiteral("a"), QStringLiteral("b")});
    }

private Q_SLOTS:
    void longest_data()
    {
        QTest::addColumn<std::vector<RequestRecord>>("records");
        QTest::addColumn<double>("fromMs");
        QTest::addColumn<double>("toMs");
        const auto row = [](const char *name, std::vector<RequestRecord> records, double from, double to) {
            QTest::newRow(name) << records << from << to;
        };
        row("one miss", {missed(1000, 1002)}, 1000, 1002);
        row("misses in a row", {missed(1000, 1002), missed(5000, 5001), missed(9000, 9003)}, 1000, 9003);
        row("an answer between", {missed(1000, 1002), answered(3000, 3500), missed(5000, 5001)}, 1000, 1002);
        row("the longer of two",
            {missed(1000, 1002), answered(3000, 3500), missed(5000, 5001), missed(8000, 8001)}, 5000, 8001);
        row("a stream that began before still delivers",
            {answered(500, 6000), missed(1000, 1002), missed(5000, 5001), missed(8000, 8001)}, 1000, 5001);
        row("an answer while a connection is waited for",
            {missed(1000, 11'000, OutcomeClass::ConnectTimeout), answered(4000, 4100)}, 4100, 11'000);
        row("misses that overlap",
            {missed(2000, 12'000, OutcomeClass::ConnectTimeout), missed(3000, 3001), missed(1000, 1500)},
            1000, 12'000);
        row("a broken handshake tells nothing",
            {missed(1000, 1002), missed(3000, 3010, OutcomeClass::TlsFailure), missed(5000, 5001)}, 1000,
            5001);
        row("every way not to connect",
            {missed(1000, 1001, OutcomeClass::DnsFailure), missed(2000, 2001, OutcomeClass::ConnectFailed),
             missed(3000, 3001, OutcomeClass::ConnectTimeout)},
            1000, 3001);
    }
    void longest()
    {
        QFETCH(std::vector<RequestRecord>, records);
        QFETCH(double, fromMs);
        QFETCH(double, toMs);
        for (int turn = 0; turn < 2; ++turn) { // in any order
            const std::vector<Absence> absences = found(records);
            QCOMPARE(absences.size(), std::size_t{1});
            QCOMPARE(absences[0].target, QStringLiteral("a"));
            QCOMPARE(absences[0].from, atMs(fromMs) - zero);
            QCOMPARE(absences[0].to, atMs(toMs) - zero);
            std::reverse(records.begin(), records.end());
        }
    }

    void whoWasAlwaysThereIsNotNamed() { QVERIFY(found({answered(500, 600), answered(700, 800)}).empty()); }

    void targetsAreApart()
    {
        const std::vector<Absence> absences =
            found({missed(1000, 1001), missed(2000, 2001, OutcomeClass::ConnectRefused, 1),
                   missed(4000, 4001), missed(6000, 6001, OutcomeClass::ConnectRefused, 1)});
        QCOMPARE(absences.size(), std::size_t{2});
        QCOMPARE(absences[0].length(), Nanoseconds{3001ms});
        QCOMPARE(absences[1].target, QStringLiteral("b"));
        QCOMPARE(absences[1].length(), Nanoseconds{4001ms});
    }
};

QTEST_APPLESS_MAIN(TestAbsence)
#include "tst_absence.moc"
