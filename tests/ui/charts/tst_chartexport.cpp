// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplecharts.h"
#include "charts/chartexport.h"
#include "report/chartcsv.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;

class TestChartExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictureIsNotBlank_data();
    void pictureIsNotBlank();
    void themesDiffer();
    void scaleMultipliesPixels();
    void sameDataSamePixels();
    void badSizes_data();
    void badSizes();
    void svgHoldsTheChart();
    void filesAreWritten();
    void unwritableIsAnError();
    void fileNames_data();
    void fileNames();
};

namespace {

double variance(const QImage &image)
{
    double sum = 0;
    double squares = 0;
    const double count = static_cast<double>(image.width()) * image.height();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double grey = qGray(image.pixel(x, y));
            sum += grey;
            squares += grey * grey;
        }
    }
    return squares / count - (sum / count) * (sum / count);
}

bool containsColour(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) == colour.rgb())
                return true;
        }
    }
    return false;
}

} // namespace

Q_DECLARE_METATYPE(weir::ChartData)

void TestChartExport::pictureIsNotBlank_data()
{
    QTest::addColumn<ChartData>("chart");
    ChartData area = percentileChart();
    area.series[0].style = SeriesStyle::Area;
    area.series[1].style = SeriesStyle::Step;
    area.series[1].side = AxisSide::Right;
    ChartData log = percentileChart();
    log.logY = true;
    log.series[0].points[3].setY(0);
    QTest::newRow("lines") << percentileChart();
    QTest::newRow("area and steps") << area;
    QTest::newRow("bars") << errorChart();
    QTest::newRow("log") << log;
}

void TestChartExport::pictureIsNotBlank()
{
    QFETCH(const ChartData, chart);
    const Theme theme = lightTheme();
    const Result<QImage> image = renderChart(chart, theme, QSize(640, 320), 1);
    QVERIFY(image.ok());
    QCOMPARE(image->size(), QSize(640, 320));
    QVERIFY(variance(*image) > 20);
    for (const ChartSeries &series : chart.series) {
        const QColor colour =
            series.outcome ? theme.outcomeColor(*series.outcome) : theme.seriesColor(series.role);
        QVERIFY2(containsColour(image->copy(60, 34, 560, 256), colour), qPrintable(series.name.english()));
    }
}

void TestChartExport::themesDiffer()
{
    const Result<QImage> light = renderChart(percentileChart(), lightTheme(), QSize(640, 320), 1);
    const Result<QImage> dark = renderChart(percentileChart(), darkTheme(), QSize(640, 320), 1);
    QVERIFY(light.ok() && dark.ok());
    QVERIFY(*light != *dark);
    QVERIFY(qGray(light->pixel(2, 2)) > 200);
    QVERIFY(qGray(dark->pixel(2, 2)) < 60);
}

void TestChartExport::scaleMultipliesPixels()
{
    const Result<QImage> image = renderChart(percentileChart(), lightTheme(), QSize(400, 200), 2);
    QVERIFY(image.ok());
    QCOMPARE(image->size(), QSize(800, 400));
}

void TestChartExport::sameDataSamePixels()
{
    const Result<QImage> first = renderChart(errorChart(), darkTheme(), QSize(400, 200), 1);
    const Result<QImage> second = renderChart(errorChart(), darkTheme(), QSize(400, 200), 1);
    QCOMPARE(*first, *second);
}

void TestChartExport::badSizes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    QTest::newRow("empty") << QSize() << 1.0;
    QTest::newRow("huge") << QSize(100000, 400) << 1.0;
    QTest::newRow("no scale") << QSize(400, 400) << 0.0;
    QTest::newRow("not a number") << QSize(400, 400) << qQNaN();
}

void TestChartExport::badSizes()
{
    QFETCH(const QSize, size);
    QFETCH(const double, scale);
    const Result<QImage> image = renderChart(percentileChart(), lightTheme(), size, scale);
    QVERIFY(!image.ok());
    QVERIFY(!image.error().what.isEmpty() && !image.error().advice.isEmpty());
}

void TestChartExport::svgHoldsTheChart()
{
    const Result<QByteArray> svg = renderSvg(percentileChart(), lightTheme(), QSize(640, 320));
    QVERIFY(svg.ok());
    QVERIFY(svg->contains("Time to first token"));
    QVERIFY(svg->contains(lightTheme().series[2].name().toLatin1()));
    QSvgRenderer renderer(*svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.defaultSize().isEmpty(), false);
}

void TestChartExport::filesAreWritten()
{
    QTemporaryDir folder;
    const ChartData chart = percentileChart();
    QVERIFY(
        savePng(folder.filePath(QStringLiteral("a.png")), chart, {QSize(400, 200), 1.5, darkTheme()}).ok());
    QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).size(), QSize(600, 300));
    QVERIFY(saveSvg(folder.filePath(QStringLiteral("a.svg")), chart, {}).ok());
    QVERIFY(QSvgRenderer(folder.filePath(QStringLiteral("a.svg"))).isValid());
    QVERIFY(saveCsv(folder.filePath(QStringLiteral("a.csv")), chart).ok());
    QFile csv(folder.filePath(QStringLiteral("a.csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll(), toCsv(chart));
    QLabel page(QStringLiteral("page"));
    page.resize(120, 40);
    QVERIFY(saveWidgetPng(folder.filePath(QStringLiteral("page.png")), page).ok());
    QVERIFY(!QImage(folder.filePath(QStringLiteral("page.png"))).isNull());
}

void TestChartExport::unwritableIsAnError()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("missing/a.csv"));
    const Result<void> saved = saveCsv(path, percentileChart());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().where.text(), path);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestChartExport::fileNames_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("checkout") << QStringLiteral("ttft")
                           << QStringLiteral("checkout-ttft-20260102-030405.png");
    QTest::newRow("hostile") << QStringLiteral("../../etc/pass wd:*?") << QStringLiteral("errors")
                             << QStringLiteral("etc-pass-wd-errors-20260102-030405.png");
    QTest::newRow("Chinese") << QStringLiteral("压测 一") << QStringLiteral("load")
                             << QStringLiteral("压测-一-load-20260102-030405.png");
    QTest::newRow("nothing") << QString() << QStringLiteral("///")
                             << QStringLiteral("weir-20260102-030405.png");
    QTest::newRow("long") << QString(500, u'x') << QString()
                          << QString(60, u'x') + QStringLiteral("-20260102-030405.png");
}

void TestChartExport::fileNames()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, chart);
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5));
    QTEST(proposedFileName(scenario, chart, time, QStringLiteral("png")), "expected");
}

QTEST_MAIN(TestChartExport)
#include "tst_chartexport.moc"
