// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one exchange: the request as sent, every raw event with its time, the waterfall, the
// outcome.
#pragma once

#include "engine/once.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
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

    void showResult(const OnceResult &result);
    /// While there is no result: what is going on, or what went wrong.
    void showMessage(const QString &message);
    [[nodiscard]] QTableWidget *events() { return m_events; }
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] bool hasResult() const { return m_result.has_value(); }
    void copy() const;

private:
    void fillEvents(const OnceResult &result);

    std::optional<OnceResult> m_result;
    QLabel *m_outcome;
    QLabel *m_explanation;
    QPlainTextEdit *m_request;
    QPlainTextEdit *m_answer;
    QTableWidget *m_events;
    Waterfall *m_waterfall;
};

} // namespace weir
