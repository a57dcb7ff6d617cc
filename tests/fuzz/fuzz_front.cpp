// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes on a connection of the reference service: whatever is understood as a request lies inside the
// promised bounds, and the model takes it without falling over.
#include "service/front/requestreading.h"
#include "service/model/servicemodel.h"

#include <cstdint>
#include <cstdlib>

namespace {

class Quiet final : public weir::ModelClient
{
public:
    void onRefused(const weir::ModelRefusal &) override {}
    void onPlaced(const weir::ModelPlacement &) override {}
    void onTokens(const weir::ModelTokens &) override {}
    void onFinished(const weir::ModelEnd &) override {}
    void onBroken(const weir::ModelBreak &) override {}
};

weir::ServiceConfig config()
{
    weir::ServiceConfig config;
    config.model.scheduler.kind = weir::SchedulerKind::Continuous;
    config.model.scheduler.kvTokens = 10'000;
    config.model.output.tokens = weir::RandomFigure::fixed(5);
    config.model.cache.entries = 10;
    config.model.prefixCache.tokens = 1000;
    config.model.queue.idempotencyWindow = std::chrono::seconds(1);
    config.model.gateway.limits.tokensPerSecond = 1e6;
    return config;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const weir::Dialects dialects;
    static const weir::ServiceConfig service = config();
    static weir::Gatekeeper gate("sesame", std::move(*weir::Authenticator::make({})));
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    weir::ServiceModel model(service.model, weir::TimePoint{});
    weir::TimePoint now;
    Quiet client;
    for (const weir::ReadRequest &read : weir::readRequests(bytes, dialects, gate, service)) {
        if (read.route.reply && (read.route.reply->status < 200 || read.route.reply->status > 599))
            std::abort();
        if (!read.model)
            continue;
        if (read.model->promptTokens < 1 || (read.model->maxTokens && *read.model->maxTokens < 1))
            std::abort();
        now += std::chrono::milliseconds(1);
        model.submit(now, *read.model, client);
    }
    for (int i = 0; i < 10'000 && model.nextDue(); ++i)
        model.advance(*model.nextDue());
    return 0;
}
