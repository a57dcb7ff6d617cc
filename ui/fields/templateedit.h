// SPDX-License-Identifier: GPL-3.0-or-later
// A text area for mustache templates, with its tags and JSON coloured.
#pragma once

#include <QPlainTextEdit>

namespace weir {

class TemplateHighlighter;

/// What the text is beside a template.
enum class TemplateLanguage
{
    Plain,
    Json
};

/// GUI thread. Tab leaves the field, so that every control is in the tab order.
class TemplateEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TemplateEdit(TemplateLanguage language, int visibleLines, QWidget *parent = nullptr);

    [[nodiscard]] QString value() const { return toPlainText(); }
    /// Replaces the text without edited(); the cursor stays at its place.
    void setValue(const QString &value);

Q_SIGNALS:
    void edited(); ///< By the user.
    void left();

protected:
    bool event(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    TemplateHighlighter *m_highlighter = nullptr; ///< Owned by the document.
    bool m_setting = false;
};

} // namespace weir
