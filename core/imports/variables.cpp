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
    QString filled;
    qsizetype at = 0;
    while (true) {
        const qsizetype begin = text.indexOf(markBegin, at);
        const qsizetype end = begin < 0 ? -1 : text.indexOf(markEnd, begin);
        if (end < 0)
            return filled + text.mid(at);
        filled += text.mid(at, begin - at) + words(text.mid(begin + 1, end - begin - 1));
        at = end + 1;
    }
}

QString shownVariables(const QString &text)
{
    return withVariables(text, [](const QString &name) { return u'$' + name; });
}

} // namespace weir
