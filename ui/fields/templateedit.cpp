// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/templateedit.h"

#include "fields/templatehighlighter.h"
#include "theme/applytheme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QTextCursor>

namespace weir {

TemplateEdit::TemplateEdit(TemplateLanguage language, int visibleLines, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(codeFont());
    setTabChangesFocus(true);
    setUndoRedoEnabled(false); // the document's one stack does it
    m_highlighter = new TemplateHighlighter(language, document());
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

/// The colours of the words are the theme's.
bool TemplateEdit::event(QEvent *event)
{
    const bool taken = QPlainTextEdit::event(event);
    const bool isOfColours = event->type() == QEvent::ApplicationPaletteChange ||
                             event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
    if (isOfColours && m_highlighter != nullptr) {
        m_setting = true;
        m_highlighter->rehighlight();
        m_setting = false;
    }
    return taken;
}

void TemplateEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

} // namespace weir
