// SPDX-License-Identifier: GPL-3.0-or-later
// What all dialects have in common: a JSON object comes in, and what is wrong with it goes out in the
// vendor's form.
#pragma once

#include "service/dialects/requestbody.h"

namespace weir {

/// Parses bodies and leaves their members to the vendor's class. One thread.
class JsonDialect : public Dialect
{
public:
    std::variant<AskedRequest, DialectRefusal> read(std::string_view target, const HeaderLookup &headers,
                                                    std::string_view body, bool keepText) final;

protected:
    /// What a request says beside its body.
    struct Around
    {
        std::string_view path; ///< Without the query.
        const HeaderLookup &headers;
        [[nodiscard]] std::string_view header(std::string_view name) const
        {
            return headers ? headers(name) : std::string_view();
        }
    };
    /// Fills `asked` and `prompt`, which are finished by the caller.
    virtual FoundProblem readBody(const simdjson::dom::object &body, const Around &around,
                                  AskedRequest &asked, PromptCollector &prompt) const = 0;
    /// By default error() with status 400.
    [[nodiscard]] virtual DialectRefusal refusal(const BodyProblem &problem) const;

private:
    std::variant<AskedRequest, DialectRefusal> readWith(simdjson::dom::parser &parser, const Around &around,
                                                        std::string_view body, bool keepText) const;

    simdjson::dom::parser m_parser;
};

} // namespace weir
