// SPDX-License-Identifier: GPL-3.0-or-later
// A client of the model that notes what it is told, and a clock that runs the model from event to event.
#pragma once

#include "service/model/servicemodel.h"

#include <memory>
#include <optional>
#include <vector>

namespace weir::test {

class NotingClient final : public ModelClient
{
public:
    struct Chunk
    {
        Nanoseconds at{0}; ///< Since the model's start.
        quint32 tokens = 0;
        bool reasoning = false;
        friend bool operator==(const Chunk &, const Chunk &) = default;
    };

    void onRefused(const ModelRefusal &what) override { refusal = what; }
    void onPlaced(const ModelPlacement &what) override { placement = what; }
    void onTokens(const ModelTokens &what) override
    {
        chunks.push_back({what.at - TimePoint{}, what.tokens, what.reasoning});
    }
    void onFinished(const ModelEnd &what) override { end = what; }
    void onBroken(const ModelBreak &what) override { broken = what; }

    [[nodiscard]] quint32 tokens() const
    {
        quint32 sum = 0;
        for (const Chunk &chunk : chunks)
            sum += chunk.tokens;
        return sum;
    }
    [[nodiscard]] bool isOver() const { return refusal || end || broken; }

    std::optional<ModelRefusal> refusal;
    std::optional<ModelPlacement> placement;
    std::vector<Chunk> chunks;
    std::optional<ModelEnd> end;
    std::optional<ModelBreak> broken;
};

/// The model from time zero on, and its clients.
class ModelRig
{
public:
    explicit ModelRig(const ModelConfig &config) : model(config, TimePoint{}) {}

    /// A request at `at`, with a key of its own unless `request` has one.
    NotingClient &ask(Nanoseconds at, ModelRequest request = {})
    {
        if (request.key == 0)
            request.key = ++m_keys;
        clients.push_back(std::make_unique<NotingClient>());
        handles.push_back(model.submit(TimePoint{} + at, request, *clients.back()));
        return *clients.back();
    }
    /// Event by event until `to`, or until nothing is left to happen.
    void run(Nanoseconds to)
    {
        const TimePoint end = TimePoint{} + to;
        for (std::optional<TimePoint> due = model.nextDue(); due && *due <= end; due = model.nextDue())
            model.advance(*due);
        model.advance(end);
    }
    [[nodiscard]] ModelState state(Nanoseconds at) const { return model.state(TimePoint{} + at); }

    ServiceModel model;
    std::vector<std::unique_ptr<NotingClient>> clients;
    std::vector<ModelHandle> handles;

private:
    quint64 m_keys = 0;
};

} // namespace weir::test
