// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/wirenotes.h"

#include <QRandomGenerator>

#include <mutex>
#include <unordered_map>

namespace weir {

namespace {

/// Of all exchanges under way.
struct Directory
{
    std::mutex mutex;
    std::unordered_map<quint64, std::weak_ptr<WireNotes>> notes;
    quint64 lastId = 0;
};

/// Never destroyed: threads of QNAM's may outlive the program's variables.
Directory &directory()
{
    static Directory *const one = new Directory;
    return *one;
}

const QByteArray &markName()
{
    static const QByteArray *const name =
        new QByteArray("Weir-Exchange-" + QByteArray::number(QRandomGenerator::system()->generate64(), 16));
    return *name;
}

} // namespace

std::shared_ptr<WireNotes> WireNotes::make(const QByteArray &body, Body writer)
{
    Directory &all = directory();
    const std::lock_guard lock(all.mutex);
    const quint64 id = ++all.lastId;
    const std::shared_ptr<WireNotes> made = std::make_shared<WireNotes>(id, body, writer);
    all.notes.emplace(id, made);
    return made;
}

std::shared_ptr<WireNotes> WireNotes::find(quint64 id)
{
    Directory &all = directory();
    const std::lock_guard lock(all.mutex);
    const auto found = all.notes.find(id);
    return found == all.notes.end() ? nullptr : found->second.lock();
}

WireNotes::~WireNotes()
{
    Directory &all = directory();
    const std::lock_guard lock(all.mutex);
    all.notes.erase(m_id);
}

RawHeader WireNotes::mark() const
{
    return {markName(), QByteArray::number(m_id, 16)};
}

const QByteArray &WireNotes::markPrefix()
{
    static const QByteArray *const prefix = new QByteArray("\r\n" + markName() + ": ");
    return *prefix;
}

void WireNotes::noteBegun()
{
    m_uploaded.store(0, std::memory_order_release);
}

void WireNotes::noteSent(TimePoint at, bool isKept)
{
    Place nowhere = Place::Nowhere;
    m_first.compare_exchange_strong(nowhere, isKept ? Place::OnKept : Place::OnNew);
    m_sent.store(toNs(at), std::memory_order_release);
    ++m_sentCount;
}

void WireNotes::noteUploaded(TimePoint at)
{
    m_uploaded.store(toNs(at), std::memory_order_release);
}

void WireNotes::noteHead(const Read &read)
{
    m_isHeadByKernel.store(read.byKernel, std::memory_order_relaxed);
    m_head.store(toNs(read.at), std::memory_order_release);
}

void WireNotes::noteBody(const Read &read)
{
    const std::size_t written = m_written.load(std::memory_order_relaxed);
    if (written - m_taken.load(std::memory_order_acquire) == capacity)
        return;
    m_reads[written % capacity] = read;
    m_written.store(written + 1, std::memory_order_release);
}

std::optional<bool> WireNotes::wasFirstOnKept() const
{
    const Place first = m_first;
    return first == Place::Nowhere ? std::nullopt : std::optional(first == Place::OnKept);
}

std::optional<WireNotes::Read> WireNotes::head() const
{
    const std::optional<TimePoint> at = momentOf(m_head);
    if (!at)
        return std::nullopt;
    return Read{0, *at, m_isHeadByKernel.load(std::memory_order_relaxed)};
}

std::optional<WireNotes::Read> WireNotes::readOf(qint64 position)
{
    const std::size_t written = m_written.load(std::memory_order_acquire);
    std::size_t taken = m_taken.load(std::memory_order_relaxed);
    while (taken != written && m_reads[taken % capacity].bodyEnd <= position)
        ++taken;
    m_taken.store(taken, std::memory_order_release);
    if (taken == written)
        return std::nullopt;
    return m_reads[taken % capacity];
}

std::optional<TimePoint> WireNotes::momentOf(const std::atomic<qint64> &ns)
{
    const qint64 value = ns.load(std::memory_order_acquire);
    if (value == 0)
        return std::nullopt;
    return timePointFromNs(value);
}

} // namespace weir
