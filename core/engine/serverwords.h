// SPDX-License-Identifier: GPL-3.0-or-later
// What the heads of answers say of the server that sent them.
#pragma once

#include "metrics/batch.h"
#include "protocol/exchange.h"

#include <set>
#include <utility>

namespace weir {

/// "uvicorn", or "nginx, via: 1.1 varnish, x-powered-by: Express": the value of `Server`, and other headers
/// that name a program, by their own names. Empty where there is none. As received: not redacted.
QByteArray serverWordsOf(const ResponseHead &head);

/// Which words a worker has told already: a target's servers say the same with every answer. A value.
class ServerWordsTold
{
public:
    /// True the first time that `words` are those of this target; false for none, and once so much was told
    /// that nobody would read more.
    bool isNews(TargetIndex target, const QByteArray &words);

private:
    std::set<std::pair<TargetIndex, QByteArray>> m_told;
};

} // namespace weir
