// SPDX-License-Identifier: GPL-3.0-or-later
// What a request sets in its body beside the vendor's template: the model's parameters at their places, and
// any JSON that is merged into it.
#pragma once

#include "base/result.h"
#include "protocol/texttemplate.h"
#include "protocol/vendorpreset.h"
#include "scenario/scenario.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace weir {

/// Immutable after compile(): callable from any thread.
class BodyChanges
{
public:
    /// A request with a body of its own sets no parameters; what is merged is merged into that, too. Fails
    /// for JSON or templates that are none, with `jsonPath` of the request before the member's, and for a
    /// parameter that the vendor has no place for.
    static Result<BodyChanges> compile(const RequestTemplate &request, const VendorPreset &vendor,
                                       const QString &jsonPath);

    /// False: the body can be sent as its template made it. `maxTokens`: the limit of this very request.
    [[nodiscard]] bool any(std::optional<quint32> maxTokens) const
    {
        return (m_maxTokens && maxTokens) || !m_changes.empty() || m_extra;
    }
    /// The changed body, where there is anything to change. `scopes`: as TextTemplate::render().
    /// Fails as a template does, and where a place leads through what is no object.
    [[nodiscard]] Result<QJsonDocument> apply(const QJsonDocument &body, std::optional<quint32> maxTokens,
                                              const std::vector<const QJsonObject *> &scopes) const;

private:
    /// JSON whose texts may hold tags.
    struct Value
    {
        QJsonValue fixed;
        std::shared_ptr<const TextTemplate> filled; ///< In place of `fixed`.
        QString member;                             ///< Its JSON path in the scenario.
    };
    struct Change
    {
        QStringList segments;
        Value value;
    };

    static Result<Value> compileValue(const RawJson &json, QJsonValue::Type type, const QString &member);
    [[nodiscard]] static Result<QJsonValue> valueOf(const Value &value,
                                                    const std::vector<const QJsonObject *> &scopes);
    Result<void> addParameters(const RequestTemplate &request, const VendorPreset &vendor,
                               const QString &jsonPath);

    std::vector<Change> m_changes;
    std::optional<QStringList> m_maxTokens; ///< Its place, unless the body's template has {{max_tokens}}.
    std::optional<Value> m_extra;
};

/// Names of the parameters that requests to the vendor can set: those with a place, and `max_tokens` where
/// the body's template has it.
QStringList settableParameters(const VendorPreset &vendor);

} // namespace weir
