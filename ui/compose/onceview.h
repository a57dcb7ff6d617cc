// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one exchange: the request as sent, every raw event with its time, the waterfall, the
// outcome.
#pragma once

#include "engine/once.h"
#include "store/failureadvice.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace weir {

class ThemeSource;
class Waterfall;

/// The whole result as plain text, for the clipboard. Holds no secret: the result is redacted.
QString onceText(const OnceResult &result);

/// GUI thread.
class OnceView : public QWidget
{
    Q_OBJECT

public:
    /// `themes` outlives the view.
    explicit OnceView(ThemeSource &themes, QWidget *parent = nullptr);

    /// `cure`: what to do about a failure, with a button that leads to the field; nothing where that is not
    /// known.
    void showResult(const OnceResult &result, const std::optional<Cure> &cure = std::nullopt);
    /// While there is no result: what is going on, or what went wrong.
    void showMessage(const QString &message);
    [[nodiscard]] QTableWidget *events() { return m_events; }
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] const std::optional<OnceResult> &result() const { return m_result; }
    [[nodiscard]] bool hasResult() const { return m_result.has_value(); }
    [[nodiscard]] QPushButton &cureButton() const { return *m_mend; }
    void copy() const;

Q_SIGNALS:
    /// The user wants to mend the member at that JSON pointer.
    void fieldWanted(const QString &path);

private:
    void showCure(const std::optional<Cure> &cure);
    void fillEvents(const OnceResult &result);

    std::optional<OnceResult> m_result;
    QLabel *m_outcome;
    QLabel *m_explanation;
    QWidget *m_cureRow; ///< Hidden where no cure is known, as the next two.
    QLabel *m_cure;
    QPushButton *m_mend;
    QString m_field; ///< Where m_mend leads.
    QPlainTextEdit *m_request;
    QPlainTextEdit *m_answer;
    QTableWidget *m_events;
    Waterfall *m_waterfall;
};

} // namespace weir
