// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/repeatsdialog.h"

#include "base/outputfile.h"
#include "base/plaintext.h"
#include "charts/chartexport.h"
#include "charts/savedialog.h"
#include "runs/repeatsmodel.h"
#include "runs/tablecsv.h"
#include "theme/dialogparts.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace weir {

namespace {

qsizetype countOf(const std::vector<Summary> &runs, Verdict verdict)
{
    return std::count_if(runs.begin(), runs.end(),
                         [verdict](const Summary &run) { return run.verdict == verdict; });
}

/// How many runs ended with each verdict, the good ones first.
QString verdictsText(const std::vector<Summary> &runs)
{
    const std::array<std::pair<Verdict, QString>, 4> names{
        {{Verdict::Pass, RepeatsDialog::tr("pass: %1")},
         {Verdict::Fail, RepeatsDialog::tr("fail: %1")},
         {Verdict::Invalid, RepeatsDialog::tr("invalid: %1")},
         {Verdict::Incomplete, RepeatsDialog::tr("incomplete: %1")}}};
    QStringList parts;
    for (const auto &[verdict, text] : names) {
        if (const qsizetype count = countOf(runs, verdict); count > 0)
            parts.append(text.arg(count));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RepeatsDialog::RepeatsDialog(QWidget *parent)
    : QDialog(parent)
    , m_model(new RepeatsModel(this))
    , m_table(new QTableView)
    , m_head(dialogText(TextLook::Plain))
    , m_verdicts(dialogText(TextLook::Plain))
    , m_saved(dialogText(TextLook::Muted))
{
    setWindowTitle(tr("Spread between runs"));
    resize(860, 620);
    QLabel *about = dialogText(TextLook::Muted);
    about->setText(tr("One run tells how its own requests differ. Only several runs tell how far the whole "
                      "figure moves when nothing but the seed changes."));
    makeTable();
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_head);
    layout->addWidget(m_verdicts);
    layout->addWidget(about);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_saved);
    layout->addWidget(makeButtons());
    m_saved->hide();
}

void RepeatsDialog::makeTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Figures over the runs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(RepeatsModel::Figure, QHeaderView::Stretch);
}

QWidget *RepeatsDialog::makeButtons()
{
    QPushButton *save = dialogButton(tr("Save as CSV…"), tr("Save the table as comma-separated values"));
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc); the runs stay saved"));
    connect(save, &QPushButton::clicked, this, &RepeatsDialog::saveTable);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    QWidget *row = new QWidget;
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch();
    layout->addWidget(save);
    layout->addWidget(close);
    return row;
}

void RepeatsDialog::setRuns(const std::vector<Summary> &runs, const QStringList &files, quint32 asked)
{
    m_runs = runs;
    m_files = files;
    m_asked = asked;
    m_model->setRuns(runs);
    m_scenario = runs.empty() ? QString() : runs.front().scenario;
    m_folder = files.isEmpty() ? QString() : QFileInfo(files.first()).absolutePath();
    const QString count = runs.size() < asked ? tr("%1 of %2 runs").arg(runs.size()).arg(asked)
                                              : tr("Runs: %1").arg(runs.size());
    const QString seeds =
        runs.empty() ? QString() : tr("seeds %1 to %2").arg(runs.front().seed).arg(runs.back().seed);
    m_head->setText(QStringList{plainText(m_scenario), count, seeds}.join(QStringLiteral(" · ")));
    m_verdicts->setText(verdictsText(runs));
    const bool isClean = countOf(runs, Verdict::Pass) == static_cast<qsizetype>(runs.size());
    setTextLook(*m_verdicts, isClean ? TextLook::Plain : TextLook::Warn);
}

void RepeatsDialog::saveTable()
{
    const QString name = proposedFileName(m_scenario, QStringLiteral("spread"), QDateTime::currentDateTime(),
                                          QStringLiteral("csv"));
    const auto save = [this](const QString &path) { return writeFile(path, tableCsv(*m_model)); };
    askAndSave(*this, {m_folder, name, csvFile(), save},
               [this](const QString &path, const Result<void> &saved) {
                   m_saved->setText(saved ? tr("Saved %1").arg(path) : saved.error().text());
                   setTextLook(*m_saved, saved ? TextLook::Muted : TextLook::Warn);
                   m_saved->show();
               });
}

} // namespace weir
