// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs of one scenario say together: each figure's spread between the runs.
#pragma once

#include "metrics/summary.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QLabel;
class QTableView;

namespace weir {

class RepeatsModel;

/// Not modal. GUI thread.
class RepeatsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RepeatsDialog(QWidget *parent = nullptr);

    /// `files`: where each run is saved, in the same order; `asked`: how many runs were wanted.
    void setRuns(const std::vector<Summary> &runs, const QStringList &files, quint32 asked);
    /// Shows what the other one shows.
    void continueFrom(const RepeatsDialog &other) { setRuns(other.m_runs, other.m_files, other.m_asked); }

    [[nodiscard]] const RepeatsModel &model() const { return *m_model; }
    [[nodiscard]] QLabel &verdictLabel() const { return *m_verdicts; }

private:
    QWidget *makeButtons();
    void makeTable();
    void saveTable();

    std::vector<Summary> m_runs;
    QStringList m_files;
    quint32 m_asked = 0;
    QString m_scenario;
    QString m_folder; ///< Of the runs; where the file dialog opens.
    // Owned by this widget or its children as their parents.
    RepeatsModel *m_model;
    QTableView *m_table;
    QLabel *m_head;
    QLabel *m_verdicts;
    QLabel *m_saved;
};

} // namespace weir
