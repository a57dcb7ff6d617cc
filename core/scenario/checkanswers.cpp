// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/httptoken.h"
#include "scenario/checkaid.h"
#include "scenario/checkparts.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"

namespace weir {

namespace {

constexpr quint64 firstSuccess = 200;
constexpr quint64 lastSuccess = 299;

bool needsText(Check::Kind kind)
{
    switch (kind) {
    case Check::Kind::Contains:
    case Check::Kind::NotContains:
    case Check::Kind::Matches:
    case Check::Kind::NotMatches:
    case Check::Kind::FinishReason:
        return true;
    default:
        return false;
    }
}

bool looksAt(Check::Kind kind, const QString &key)
{
    if (key == u"kind")
        return true;
    if (key == u"of")
        return looksAtText(kind);
    if (key == u"name")
        return looksAtName(kind);
    if (key == u"count")
        return looksAtCount(kind);
    if (key == u"schema")
        return kind == Check::Kind::JsonSchema;
    return needsText(kind) || looksAtName(kind);
}

void checkCount(const Check &check, Findings &findings)
{
    const bool isLeast =
        check.kind == Check::Kind::MinOutputTokens || check.kind == Check::Kind::MinCharacters;
    if (isLeast && check.count == 0)
        findings.error(
            QStringLiteral("count"),
            WEIR_TEXT("scenario.check_always_holds", "At least 1 is needed, or the check always holds."));
    if (check.kind == Check::Kind::Status && (check.count < firstSuccess || check.count > lastSuccess))
        findings.error(QStringLiteral("count"),
                       WEIR_TEXT("scenario.check_status_of_success",
                                 "A status from 200 to 299 is needed: an answer with any other ends as its "
                                 "status before checks are looked at."));
}

void checkOne(const Check &check, Findings findings)
{
    for (const QString &key : changedKeys(check)) {
        if (!looksAt(check.kind, key))
            findings.warning(key, Message(WEIR_TEXT("scenario.check_ignores",
                                                    "A check of the kind \"%1\" does not look at this."),
                                          enumName(check.kind)));
    }
    checkCount(check, findings);
    if (needsText(check.kind) && check.text.isEmpty())
        return findings.error(QStringLiteral("text"),
                              WEIR_TEXT("scenario.check_needs_text", "The check needs a text."));
    if (check.kind == Check::Kind::Header && !isHttpToken(check.name))
        return findings.error(QStringLiteral("name"), WEIR_TEXT("scenario.check_needs_header",
                                                                "The check needs the name of a header."));
    if (check.kind == Check::Kind::JsonSchema && check.schema.isEmpty())
        return findings.error(QStringLiteral("schema"),
                              WEIR_TEXT("scenario.check_needs_schema", "The check needs a JSON schema."));
    if (const Result<CheckAid> aid = aidOf(check); !aid)
        findings.error(aidKey(check.kind), aid.error().message());
}

} // namespace

void checkAnswerChecks(const RequestTemplate &request, const Findings &findings)
{
    for (std::size_t i = 0; i < request.checks.size(); ++i)
        checkOne(request.checks[i], findings.at(QStringLiteral("checks"), i));
}

} // namespace weir
