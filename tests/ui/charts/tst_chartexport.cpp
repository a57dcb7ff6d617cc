// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplecharts.h"
#include "charts/chartexport.h"
#include "charts/provenancebands.h"

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
    void ribbons_data();
    void ribbons();
    void linesTellWhoseFiguresTheyAre();
    void errorBarsAreDrawnAsOnTheirCard();
    void pagesGrowByTheirBands();
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
Q_DECLARE_METATYPE(weir::Provenance)

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
    const Result<QImage> image = renderImage(drawingOf(chart), {QSize(640, 320), qreal(1), theme});
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
    const Result<QImage> light =
        renderImage(drawingOf(percentileChart()), {QSize(640, 320), qreal(1), lightTheme()});
    const Result<QImage> dark =
        renderImage(drawingOf(percentileChart()), {QSize(640, 320), qreal(1), darkTheme()});
    QVERIFY(light.ok() && dark.ok());
    QVERIFY(*light != *dark);
    QVERIFY(qGray(light->pixel(2, 2)) > 200);
    QVERIFY(qGray(dark->pixel(2, 2)) < 60);
}

void TestChartExport::scaleMultipliesPixels()
{
    const Result<QImage> image =
        renderImage(drawingOf(percentileChart()), {QSize(400, 200), qreal(2), lightTheme()});
    QVERIFY(image.ok());
    QCOMPARE(image->size(), QSize(800, 400));
}

void TestChartExport::sameDataSamePixels()
{
    const Result<QImage> first =
        renderImage(drawingOf(errorChart()), {QSize(400, 200), qreal(1), darkTheme()});
    const Result<QImage> second =
        renderImage(drawingOf(errorChart()), {QSize(400, 200), qreal(1), darkTheme()});
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
    const Result<QImage> image =
        renderImage(drawingOf(percentileChart()), {size, qreal(scale), lightTheme()});
    QVERIFY(!image.ok());
    QVERIFY(!image.error().what.isEmpty() && !image.error().advice.isEmpty());
}

void TestChartExport::svgHoldsTheChart()
{
    const Result<QByteArray> svg =
        renderSvg(drawingOf(percentileChart()), {QSize(640, 320), 1, lightTheme()});
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
    const ChartPicture picture{QSize(400, 200), 1.5, darkTheme()};
    QVERIFY(savePng(folder.filePath(QStringLiteral("a.png")), drawingOf(chart), picture).ok());
    QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).size(), QSize(600, 300));
    QVERIFY(saveSvg(folder.filePath(QStringLiteral("a.svg")), drawingOf(chart), {}).ok());
    QVERIFY(QSvgRenderer(folder.filePath(QStringLiteral("a.svg"))).isValid());
    QLabel page(QStringLiteral("page"));
    page.resize(120, 40);
    QVERIFY(saveWidgetPng(folder.filePath(QStringLiteral("page.png")), page).ok());
    QVERIFY(!QImage(folder.filePath(QStringLiteral("page.png"))).isNull());
}

void TestChartExport::unwritableIsAnError()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("missing/a.svg"));
    const Result<void> saved = saveSvg(path, drawingOf(percentileChart()), {});
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().where.text(), path);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestChartExport::ribbons_data()
{
    QTest::addColumn<Provenance>("from");
    QTest::addColumn<QColor>("colour");
    const auto add = [](const char *name, std::optional<Verdict> verdict, bool goesOn, bool simulated,
                        const QColor &colour) {
        Provenance from;
        from.scenario = QStringLiteral("checkout");
        from.verdict = verdict;
        from.goesOn = goesOn;
        from.simulated = simulated;
        QTest::newRow(name) << from << colour;
    };
    const Theme theme = lightTheme();
    add("passed", Verdict::Pass, false, false, QColor());
    add("no run", std::nullopt, false, false, QColor());
    add("failed", Verdict::Fail, false, false, theme.fail);
    add("invalid", Verdict::Invalid, false, false, theme.invalid);
    add("incomplete", Verdict::Incomplete, false, false, theme.warn);
    add("goes on", std::nullopt, true, false, theme.warn);
    add("simulated", Verdict::Pass, false, true, theme.muted);
    add("simulated and failed", Verdict::Fail, false, true, theme.fail);
}

void TestChartExport::ribbons()
{
    QFETCH(const Provenance, from);
    QFETCH(const QColor, colour);
    const Theme theme = lightTheme();
    for (const QSize size : {QSize(640, 320), QSize(160, 160)}) {
        const Result<QImage> image = renderImage(drawingOf(percentileChart()), {size, 1, theme, from});
        QVERIFY(image.ok());
        QCOMPARE(image->size(), size);
        QCOMPARE(image->pixelColor(1, 1), colour.isValid() ? colour : theme.surface);
    }
    const Result<QByteArray> svg = renderSvg(drawingOf(percentileChart()), {QSize(640, 320), 1, theme, from});
    const QString words = ribbonWords(from).text();
    QCOMPARE(words.isEmpty(), !colour.isValid());
    QVERIFY(words.isEmpty() || svg->contains(words.section(u' ', 0, 0).toUtf8()));
}

void TestChartExport::linesTellWhoseFiguresTheyAre()
{
    Provenance from;
    from.scenario = QStringLiteral("checkout");
    from.targets = {QStringLiteral("api.example.com:8443")};
    from.startedAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    from.seed = 42;
    from.program = QStringLiteral("1.2.3");
    from.verdict = Verdict::Invalid;
    const ChartPicture picture{QSize(900, 320), 1, lightTheme(), from};
    const Result<QByteArray> svg = renderSvg(drawingOf(percentileChart()), picture);
    QVERIFY(svg.ok());
    for (const char *part :
         {"checkout", "api.example.com:8443", "2026-01-02T03:04:05Z", "seed 42", "Weir 1.2.3", "invalid"})
        QVERIFY2(svg->contains(part), part);
    // A narrow picture wraps the line and never cuts it: the drawing gives way.
    QVERIFY(bandHeights(from, 160).line > 2 * bandHeights(from, 900).line);
    const Result<QImage> narrow =
        renderImage(drawingOf(percentileChart()), {QSize(160, 160), 1, lightTheme(), from});
    QVERIFY(narrow.ok());
}

void TestChartExport::errorBarsAreDrawnAsOnTheirCard()
{
    ErrorBarsData data;
    data.id = QStringLiteral("error-classes");
    data.title = Message::verbatim(QStringLiteral("Error classes"));
    data.bars = {{OutcomeClass::Http5xx, 6}, {OutcomeClass::RateLimited, 57}};
    data.requests = 100;
    const Theme theme = darkTheme();
    const Result<QImage> image = renderImage(drawingOf(data), {QSize(640, 320), 2, theme});
    QVERIFY(image.ok());
    QCOMPARE(image->size(), QSize(1280, 640));
    QCOMPARE(image->pixelColor(1, 1), theme.surface);
    for (const OutcomeClass outcome : {OutcomeClass::Http5xx, OutcomeClass::RateLimited})
        QVERIFY(containsColour(*image, theme.outcomeColor(outcome)));
    const Result<QByteArray> svg = renderSvg(drawingOf(data), {QSize(640, 320), 1, theme});
    QVERIFY(svg.ok() && svg->contains("rate_limited"));
}

void TestChartExport::pagesGrowByTheirBands()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("page.png"));
    QLabel page(QStringLiteral("page"));
    page.resize(400, 300);
    Provenance from;
    from.scenario = QStringLiteral("checkout");
    from.verdict = Verdict::Incomplete;
    QVERIFY(saveWidgetPng(path, page, lightTheme(), from, 2).ok());
    const QImage image(path);
    QCOMPARE(image.size(), sizeWithBands(QSize(400, 300), from) * 2);
    QVERIFY(image.height() > 600);
    QCOMPARE(image.pixelColor(1, 1), lightTheme().warn);
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
