// SPDX-License-Identifier: GPL-3.0-or-later
// A regular expression that a person wrote, looked for in texts that come from elsewhere: its time is
// bounded.
#pragma once

#include "base/result.h"

#include <QRegularExpression>

namespace weir {

/// Perl's syntax, as QRegularExpression has it. Immutable; any thread.
class TextPattern
{
public:
    enum class Found
    {
        Yes,
        No,
        GaveUp, ///< It would take more steps than a sane expression needs.
    };

    /// The error's place is the character of the expression, from 1 on.
    static Result<TextPattern> compile(const QString &expression);
    /// Whether it matches anywhere in `text`.
    [[nodiscard]] Found find(const QString &text) const;

private:
    explicit TextPattern(QRegularExpression expression) : m_expression(std::move(expression)) {}

    QRegularExpression m_expression;
};

} // namespace weir
