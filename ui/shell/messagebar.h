// SPDX-License-Identifier: GPL-3.0-or-later
// What the user must know, along the lower edge of the window: it lies over the status line, so that nothing
// moves under the mouse when it comes or goes, and a page keeps its foot: what is longer than a line is
// unfolded on demand. Never blocks; stays until it is closed, replaced, or its project is left.
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
    /// What a message is about.
    enum class About
    {
        Project, ///< It goes when another project comes.
        Program
    };
    using Choice = std::pair<QString, std::function<void()>>;

    /// `over`: what the bar lies over; its parent.
    explicit MessageBar(QWidget &over);

    /// Shows `text` with a button for each choice; every choice closes the bar.
    void showMessage(Kind kind, const QString &text, const std::vector<Choice> &choices = {},
                     About about = About::Project);
    /// The project was left.
    void leaveProject();
    /// All of it, folded or not.
    [[nodiscard]] QString text() const { return m_message; }
    [[nodiscard]] QPushButton &unfoldButton() const { return *m_unfold; }
    [[nodiscard]] const std::vector<QPushButton *> &choices() const { return m_choices; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void showText();
    void setUnfolded(bool unfolded);
    void setWords();

    QWidget &m_over;
    About m_about = About::Project;
    QString m_message;
    bool m_isUnfolded = false;
    QLabel *m_text;
    QPushButton *m_unfold; ///< Shown where the message is longer than a line.
    QHBoxLayout *m_buttons;
    QPushButton *m_close;
    std::vector<QPushButton *> m_choices; ///< Owned by the bar as their parent.
};

} // namespace weir
