// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/summaryview.h"

#include "runs/figuresmodel.h"
#include "runs/goalsmodel.h"
#include "runs/summarylines.h"
#include "runs/windowsmodel.h"
#include "theme/widgetlook.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

constexpr int leastTableHeight = 240; ///< Six figures with their intervals.

/// Every column is as wide as its texts: a name beside half a screen of nothing is as hard to read as one in
/// four lines, and where there is no room the table scrolls.
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

void fitHeight(QTableView &table, int rows)
{
    table.resizeRowsToContents();
    int height = table.horizontalHeader()->sizeHint().height() + 4;
    for (int row = 0; row < rows; ++row)
        height += table.rowHeight(row);
    table.setFixedHeight(height);
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

SummaryView::SummaryView(QWidget *parent)
    : QWidget(parent)
    , m_verdict(wrappedLabel(this, TextLook::Pass))
    , m_about(wrappedLabel(this, TextLook::Muted))
    , m_counts(wrappedLabel(this, TextLook::Plain))
    , m_calibration(wrappedLabel(this, TextLook::Muted))
    , m_generator(wrappedLabel(this, TextLook::Muted))
    , m_reasons(wrappedLabel(this, TextLook::Fail))
    , m_warnings(wrappedLabel(this, TextLook::Warn))
    , m_goals(new GoalsModel(this))
    , m_goalsTable(new QTableView(this))
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
    buildTables();
    arrange();
}

void SummaryView::buildTables()
{
    setUp(*m_goalsTable, *m_goals);
    m_goalsTable->setAccessibleName(tr("Goals of the run"));
    m_goalsTable->setToolTip(tr("Every goal with what was measured and how far that is inside the limit"));
    m_goalsTable->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
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
    setTextLook(*m_windowTitle, TextLook::Title);
    m_windowTitle->hide();
    m_windowTable->hide();
}

void SummaryView::arrange()
{
    // Where reasons and warnings are many, the page scrolls: tables keep their rows.
    QWidget *page = new QWidget(this);
    QVBoxLayout *layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    for (QLabel *label : {m_verdict, m_about, m_counts, m_calibration, m_generator, m_reasons, m_warnings})
        layout->addWidget(label);
    layout->addWidget(m_goalsTable);
    QHBoxLayout *choice = new QHBoxLayout;
    choice->setSpacing(12);
    choice->addWidget(m_parts);
    choice->addWidget(m_rates, 1);
    layout->addLayout(choice);
    layout->addWidget(m_table, 2);
    layout->addWidget(m_windowTitle);
    layout->addWidget(m_windowTable, 1);
    m_table->setMinimumHeight(leastTableHeight);
    m_windowTable->setMinimumHeight(leastTableHeight / 2);
    QScrollArea *scrolled = new QScrollArea(this);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setWidget(page);
    QVBoxLayout *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolled);
}

void SummaryView::setSummary(const Summary &summary, const Goals &goals, const QString &about)
{
    m_goals->setGoals(goalStates(summary, goals));
    constexpr int mostVisibleGoals = 5;
    fitHeight(*m_goalsTable, std::min(m_goals->rowCount(), mostVisibleGoals));
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
    add(m_summary.byTurn, tr("Turn %1"));
    m_parts->setVisible(m_choices.size() > 1);
}

void SummaryView::showPart()
{
    const WindowSummary *part = m_choices[static_cast<std::size_t>(std::max(m_parts->currentIndex(), 0))];
    if (part != nullptr) {
        m_figures->setFigures(*part);
        m_rates->setText(ratesLine(*part));
        return;
    }
    m_figures->setFigures(m_summary);
    m_rates->setText(ratesLine(m_summary));
}

} // namespace weir
