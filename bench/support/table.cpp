// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/table.h"

#include <algorithm>
#include <cstdio>

namespace weir::bench {

Table::Table(QStringList titles) : m_titles(std::move(titles)), m_widths(std::size_t(m_titles.size()), 0)
{
    fit(m_titles);
}

void Table::add(QStringList cells)
{
    Q_ASSERT(cells.size() == m_titles.size());
    fit(cells);
    m_rows.push_back(std::move(cells));
}

void Table::fit(const QStringList &cells)
{
    for (std::size_t i = 0; i < m_widths.size(); ++i)
        m_widths[i] = std::max(m_widths[i], cells.at(qsizetype(i)).size());
}

void Table::print() const
{
    printLine(m_titles);
    printRule();
    for (const QStringList &row : m_rows)
        printLine(row);
}

void Table::printHead(qsizetype width)
{
    for (qsizetype &each : m_widths)
        each = std::max(each, width);
    printLine(m_titles);
    printRule();
}

void Table::printLast() const
{
    printLine(m_rows.back());
}

void Table::printLine(const QStringList &cells) const
{
    QString line = QStringLiteral("|");
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        const QString &cell = cells.at(qsizetype(i));
        line +=
            u' ' + (i == 0 ? cell.leftJustified(m_widths[i]) : cell.rightJustified(m_widths[i])) + u" |"_qs;
    }
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

void Table::printRule() const
{
    QString line = QStringLiteral("|");
    for (std::size_t i = 0; i < m_widths.size(); ++i)
        line += QString(m_widths[i] + 1, u'-') + (i == 0 ? u"-|"_qs : u":|"_qs);
    std::printf("%s\n", qUtf8Printable(line));
}

QString number(double value, int digits)
{
    QString text = QString::number(value, 'f', digits);
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        text.insert(at, u' ');
    return text;
}

} // namespace weir::bench
