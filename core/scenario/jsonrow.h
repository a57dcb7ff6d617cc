// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one row of JSON strictly: what would not arrive as it was written is an error.
#pragma once

#include "base/jsonsyntax.h"

#include <QByteArrayView>
#include <QJsonObject>

#include <memory>

namespace weir {

/// Keeps its memory from row to row; a copy has its own. One thread.
class JsonRowParser
{
public:
    JsonRowParser();
    JsonRowParser(const JsonRowParser &other);
    JsonRowParser(JsonRowParser &&other) noexcept;
    JsonRowParser &operator=(const JsonRowParser &other);
    JsonRowParser &operator=(JsonRowParser &&other) noexcept;
    ~JsonRowParser();

    /// Nothing, and `row` is the object that `json` is. Else the fault: syntax, an escape that JSON doesn't
    /// have, half a character, a key that stands twice in its object, a whole number of more than 64 bits, or
    /// something else than an object.
    std::optional<JsonFault> parse(QByteArrayView json, QJsonObject &row);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace weir
