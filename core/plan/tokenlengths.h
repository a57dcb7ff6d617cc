// SPDX-License-Identifier: GPL-3.0-or-later
// How long prompts and answers are to be, drawn for each request.
#pragma once

#include "base/result.h"
#include "plan/plan.h"
#include "scenario/scenario.h"

#include <QJsonObject>

namespace weir {

/// What `request` asks for, drawn by the choice's seed, so that the same request has the same lengths
/// whoever makes it; nothing where it asks for none. `row`: of the request's data; may be null. Fails where a
/// row has no whole number from 0 to 4294967295 in the field. Pure; any thread.
Result<TraceLengths> drawnLengths(const RequestTemplate &request, quint64 seed, const QJsonObject *row);

/// What hardly any request asks for more than: the most, or four deviations above a mean. 0 where it asks for
/// none, or a row says it.
quint32 usualMostTokens(const TokenLength &length);
/// The mean of what is drawn, but for what the bounds cut off; nothing where it asks for none, or a row says
/// it.
std::optional<double> meanTokens(const TokenLength &length);

} // namespace weir
