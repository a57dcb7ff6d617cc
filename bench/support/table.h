// SPDX-License-Identifier: GPL-3.0-or-later
// A table on standard output, as Markdown, so that it can go into a document as it is.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace weir::bench {

/// Collects rows of text and prints them in columns that fit. The first column is aligned to the left,
/// figures to the right.
class Table
{
public:
    explicit Table(QStringList titles);

    /// As many cells as there are titles.
    void add(QStringList cells);
    /// Prints head and rows.
    void print() const;
    /// Prints the head, for a table whose rows are shown while they come; every column is `width` wide at
    /// least.
    void printHead(qsizetype width);
    /// Prints the newest row below printHead().
    void printLast() const;

private:
    void fit(const QStringList &cells);
    void printLine(const QStringList &cells) const;
    void printRule() const;

    QStringList m_titles;
    std::vector<QStringList> m_rows;
    std::vector<qsizetype> m_widths;
};

/// `value` with that many digits after the point and a space between thousands.
QString number(double value, int digits = 0);

} // namespace weir::bench
