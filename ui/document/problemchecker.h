// SPDX-License-Identifier: GPL-3.0-or-later
// Runs check() off the keystroke path: after a pause, in a thread of its own, since it reads data files.
#pragma once

#include "base/problem.h"
#include "base/workerthread.h"
#include "scenario/check.h"

#include <QObject>
#include <QTimer>

namespace weir {

/// Checks the newest scenario it was given and tells the result once. Lives in the GUI thread.
class ProblemChecker : public QObject
{
    Q_OBJECT

public:
    explicit ProblemChecker(QObject *parent = nullptr);

    /// Checks `scenario` after a short pause; a newer call replaces one that waits, and outdated results are
    /// not told.
    void schedule(const Scenario &scenario, const CheckContext &context);
    /// The same without the pause.
    void checkNow(const Scenario &scenario, const CheckContext &context);
    /// True from schedule() until checked() for the newest scenario.
    [[nodiscard]] bool isPending() const { return m_asked != m_answered; }

Q_SIGNALS:
    void checked(const weir::Problems &problems);

private:
    void start();

    Scenario m_scenario;
    CheckContext m_context;
    QTimer m_pause;
    quint64 m_asked = 0;    ///< Number of the newest question.
    quint64 m_answered = 0; ///< Number of the newest question that was answered.
    WorkerThread m_thread;  ///< Last: joined before anything it uses goes away.
};

} // namespace weir
