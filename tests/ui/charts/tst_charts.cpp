// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplecharts.h"
#include "charts/chartcard.h"
#include "charts/chartexport.h"
#include "charts/chartscene.h"
#include "charts/errorbars.h"
#include "charts/exportdialog.h"
#include "charts/tilecard.h"
#include "charts/timeaxislink.h"
#include "report/chartcsv.h"
#include "report/distributionchart.h"
#include "theme/applytheme.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGraphicsView>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <cmath>
#include <limits>
#include <memory>

using namespace weir;
using namespace weir::test;

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void updatesReuseSeries();
    void staysInBudget();
    void gapsStayOpen();
    void hostileValues();
    void logScaleKeepsTheSeries();
    void layoutFits_data();
    void layoutFits();
    void markerLabelsDoNotCollide();
    void emptyTextIsDrawn();
    void hoverFindsPoints();
    void crosshairIsShared();
    void plotsOverTimeStandOneAboveAnother();
    void limitsHaveTheirPlace_data();
    void limitsHaveTheirPlace();
    void limitLabelsDoNotCollide();
    void limitsAreDrawnByHowTheyStand();
    void keyboardMovesCrosshair();
    void menuByKeyboard();
    void logChoiceSurvivesUpdates();
    void copiesPicture();
    void exportsThroughTheMenu();
    void exportsTellWhereTheyComeFrom();
    void exportFailureIsTold();
    void namesForScreenReaders();
    void tile();
    void trendsKeepTheirGaps();
    void errorBars();
    void dialogStaysInLimits();

private:
    std::unique_ptr<ThemeSource> m_themes;
};

namespace {

QSet<QRgb> coloursOf(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return colours;
}

/// In all lines.
qsizetype drawnPoints(const ChartScene &scene)
{
    qsizetype points = 0;
    for (const ChartLine &line : scene.lines()) {
        for (const QPolygonF &part : line.parts)
            points += part.size();
    }
    return points;
}

} // namespace

void TestCharts::init()
{
    m_themes = std::make_unique<ThemeSource>(ThemeMode::Light, QPalette(Qt::white));
    applyTheme(*qApp, m_themes->theme());
}

void TestCharts::cleanup()
{
    m_themes.reset();
}

void TestCharts::updatesReuseSeries()
{
    ChartScene scene(lightTheme());
    ChartData chart = percentileChart();
    scene.setData(chart);
    const int builds = scene.seriesSet().buildCount();
    for (int i = 61; i < 80; ++i) {
        chart.series[0].points.emplace_back(i, 300);
        chart.series[1].points.emplace_back(i, 5000);
        scene.setData(chart);
    }
    QCOMPARE(scene.seriesSet().buildCount(), builds);
    scene.setData(errorChart());
    QCOMPARE(scene.seriesSet().buildCount(), builds + 1);
}

void TestCharts::staysInBudget()
{
    ChartScene scene(lightTheme());
    ChartData chart = percentileChart();
    for (int i = 61; i < 9000; ++i) {
        chart.series[0].points.emplace_back(i, i % 97);
        chart.series[1].points.emplace_back(i, i % 89);
    }
    scene.setData(chart);
    QVERIFY(drawnPoints(scene) <= 1000);
    QVERIFY(drawnPoints(scene) > 800);
    scene.setPointBudget(4000);
    QVERIFY(drawnPoints(scene) > 3000 && drawnPoints(scene) <= 4000);
}

void TestCharts::gapsStayOpen()
{
    ChartData chart = percentileChart();
    chart.series.resize(1);
    chart.xMax = 60;
    chart.yMax = 200;
    chart.stretch = 1;
    chart.series[0].points = {{0, 100}, {1, 100}, {2, 100}, {30, 100}, {58, 100}, {59, 100}, {60, 100}};
    const auto inkedAt = [&chart](double x) {
        ChartScene scene(lightTheme());
        scene.setSize(QSizeF(800, 300));
        scene.setData(chart);
        QImage image(800, 300, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        scene.render(&painter, QRectF(0, 0, 800, 300), QRectF(0, 0, 800, 300));
        painter.end();
        constexpr int coloured = 60; // lines of the axes are grey
        const int column = qRound(scene.layout().xAt(x));
        int inked = 0;
        const QRect plot = scene.layout().plot.toRect(); // the legend has the line's colour, too
        for (int y = plot.top(); y <= plot.bottom(); ++y)
            inked += image.pixelColor(column, y).hsvSaturation() > coloured ? 1 : 0;
        return inked;
    };
    QVERIFY(inkedAt(1) > 0);
    QCOMPARE(inkedAt(16), 0);          // nothing was measured there
    QVERIFY(inkedAt(30) > inkedAt(1)); // alone: a dot
    QCOMPARE(inkedAt(44), 0);
    QVERIFY(inkedAt(59) > 0);
    chart.stretch = 0;
    QVERIFY(inkedAt(16) > 0);
}

void TestCharts::hostileValues()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    ChartScene scene(lightTheme());
    for (const SeriesStyle style :
         {SeriesStyle::Line, SeriesStyle::Area, SeriesStyle::Step, SeriesStyle::Bars}) {
        for (const XAxisKind kind : {XAxisKind::Time, XAxisKind::Linear, XAxisKind::Logarithmic}) {
            for (const bool log : {false, true}) {
                ChartData chart = percentileChart();
                chart.xKind = kind;
                chart.logY = log;
                chart.series[0].style = style;
                chart.series[0].points = {{0, nan},   {1, infinity}, {2, -infinity}, {nan, 2},
                                          {3, 1e300}, {4, 1e-300},   {5, -1}};
                scene.setData(chart);
                const ChartAxes &axes = scene.layout().axes;
                QVERIFY(std::isfinite(axes.left.max) && axes.left.max > axes.left.min);
                QVERIFY(std::isfinite(axes.x.max) && axes.x.max > axes.x.min);
                QVERIFY(axes.left.ticks.size() < 1000);
            }
        }
    }
}

void TestCharts::logScaleKeepsTheSeries()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(600, 240);
    ChartData chart = percentileChart();
    chart.logY = true;
    chart.series[0].points[10].setY(0);
    chart.series.pop_back();
    card.setData(chart);
    card.show();
    QCoreApplication::processEvents();
    const QImage image = card.grab().toImage();
    const QRect plot = card.scene().layout().plot.toRect();
    const QRgb line = lightTheme().series[0].rgb();
    int inked = 0;
    for (int x = plot.left(); x < plot.right(); ++x) {
        for (int y = plot.top(); y < plot.bottom(); ++y)
            inked += image.pixel(x + 1, y + 1) == line ? 1 : 0;
    }
    QVERIFY2(inked > plot.width() / 4, qPrintable(QString::number(inked)));
    QVERIFY(card.scene().layout().subtitleText.contains(QStringLiteral("log scale")));
}

void TestCharts::layoutFits_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("card") << QSizeF(600, 240);
    QTest::newRow("narrow") << QSizeF(230, 200);
    QTest::newRow("large") << QSizeF(1600, 900);
}

void TestCharts::layoutFits()
{
    QFETCH(const QSizeF, size);
    const QRectF all(QPointF(0, 0), size);
    for (const ChartData &chart : {percentileChart(), errorChart()}) {
        const ChartLayout layout = layoutChart(chart, size, 24);
        QVERIFY(all.contains(layout.plot));
        QVERIFY(all.contains(layout.title));
        QCOMPARE(layout.legend.size(), chart.series.size());
        for (const ChartLayout::LegendEntry &entry : layout.legend) {
            QVERIFY(all.contains(entry.box));
            QVERIFY(!entry.box.intersects(layout.plot));
        }
    }
}

void TestCharts::markerLabelsDoNotCollide()
{
    ChartData chart;
    chart.xKind = XAxisKind::Linear;
    setDistribution(chart, {{0, 500, 10}, {500, 1000, 10}},
                    {{QStringLiteral("p50"), 500, false},
                     {QStringLiteral("p95"), 505, false},
                     {QStringLiteral("p99"), 999, true}},
                    QStringLiteral("ms"));
    const ChartLayout layout = layoutChart(chart, QSizeF(500, 240), 24);
    QCOMPARE(layout.markerLabels.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const QRectF box = layout.markerLabels[i].box;
        QVERIFY(QRectF(0, 0, 500, 240).contains(box));
        QVERIFY(!box.intersects(layout.plot));
        for (std::size_t j = i + 1; j < 3; ++j)
            QVERIFY(!box.intersects(layout.markerLabels[j].box));
    }
}

void TestCharts::emptyTextIsDrawn()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(500, 240);
    ChartData chart = percentileChart();
    for (ChartSeries &series : chart.series)
        series.points.clear();
    chart.emptyText = Message();
    card.setData(chart);
    card.show();
    const QImage without = card.grab().toImage();
    chart.emptyText = percentileChart().emptyText;
    card.setData(chart);
    QVERIFY(card.grab().toImage() != without);
    QVERIFY(card.accessibleDescription().contains(chart.emptyText.text()));
    QVERIFY(!card.scene().xNear(QPointF(250, 120)));
}

void TestCharts::hoverFindsPoints()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(700, 260);
    card.setData(percentileChart());
    card.show();
    QCoreApplication::processEvents();
    const ChartLayout &layout = card.scene().layout();
    QCOMPARE(layout.size, QSizeF(698, 258));
    QGraphicsView *view = card.findChild<QGraphicsView *>();
    QTest::mouseMove(view->viewport(), QPointF(layout.xAt(42.3), layout.plot.center().y()).toPoint());
    QCOMPARE(card.scene().crosshair(), std::optional<double>(42.0));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view->viewport(), &leave);
    QVERIFY(!card.scene().crosshair());
    QVERIFY(!card.scene().xNear(QPointF(0, 0)));
}

void TestCharts::crosshairIsShared()
{
    TimeAxisLink link;
    ChartCard first(*m_themes, &link);
    ChartCard second(*m_themes, &link);
    ChartCard other(*m_themes, &link);
    ChartData notTime = percentileChart();
    notTime.xKind = XAxisKind::Linear;
    first.setData(percentileChart());
    second.setData(errorChart());
    other.setData(notTime);
    QTest::keyClick(&first, Qt::Key_Right);
    QTest::keyClick(&first, Qt::Key_Right);
    QCOMPARE(link.position(), first.scene().crosshair());
    QCOMPARE(second.scene().crosshair(), first.scene().crosshair());
    QVERIFY(second.scene().crosshair());
    QVERIFY(!other.scene().crosshair());
    QTest::keyClick(&first, Qt::Key_Escape);
    QVERIFY(!second.scene().crosshair());
}

void TestCharts::plotsOverTimeStandOneAboveAnother()
{
    const auto edges = [](const ChartCard &card) {
        const QRectF plot = card.scene().layout().plot;
        return std::pair(plot.left(), plot.right());
    };
    TimeAxisLink link;
    ChartCard wide(*m_themes, &link);
    ChartCard narrow(*m_themes, &link);
    ChartCard other(*m_themes, &link);
    for (ChartCard *card : {&wide, &narrow, &other}) {
        card->resize(600, 240);
        card->show();
    }
    QCoreApplication::processEvents();
    ChartData millions = percentileChart();
    for (QPointF &point : millions.series[1].points)
        point.ry() *= 12345;
    millions.series[1].side = AxisSide::Right;
    ChartData notTime = errorChart();
    notTime.xKind = XAxisKind::Linear;
    narrow.setData(errorChart());
    const auto alone = edges(narrow);
    wide.setData(millions);
    other.setData(notTime);
    QVERIFY(edges(narrow) != alone);
    QCOMPARE(edges(narrow), edges(wide));
    QVERIFY(narrow.scene().layout().needed != wide.scene().layout().needed);
    QCOMPARE(edges(other), alone); // another axis
    // What the widest needed goes with it.
    wide.setData(errorChart());
    QCOMPARE(edges(narrow), alone);
    QCOMPARE(edges(wide), alone);
}

void TestCharts::limitsHaveTheirPlace_data()
{
    QTest::addColumn<double>("limit");
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<bool>("isOutside");
    QTest::newRow("among the figures") << 500.0 << false << false;
    QTest::newRow("above them") << 3000.0 << false << false;
    QTest::newRow("far above") << 30'000.0 << false << true;
    QTest::newRow("far above, powers of ten") << 30'000.0 << true << false;
    QTest::newRow("below all, powers of ten") << 20.0 << true << false;
}

void TestCharts::limitsHaveTheirPlace()
{
    QFETCH(double, limit);
    QFETCH(bool, logarithmic);
    QFETCH(bool, isOutside);
    ChartData chart = percentileChart();
    chart.logY = logarithmic;
    chart.limits = {{limit, AxisSide::Left, Message::verbatim(QStringLiteral("p(99) < 1s: held")), {}}};
    const ChartLayout layout = layoutChart(chart, QSizeF(600, 240), 24);
    QCOMPARE(layout.limitLines.size(), std::size_t(1));
    const ChartLayout::LimitLine &line = layout.limitLines[0];
    QCOMPARE(line.isOutside, isOutside);
    QCOMPARE(line.y, isOutside ? layout.plot.top() : layout.yAt(layout.axes.left, limit));
    QVERIFY(layout.plot.adjusted(0, -0.5, 0, 0.5).contains(QPointF(layout.plot.center().x(), line.y)));
    QVERIFY(layout.plot.adjusted(-1, -1, 1, 1).contains(line.box));
    QVERIFY(line.text.endsWith(QStringLiteral("p(99) < 1s: held")));
}

void TestCharts::limitLabelsDoNotCollide()
{
    ChartData chart = percentileChart();
    for (const double limit : {500.0, 510.0, 520.0, 800.0, 99'999.0, 88'888.0})
        chart.limits.push_back(
            {limit, AxisSide::Left, Message::verbatim(QStringLiteral("ttft p(99) < 1s: open")), {}});
    for (const double width : {900.0, 420.0, 200.0}) {
        const ChartLayout layout = layoutChart(chart, QSizeF(width, 240), 24);
        QCOMPARE(layout.limitLines.size(), chart.limits.size());
        for (std::size_t i = 0; i < layout.limitLines.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!layout.limitLines[i].box.intersects(layout.limitLines[j].box));
        }
    }
}

void TestCharts::limitsAreDrawnByHowTheyStand()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(600, 240);
    card.show();
    ChartData chart = percentileChart();
    chart.series.resize(1); // the other's colour is that of an error
    const Theme &theme = m_themes->theme();
    for (const auto &[standing, colour] :
         {std::pair(GoalStanding::Held, theme.pass), std::pair(GoalStanding::Broken, theme.fail)}) {
        chart.limits = {{400, AxisSide::Left, Message::verbatim(QStringLiteral("goal")), standing}};
        card.setData(chart);
        QVERIFY(coloursOf(card).contains(colour.rgb()));
        QVERIFY(card.accessibleDescription().contains(QStringLiteral("goal")));
        const Result<QImage> image = renderImage(drawingOf(chart), {{600, 300}, 1, theme, {}});
        QVERIFY(image.ok());
        bool isInTheFile = false;
        for (int y = 0; y < image->height(); ++y) {
            for (int x = 0; x < image->width(); ++x)
                isInTheFile = isInTheFile || image->pixel(x, y) == colour.rgb();
        }
        QVERIFY(isInTheFile);
    }
}

void TestCharts::keyboardMovesCrosshair()
{
    ChartCard card(*m_themes, nullptr);
    card.setData(percentileChart());
    QTest::keyClick(&card, Qt::Key_Right);
    QCOMPARE(card.scene().crosshair(), std::optional<double>(0.0));
    QTest::keyClick(&card, Qt::Key_Right);
    QCOMPARE(card.scene().crosshair(), std::optional<double>(1.0));
    QTest::keyClick(&card, Qt::Key_Left);
    QTest::keyClick(&card, Qt::Key_Left);
    QCOMPARE(card.scene().crosshair(), std::optional<double>(0.0));
}

void TestCharts::menuByKeyboard()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(500, 240);
    card.setData(percentileChart());
    card.show();
    QTest::keyClick(&card, Qt::Key_F10, Qt::ShiftModifier);
    QVERIFY(card.menu().isVisible());
    card.menu().hide();
    QVERIFY(card.menuButton().focusPolicy() & Qt::TabFocus);
    QVERIFY(card.menuButton().isVisible());
}

void TestCharts::logChoiceSurvivesUpdates()
{
    ChartCard card(*m_themes, nullptr);
    card.setData(percentileChart());
    QVERIFY(!card.data().logY);
    card.menu().actions().last()->trigger();
    QVERIFY(card.data().logY);
    ChartData next = percentileChart();
    next.series[0].points.emplace_back(61, 1);
    card.setData(next);
    QVERIFY(card.data().logY);
    QVERIFY(card.menu().actions().last()->isChecked());
}

void TestCharts::copiesPicture()
{
    ChartCard card(*m_themes, nullptr);
    card.resize(500, 240);
    card.setData(percentileChart());
    QApplication::clipboard()->clear();
    card.menu().actions().at(3)->trigger();
    QVERIFY(!QApplication::clipboard()->image().isNull());
}

void TestCharts::exportsThroughTheMenu()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("chart.csv"));
    ChartCard card(*m_themes, nullptr);
    card.setExportNames(QStringLiteral("my scenario"), folder.path());
    card.setData(percentileChart());
    QSignalSpy exported(&card, &ChartCard::exported);
    card.menu().actions().at(2)->trigger();
    QFileDialog *dialog = card.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(!dialog->testOption(QFileDialog::DontConfirmOverwrite));
    QVERIFY(dialog->selectedFiles().first().contains(QStringLiteral("my-scenario-ttft-over-time-")));
    Q_EMIT dialog->fileSelected(path);
    QCOMPARE(exported.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), toCsv(percentileChart()));
}

void TestCharts::exportsTellWhereTheyComeFrom()
{
    QTemporaryDir folder;
    Provenance from;
    from.scenario = QStringLiteral("my scenario");
    from.verdict = Verdict::Invalid;
    ChartCard card(*m_themes, nullptr);
    card.resize(500, 240);
    card.setData(percentileChart());
    card.setProvenance(from);
    card.menu().actions().at(2)->trigger();
    from.verdict = Verdict::Pass; // what is saved is what was asked for
    card.setProvenance(from);
    QFileDialog *dialog = card.findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString path = folder.filePath(QStringLiteral("chart.csv"));
    Q_EMIT dialog->fileSelected(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QVERIFY(lines[0].endsWith(",provenance\r"));
    QVERIFY2(lines[1].endsWith("my scenario · invalid\r"), lines[1].constData());
    QVERIFY(lines[2].endsWith(",\r"));

    from.verdict = Verdict::Fail;
    card.setProvenance(from);
    card.menu().actions().at(3)->trigger(); // copies the picture
    const QImage copied = QApplication::clipboard()->image();
    QCOMPARE(copied.pixelColor(2, 2), m_themes->theme().fail);
}

void TestCharts::exportFailureIsTold()
{
    QTemporaryDir folder;
    ChartCard card(*m_themes, nullptr);
    card.setExportNames(QStringLiteral("s"), folder.path());
    card.setData(percentileChart());
    QSignalSpy exported(&card, &ChartCard::exported);
    QSignalSpy failed(&card, &ChartCard::exportFailed);
    card.menu().actions().at(2)->trigger();
    QFileDialog *dialog = card.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder.filePath(QStringLiteral("missing/chart.csv")));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(exported.count(), 0);
}

void TestCharts::namesForScreenReaders()
{
    ChartCard card(*m_themes, nullptr);
    card.setData(percentileChart());
    QVERIFY(card.accessibleName().contains(QStringLiteral("Time to first token")));
    QVERIFY(card.accessibleDescription().contains(QStringLiteral("p99")));
    QVERIFY(card.menuButton().accessibleName().contains(QStringLiteral("Time to first token")));
    QVERIFY(!card.menuButton().toolTip().isEmpty());
    for (const QAction *action : card.menu().actions())
        QVERIFY(action->isSeparator() || !action->toolTip().isEmpty());
}

void TestCharts::tile()
{
    TileCard tile(*m_themes);
    tile.resize(180, 86);
    tile.setData({QStringLiteral("TTFT p50"),
                  QStringLiteral("238"),
                  QStringLiteral("ms"),
                  {},
                  QStringLiteral("error 0.3 ms"),
                  SeriesRole::Median,
                  {1, 2, std::numeric_limits<double>::quiet_NaN(), 3},
                  QStringLiteral("Half wait less")});
    tile.show();
    QCOMPARE(tile.accessibleName(), QStringLiteral("TTFT p50"));
    QCOMPARE(tile.accessibleDescription(), QStringLiteral("238 ms; error 0.3 ms"));
    QCOMPARE(tile.toolTip(), QStringLiteral("Half wait less"));
    QVERIFY(coloursOf(tile).contains(lightTheme().text.rgb()));
    const QImage light = tile.grab().toImage();
    m_themes->setMode(ThemeMode::Dark);
    applyTheme(*qApp, m_themes->theme());
    QVERIFY(tile.grab().toImage() != light);
}

void TestCharts::trendsKeepTheirGaps()
{
    const auto trendOf = [](const std::vector<QPointF> &points) {
        return tileOf({}, {}, SeriesRole::Median, points, {}).trend;
    };
    QCOMPARE(trendOf({{0, 1}, {2, 2}, {4, 3}}), (std::vector<double>{1, 2, 3}));
    const std::vector<double> trend = trendOf({{0, 1}, {1, 2}, {4, 3}});
    QCOMPARE(trend.size(), std::size_t(5));
    QVERIFY(std::isnan(trend[2]) && std::isnan(trend[3]));
    QCOMPARE(trend[4], 3.0);
    QCOMPARE(trendOf({{0, 1}, {1, 2}, {100'000, 3}}).size(), std::size_t(120));
    TileData gapped;
    gapped.trend = trend;
    QVERIFY(gapped == TileData(gapped)); // or every update would draw it anew
}

void TestCharts::errorBars()
{
    ErrorBars bars(*m_themes);
    bars.resize(420, 200);
    const ErrorBarsData data{
        QStringLiteral("error-classes"),
        Message::verbatim(QStringLiteral("Error classes")),
        Message::verbatim(QStringLiteral("whole run")),
        {{OutcomeClass::Http5xx, 6}, {OutcomeClass::RateLimited, 57}, {OutcomeClass::ApiError, 0}},
        1000,
        Message::verbatim(QStringLiteral("No errors so far."))};
    bars.setData(data);
    bars.show();
    QCOMPARE(bars.data().bars.size(), 2U);
    QVERIFY(bars.data().bars[0].outcome == OutcomeClass::RateLimited);
    QCOMPARE(bars.accessibleDescription(), QStringLiteral("rate_limited: 57 · 5.7 %; http_5xx: 6 · 0.6 %"));
    QVERIFY(coloursOf(bars).contains(lightTheme().outcomeColor(OutcomeClass::RateLimited).rgb()));
    QCOMPARE(toCsv(data), QByteArray("class,count,share (%)\r\nrate_limited,57,5.7\r\nhttp_5xx,6,0.6\r\n"));
    QHelpEvent help(QEvent::ToolTip, QPoint(40, 48), bars.mapToGlobal(QPoint(40, 48)));
    QCoreApplication::sendEvent(&bars, &help);
    QVERIFY(QToolTip::text().contains(explain(OutcomeClass::RateLimited).text()));
    bars.setData({data.id, data.title, data.subtitle, {}, 0, data.emptyText});
    QCOMPARE(bars.accessibleDescription(), data.emptyText.text());
}

void TestCharts::dialogStaysInLimits()
{
    ExportDialog dialog(darkTheme(), QSize(100000, 10), ExportDialog::Kind::Png);
    QCOMPARE(dialog.picture().size, QSize(8192, 160));
    QVERIFY(dialog.picture().theme == printTheme());
    for (const QWidget *child : dialog.findChildren<QWidget *>()) {
        const bool control =
            child->inherits("QSpinBox") || child->inherits("QDoubleSpinBox") || child->inherits("QComboBox");
        QVERIFY2(!control || (!child->accessibleName().isEmpty() && !child->toolTip().isEmpty()),
                 child->metaObject()->className());
    }
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
