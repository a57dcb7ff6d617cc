// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the tags of a mustache template without rendering it: which fields it needs, and whether its form is
// right.
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

/// One tag that looks something up.
struct TemplateTag
{
    enum class Kind
    {
        Variable, ///< {{name}}, {{{name}}}, {{&name}}
        Section,  ///< {{#name}}
        Inverted, ///< {{^name}}
    };
    Kind kind = Kind::Variable;
    QString name;           ///< May be dotted ("user.name"), or "." for the item of the section around it.
    bool inSection = false; ///< Stands inside a section, whose items may bring the name.

    friend bool operator==(const TemplateTag &, const TemplateTag &) = default;
};

/// The tags in order. An error (with the line in `where`) for tags that are not closed, sections that are not
/// balanced, empty names, and for the two things of mustache that a scenario's templates don't have: partials
/// ({{>name}}) and other delimiters ({{=<% %>=}}). Syntax: mustache(5).
Result<std::vector<TemplateTag>> templateTags(const QString &text);

/// The text is a template that looks `name` up.
bool looksUp(const QString &text, const QString &name);

/// Names that templates may use beside the fields of their data row.
const QStringList &promptVariables(); ///< `system` and `prompt`: `unique`.
const QStringList &bodyVariables();   ///< `body`: as render() of RequestRenderer fills them in.

/// In bodies with pictures or sounds: protocol/mediaparts.h.
const QStringList &mediaVariables();

/// In all of them, where a trace asks the request: `input_tokens`, `output_tokens`, and `filler`, a text of
/// about inputTokens tokens.
const QStringList &traceVariables();

} // namespace weir
