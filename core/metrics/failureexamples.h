// SPDX-License-Identifier: GPL-3.0-or-later
// What the failures of a run said, by kind: the commonest sentence of each, and one request to look at.
#pragma once

#include "metrics/requestrecord.h"

#include <map>
#include <vector>

namespace weir {

/// The commonest message of one class or sub-class, and the first request that ended with it.
struct FailureExample
{
    Message message;
    RequestId request;
    TargetIndex target;
    quint64 count = 0; ///< Requests with this very message.

    friend bool operator==(const FailureExample &, const FailureExample &) = default;
};

/// As X-Weir-Request-Id had it, "TAG-17"; the number alone where the tag is not known.
QString requestText(const FailureExample &example, const QString &tag);

/// Fed with requests that did not succeed. Bounded: of each key the first messages alone are told apart, as
/// a service may put something of its own into every one. A value; not thread-safe.
class FailureExamples
{
public:
    static constexpr std::size_t mostMessages = 20;

    /// `key`: under which the request is counted in Summary::errorDetails.
    void add(const QString &key, const RequestRecord &record);
    /// By key; of equally common messages the first.
    [[nodiscard]] std::map<QString, FailureExample> commonest() const;

private:
    std::map<QString, std::vector<FailureExample>> m_messages;
};

} // namespace weir
