// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of check(); for scenario/ alone.
#pragma once

#include "base/fields/findings.h"
#include "scenario/check.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <vector>

namespace weir {

/// Reports a time above limits::maxTime.
void checkNotTooLong(Findings &findings, const QString &key, Nanoseconds time);
/// Reports a time below 0 or above limits::maxTime.
void checkNotNegative(Findings &findings, const QString &key, Nanoseconds time);
/// Reports a time that is there and not above 0.
void checkPositive(Findings &findings, const QString &key, std::optional<Nanoseconds> time);
/// Reports what is not from 0 to 1.
void checkShare(Findings &findings, const QString &key, double share);

/// Reports a name that is empty or was used before; `names` grows.
void checkName(Findings &findings, const QString &name, QSet<QString> &names);

/// What is known about the rows of a source after looking into it.
struct DataFacts
{
    std::optional<quint64> rows;           ///< Nothing: not looked into, or unreadable.
    bool hasMore = false;                  ///< Beside them: a large file is not read through.
    QHash<QString, quint64> rowsNaming;    ///< By each name that some template asks for; null or not.
    QHash<QString, quint64> rowsWithField; ///< The same without null, which no template can put in.
    QStringList fields;                    ///< Of the first rows; those of objects in them as "a.b".
    QString question; ///< The one of them that looks most like what to ask; empty: none does.
};

void checkTargets(const Scenario &scenario, const CheckContext &context, Findings findings);
/// One entry for each data source.
std::vector<DataFacts> checkData(const Scenario &scenario, const CheckContext &context,
                                 const Findings &findings);
/// The lengths that a request draws. `facts`: of its data; null: it has none. `hasFiller`: a text has
/// {{filler}}.
void checkLengths(const RequestTemplate &request, const DataFacts *facts, bool hasFiller, Findings &findings);
/// What is said after a request's prompt. `facts`: as for checkLengths(); `findings` are the conversation's.
void checkConversation(const RequestTemplate &request, const DataFacts *facts, Findings findings);
/// A time that is drawn; `findings` are its own.
void checkThink(const ThinkTime &think, Findings findings);
/// What a request asks of finished answers; `findings` are the request's.
void checkAnswerChecks(const RequestTemplate &request, const Findings &findings);
void checkRequests(const Scenario &scenario, const std::vector<DataFacts> &data, Findings findings);
/// Bodies that don't ask for token counts where the vendor tells them only then.
void checkUsage(const Scenario &scenario, const CheckContext &context, Findings findings);
/// What requests ask of the model and merge into their bodies.
void checkParameters(const Scenario &scenario, const CheckContext &context, Findings findings);
/// Where a request goes; null: there is no such target.
const Target *targetOf(const Scenario &scenario, const RequestTemplate &request);
void checkLoad(const Scenario &scenario, const CheckContext &context, Findings findings);
void checkGroup(const Scenario &scenario, const LoadGroup &group, const CheckContext &context,
                Findings findings);
/// Steps, of which there is at least one; `findings` are the group's.
void checkSteps(const std::vector<OpenStep> &steps, Findings &findings);
void checkSteps(const std::vector<ClosedStep> &steps, Findings &findings);
void checkGoals(const Scenario &scenario, Findings findings);

} // namespace weir
