// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/faults/fault.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::array<QStringView, faultKindCount> names{
    u"reset-on-accept", u"reset-before", u"reset-inside", u"truncate",      u"stall", u"bad-json",
    u"bad-chunk",       u"rate-limit",   u"http-500",     u"business-code", u"empty"};

bool isShare(double share)
{
    return share >= 0 && share <= 1; // false for NaN, too
}

} // namespace

std::array<FaultKind, faultKindCount> allFaultKinds()
{
    std::array<FaultKind, faultKindCount> kinds{};
    for (std::size_t i = 0; i < faultKindCount; ++i)
        kinds[i] = static_cast<FaultKind>(i);
    return kinds;
}

QString faultName(FaultKind kind)
{
    return names.at(static_cast<std::size_t>(kind)).toString();
}

std::optional<FaultKind> faultFromName(QStringView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<FaultKind>(found - names.begin());
}

QStringList faultNames()
{
    QStringList all;
    for (const QStringView name : names)
        all.append(name.toString());
    return all;
}

Result<FaultShare> parseFault(QStringView text)
{
    const Message advice =
        Message(WEIR_TEXT("fault.how_to_write",
                          "Write KIND:SHARE with a share from 0 to 1, like truncate:0.05. Kinds: %1."),
                faultNames().join(QStringLiteral(", ")));
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return Error{
            Message(WEIR_TEXT("fault.without_share", "\"%1\" has no share."), text.toString()), {}, advice};
    const std::optional<FaultKind> kind = faultFromName(text.first(colon).toString());
    if (!kind)
        return Error{Message(WEIR_TEXT("fault.no_such_kind", "\"%1\" is not a kind of fault."),
                             text.first(colon).toString()),
                     {},
                     advice};
    bool isNumber = false;
    const double share = text.sliced(colon + 1).toDouble(&isNumber);
    if (!isNumber || !isShare(share))
        return Error{Message(WEIR_TEXT("fault.not_a_share", "\"%1\" is not a share."),
                             text.sliced(colon + 1).toString()),
                     {},
                     advice};
    return FaultShare{*kind, share};
}

Result<void> checkFaults(const std::vector<FaultShare> &faults)
{
    double sum = 0;
    std::array<bool, faultKindCount> seen{};
    for (const FaultShare &fault : faults) {
        const QString name = faultName(fault.kind);
        if (!isShare(fault.share))
            return Error{Message(WEIR_TEXT("fault.share_out_of_range",
                                           "The share of the fault %1 is not from 0 to 1."),
                                 name),
                         {},
                         {}};
        if (std::exchange(seen[static_cast<std::size_t>(fault.kind)], true))
            return Error{Message(WEIR_TEXT("fault.given_twice", "The fault %1 is given twice."), name),
                         {},
                         WEIR_TEXT("fault.one_share_each", "Give one share for each kind.")};
        sum += fault.share;
    }
    // Ten times 0.1 is a hair above 1 in binary.
    if (sum > 1 + 1e-9)
        return Error{Message(WEIR_TEXT("fault.shares_above_one",
                                       "The shares of the faults add up to %1, more than 1."),
                             QString::number(sum)),
                     {},
                     WEIR_TEXT("fault.lower_shares", "Lower them: a request meets one fault at most.")};
    return {};
}

} // namespace weir
