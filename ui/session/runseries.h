// SPDX-License-Identifier: GPL-3.0-or-later
// The same scenario run several times, one run after the other, with the seeds S, S + 1, ...: what differs
// between runs is what no single run can tell.
#pragma once

#include "session/runcontroller.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace weir {

/// What a run of the window is made of, kept so that it can be started again while the project is edited.
struct RunOrder
{
    Scenario scenario;
    QString baseFolder;  ///< Where relative paths of the scenario start.
    QString projectPath; ///< Decides where the run files go; empty: no project file.
    Messages warnings;   ///< Of check(), kept with each run.
};

/// At most one series at a time; it shares the controller with single runs. GUI thread.
class RunSeries : public QObject
{
    Q_OBJECT

public:
    /// `runs` outlives the series.
    explicit RunSeries(RunController &runs, QObject *parent = nullptr);

    /// Starts the first of `count` runs, from 1 on. An error where that can't start; nothing goes on then.
    Result<void> start(RunOrder order, quint32 count);

    [[nodiscard]] bool isGoingOn() const { return m_count > 0; }
    [[nodiscard]] quint32 number() const { return m_number; } ///< Of the run that goes on, from 1.
    [[nodiscard]] quint32 count() const { return m_count; }   ///< As asked for; 0: no series goes on.

Q_SIGNALS:
    /// All runs are made, or one was stopped or failed: the runs that ended before it and that one, as far
    /// as they have a summary. `asked`: how many were wanted.
    void ended(const std::vector<weir::Summary> &runs, const QStringList &files, quint32 asked);
    /// A later run could not start; `ended` follows.
    void failed(const weir::Error &error);

private:
    Result<void> startNext();
    void take(const Result<RunResult> &result);
    void goOn();
    void end();

    RunController &m_runs;
    RunOrder m_order;
    quint32 m_number = 0;
    quint32 m_count = 0;
    std::vector<Summary> m_summaries;
    QStringList m_files;
};

} // namespace weir
