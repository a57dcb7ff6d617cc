// SPDX-License-Identifier: GPL-3.0-or-later
// Lets records be read and worked on at the same time, each on a processor of its own.
#pragma once

#include "metrics/requestrecord.h"

#include <functional>
#include <future>
#include <span>
#include <vector>

namespace weir {

/// Gathers records in batches and hands each one to a function that runs in another thread while the next
/// batch fills: one call at a time, in the order of the records. Few records never see a thread. Used by one
/// thread.
class RecordBatches
{
public:
    /// `take` must not throw.
    explicit RecordBatches(std::function<void(std::span<const RequestRecord>)> take);
    /// Waits for what runs; what was not handed over is dropped.
    ~RecordBatches() = default;
    RecordBatches(const RecordBatches &) = delete;
    RecordBatches &operator=(const RecordBatches &) = delete;

    void add(RequestRecord &&record);
    /// Hands over the rest. When it returns, all are taken.
    void finish();

private:
    [[nodiscard]] bool isFull() const;
    void wait();

    std::function<void(std::span<const RequestRecord>)> m_take;
    std::vector<RequestRecord> m_filling;
    std::size_t m_chunks = 0;           ///< Of m_filling.
    std::vector<RequestRecord> m_taken; ///< Of m_running, while there is one.
    std::future<void> m_running;
};

} // namespace weir
