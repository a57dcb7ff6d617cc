// SPDX-License-Identifier: GPL-3.0-or-later
// A line under the top bar for what the user must know; never blocks, stays until it is closed or replaced.
#pragma once

#include <QFrame>

#include <functional>
#include <utility>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace weir {

/// GUI thread. Hidden while there is nothing to say.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind
    {
        Info,
        Warning,
        Error
    };
    using Choice = std::pair<QString, std::function<void()>>;

    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows `text` with a button for each choice; every choice closes the bar.
    void showMessage(Kind kind, const QString &text, const std::vector<Choice> &choices = {});
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    std::vector<QPushButton *> m_choices; ///< Owned by the bar as their parent.
};

} // namespace weir
