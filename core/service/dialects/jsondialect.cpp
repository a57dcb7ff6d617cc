// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/dialects/jsondialect.h"

namespace weir {

namespace {

/// Bodies above this get a parser of their own: one huge body must not take memory for ever.
constexpr std::size_t mostKept = std::size_t{256} * 1024;

} // namespace

std::variant<AskedRequest, DialectRefusal>
JsonDialect::read(std::string_view target, const HeaderLookup &headers, std::string_view body, bool keepText)
{
    const Around around{target.substr(0, target.find('?')), headers};
    if (body.size() <= mostKept)
        return readWith(m_parser, around, body, keepText);
    simdjson::dom::parser parser;
    return readWith(parser, around, body, keepText);
}

std::variant<AskedRequest, DialectRefusal> JsonDialect::readWith(simdjson::dom::parser &parser,
                                                                 const Around &around, std::string_view body,
                                                                 bool keepText) const
{
    simdjson::dom::element document;
    if (parser.parse(body.data(), body.size()).get(document) != simdjson::SUCCESS)
        return refusal({"The body is not valid JSON.", {}});
    simdjson::dom::object root;
    if (document.get(root) != simdjson::SUCCESS)
        return refusal({"The body must be a JSON object.", {}});
    AskedRequest asked;
    asked.model = "weir-reference";
    PromptCollector prompt(keepText);
    if (const FoundProblem problem = readBody(root, around, asked, prompt))
        return refusal(*problem);
    prompt.finish(asked);
    return asked;
}

DialectRefusal JsonDialect::refusal(const BodyProblem &problem) const
{
    return {errorStatus(400), error(400, "invalid_request", problem.message)};
}

} // namespace weir
