// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checkaid.h"

#include "base/jsonpointer.h"

namespace weir {

QString aidKey(Check::Kind kind)
{
    switch (kind) {
    case Check::Kind::JsonPointer:
        return QStringLiteral("name");
    case Check::Kind::JsonSchema:
        return QStringLiteral("schema");
    default:
        return QStringLiteral("text");
    }
}

Result<CheckAid> aidOf(const Check &check)
{
    if (check.kind == Check::Kind::Matches || check.kind == Check::Kind::NotMatches) {
        Result<TextPattern> pattern = TextPattern::compile(check.text);
        return pattern ? Result<CheckAid>(*std::move(pattern)) : Result<CheckAid>(pattern.error());
    }
    if (check.kind == Check::Kind::JsonPointer) {
        const std::optional<QStringList> steps = pointerSteps(check.name);
        if (steps)
            return CheckAid(*steps);
        return Error{Message(WEIR_TEXT("scenario.no_json_pointer", "\"%1\" is no JSON pointer"), check.name),
                     {},
                     WEIR_TEXT("scenario.json_pointer_like",
                               "Write it like /items/0/name; ~0 is a ~ and ~1 a / of a name.")};
    }
    if (check.kind == Check::Kind::JsonSchema) {
        const Result<QJsonValue> written = check.schema.value();
        if (!written)
            return written.error();
        Result<JsonSchema> schema = JsonSchema::compile(*written);
        return schema ? Result<CheckAid>(*std::move(schema)) : Result<CheckAid>(schema.error());
    }
    return CheckAid();
}

bool looksAtText(Check::Kind kind)
{
    switch (kind) {
    case Check::Kind::MinOutputTokens:
    case Check::Kind::MaxOutputTokens:
    case Check::Kind::FinishReason:
    case Check::Kind::Status:
    case Check::Kind::Header:
        return false;
    default:
        return true;
    }
}

bool looksAtCount(Check::Kind kind)
{
    switch (kind) {
    case Check::Kind::MinOutputTokens:
    case Check::Kind::MaxOutputTokens:
    case Check::Kind::MinCharacters:
    case Check::Kind::MaxCharacters:
    case Check::Kind::Status:
        return true;
    default:
        return false;
    }
}

bool looksAtName(Check::Kind kind)
{
    return kind == Check::Kind::Header || kind == Check::Kind::JsonPointer;
}

} // namespace weir
