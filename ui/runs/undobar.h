// SPDX-License-Identifier: GPL-3.0-or-later
// A line that tells what was done and offers to take it back; blocks nothing.
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace weir {

/// GUI thread. Hidden until offer().
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget *parent = nullptr);

    /// Shows `text`; the button calls `undo` once and hides the bar. A newer offer takes the place of an
    /// older.
    void offer(const QString &text, std::function<void()> undo);
    [[nodiscard]] QPushButton &button() const { return *m_button; }

private:
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_undo;
};

} // namespace weir
