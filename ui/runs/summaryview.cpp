// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/summaryview.h"

#include "base/units.h"
#include "metrics/figures.h"
#include "runs/intervalcell.h"
#include "runs/windowsmodel.h"
#include "theme/widgetlook.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace weir {

namespace {

QString extremeText(double value, bool lowerBound, double unit)
{
    return (lowerBound ? QStringLiteral("> ") : QString()) + formatFigure(value / unit);
}

QString verdictLine(const Summary &summary)
{
    switch (summary.verdict) {
    case Verdict::Pass:
        return SummaryView::tr("Pass");
    case Verdict::Fail:
        return SummaryView::tr("Fail");
    case Verdict::Invalid:
        return SummaryView::tr("Invalid: the generator can't vouch for the figures");
    case Verdict::Incomplete:
        return SummaryView::tr("Incomplete: the run did not come to its end");
    }
    Q_UNREACHABLE();
}

QString countsLine(const Summary &summary)
{
    const RequestCounts &counts = summary.requests;
    return SummaryView::tr("%1 planned · %2 started · %3 succeeded · %4 failed · %5 cut · %6 dropped")
        .arg(formatCount(counts.planned), formatCount(counts.started), formatCount(counts.succeeded),
             formatCount(counts.failed), formatCount(counts.cut), formatCount(counts.dropped));
}

/// "512 (490 to 531)".
QString withRange(const QString &figure, const std::map<QString, Interval> &intervals, const QString &key,
                  double unit)
{
    const QString range = intervalWords(intervals, key, unit);
    return range.isEmpty() ? figure : SummaryView::tr("%1 (%2)").arg(figure, range);
}

/// How many of the block's requests its figures are of, and its rates; of a run and of a part alike.
template <typename Block>
QString ratesLine(const Block &block, quint64 measured, quint64 requests)
{
    const std::map<QString, Interval> &intervals = block.intervals;
    const auto rate = [&intervals](double value, const QString &key) {
        return withRange(formatFigure(value), intervals, key, 1);
    };
    const auto share = [&intervals](double value, const QString &key) {
        return withRange(formatShare(value), intervals, key, 0.01);
    };
    return SummaryView::tr("Of %1 of %2 requests · requests/s: %3 · tokens/s: %4 · goodput: %5 · failed: %6")
        .arg(formatCount(measured), formatCount(requests),
             rate(block.requestsPerSecond, QStringLiteral("requests_per_second")),
             rate(block.tokensPerSecond, QStringLiteral("tokens_per_second")),
             block.goodputShare ? share(*block.goodputShare, QStringLiteral("goodput_share"))
                                : QStringLiteral("–"),
             share(block.errorRate, QStringLiteral("error_rate")));
}

QString calibrationLine(const CalibrationQuote &quote)
{
    if (!quote.figures)
        return SummaryView::tr("No error bars: %1. Run > Calibrate… measures them.")
            .arg(reasonText(quote.gap).text());
    const CalibrationFigures &figures = *quote.figures;
    return SummaryView::tr(
               "Error bars by the calibration of %1 at %2 streams: time to first token ± %3 · gap "
               "between chunks ± %4 · start of a request ± %5")
        .arg(QLocale().toString(figures.madeAt.toLocalTime().date(), QLocale::ShortFormat),
             formatStreams(figures.streams), formatTime(figures.ttft.p99), formatTime(figures.itl.p99),
             formatTime(figures.start.p99));
}

QString generatorLine(const Summary &summary)
{
    const GeneratorHealth &health = summary.generator;
    return SummaryView::tr("Generator: loop lag p99 %1 · slip p99 %2 · %3 µs CPU/event · %4 events/read · "
                           "%5 re-sent · %6 throttled · host busy for %7 · memory at most %8 · stale "
                           "connections: %9")
        .arg(formatTime(health.loopLagP99), formatTime(health.slipP99),
             formatFigure(summary.cpuMicrosecondsPerEvent), formatFigure(health.eventsPerRead),
             formatCount(health.silentResends), formatShare(health.throttledShare),
             formatTime(health.hostBusyFor), formatBytes(health.peakResidentBytes),
             formatCount(summary.staleConnections));
}

void setUp(QTableView &table, QAbstractItemModel &model)
{
    constexpr int rowHeight = 28;
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setMinimumSectionSize(rowHeight);
    table.verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents); // intervals need two lines
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table.setTabKeyNavigation(false);
}

QLabel *wrappedLabel(QWidget *parent, TextLook look)
{
    QLabel *label = new QLabel(parent);
    setTextLook(*label, look);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

void FiguresModel::setFigures(const FigureSet &figures)
{
    beginResetModel();
    m_rows.clear();
    for (const FigureInfo &info : allFigures()) {
        const Distribution &distribution = figures.*info.member;
        if (!distribution.isEmpty())
            m_rows.push_back({Message(info.label).text(), info.isTime, distribution});
    }
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Column column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column <= Unit ? Qt::AlignLeft : Qt::AlignRight));
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Distribution &figures = row.distribution;
    if (role == Qt::ToolTipRole && column >= P50 && column <= P999) {
        const QString name = percentileName(summaryPercentiles[static_cast<std::size_t>(column - P50)]);
        QStringList lines;
        if (figures.weak.contains(name))
            lines << tr("Weak: too few samples for this percentile");
        if (figures.ranks[static_cast<std::size_t>(column - P50)].interval)
            lines << tr("Second line: the 95 % interval, how far chance alone may have moved the figure");
        return lines.join(u'\n');
    }
    if (role != Qt::DisplayRole)
        return {};
    const double unit = row.isTime ? 1e6 : 1;
    switch (column) {
    case Name:
        return row.name;
    case Unit:
        return row.isTime ? tr("ms") : tr("tokens");
    case Count:
        return formatCount(figures.count + figures.censored);
    case Mean:
        return withInterval(extremeText(figures.mean, figures.meanIsLowerBound, unit),
                            intervalWords(figures.meanInterval, unit));
    case Min:
        return extremeText(figures.min, figures.minIsLowerBound, unit);
    case Max:
        return extremeText(figures.max, figures.maxIsLowerBound, unit);
    case ColumnCount:
        return {};
    default:
        return rankCell(figures, summaryPercentiles[static_cast<std::size_t>(column - P50)], unit);
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column <= Unit ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return tr("Figure");
    case Unit:
        return tr("Unit");
    case Count:
        return tr("Samples");
    case Mean:
        return tr("Mean");
    case Min:
        return tr("Min");
    case Max:
        return tr("Max");
    case ColumnCount:
        return {};
    default:
        return percentileName(summaryPercentiles[static_cast<std::size_t>(column - P50)]);
    }
}

SummaryView::SummaryView(QWidget *parent)
    : QWidget(parent)
    , m_verdict(wrappedLabel(this, TextLook::Pass))
    , m_about(wrappedLabel(this, TextLook::Muted))
    , m_counts(wrappedLabel(this, TextLook::Plain))
    , m_calibration(wrappedLabel(this, TextLook::Muted))
    , m_generator(wrappedLabel(this, TextLook::Muted))
    , m_reasons(wrappedLabel(this, TextLook::Fail))
    , m_warnings(wrappedLabel(this, TextLook::Warn))
    , m_parts(new QComboBox(this))
    , m_rates(wrappedLabel(this, TextLook::Plain))
    , m_figures(new FiguresModel(this))
    , m_table(new QTableView(this))
    , m_windows(new WindowsModel(this))
    , m_windowTitle(new QLabel(tr("Levels of the load"), this))
    , m_windowTable(new QTableView(this))
{
    m_verdict->setAccessibleName(tr("Verdict"));
    QFont large = m_verdict->font();
    large.setPixelSize(18);
    large.setWeight(QFont::DemiBold);
    m_verdict->setFont(large);
    m_calibration->setToolTip(tr("99 of 100 figures of the calibration were off by no more than this; "
                                 "docs/calibration.md has the rules"));
    setUp(*m_table, *m_figures);
    m_table->setAccessibleName(tr("Figures of the run"));
    m_table->setToolTip(
        tr("Figures of the window that the summary covers, with their 95 % intervals; a question mark tells "
           "of too few samples"));
    m_parts->setAccessibleName(tr("Requests that the figures are of"));
    m_parts->setToolTip(
        tr("Whose figures the table shows: of all requests, of one request template or of one "
           "target"));
    m_parts->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_parts, &QComboBox::currentIndexChanged, this, &SummaryView::showPart);
    setUp(*m_windowTable, *m_windows);
    m_windowTable->setAccessibleName(tr("Levels of the load"));
    m_windowTable->setToolTip(
        tr("The figures of every level of a stepped load; the summary covers the last one"));
    m_windowTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    setTextLook(*m_windowTitle, TextLook::Title);
    m_windowTitle->hide();
    m_windowTable->hide();

    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    for (QLabel *label : {m_verdict, m_about, m_counts, m_calibration, m_generator, m_reasons, m_warnings})
        layout->addWidget(label);
    QHBoxLayout *choice = new QHBoxLayout;
    choice->setSpacing(12);
    choice->addWidget(m_parts);
    choice->addWidget(m_rates, 1);
    layout->addLayout(choice);
    layout->addWidget(m_table, 2);
    layout->addWidget(m_windowTitle);
    layout->addWidget(m_windowTable, 1);
}

void SummaryView::setSummary(const Summary &summary, const QString &about)
{
    m_verdict->setText(verdictLine(summary));
    setTextLook(*m_verdict, textLookOf(summary.verdict));
    m_about->setText(about);
    m_counts->setText(countsLine(summary));
    m_calibration->setText(calibrationLine(summary.calibration));
    QStringList reasons = textsOf(summary.reasons);
    for (const Message &advice : summary.advice)
        reasons << tr("What to do: %1").arg(advice.text());
    m_reasons->setText(reasons.join(u'\n'));
    m_reasons->setVisible(!summary.reasons.empty());
    QStringList warnings;
    for (const Message &warning : summary.warnings)
        warnings << tr("Warning: %1").arg(warning.text());
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
    m_generator->setText(generatorLine(summary));
    m_summary = summary;
    fillParts();
    showPart();
    m_windows->setWindows(summary.windows);
    m_windowTitle->setVisible(!summary.windows.empty());
    m_windowTable->setVisible(!summary.windows.empty());
}

void SummaryView::fillParts()
{
    const QSignalBlocker blocked(m_parts);
    m_parts->clear();
    m_choices = {nullptr};
    m_parts->addItem(tr("All requests"));
    const auto add = [this](const std::vector<PartSummary> &parts, const QString &pattern) {
        if (parts.size() < 2) // one part alone is all requests
            return;
        for (const PartSummary &part : parts) {
            m_choices.push_back(&part.figures);
            m_parts->addItem(pattern.arg(part.name));
        }
    };
    add(m_summary.byRequest, tr("Request “%1”"));
    add(m_summary.byTarget, tr("Target “%1”"));
    add(m_summary.byGroup, tr("Group “%1”"));
    m_parts->setVisible(m_choices.size() > 1);
}

void SummaryView::showPart()
{
    const WindowSummary *part = m_choices[static_cast<std::size_t>(std::max(m_parts->currentIndex(), 0))];
    if (part != nullptr) {
        m_figures->setFigures(*part);
        m_rates->setText(ratesLine(*part, part->measured, part->requests));
        return;
    }
    m_figures->setFigures(m_summary);
    m_rates->setText(ratesLine(m_summary, m_summary.windowMeasured, m_summary.windowRequests));
    adaptNameColumn();
}

/// The names take what room is left; where there is none the table scrolls, since a name in four lines can't
/// be read.
void SummaryView::adaptNameColumn()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(FiguresModel::Name, QHeaderView::ResizeToContents);
    header->resizeSections(QHeaderView::ResizeToContents);
    if (header->length() < m_table->viewport()->width())
        header->setSectionResizeMode(FiguresModel::Name, QHeaderView::Stretch);
}

void SummaryView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Later: the table gets its own new width after this.
    QMetaObject::invokeMethod(this, &SummaryView::adaptNameColumn, Qt::QueuedConnection);
}

} // namespace weir
