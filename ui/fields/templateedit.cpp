// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/templateedit.h"

#include "fields/templatehighlighter.h"
#include "theme/applytheme.h"

#include <QFontMetrics>
#include <QTextCursor>

namespace weir {

TemplateEdit::TemplateEdit(TemplateLanguage language, int visibleLines, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(codeFont());
    setTabChangesFocus(true);
    setUndoRedoEnabled(false); // the document's one stack does it
    new TemplateHighlighter(language, document());
    const int margins = int(document()->documentMargin() * 2) + 2 * frameWidth() + 8;
    setFixedHeight(QFontMetrics(font()).lineSpacing() * visibleLines + margins);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            Q_EMIT edited();
    });
}

void TemplateEdit::setValue(const QString &value)
{
    if (value == toPlainText())
        return;
    m_setting = true;
    const int position = textCursor().position();
    setPlainText(value);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min<int>(position, int(value.size())));
    setTextCursor(cursor);
    m_setting = false;
}

void TemplateEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

} // namespace weir
