// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/nulltransport.h"

#include <QTimer>
#include <queue>

#include <unordered_map>
#include <utility>

namespace weir {

class NullTransport::Private
{
public:
    struct Exchange
    {
        StreamHandler *handler = nullptr;
        std::size_t step = 0; ///< 0: head; 1..n: chunks; n + 1: end.
    };

    struct Due
    {
        TimePoint at;
        StreamId id;

        friend bool operator>(const Due &a, const Due &b)
        {
            return std::pair(a.at, a.id) > std::pair(b.at, b.id);
        }
    };

    Private(const Clock &source, NullScript what) : clock(source), script(std::move(what))
    {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { playDue(); });
    }

    void schedule(StreamId id, TimePoint now, Nanoseconds wait)
    {
        if (wait > Nanoseconds{0})
            queue.push({now + wait, id});
        else
            ready.push_back(id); // thousands of streams without gaps need no sorting
    }

    void arm()
    {
        if (!ready.empty())
            return timer.start(0);
        if (queue.empty())
            return;
        const Nanoseconds left = queue.top().at - clock.now();
        timer.start(
            std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds{0}));
    }

    void playDue()
    {
        // What a step schedules for now waits for the next turn, else a gap of 0 would never let the loop
        // breathe.
        std::swap(ready, playing);
        const TimePoint now = clock.now();
        for (; !queue.empty() && queue.top().at <= now; queue.pop())
            playing.push_back(queue.top().id);
        for (const StreamId id : playing)
            playStep(id);
        playing.clear();
        arm();
    }

    void playStep(StreamId id)
    {
        const auto found = exchanges.find(id);
        if (found == exchanges.end())
            return;
        StreamHandler &handler = *found->second.handler;
        const std::size_t step = found->second.step++;
        const TimePoint at = clock.now();
        if (step > script.chunks.size()) {
            exchanges.erase(found);
            handler.onEnded(at, script.end);
            return;
        }
        schedule(id, at, script.gap);
        if (step > 0) {
            handler.onData(at, script.chunks[step - 1]);
            return;
        }
        handler.onSent(at);
        if (exchanges.contains(id))
            handler.onOpened(at, script.opening);
    }

    const Clock &clock;
    const NullScript script;
    QTimer timer;
    std::unordered_map<StreamId, Exchange> exchanges;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> queue;
    std::vector<StreamId> ready;   ///< Due at the next turn, in the order of asking.
    std::vector<StreamId> playing; ///< Those of this turn; kept for its memory.
    quint64 lastId = 0;
};

NullTransport::NullTransport(const Clock &clock, NullScript script, QObject *parent)
    : QObject(parent), m_d(std::make_unique<Private>(clock, std::move(script)))
{
}

NullTransport::~NullTransport() = default;

StreamId NullTransport::start(const WireRequest &, StreamHandler &handler)
{
    const StreamId id{++m_d->lastId};
    m_d->exchanges.emplace(id, Private::Exchange{&handler, 0});
    m_d->schedule(id, m_d->clock.now(), m_d->script.headDelay);
    m_d->arm();
    return id;
}

void NullTransport::abort(StreamId stream)
{
    const auto found = m_d->exchanges.find(stream);
    if (found == m_d->exchanges.end())
        return;
    StreamHandler &handler = *found->second.handler;
    m_d->exchanges.erase(found);
    handler.onEnded(m_d->clock.now(), {WireEnd::Kind::Aborted, {}});
}

std::size_t NullTransport::openCount() const
{
    return m_d->exchanges.size();
}

void NullTransport::prepare(const WireRequest &, std::size_t) {}

} // namespace weir
