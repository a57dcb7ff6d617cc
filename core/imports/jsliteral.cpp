// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/jsliteral.h"

#include "imports/variables.h"

#include <QJsonArray>
#include <QJsonObject>

namespace weir {

namespace {

constexpr int deepest = 64;

class LiteralReader
{
public:
    LiteralReader(const QString &text, qsizetype from) : m_text(text), m_at(from) {}

    QJsonValue value(int depth = 0)
    {
        skip();
        const QChar c = here();
        if (c.isNull() || depth > deepest) {
            m_at = m_text.size();
            return QJsonValue::Undefined;
        }
        QJsonValue read;
        if (c == u'{')
            read = object(depth);
        else if (c == u'[')
            read = array(depth);
        else if (c == u'"' || c == u'\'' || c == u'`')
            read = quoted(c);
        else
            read = word();
        return computed(read, depth);
    }

private:
    [[nodiscard]] QChar here(qsizetype further = 0) const
    {
        return m_at + further < m_text.size() ? m_text.at(m_at + further) : QChar();
    }

    void skip()
    {
        while (m_at < m_text.size()) {
            if (here().isSpace()) {
                ++m_at;
            } else if (here() == u'/' && here(1) == u'/') {
                const qsizetype end = m_text.indexOf(u'\n', m_at);
                m_at = end < 0 ? m_text.size() : end;
            } else if (here() == u'/' && here(1) == u'*') {
                const qsizetype end = m_text.indexOf(u"*/"_qs, m_at + 2);
                m_at = end < 0 ? m_text.size() : end + 2;
            } else {
                return;
            }
        }
    }

    QString quoted(QChar quote)
    {
        ++m_at;
        QString text;
        while (m_at < m_text.size() && here() != quote) {
            if (here() == u'\\') {
                ++m_at;
                text += here() == u'n' ? QChar(u'\n') : here() == u't' ? QChar(u'\t') : here();
                ++m_at;
            } else if (quote == u'`' && here() == u'$' && here(1) == u'{') {
                const qsizetype end = m_text.indexOf(u'}', m_at);
                const qsizetype to = end < 0 ? m_text.size() : end;
                text += variableMark(m_text.mid(m_at + 2, to - m_at - 2).trimmed());
                m_at = to + 1;
            } else {
                text += m_text.at(m_at++);
            }
        }
        ++m_at;
        return text;
    }

    QJsonValue object(int depth)
    {
        ++m_at;
        QJsonObject object;
        while (true) {
            skip();
            if (here() == u',') {
                ++m_at;
                continue;
            }
            if (here().isNull() || here() == u'}')
                break;
            const qsizetype before = m_at;
            const QString key = here() == u'"' || here() == u'\'' ? quoted(here()) : name();
            skip();
            if (here() == u':') {
                ++m_at;
                object.insert(key, value(depth + 1));
            } else if (!key.isEmpty()) {
                object.insert(key, variableMark(key)); // { duration } is a variable's
            }
            if (m_at == before)
                ++m_at;
        }
        ++m_at;
        return object;
    }

    QJsonValue array(int depth)
    {
        ++m_at;
        QJsonArray array;
        while (true) {
            skip();
            if (here() == u',') {
                ++m_at;
                continue;
            }
            if (here().isNull() || here() == u']')
                break;
            const qsizetype before = m_at;
            array.append(value(depth + 1));
            if (m_at == before)
                ++m_at;
        }
        ++m_at;
        return array;
    }

    QString name()
    {
        QString name;
        while (here().isLetterOrNumber() || here() == u'_' || here() == u'$' || here() == u'.' ||
               here() == u'-' || here() == u'+')
            name += m_text.at(m_at++);
        return name;
    }

    QJsonValue word()
    {
        const QString word = name();
        if (word == u"true" || word == u"false")
            return word == u"true";
        if (word == u"null")
            return QJsonValue::Null;
        bool ok = false;
        const double number = QString(word).remove(u'_').toDouble(&ok);
        return ok ? QJsonValue(number) : QJsonValue(variableMark(word));
    }

    /// Products of numbers; behind anything else that is computed the value is not known.
    QJsonValue computed(QJsonValue read, int depth)
    {
        while (true) {
            skip();
            const QChar c = here();
            if (c.isNull() || QStringView(u",]};").contains(c))
                return read;
            if (c == u'*' && depth < deepest) {
                ++m_at;
                const QJsonValue factor = value(depth + 1);
                read = read.isDouble() && factor.isDouble()
                           ? QJsonValue(read.toDouble() * factor.toDouble())
                           : QJsonValue(variableMark(QStringLiteral("COMPUTED")));
                continue;
            }
            skipComputation();
            return depth == 0 ? read : QJsonValue(variableMark(QStringLiteral("COMPUTED")));
        }
    }

    void skipComputation()
    {
        int open = 0;
        while (m_at < m_text.size()) {
            const QChar c = here();
            if (open == 0 && QStringView(u",]};").contains(c))
                return;
            if (c == u'"' || c == u'\'' || c == u'`') {
                quoted(c);
                continue;
            }
            if (QStringView(u"([{").contains(c))
                ++open;
            else if (QStringView(u")]}").contains(c))
                --open;
            ++m_at;
        }
    }

    const QString &m_text;
    qsizetype m_at;
};

} // namespace

QJsonValue jsLiteral(const QString &text, qsizetype from)
{
    return LiteralReader(text, from).value();
}

} // namespace weir
