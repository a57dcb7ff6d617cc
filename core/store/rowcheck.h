// SPDX-License-Identifier: GPL-3.0-or-later
// The check that stands in each row of a run file, so that a damaged row is told and never averaged in.
// Definition: docs/run-file.md, "Checks".
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

namespace weir {

/// Sums up the values of one row, column by column. Each step is a bijection of the sum for a given word and
/// of the word for a given sum: any change within one word, a flipped bit above all, always shows; others all
/// but always. A value; any thread. No protection against forgery.
class RowCheck
{
public:
    /// A value as it is bound, or as SQLite hands it back: nothing, a whole number, a real number, text or
    /// bytes.
    void add(const QVariant &value);
    /// The same without a QVariant.
    void addNothing();
    void addInteger(qint64 value) { mix(static_cast<quint64>(value)); }
    void addReal(double value);
    void addText(QStringView text);
    void addBytes(QByteArrayView bytes) { mixBytes(bytes.data(), bytes.size()); }
    /// As SQLite stores it.
    [[nodiscard]] qint64 value() const { return static_cast<qint64>(m_sum); }

private:
    void mix(quint64 word)
    {
        m_sum = (m_sum ^ word) * 0x9e3779b97f4a7c15;
        m_sum ^= m_sum >> 32;
    }
    void mixBytes(const char *bytes, qsizetype size);

    quint64 m_sum = 0x5765697252756e31; // "WeirRun1"
};

/// Of a whole row.
qint64 checkOf(const QVariantList &row);

/// `text` in the form in which SQLite gives it back: never null, without marks of byte order in front,
/// without halves of surrogate pairs.
QString storableText(const QString &text);

} // namespace weir
