// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the random numbers of one seed apart, by what they are for.
#pragma once

#include <QtGlobal>

namespace weir {

/// Goes into mixSeed() beside the seed. Any change of a number changes every plan.
enum RandomStream : quint64
{
    warmUpStream = 1,
    measuredStream = 2,
    groupStream = 3,
    traceStream = 4,
    templateStream = 16,
    rowStream,
    shuffleStream,
    requestStream,
    thinkStream,
    abandonStream,
    promptLengthStream,
    outputLengthStream
};

} // namespace weir
