// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonreader.h"
#include "metrics/errorfigures.h"
#include "metrics/summary.h"

#include <QTest>

using namespace weir;

namespace {

/// 1 to 100 microseconds, not in order.
std::vector<qint64> hundredErrors(qint64 sign)
{
    std::vector<qint64> errors;
    for (qint64 i = 0; i < 100; ++i)
        errors.push_back(sign * ((i * 37) % 100 + 1) * 1000);
    return errors;
}

Summary calibratedSummary()
{
    Summary summary;
    summary.ttft = distributionOf({512e6});
    CalibrationFigures figures;
    figures.ttft = errorFiguresOf(hundredErrors(1));
    figures.transport = QStringLiteral("qt");
    figures.madeAt = QDateTime(QDate(2026, 11, 21), QTime(23, 0), Qt::UTC);
    figures.streams = 50;
    summary.calibration.figures = figures;
    return summary;
}

} // namespace

class TestErrorFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figures_data()
    {
        QTest::addColumn<std::vector<qint64>>("errors");
        QTest::addColumn<qint64>("bias");
        QTest::addColumn<qint64>("jitter");
        QTest::addColumn<qint64>("p50");
        QTest::addColumn<qint64>("p99");
        QTest::addColumn<qint64>("max");
        QTest::newRow("none") << std::vector<qint64>{} << 0LL << 0LL << 0LL << 0LL << 0LL;
        QTest::newRow("one") << std::vector<qint64>{-7} << -7LL << 0LL << 7LL << 7LL << 7LL;
        QTest::newRow("late") << hundredErrors(1) << 50'000LL << 49'000LL << 50'000LL << 99'000LL
                              << 100'000LL;
        QTest::newRow("early") << hundredErrors(-1) << -51'000LL << 49'000LL << 50'000LL << 99'000LL
                               << 100'000LL;
        QTest::newRow("both ways") << std::vector<qint64>{-3, 2, 5, -4} << -3LL << 8LL << 3LL << 5LL << 5LL;
    }
    void figures()
    {
        QFETCH(std::vector<qint64>, errors);
        const ErrorFigures figures = errorFiguresOf(errors);
        QCOMPARE(figures.count, quint64(errors.size()));
        QTEST(qint64(figures.bias.count()), "bias");
        QTEST(qint64(figures.jitter.count()), "jitter");
        QTEST(qint64(figures.p50.count()), "p50");
        QTEST(qint64(figures.p99.count()), "p99");
        QTEST(qint64(figures.max.count()), "max");
    }

    void jsonKeepsThem()
    {
        const ErrorFigures figures = errorFiguresOf(hundredErrors(-1));
        Problems problems;
        JsonReader reader(toJson(figures), {}, problems);
        QCOMPARE(readErrorFigures(reader), figures);
        reader.finish();
        QVERIFY(problems.empty());
    }

    void gapNamesAreReadBack()
    {
        for (int i = 0; i <= static_cast<int>(CalibrationGap::LoadExceeded); ++i) {
            const CalibrationGap gap = static_cast<CalibrationGap>(i);
            QCOMPARE(calibrationGapFromString(toString(gap)), std::optional(gap));
            QVERIFY(!reasonText(gap).isEmpty());
        }
        QCOMPARE(calibrationGapFromString(QStringLiteral("x")), std::nullopt);
    }

    void summaryQuotes()
    {
        const Summary summary = calibratedSummary();
        const QJsonObject json = toJson(summary);
        const QJsonObject calibration = json.value(QStringLiteral("calibration")).toObject();
        QCOMPARE(calibration[QStringLiteral("ttft_ms")][QStringLiteral("p99")].toDouble(), 0.099);
        QCOMPARE(calibration[QStringLiteral("ttft_ms")][QStringLiteral("bias")].toDouble(), 0.05);
        QCOMPARE(calibration[QStringLiteral("transport")].toString(), QStringLiteral("qt"));
        QCOMPARE(calibration[QStringLiteral("date")].toString(), QStringLiteral("2026-11-21T23:00:00Z"));
        QCOMPARE(calibration[QStringLiteral("streams")].toDouble(), 50.0);
        QVERIFY(!json.contains(QStringLiteral("calibration_reason")));
        const QString text = toText(summary, false);
        QVERIFY(text.contains(QStringLiteral("calibration of 2026-11-21, transport qt, 50")));
        QVERIFY(text.contains(QStringLiteral("512 ms ± 99.0 µs")));
    }

    void aP99OfFewValuesIsMarked()
    {
        QVERIFY(errorFiguresOf({1, 2}).isP99Weak());
        QVERIFY(errorFiguresOf(std::vector<qint64>(999, 5)).isP99Weak());
        QVERIFY(!errorFiguresOf(std::vector<qint64>(1000, 5)).isP99Weak());
        Summary summary = calibratedSummary();
        QVERIFY(toText(summary, false).contains(QStringLiteral("n 100, weak)")));
        summary.calibration.figures->ttft = errorFiguresOf(std::vector<qint64>(1000, 5));
        QVERIFY2(toText(summary, false).contains(QStringLiteral("n 1,000)")),
                 qPrintable(toText(summary, false)));
    }

    /// 100 requests in 10 s, each of 300 ms to the first of 41 tokens and 14.96 ms between them.
    void summaryTellsWhatWouldCoverIt()
    {
        Summary summary;
        summary.calibration.gap = CalibrationGap::LoadExceeded;
        QVERIFY(!toText(summary, false).contains(QStringLiteral("--itl"))); // nothing came in a stream
        summary.window.to = std::chrono::seconds{10};
        summary.requestsPerSecond = 10;
        summary.ttft = distributionOf(std::vector<double>(100, 300.7e6));
        summary.itl = distributionOf(std::vector<double>(4000, 14.96e6));
        summary.e2e = distributionOf(std::vector<double>(100, 900e6));
        QVERIFY2(
            toText(summary, false)
                .contains(QStringLiteral("`weir-cli calibrate` with this scenario or load measures them. "
                                         "This run had 410 chunks/s in 9.00 streams: --ttft 300ms --itl "
                                         "14ms covers it.")),
            qPrintable(toText(summary, false)));
        summary.itl = distributionOf(std::vector<double>(4000, 1.26e6));
        QVERIFY(toText(summary, false).contains(QStringLiteral("--itl 1ms200us")));
        summary.itl = distributionOf(std::vector<double>(4000, 0.2e6)); // the least that calibrate takes
        QVERIFY(toText(summary, false).contains(QStringLiteral("--itl 1ms")));
    }

    void summaryTellsWhyItDoesNot()
    {
        Summary summary;
        summary.calibration.gap = CalibrationGap::OtherLoad;
        const QJsonObject json = toJson(summary);
        QVERIFY(json.value(QStringLiteral("calibration")).isNull());
        QCOMPARE(json.value(QStringLiteral("calibration_reason")).toString(),
                 reasonText(CalibrationGap::OtherLoad).english());
        QVERIFY(toText(summary, false).contains(QStringLiteral("weir-cli calibrate")));
        QVERIFY(summary.warnings.empty());
    }
};

QTEST_GUILESS_MAIN(TestErrorFigures)
#include "tst_errorfigures.moc"
