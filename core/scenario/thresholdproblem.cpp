// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/thresholdproblem.h"

#include "metrics/threshold.h"

#include <algorithm>

namespace weir {

namespace {

enum class Reach
{
    Some,    ///< Some shares keep the limit and some don't.
    AllBut1, ///< Every share but 1 itself does.
    All,
    None
};

Reach reachOf(Comparison comparison, double bound)
{
    switch (comparison) {
    case Comparison::Less:
        return bound >= 1 ? Reach::AllBut1 : bound <= 0 ? Reach::None : Reach::Some;
    case Comparison::LessOrEqual:
        return bound >= 1 ? Reach::All : Reach::Some;
    case Comparison::Greater:
        return bound >= 1 ? Reach::None : Reach::Some;
    case Comparison::GreaterOrEqual:
        return bound <= 0 ? Reach::All : Reach::Some;
    case Comparison::Equal:
    case Comparison::NotEqual:
        return Reach::Some;
    }
    Q_UNREACHABLE();
}

/// The expression with its value read as per cent; nothing where it is in per cent, or 0.
QString inPerCent(const Threshold &threshold)
{
    if (threshold.bound <= 0 || threshold.expression.endsWith(u'%'))
        return {};
    const auto isOperator = [](QChar c) { return QStringView(u"<>=!").contains(c); };
    const auto last = std::find_if(threshold.expression.crbegin(), threshold.expression.crend(), isOperator);
    const QString head = threshold.expression.first(threshold.expression.crend() - last);
    return QStringLiteral("%1 %2%").arg(head).arg(threshold.bound);
}

} // namespace

std::optional<Message> thresholdProblem(QStringView expression)
{
    if (expression.trimmed().isEmpty())
        return WEIR_TEXT("threshold.empty", "The threshold is empty; write one like \"ttft p(99) < 500ms\".");
    const Result<Threshold> parsed = parseThreshold(expression);
    if (!parsed)
        return parsed.error().message();
    return std::nullopt;
}

std::optional<Message> thresholdDoubt(QStringView expression)
{
    const Result<Threshold> threshold = parseThreshold(expression);
    if (!threshold)
        return std::nullopt;
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold->metric);
    if (!metric || (*metric != ScalarMetric::ErrorRate && *metric != ScalarMetric::GoodputShare))
        return std::nullopt;
    const Reach reach = reachOf(threshold->comparison, threshold->bound);
    const bool isGoodput = *metric == ScalarMetric::GoodputShare;
    const bool isCeiling =
        threshold->comparison == Comparison::Less || threshold->comparison == Comparison::LessOrEqual;
    if (isGoodput && isCeiling && (reach == Reach::AllBut1 || reach == Reach::All))
        return Message(WEIR_TEXT("threshold.goodput_needs_a_floor",
                                 "This holds however few requests are good. A goal for goodput is a least "
                                 "share, like \"goodput_share >= 95%\"."));
    if (isGoodput && reach == Reach::None && threshold->bound == 1)
        return Message(WEIR_TEXT("threshold.goodput_above_all",
                                 "No share is above 100 %, so this never holds. Did you mean "
                                 "\"goodput_share >= 100%\"?"));
    const QString meant = inPerCent(*threshold);
    switch (reach) {
    case Reach::Some:
        return std::nullopt;
    case Reach::AllBut1:
        return meant.isEmpty()
                   ? Message(WEIR_TEXT("threshold.holds_below_all",
                                       "This holds for any share below 100 %, so it says next to nothing."))
                   : Message(
                         WEIR_TEXT("threshold.holds_below_one",
                                   "Shares go from 0 to 1, so this holds for any share below 100 %. Did you "
                                   "mean \"%1\"?"),
                         meant);
    case Reach::All:
        return Message(
            WEIR_TEXT("threshold.always_holds", "Shares go from 0 to 1, so this holds whatever happens."));
    case Reach::None:
        return meant.isEmpty()
                   ? Message(
                         WEIR_TEXT("threshold.never_holds", "Shares go from 0 to 1, so this never holds."))
                   : Message(WEIR_TEXT("threshold.never_holds_above_one",
                                       "Shares go from 0 to 1, so this never holds. Did you mean \"%1\"?"),
                             meant);
    }
    Q_UNREACHABLE();
}

} // namespace weir
