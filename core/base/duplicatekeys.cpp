// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duplicatekeys.h"

#include "base/jsonreader.h"

#include <simdjson.h>

#include <string_view>
#include <unordered_map>

namespace weir {

namespace {

namespace dom = simdjson::dom;

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The parser bounds the nesting, and so the depth of the calls.
void walk(const dom::element &element, const QString &path, Problems &problems)
{
    dom::array array;
    dom::object object;
    if (element.get(array) == simdjson::SUCCESS) {
        qsizetype index = 0;
        for (const dom::element item : array)
            walk(item, joinPointer(path, QString::number(index++)), problems);
    } else if (element.get(object) == simdjson::SUCCESS) {
        std::unordered_map<std::string_view, int> seen;
        for (const dom::key_value_pair member : object) {
            const QString own = joinPointer(path, textOf(member.key));
            if (++seen[member.key] == 2)
                problems.push_back(
                    {Severity::Error, own,
                     WEIR_TEXT("json.key_twice", "The key stands here more than once; keep one of them.")});
            walk(member.value, own, problems);
        }
    }
}

} // namespace

Result<Problems> duplicateKeys(QByteArrayView json)
{
    dom::parser parser;
    dom::element root;
    const simdjson::error_code code =
        parser.parse(json.data(), static_cast<std::size_t>(json.size())).get(root);
    if (code != simdjson::SUCCESS)
        return Error{Message(WEIR_TEXT("json.not_json", "This is not JSON: %1"),
                             Message::verbatim(QString::fromUtf8(simdjson::error_message(code)))),
                     {},
                     {}};
    Problems problems;
    walk(root, QString(), problems);
    return problems;
}

} // namespace weir
