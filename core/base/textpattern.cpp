// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textpattern.h"

namespace weir {

namespace {

/// PCRE2 takes its bounds from the expression's start; of two it takes the lower one, so the expression's
/// own can't lift them. A million steps take some hundredth of a second.
const QString &bounds()
{
    static const QString text = QStringLiteral("(*LIMIT_MATCH=1000000)(*LIMIT_DEPTH=10000)");
    return text;
}

} // namespace

Result<TextPattern> TextPattern::compile(const QString &expression)
{
    const QRegularExpression compiled(bounds() + expression, QRegularExpression::UseUnicodePropertiesOption);
    if (!compiled.isValid())
        return Error{Message(WEIR_TEXT("pattern.no_expression", "This is no regular expression: %1"),
                             Message::verbatim(compiled.errorString())),
                     Message(WEIR_TEXT("pattern.at_character", "character %1"),
                             std::max<qsizetype>(0, compiled.patternErrorOffset() - bounds().size()) + 1),
                     WEIR_TEXT("pattern.escape_characters",
                               "Characters like . * + ? ( ) [ ] { } stand for themselves behind a \\.")};
    return TextPattern(compiled);
}

TextPattern::Found TextPattern::find(const QString &text) const
{
    const QRegularExpressionMatch match = m_expression.match(text);
    if (!match.isValid())
        return Found::GaveUp;
    return match.hasMatch() ? Found::Yes : Found::No;
}

} // namespace weir
