// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

bool needsQuotes(const QString &field)
{
    const auto isSpecial = [](QChar c) { return c == u',' || c == u'"' || c == u'\r' || c == u'\n'; };
    return std::any_of(field.begin(), field.end(), isSpecial) || field.startsWith(u' ') ||
           field.endsWith(u' ');
}

/// Spreadsheets run a field that begins so as a formula, and servers choose some of our texts.
bool looksLikeFormula(const QString &field)
{
    if (field.isEmpty() || !QStringLiteral("=+-@\t\r").contains(field.front()))
        return false;
    bool isNumber = false;
    field.toDouble(&isNumber);
    return !isNumber;
}

QByteArray quoted(QString field)
{
    field.replace(u'"', QStringLiteral("\"\""));
    return '"' + field.toUtf8() + '"';
}

/// Reads the quoted field that begins at `at` and moves `at` behind its closing quote; false: it has none.
bool takeQuoted(QByteArrayView line, qsizetype &at, QByteArray &field)
{
    for (++at; at < line.size(); ++at) {
        if (line[at] != '"') {
            field += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
            field += '"';
            ++at;
        } else {
            ++at;
            return true;
        }
    }
    return false;
}

} // namespace

QByteArray csvLine(const QStringList &fields)
{
    if (fields.size() == 1 && fields.front().isEmpty())
        return QByteArrayLiteral("\"\"\r\n");
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i > 0)
            line += ',';
        const QString field = looksLikeFormula(fields[i]) ? u'\'' + fields[i] : fields[i];
        line += needsQuotes(field) ? quoted(field) : field.toUtf8();
    }
    return line + "\r\n";
}

std::optional<QList<QByteArray>> csvFields(QByteArrayView line, char separator)
{
    QList<QByteArray> fields;
    qsizetype at = 0;
    while (true) {
        QByteArray field;
        if (at < line.size() && line[at] == '"') {
            if (!takeQuoted(line, at, field) || (at < line.size() && line[at] != separator))
                return std::nullopt;
        } else {
            const qsizetype begin = at;
            while (at < line.size() && line[at] != separator)
                ++at;
            field = line.sliced(begin, at - begin).toByteArray();
        }
        fields.push_back(field);
        if (at >= line.size())
            return fields;
        ++at; // the separator; one at the end is followed by an empty field
    }
}

QString csvNumber(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest) : QString();
}

} // namespace weir
