// SPDX-License-Identifier: GPL-3.0-or-later
// What a load asks of the generator at its heaviest moment, so that loads can be compared.
#pragma once

#include "base/clock.h"
#include "scenario/scenario.h"

namespace weir {

/// An answer whose times are fixed.
struct FixedStream
{
    Nanoseconds ttft = std::chrono::milliseconds{200}; ///< To the first token; 0 to 30 s.
    Nanoseconds itl = std::chrono::milliseconds{20};   ///< Between tokens; 1 ms to 30 s.
    double tokens = 100;                               ///< Of an answer, mean over the scenario's requests.

    [[nodiscard]] Nanoseconds length() const;
    friend bool operator==(const FixedStream &, const FixedStream &) = default;
};

/// The peaks of a load's groups, added up.
struct LoadSignature
{
    LoadKind kind = LoadKind::Closed;
    double streams = 0; ///< Expected open at once; closed: users.
    double requestsPerSecond = 0;
    double chunksPerSecond = 0;
    quint32 workers = 1;   ///< Threads that share it.
    quint64 bodyBytes = 0; ///< The longest body of a request. No plan tells it: filled by whoever sends them.

    friend bool operator==(const LoadSignature &, const LoadSignature &) = default;
};

/// Tokens that an answer has where its request gives no limit.
inline constexpr quint32 defaultAnswerTokens = 100;

/// `stream` with the mean of the scenario's max_tokens, by the requests' weights.
FixedStream withTokensOf(FixedStream stream, const Scenario &scenario);

/// The peak of one group if every answer were `stream`: open streams by the plan, and the rate that keeps so
/// many open. A pure function of its arguments and, for a trace, its file under `baseFolder`.
LoadSignature signatureOf(const Load &load, const LoadGroup &group, const FixedStream &stream,
                          const QString &baseFolder);
/// The sum of all groups. `workers` as the run has them.
LoadSignature signatureOf(const Load &load, const FixedStream &stream, const QString &baseFolder,
                          quint32 workers);

} // namespace weir
