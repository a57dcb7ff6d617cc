// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the preview of the load up to date, off the keystroke path: traces are read, and long plans counted.
#pragma once

#include "base/workerthread.h"
#include "compose/loadoutlook.h"

#include <QObject>
#include <QTimer>

namespace weir {

/// Answers the newest question once. Lives in the GUI thread.
class LoadPreview : public QObject
{
    Q_OBJECT

public:
    explicit LoadPreview(QObject *parent = nullptr);

    /// Plans after a short pause; a newer question replaces one that waits, and outdated answers are not
    /// told.
    void ask(const LoadQuestion &question);
    [[nodiscard]] bool isPending() const { return m_asked != m_answered; }

Q_SIGNALS:
    void planned(const weir::LoadQuestion &question, const weir::LoadOutlook &plan);

private:
    void start();

    LoadQuestion m_question;
    QTimer m_pause;
    quint64 m_asked = 0;    ///< Number of the newest question.
    quint64 m_answered = 0; ///< Number of the newest question that was answered.
    WorkerThread m_thread;  ///< Last: joined before anything it uses goes away.
};

} // namespace weir
