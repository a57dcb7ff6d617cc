// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/requestsview.h"

#include "base/outputfile.h"
#include "base/units.h"
#include "charts/chartexport.h"
#include "charts/savedialog.h"
#include "report/provenance.h"
#include "runs/requestsmodel.h"
#include "runs/tablecsv.h"
#include "runview/waterfall.h"
#include "theme/applytheme.h"
#include "theme/widgetlook.h"

#include <QComboBox>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <set>

namespace weir {

namespace {

constexpr int paneGap = 12;

} // namespace

RequestsView::RequestsView(ThemeSource &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(new RequestsModel(themes, this))
    , m_filter(new RequestsFilter(this))
    , m_classes(new QComboBox(this))
    , m_count(new QLabel(this))
    , m_table(new QTableView(this))
    , m_waterfall(new Waterfall(themes))
    , m_outcome(new QLabel)
    , m_body(new QPlainTextEdit)
{
    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RequestsModel::Id, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false); // a whole row is selected, never a column
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->setColumnWidth(RequestsModel::Attempt, 56);
    m_table->setColumnWidth(RequestsModel::Class, 170);
    m_table->setColumnWidth(RequestsModel::Http, 64);
    m_table->setColumnWidth(RequestsModel::Intended, 130);
    m_table->setColumnWidth(RequestsModel::LongestGap, 150);
    m_table->setAccessibleName(tr("Requests of the run"));
    m_table->setToolTip(tr("One row an attempt; select one to see its waterfall"));
    m_classes->setAccessibleName(tr("Class to show"));
    m_classes->setToolTip(tr("Show only requests that ended in one way"));
    setTextLook(*m_count, TextLook::Muted);
    QPushButton *save = new QPushButton(tr("Save as CSV"), this);
    save->setToolTip(tr("Save the rows shown, in the order shown, as comma-separated values"));
    save->setAccessibleName(tr("Save the table as CSV"));

    QHBoxLayout *bar = new QHBoxLayout;
    bar->addWidget(m_classes);
    bar->addWidget(m_count, 1);
    bar->addWidget(save);
    QSplitter *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(buildDetails());
    splitter->setHandleWidth(paneGap);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);

    connect(save, &QPushButton::clicked, this, &RequestsView::exportTable);
    connect(m_classes, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QVariant chosen = m_classes->itemData(index);
        m_filter->setOutcome(chosen.isValid() ? std::optional(static_cast<OutcomeClass>(chosen.toInt()))
                                              : std::nullopt);
        showCount();
        selectFirst();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (m_run && current.isValid())
                    Q_EMIT recordWanted(m_run->path,
                                        m_model->row(m_filter->mapToSource(current).row()).position);
            });
}

QWidget *RequestsView::buildDetails()
{
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    setTextLook(*m_outcome, TextLook::Muted);
    m_body->setReadOnly(true);
    m_body->setFont(codeFont(12));
    m_body->setAccessibleName(tr("Body of the answer"));
    m_body->setToolTip(
        tr("The first bytes of a failed answer's body; of a good one where the scenario stores answers"));
    m_body->setPlaceholderText(tr("No body was kept for this request."));
    m_body->setTabChangesFocus(true);
    QWidget *text = new QWidget;
    QVBoxLayout *column = new QVBoxLayout(text);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_outcome);
    column->addWidget(m_body, 1);
    QSplitter *splitter = new QSplitter(Qt::Horizontal);
    QFrame *card = new QFrame;
    makeCard(*card);
    QVBoxLayout *around = new QVBoxLayout(card);
    around->setContentsMargins(13, 12, 13, 12);
    around->addWidget(m_waterfall);
    splitter->setHandleWidth(paneGap);
    splitter->addWidget(card);
    splitter->addWidget(text);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

void RequestsView::setRun(const LoadedRunPtr &run)
{
    m_run = run;
    m_model->setRun(run);
    showNothing();
    fillClasses();
    showCount();
    selectFirst();
}

void RequestsView::selectFirst()
{
    if (m_table->currentIndex().isValid())
        return;
    if (m_filter->rowCount() > 0)
        m_table->selectRow(0);
    else
        showNothing();
}

void RequestsView::showNothing()
{
    m_waterfall->setRecord(RequestRecord());
    m_body->clear();
    m_outcome->setText(tr("Select a request to see its waterfall and body."));
}

void RequestsView::fillClasses()
{
    std::set<OutcomeClass> present;
    if (m_run) {
        for (const RequestRow &row : m_run->rows)
            present.insert(row.outcome);
    }
    m_classes->clear();
    m_classes->addItem(tr("All classes"));
    for (const OutcomeClass outcome : present)
        m_classes->addItem(toString(outcome), static_cast<int>(outcome));
}

void RequestsView::showCount()
{
    const quint64 shown = static_cast<quint64>(m_filter->rowCount());
    QString text = tr("%1 shown").arg(formatCount(shown));
    if (m_run && m_run->records > m_run->rows.size())
        text += tr("; the file holds %1, the first %2 are loaded")
                    .arg(formatCount(m_run->records), formatCount(m_run->rows.size()));
    m_count->setText(text);
}

void RequestsView::showRecord(const RequestRecord &record)
{
    m_waterfall->setRecord(record);
    QString outcome = record.outcome.key();
    if (!record.outcome.message.isEmpty())
        outcome += QStringLiteral(": ") + record.outcome.message.text();
    if (!record.finishReason.isEmpty())
        outcome += tr(" · finish reason %1").arg(record.finishReason);
    m_outcome->setText(outcome);
    const QByteArray body = record.errorBody.isEmpty() ? record.answer.left(4096) : record.errorBody;
    m_body->setPlainText(QString::fromUtf8(body));
}

void RequestsView::showRecordError(const Error &error)
{
    m_waterfall->setRecord(RequestRecord());
    m_body->clear();
    m_outcome->setText(error.text());
}

void RequestsView::exportTable()
{
    if (!m_run)
        return;
    const QString name = proposedFileName(m_run->header.scenario.name, QStringLiteral("requests"),
                                          QDateTime::currentDateTime(), QStringLiteral("csv"));
    const auto save = [csv = withProvenance(tableCsv(*m_filter), provenanceOf(m_run->summary))](
                          const QString &path) { return writeFile(path, csv); };
    askAndSave(*this, {QString(), name, csvFile(), save},
               [this](const QString &path, const Result<void> &saved) {
                   Q_EMIT message(saved ? tr("Saved %1").arg(path) : saved.error().text(), !saved);
               });
}

} // namespace weir
