// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/templatehighlighter.h"

#include <QGuiApplication>
#include <QPalette>
#include <QRegularExpression>

namespace weir {

TemplateHighlighter::TemplateHighlighter(TemplateLanguage language, QTextDocument *document)
    : QSyntaxHighlighter(document), m_language(language)
{
}

void TemplateHighlighter::highlightBlock(const QString &text)
{
    if (m_language == TemplateLanguage::Json)
        highlightJson(text);
    static const QRegularExpression tag(QStringLiteral("\\{\\{\\{?[^{}]*\\}?\\}\\}"));
    QTextCharFormat format;
    format.setForeground(QGuiApplication::palette().color(QPalette::Link));
    format.setFontWeight(QFont::DemiBold);
    QRegularExpressionMatchIterator matches = tag.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        setFormat(int(match.capturedStart()), int(match.capturedLength()), format);
    }
}

void TemplateHighlighter::highlightJson(const QString &text)
{
    static const QRegularExpression token(
        QStringLiteral("(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)?|\\b(true|false|null)\\b|-?\\b\\d[\\d.eE+-]*"));
    const QPalette palette = QGuiApplication::palette();
    QTextCharFormat key;
    key.setForeground(palette.color(QPalette::Text));
    key.setFontWeight(QFont::DemiBold);
    QTextCharFormat value;
    value.setForeground(palette.color(QPalette::PlaceholderText));
    QRegularExpressionMatchIterator matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const bool isKey = match.capturedLength(2) > 0;
        const int length = int(isKey ? match.capturedLength(1) : match.capturedLength());
        setFormat(int(match.capturedStart()), length, isKey ? key : value);
    }
}

} // namespace weir
