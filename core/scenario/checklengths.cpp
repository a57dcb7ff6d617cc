// SPDX-License-Identifier: GPL-3.0-or-later
// The lengths in tokens that a request draws.
#include "scenario/checkparts.h"
#include "scenario/fields.h"

#include <cmath>

namespace weir {

namespace {

using Kind = TokenLength::Kind;

bool looksAt(Kind kind, const QString &key)
{
    if (key == u"kind")
        return true;
    if (key == u"mean")
        return kind == Kind::Fixed || kind == Kind::Normal || kind == Kind::LogNormal;
    if (key == u"deviation")
        return kind == Kind::Normal || kind == Kind::LogNormal;
    if (key == u"low" || key == u"high")
        return kind == Kind::Uniform || kind == Kind::Normal || kind == Kind::LogNormal;
    if (key == u"buckets")
        return kind == Kind::Histogram;
    return kind == Kind::Row;
}

void checkOrder(quint32 low, quint32 high, Findings &findings)
{
    if (high < low)
        findings.error(QStringLiteral("high"),
                       WEIR_TEXT("scenario.length_high_below_low", "It must not be less than low."));
}

void checkBuckets(const TokenLength &length, Findings &findings)
{
    const QString key = QStringLiteral("buckets");
    if (length.buckets.empty())
        findings.error(key, WEIR_TEXT("scenario.buckets_needed", "A histogram needs at least one bucket."));
    for (std::size_t i = 0; i < length.buckets.size(); ++i) {
        Findings here = findings.at(key, i);
        checkOrder(length.buckets[i].low, length.buckets[i].high, here);
        if (!(length.buckets[i].weight > 0 && std::isfinite(length.buckets[i].weight)))
            here.error(QStringLiteral("weight"), WEIR_TEXT("scenario.bucket_weight_above_zero",
                                                           "The weight must be a number above 0."));
    }
}

void checkField(const TokenLength &length, const DataFacts *facts, Findings &findings)
{
    const QString key = QStringLiteral("field");
    if (length.field.isEmpty())
        findings.error(key, WEIR_TEXT("scenario.length_needs_field",
                                      "Name the field of the rows that has the number of tokens."));
    else if (facts == nullptr)
        findings.error(key, WEIR_TEXT("scenario.length_needs_data",
                                      "The request has no data source whose rows could tell its length."));
    else if (facts->rows && !facts->fields.contains(length.field))
        findings.error(key, Message(WEIR_TEXT("scenario.length_field_missing",
                                              "No row has a field \"%1\". Its rows have: %2."),
                                    length.field, facts->fields.join(QStringLiteral(", "))));
}

void checkLength(const TokenLength &length, const DataFacts *facts, Findings findings)
{
    for (const QString &key : changedKeys(length)) {
        if (!looksAt(length.kind, key))
            findings.warning(
                key, WEIR_TEXT("scenario.length_ignores", "A length of this kind does not look at this."));
    }
    const bool hasMean = looksAt(length.kind, QStringLiteral("mean"));
    if (hasMean && length.mean == 0)
        findings.error(QStringLiteral("mean"),
                       WEIR_TEXT("scenario.length_of_zero", "At least 1 token is needed."));
    if (looksAt(length.kind, QStringLiteral("low")))
        checkOrder(length.low, length.high, findings);
    if (length.kind == Kind::Histogram)
        checkBuckets(length, findings);
    if (length.kind == Kind::Row)
        checkField(length, facts, findings);
}

} // namespace

void checkLengths(const RequestTemplate &request, const DataFacts *facts, bool hasFiller, Findings &findings)
{
    checkLength(request.promptTokens, facts, findings.at(QStringLiteral("prompt_tokens")));
    checkLength(request.outputTokens, facts, findings.at(QStringLiteral("output_tokens")));
    if (request.promptTokens.kind != Kind::None && !hasFiller)
        findings.error(
            QStringLiteral("prompt_tokens"),
            WEIR_TEXT("scenario.length_without_filler",
                      "No text of the request has {{filler}}, which is what makes a prompt as long "
                      "as wanted. Put it into the prompt."));
    if (request.outputTokens.kind != Kind::None && request.maxTokens)
        findings.warning(
            QStringLiteral("max_tokens"),
            WEIR_TEXT("scenario.limit_beside_lengths", "The lengths of \"output_tokens\" take its place."));
}

} // namespace weir
