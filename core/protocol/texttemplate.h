// SPDX-License-Identifier: GPL-3.0-or-later
// A mustache template over JSON values that tells what is missing instead of leaving it out.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace weir {

enum class TemplateEscape
{
    None, ///< `{{x}}` stands as it is: for prompts.
    Json, ///< `{{x}}` is escaped for the inside of a JSON string, `{{{x}}}` is not.
};

/// Compiled once; render() may be called from any thread. Names are looked up in the row of a section first,
/// then in the given objects in their order; dots lead into nested objects. Numbers, `true` and `false` print
/// as in JSON, lists and objects as compact JSON. A section is left out for a missing, null, false or empty
/// value. Partials and changed delimiters are refused.
class TextTemplate
{
public:
    /// Fails for what is no mustache template; the error names the byte or mustache's reason.
    static Result<TextTemplate> compile(const QString &text, TemplateEscape escape);
    TextTemplate(TextTemplate &&) noexcept;
    TextTemplate &operator=(TextTemplate &&) noexcept;
    ~TextTemplate();

    /// Fails when a variable that is reached has no value. `scopes` may hold null pointers.
    [[nodiscard]] Result<QByteArray> render(const std::vector<const QJsonObject *> &scopes) const;

private:
    struct Compiled;
    explicit TextTemplate(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> m_compiled;
};

} // namespace weir
