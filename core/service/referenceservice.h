// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service: an OpenAI-compatible endpoint on this machine whose every answer is known in
// advance.
#pragma once

#include "service/model/modelstate.h"
#include "service/config/serviceconfig.h"
#include "service/front/servicestats.h"

#include <QUrl>

#include <memory>
#include <optional>

namespace weir {

/// Serves on 127.0.0.1 from a thread of its own, from start() to the destructor. All members may be called
/// from any thread; needs no event loop.
///
/// Speaks the formats of service/dialects, WebSocket at /v1/stream and /ws, submit-and-poll at /v1/tasks, and
/// answers /v1/models, /health and /metrics. When an answer's tokens are written is the model's to say
/// (model/servicemodel.h); with the fixed scheduler each has an absolute time.
class ReferenceService
{
public:
    /// Binds, starts the thread and creates the truth file. Errors: a figure out of range, a port that is
    /// taken, a truth file that can't be written.
    static Result<std::unique_ptr<ReferenceService>> start(const ServiceConfig &config);
    /// Cuts open answers (recorded as "error"), joins the thread, completes the truth file.
    ~ReferenceService();
    /// What the destructor does, for who wants to know about the truth file's end. Nothing is answered
    /// afterwards; of the others only truthError() and stats() may still be called.
    void finish();
    /// Why the truth file is not whole: the first write that failed. Nothing without such a file.
    [[nodiscard]] std::optional<Error> truthError() const;
    ReferenceService(const ReferenceService &) = delete;
    ReferenceService &operator=(const ReferenceService &) = delete;

    /// The port that is listened on; the system's choice when the configuration says 0.
    [[nodiscard]] quint16 port() const;
    /// http://127.0.0.1:PORT, or https:// with TLS.
    [[nodiscard]] QUrl url() const;
    /// What a client has to trust: the self-signed certificate for localhost and 127.0.0.1, made at the
    /// start. Empty without TLS.
    [[nodiscard]] QByteArray certificatePem() const;
    [[nodiscard]] ServiceStats stats() const;

    /// The newest picture of the model; never null. It is made anew every 250 ms for five seconds after each
    /// call, so the first one after a while may be old.
    [[nodiscard]] std::shared_ptr<const ModelState> state() const;
    /// Replaces the shares of faults; as checkFaults() accepts them.
    void setFaults(const std::vector<FaultShare> &faults);
    /// The next `requests` requests meet this fault, whatever the shares say; 0 takes it back.
    void injectFault(FaultKind kind, quint32 requests);
    /// Starts a drill by hand; its `at` counts from now.
    void startDrill(const DrillConfig &drill);
    /// Ends all drills that are under way.
    void endDrills();
    /// Sets the number of replicas of the first version.
    void scaleTo(quint32 replicas);
    void flushCaches();

private:
    struct Private;
    explicit ReferenceService(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace weir
