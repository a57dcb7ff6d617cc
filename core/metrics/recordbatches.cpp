// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/recordbatches.h"

#include <utility>

namespace weir {

namespace {

/// Enough work to be worth a thread's start.
constexpr std::size_t mostRecords = 4096;
/// Bounds the memory of a batch (16 bytes each), however long answers are.
constexpr std::size_t mostChunks = 500'000;

} // namespace

RecordBatches::RecordBatches(std::function<void(std::span<const RequestRecord>)> take)
    : m_take(std::move(take))
{
}

void RecordBatches::add(RequestRecord &&record)
{
    if (isFull()) {
        wait();
        std::swap(m_taken, m_filling); // both keep their memory
        m_chunks = 0;
        // Where no thread can be had, wait() does the work.
        m_running = std::async(std::launch::async | std::launch::deferred, [this] {
            m_take(std::span(std::as_const(m_taken)));
            m_taken.clear();
        });
    }
    m_chunks += record.chunks.size();
    m_filling.push_back(std::move(record));
}

void RecordBatches::finish()
{
    wait();
    m_take(std::span(std::as_const(m_filling)));
    m_filling.clear();
    m_chunks = 0;
}

bool RecordBatches::isFull() const
{
    return m_filling.size() >= mostRecords || m_chunks >= mostChunks;
}

void RecordBatches::wait()
{
    if (m_running.valid())
        m_running.get();
}

} // namespace weir
