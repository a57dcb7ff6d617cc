// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON parser with the padded copy that it reads from.
#pragma once

#include <QByteArrayView>

#include <simdjson.h>

#include <vector>

namespace weir {

/// Parses documents one after the other and keeps its memory for the next, but for huge ones. Nesting deeper
/// than 64 is refused. One thread.
class PaddedParser
{
public:
    /// What it gives is valid until the next call.
    simdjson::simdjson_result<simdjson::dom::element> parse(QByteArrayView json);
    /// The one that all readers of the calling thread share.
    static PaddedParser &ofThread();

private:
    simdjson::dom::parser m_parser;
    std::vector<char> m_padded;
};

} // namespace weir
