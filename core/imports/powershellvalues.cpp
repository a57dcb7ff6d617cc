// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/powershellvalues.h"

#include "imports/variables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace weir {

namespace {

constexpr int deepest = 64;

bool isWordEnd(QChar c)
{
    return c.isNull() || c.isSpace() || QStringView(u";|(){},=").contains(c);
}

} // namespace

PowerShellCursor::PowerShellCursor(QString text, const PowerShellVariables &variables)
    : m_text(std::move(text)), m_variables(variables)
{
}

QChar PowerShellCursor::here(qsizetype further) const
{
    return m_at + further < m_text.size() ? m_text.at(m_at + further) : QChar();
}

void PowerShellCursor::skipBlanks()
{
    while (!atEnd()) {
        if (here() == u' ' || here() == u'\t' || here() == u'\r')
            ++m_at;
        else if (here() == u'`' && (here(1) == u'\n' || (here(1) == u'\r' && here(2) == u'\n')))
            m_at += here(1) == u'\n' ? 2 : 3;
        else
            return;
    }
}

void PowerShellCursor::skipAll()
{
    while (!atEnd()) {
        skipBlanks();
        if (here() == u'\n' || here() == u';') {
            ++m_at;
        } else if (here() == u'#') {
            while (!atEnd() && here() != u'\n')
                ++m_at;
        } else {
            return;
        }
    }
}

void PowerShellCursor::skipStatement()
{
    int depth = 0;
    while (!atEnd()) {
        const QChar c = here();
        if (depth <= 0 && (c == u'\n' || c == u';'))
            return;
        if (c == u'"' || c == u'\'') {
            quoted(c);
            continue;
        }
        if (c == u'`')
            ++m_at;
        if (QStringView(u"({[").contains(c))
            ++depth;
        else if (QStringView(u")}]").contains(c))
            --depth;
        ++m_at;
    }
}

QString PowerShellCursor::word()
{
    QString word;
    while (!isWordEnd(here()) && here() != u'"' && here() != u'\'') {
        if (here() == u'`' && (here(1) == u'\n' || here(1) == u'\r'))
            break;
        word += m_text.at(m_at++);
    }
    return word;
}

QString PowerShellCursor::quoted(QChar quote)
{
    ++m_at;
    QString text;
    while (!atEnd()) {
        const QChar c = here();
        if (c == quote && here(1) == quote) {
            text += quote;
            m_at += 2;
        } else if (c == quote) {
            break;
        } else if (quote == u'"' && c == u'`' && m_at + 1 < m_text.size()) {
            const QChar escaped = here(1);
            text += escaped == u'n'   ? QChar(u'\n')
                    : escaped == u't' ? QChar(u'\t')
                    : escaped == u'r' ? QChar(u'\r')
                    : escaped == u'$' ? QChar(0xE0F3)
                                      : escaped;
            m_at += 2;
        } else {
            text += c;
            ++m_at;
        }
    }
    ++m_at;
    return quote == u'"' ? expanded(text) : text;
}

/// @"..."@ and @'...'@: the lines between.
QString PowerShellCursor::hereText(QChar quote)
{
    m_at += 2;
    const qsizetype line = m_text.indexOf(u'\n', m_at);
    const qsizetype begin = line < 0 ? m_text.size() : line + 1;
    const QString endMark = QString(u'\n') + quote + u'@';
    const qsizetype end = m_text.indexOf(endMark, begin - 1);
    const QString text = m_text.mid(begin, std::max<qsizetype>(end - begin, end < 0 ? -1 : 0));
    m_at = end < 0 ? m_text.size() : end + endMark.size();
    const QString plain = text.endsWith(u'\r') ? text.chopped(1) : text;
    return quote == u'"' ? expanded(plain) : plain;
}

/// The variables of a text in double quotes; "$(...)" is as unknown as one that nobody set.
QString PowerShellCursor::expanded(const QString &text) const
{
    static const QRegularExpression form(
        QStringLiteral("\\$\\{(?:env:)?([A-Za-z_]\\w*)\\}|\\$(?:env:)?([A-Za-z_]\\w*)|\\$\\(\\s*\\$(?:env:)?("
                       "[A-Za-z_]\\w*)[^)]*\\)|\\$\\([^)]*\\)"),
        QRegularExpression::CaseInsensitiveOption);
    return withMatches(text, form,
                       [this](const QRegularExpressionMatch &match) {
                           const QString name = match.captured(1) + match.captured(2) + match.captured(3);
                           const auto known = m_variables.constFind(name.toLower());
                           const bool isKnown =
                               known != m_variables.constEnd() && match.captured(3).isEmpty();
                           return isKnown ? powerShellText(*known)
                                          : variableMark(name.isEmpty() ? QStringLiteral("COMMAND") : name);
                       })
        .replace(QChar(0xE0F3), u'$');
}

QJsonValue PowerShellCursor::variable()
{
    ++m_at;
    const bool isBraced = here() == u'{';
    m_at += isBraced ? 1 : 0;
    QString name;
    while (here().isLetterOrNumber() || here() == u'_' || here() == u':')
        name += m_text.at(m_at++);
    m_at += isBraced && here() == u'}' ? 1 : 0;
    const QString lower = name.toLower();
    if (lower == u"true" || lower == u"false")
        return lower == u"true";
    if (lower == u"null")
        return QJsonValue::Null;
    const auto known = m_variables.constFind(lower);
    return known != m_variables.constEnd() ? *known : QJsonValue(variableMark(name.section(u':', -1)));
}

QJsonValue PowerShellCursor::number(const QString &word) const
{
    bool isWhole = false;
    const qint64 whole = word.toLongLong(&isWhole);
    bool isNumber = false;
    const double number = word.toDouble(&isNumber);
    return isWhole ? QJsonValue(whole) : isNumber ? QJsonValue(number) : QJsonValue(word);
}

/// Behind "@{".
QJsonValue PowerShellCursor::table(int depth)
{
    QJsonObject object;
    while (true) {
        skipAll();
        if (atEnd() || here() == u'}')
            break;
        const qsizetype before = m_at;
        const QString key = here() == u'"' || here() == u'\'' ? quoted(here()) : word();
        skipAll();
        if (here() == u'=')
            ++m_at;
        skipAll();
        object.insert(key, expression(depth + 1));
        if (m_at == before)
            ++m_at; // what nobody understands is passed over
    }
    ++m_at;
    return object;
}

QJsonValue PowerShellCursor::list(QChar end, int depth)
{
    QJsonArray array;
    while (true) {
        skipAll();
        if (here() == u',') {
            ++m_at;
            continue;
        }
        if (atEnd() || here() == end)
            break;
        const qsizetype before = m_at;
        array.append(expression(depth + 1));
        if (m_at == before)
            ++m_at;
    }
    ++m_at;
    return array;
}

QJsonValue PowerShellCursor::argument(int depth)
{
    skipBlanks();
    if (depth > deepest) {
        m_at = m_text.size();
        return QJsonValue::Null;
    }
    const QChar c = here();
    if (c == u'"' || c == u'\'')
        return quoted(c);
    if (c == u'@' && (here(1) == u'"' || here(1) == u'\''))
        return hereText(here(1));
    if (c == u'@' && here(1) == u'{') {
        m_at += 2;
        return table(depth);
    }
    if (c == u'@' && here(1) == u'(') {
        m_at += 2;
        return list(u')', depth);
    }
    if (c == u'(') {
        ++m_at;
        const QJsonArray inner = list(u')', depth).toArray();
        return inner.size() == 1 ? inner.first() : QJsonValue(inner);
    }
    if (c == u'$')
        return variable();
    if (c == u'[') { // a cast: [ordered]@{...}
        while (!atEnd() && here() != u']')
            ++m_at;
        ++m_at;
        return argument(depth + 1);
    }
    return number(word());
}

QJsonValue PowerShellCursor::expression(int depth)
{
    QJsonValue value = argument(depth);
    while (true) {
        const qsizetype before = m_at;
        skipBlanks();
        if (here() == u'+' && depth < deepest) {
            ++m_at;
            value = powerShellText(value) + powerShellText(argument(depth + 1));
        } else if (here() == u'|') {
            ++m_at;
            skipAll();
            const QString command = word();
            if (command.compare(u"ConvertTo-Json"_qs, Qt::CaseInsensitive) == 0)
                value = powerShellText(value);
            while (!atEnd() && !QStringView(u"\n;|)},").contains(here()))
                ++m_at;
        } else {
            m_at = before;
            return value;
        }
    }
}

QString powerShellText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return value.toVariant().toString();
    default:
        return value.toString();
    }
}

} // namespace weir
