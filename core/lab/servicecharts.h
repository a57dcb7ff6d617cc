// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the reference service as values.
#pragma once

#include "lab/servicehistory.h"
#include "report/chartdata.h"
#include "service/model/modelstate.h"

namespace weir {

/// What the charts are made of; `state` is null while there is nothing to show.
struct ServiceFigures
{
    const ServiceHistory &history;
    const ModelState *state = nullptr;
    const ModelConfig &model;
};

// Pure; each at most 1,000 points.
ChartData queueOverTime(const ServiceFigures &figures);    ///< Waiting, and the queue's capacity.
ChartData batchOverTime(const ServiceFigures &figures);    ///< Running sequences, and what fits.
ChartData useOverTime(const ServiceFigures &figures);      ///< GPU and KV cache in per cent.
ChartData outputOverTime(const ServiceFigures &figures);   ///< Tokens/s and finished requests/s.
ChartData refusalsOverTime(const ServiceFigures &figures); ///< By reason, stacked.
ChartData scalingOverTime(const ServiceFigures &figures);  ///< Wanted and serving replicas.

/// Sequences that all replicas together run at once; 0: no bound.
quint32 batchCapacity(const ModelConfig &model, quint32 replicas);

} // namespace weir
