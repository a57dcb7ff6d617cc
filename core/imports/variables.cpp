// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/variables.h"

namespace weir {

namespace {

// Of Unicode's private use area: no text of a person has them.
constexpr QChar markBegin(0xE0F0);
constexpr QChar markEnd(0xE0F1);

} // namespace

QString variableMark(const QString &name)
{
    return markBegin + name + markEnd;
}

QString withoutMarks(QString text)
{
    return text.replace(markBegin, QChar(0xFFFD)).replace(markEnd, QChar(0xFFFD));
}

bool holdsVariable(const QString &text)
{
    return text.contains(markBegin);
}

QString withVariables(const QString &text, const std::function<QString(const QString &)> &words)
{
    static const QRegularExpression mark(QString(markBegin) + QStringLiteral("([^") + markEnd +
                                         QStringLiteral("]*)") + markEnd);
    return withMatches(text, mark,
                       [&words](const QRegularExpressionMatch &match) { return words(match.captured(1)); });
}

QString withMatches(const QString &text, const QRegularExpression &form,
                    const std::function<QString(const QRegularExpressionMatch &)> &words)
{
    QString filled;
    qsizetype at = 0;
    for (QRegularExpressionMatchIterator all = form.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        filled += text.mid(at, match.capturedStart() - at) + words(match);
        at = match.capturedEnd();
    }
    return filled + text.mid(at);
}

QString shownVariables(const QString &text)
{
    return withVariables(text, [](const QString &name) { return u'$' + name; });
}

} // namespace weir
