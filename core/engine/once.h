// SPDX-License-Identifier: GPL-3.0-or-later
// One request, looked at closely: what was sent, every raw event with its time, and how it ended.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"
#include "protocol/exchange.h"
#include "scenario/scenario.h"

#include <QObject>

#include <memory>
#include <vector>

namespace weir {

/// One raw event of the stream.
struct OnceEvent
{
    Nanoseconds at{0}; ///< Since `started`.
    QByteArray raw;    ///< The event's bytes, redacted, at most 64 KiB.
    QString
        kind; ///< "content", "reasoning", "role", "usage", "finish", "terminator", "comment", "error", ...
    QString text; ///< Decoded text of the answer or reasoning, at most 64 KiB of it.
};

/// Everything about one exchange. Redacted: safe to show and copy.
struct OnceResult
{
    QByteArray method;
    QUrl url;
    std::vector<RawHeader> requestHeaders;
    QByteArray requestBody;
    std::optional<ResponseHead> head;
    std::vector<OnceEvent> events; ///< At most 10,000. All together hold 16 MiB; of what comes then, only the
                                   ///< first 256 bytes each are kept.
    quint64 cutEvents = 0;         ///< Events, of all that came, that are not kept as a whole.
    RequestRecord record;
};

/// Sends one request of a scenario. Lives in the caller's thread; reading happens in a worker thread.
class Once : public QObject
{
    Q_OBJECT

public:
    explicit Once(QObject *parent = nullptr);
    ~Once() override; ///< Aborts.

    /// `templateIndex` into scenario.requests. `builtinUrls` as in RunRequest. One at a
    /// time: a request that still runs is aborted and tells nothing.
    Result<void> start(const Scenario &scenario, const QString &baseFolder, std::size_t templateIndex,
                       const QStringList &builtinUrls);
    void cancel();
    /// Bytes that the process may grow by before the memory guard ends a request, from the next start() on;
    /// else memoryLimitFor() of what is free.
    void setMemoryLimit(quint64 bytes);

Q_SIGNALS:
    void finished(const weir::OnceResult &result);

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
