// SPDX-License-Identifier: GPL-3.0-or-later
// Renders large requests before their time, so that no worker has to when it is due to send one.
#pragma once

#include "engine/loaddriver.h"
#include "engine/runcontext.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace weir {

/// A request is a pure function of its number, so it can be made before anybody asks for it; what depends on
/// the moment (credentials) or on what came before (further attempts) is made by the worker all the same.
/// Renders the next few numbers of each group in their order, whoever will take them; what is asked for too
/// early, or with other lengths after a trace was steered, is rendered by its worker. Holds at most four
/// requests for each worker and 64 MiB, beside the one that is being made. A thread of its own; calls from
/// any.
class RenderAhead
{
public:
    /// Null where no request is large enough for it to matter (32 KiB of texts and row, or prompts of 4,096
    /// tokens that are filled up). `context` must outlive it. `share`: which requests are this process's.
    /// `mostBytes`: bodies and prompts that may be ready.
    static std::unique_ptr<RenderAhead> startFor(const RunContext &context, const LoadPlan &load,
                                                 RankShare share, quint32 workers,
                                                 qint64 mostBytes = qint64{64} << 20);
    ~RenderAhead();
    RenderAhead(const RenderAhead &) = delete;
    RenderAhead &operator=(const RenderAhead &) = delete;

    /// The first attempt of a request as RequestRenderer::prepare() makes it, for the one who sends it;
    /// nothing where it isn't ready. Never waits for a rendering.
    std::optional<RenderedRequest> take(RequestId request, const std::optional<TraceLengths> &lengths);

    /// Waits until it can't go further ahead.
    void waitUntilAhead();

private:
    struct Planned
    {
        RequestId request;
        std::optional<TraceLengths> lengths{}; ///< Of a trace.
    };
    struct Ready
    {
        std::optional<TraceLengths> lengths;
        RenderedRequest rendered;
    };
    /// Numbers and lengths of one group, in their order.
    struct Group
    {
        quint64 next = 0;                            ///< Number of the next one to render.
        std::optional<quint64> asked{};              ///< The highest that was asked for.
        std::unique_ptr<ArrivalSequence> arrivals{}; ///< Of a trace; null: numbers follow one another.
        std::map<quint64, Ready> ready{};            ///< By number.
        quint32 strayed = 0; ///< Requests on end that had other lengths than planned here.
        bool isOff = false;
    };

    RenderAhead(const RunContext &context, RankShare share, std::vector<Group> groups, quint32 workers,
                qint64 mostBytes);

    void work(const std::stop_token &stop);
    [[nodiscard]] bool hasRoom(const Group &group) const;
    std::optional<std::pair<std::size_t, Planned>> nextPlanned();
    [[nodiscard]] std::optional<Planned> plannedOf(std::size_t index);
    [[nodiscard]] bool isLarge(const RequestChoice &choice, const std::optional<TraceLengths> &lengths) const;
    [[nodiscard]] std::optional<RenderedRequest> render(const Planned &planned) const;
    void keep(std::size_t index, const Planned &planned, RenderedRequest rendered);
    void forgetPassed(Group &group);

    const RunContext &m_context;
    RankShare m_share;
    std::size_t m_mostReady; ///< Of one group.
    qint64 m_mostBytes;
    std::vector<bool> m_isLarge; ///< By template.
    std::mutex m_mutex;
    std::condition_variable_any m_taken;
    std::condition_variable m_full;
    std::vector<Group> m_groups;
    qint64 m_bytes = 0; ///< Of what is ready.
    bool m_isAhead = false;
    std::jthread m_thread; ///< Last: it uses what stands above.
};

} // namespace weir
