// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/renderahead.h"

#include "plan/tokenlengths.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

/// Rendering less takes a worker well under a millisecond.
constexpr qint64 largeBytes = 32 * 1024;
constexpr quint32 largeFiller = 4096;
constexpr std::size_t readyForEachWorker = 4;
/// Numbers to look ahead for large ones among others.
constexpr quint64 horizon = 256;
/// Steering has changed which row a number stands for; nothing that is made here will be taken any more.
constexpr quint32 mostStrayed = 16;

qint64 bytesOf(const RenderedRequest &request)
{
    return request.wire.body.size() + request.prompt.size();
}

/// By template: its texts and the largest row of its data.
std::vector<bool> largeTemplates(const RunContext &context)
{
    std::vector<bool> large;
    for (std::size_t i = 0; i < context.templates.size(); ++i) {
        const RequestTemplate &request = context.scenario.requests[i];
        const std::optional<std::size_t> data = context.templates[i].data;
        const qint64 row = data ? context.data[*data].largestRow() : 0;
        const bool hasLongPrompt = context.templates[i].renderer.wantsFiller() &&
                                   usualMostTokens(request.promptTokens) >= largeFiller;
        large.push_back(hasLongPrompt || request.templates().join(QString()).size() + row >= largeBytes);
    }
    return large;
}

bool isTrace(const LoadGroup &group)
{
    return std::holds_alternative<TraceLoad>(group.model);
}

/// A request of this group may be large.
bool mayBeLarge(const RunContext &context, const LoadGroup &group, const std::vector<bool> &isLarge)
{
    for (std::size_t i = 0; i < isLarge.size(); ++i) {
        if (!group.mix.isEmpty() && !group.mix.contains(context.scenario.requests[i].name))
            continue;
        if (isLarge[i] || (isTrace(group) && context.templates[i].renderer.wantsFiller()))
            return true;
    }
    return false;
}

} // namespace

std::unique_ptr<RenderAhead> RenderAhead::startFor(const RunContext &context, const LoadPlan &load,
                                                   RankShare share, quint32 workers, qint64 mostBytes)
{
    const std::vector<bool> isLarge = largeTemplates(context);
    std::vector<Group> groups(load.load.groups.size());
    bool any = false;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        Group &group = groups[i];
        group.next = share.rank;
        group.isOff = !mayBeLarge(context, load.load.groups[i], isLarge);
        if (!group.isOff && isTrace(load.load.groups[i])) {
            Result<std::unique_ptr<ArrivalSequence>> all =
                arrivalsOf(load.load, GroupIndex(i), load.seed, load.baseFolder);
            group.isOff = !all; // its worker tells
            if (all)
                group.arrivals = shareOf(std::move(*all), share.rank, share.ranks, groups.size());
        }
        any = any || !group.isOff;
    }
    if (!any)
        return nullptr;
    return std::unique_ptr<RenderAhead>(
        new RenderAhead(context, share, std::move(groups), workers, mostBytes));
}

RenderAhead::RenderAhead(const RunContext &context, RankShare share, std::vector<Group> groups,
                         quint32 workers, qint64 mostBytes)
    : m_context(context)
    , m_share(share)
    , m_mostReady(readyForEachWorker * std::max<quint32>(workers, 1))
    , m_mostBytes(mostBytes)
    , m_isLarge(largeTemplates(context))
    , m_groups(std::move(groups))
    , m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

RenderAhead::~RenderAhead() = default;

std::optional<RenderedRequest> RenderAhead::take(RequestId request,
                                                 const std::optional<TraceLengths> &lengths)
{
    const std::scoped_lock lock(m_mutex);
    Group &group = m_groups[groupOf(request, m_groups.size())];
    if (group.isOff)
        return std::nullopt;
    const quint64 number = numberOf(request, m_groups.size());
    group.asked = std::max(group.asked.value_or(number), number);
    std::optional<RenderedRequest> taken;
    if (const auto found = group.ready.find(number); found != group.ready.end()) {
        m_bytes -= bytesOf(found->second.rendered);
        const bool isSame = found->second.lengths == lengths;
        if (isSame)
            taken = std::move(found->second.rendered);
        group.strayed = isSame ? 0 : group.strayed + 1;
        group.ready.erase(found);
    }
    forgetPassed(group);
    if (group.strayed > mostStrayed)
        group.isOff = true;
    if (std::exchange(m_isAhead, false))
        m_taken.notify_one();
    return taken;
}

/// Numbers that were dropped, or never sent. Workers may ask a little out of order.
void RenderAhead::forgetPassed(Group &group)
{
    while (!group.ready.empty() && group.asked &&
           group.ready.begin()->first + m_mostReady * m_share.ranks < *group.asked) {
        m_bytes -= bytesOf(group.ready.begin()->second.rendered);
        group.ready.erase(group.ready.begin());
    }
}

void RenderAhead::waitUntilAhead()
{
    std::unique_lock lock(m_mutex);
    m_full.wait(lock, [this] { return m_isAhead; });
}

bool RenderAhead::hasRoom(const Group &group) const
{
    const quint64 furthest = group.asked.value_or(m_share.rank) + horizon * m_share.ranks;
    return !group.isOff && group.next <= furthest && group.ready.size() < m_mostReady &&
           m_bytes < m_mostBytes;
}

std::optional<RenderAhead::Planned> RenderAhead::plannedOf(std::size_t index)
{
    Group &group = m_groups[index];
    const quint64 from = group.asked ? std::max(group.next, *group.asked + 1) : group.next;
    if (!group.arrivals) {
        // The first of this process's numbers from there on.
        const quint64 stride = m_share.ranks;
        const quint64 steps = (from - m_share.rank + stride - 1) / stride;
        const quint64 number = m_share.rank + steps * stride;
        group.next = number + stride;
        return Planned{requestIdOf(index, number, m_groups.size())};
    }
    while (const std::optional<Arrival> arrival = group.arrivals->next()) {
        const quint64 number = numberOf(arrival->request, m_groups.size());
        if (number < from)
            continue;
        group.next = number + 1;
        return Planned{arrival->request, arrival->lengths};
    }
    group.isOff = group.ready.empty();
    return std::nullopt;
}

/// Of the group that is least ahead; passes over what is not worth it.
std::optional<std::pair<std::size_t, RenderAhead::Planned>> RenderAhead::nextPlanned()
{
    std::optional<std::size_t> least;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        if (hasRoom(m_groups[i]) && (!least || m_groups[i].ready.size() < m_groups[*least].ready.size()))
            least = i;
    }
    if (!least)
        return std::nullopt;
    const std::optional<Planned> planned = plannedOf(*least);
    return planned ? std::optional(std::pair(*least, *planned)) : std::nullopt;
}

bool RenderAhead::isLarge(const RequestChoice &choice, const std::optional<TraceLengths> &lengths) const
{
    const quint32 index = choice.requestTemplate.value();
    if (!m_context.scenario.requests[index].conversation.isEmpty())
        return false; // what it says is remembered by whoever sends it
    return m_isLarge[index] || (lengths && lengths->input.value_or(0) >= largeFiller &&
                                m_context.templates[index].renderer.wantsFiller());
}

std::optional<RenderedRequest> RenderAhead::render(const Planned &planned) const
{
    const RequestChoice choice = m_context.chooser->choose(planned.request);
    if (choice.dataExhausted || !isLarge(choice, planned.lengths))
        return std::nullopt;
    const Result<std::optional<QJsonObject>> row = m_context.rowOf(choice);
    if (!row)
        return std::nullopt;
    Result<RenderedRequest> rendered = m_context.templates[choice.requestTemplate.value()].renderer.prepare(
        choice, planned.request, 1, m_context.runTag, *row ? &**row : nullptr, planned.lengths);
    if (!rendered)
        return std::nullopt; // whoever sends it finds the same, and tells
    return std::move(*rendered);
}

void RenderAhead::keep(std::size_t index, const Planned &planned, RenderedRequest rendered)
{
    const quint64 number = numberOf(planned.request, m_groups.size());
    Group &group = m_groups[index];
    if (group.asked && number <= *group.asked)
        return; // too late
    m_bytes += bytesOf(rendered);
    group.ready.emplace(number, Ready{planned.lengths, std::move(rendered)});
}

void RenderAhead::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        const std::optional<std::pair<std::size_t, Planned>> next = nextPlanned();
        if (!next) {
            m_isAhead = true;
            m_full.notify_all();
            m_taken.wait(lock, stop, [this] { return !m_isAhead; });
            continue;
        }
        lock.unlock();
        std::optional<RenderedRequest> rendered = render(next->second);
        lock.lock();
        if (rendered)
            keep(next->first, next->second, std::move(*rendered));
    }
}

} // namespace weir
