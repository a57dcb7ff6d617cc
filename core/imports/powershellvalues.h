// SPDX-License-Identifier: GPL-3.0-or-later
// The values that a PowerShell script writes down: texts, numbers, hash tables, lists.
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QString>

namespace weir {

/// Variables by their names in lower case.
using PowerShellVariables = QHash<QString, QJsonValue>;

/// Walks through a script. Variables whose values the script does not have become marks
/// (imports/variables.h). Never fails: what is not understood is a text.
class PowerShellCursor
{
public:
    PowerShellCursor(QString text, const PowerShellVariables &variables);

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar here(qsizetype further = 0) const;
    [[nodiscard]] qsizetype place() const { return m_at; }
    void goTo(qsizetype place) { m_at = place; }
    [[nodiscard]] const QString &text() const { return m_text; }

    /// Blanks and lines that go on.
    void skipBlanks();
    /// Blanks, lines' ends and comments.
    void skipAll();
    /// To the end of the statement, over all that is in brackets and quotes.
    void skipStatement();
    /// A value, with what is added to it or piped into ConvertTo-Json.
    QJsonValue expression(int depth = 0);
    /// A value without: an option's argument.
    QJsonValue argument(int depth = 0);
    /// "-Uri", "$response", "Invoke-WebRequest".
    QString word();

private:
    QJsonValue table(int depth);
    QJsonValue list(QChar end, int depth);
    QString quoted(QChar quote);
    QString hereText(QChar quote);
    QString expanded(const QString &text) const;
    QJsonValue variable();
    QJsonValue number(const QString &word) const;

    QString m_text;
    const PowerShellVariables &m_variables;
    qsizetype m_at = 0;
};

/// A value as the text that is sent.
QString powerShellText(const QJsonValue &value);

} // namespace weir
