// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonplace.h"

#include <simdjson.h>

#include <optional>

namespace weir {

namespace {

std::optional<qsizetype> offsetOf(simdjson::ondemand::document &document, const simdjson::padded_string &text,
                                  const QString &pointer)
{
    simdjson::ondemand::value value;
    std::string_view token;
    if (document.at_pointer(pointer.toStdString()).get(value) != simdjson::SUCCESS)
        return std::nullopt;
    token = value.raw_json_token();
    return qsizetype(token.data() - text.data());
}

} // namespace

int lineOf(const QByteArray &json, const QString &pointer)
{
    const simdjson::padded_string text(json.constData(), std::size_t(json.size()));
    for (QString place = pointer; !place.isEmpty(); place = place.section(u'/', 0, -2)) {
        simdjson::ondemand::parser parser;
        simdjson::ondemand::document document;
        if (parser.iterate(text).get(document) != simdjson::SUCCESS)
            return 1;
        if (const std::optional<qsizetype> offset = offsetOf(document, text, place))
            return 1 + int(json.first(*offset).count('\n'));
    }
    return 1;
}

} // namespace weir
