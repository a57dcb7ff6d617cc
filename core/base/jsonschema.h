// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON Schema that a person wrote, held against values that come from elsewhere.
#pragma once

#include "base/result.h"

#include <QJsonValue>

#include <memory>
#include <optional>

namespace valijson {
class Schema;
}

namespace weir {

/// Draft 7 of JSON Schema but for what would let a hostile value crash or hang (`pattern`,
/// `patternProperties`, `uniqueItems`: the library's regular expressions recurse with each character, its
/// comparison is quadratic); `format` is a remark, as the draft allows. Nothing is fetched. Immutable; any
/// thread.
class JsonSchema
{
public:
    /// How deep values may be nested: more is told, not looked at.
    static constexpr int mostDepth = 200;

    /// Something that does not hold.
    struct Fault
    {
        QString where; ///< "<root>[\"items\"][0]"
        QString what;  ///< The library's sentence, in English.
    };

    /// `schema` is an object. The error's place is the keyword's JSON pointer.
    static Result<JsonSchema> compile(const QJsonValue &schema);
    /// The first thing that does not hold; nothing where all does. `value` is at most mostDepth deep.
    [[nodiscard]] std::optional<Fault> fault(const QJsonValue &value) const;

private:
    explicit JsonSchema(std::shared_ptr<const valijson::Schema> schema) : m_schema(std::move(schema)) {}

    std::shared_ptr<const valijson::Schema> m_schema;
};

/// How deep a value is nested: 0 for a text or a number, 1 for an empty list.
int depthOf(const QJsonValue &value);

} // namespace weir
