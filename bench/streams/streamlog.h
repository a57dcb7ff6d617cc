// SPDX-License-Identifier: GPL-3.0-or-later
// What the processes of a stream benchmark hand each other: the form of a chunk, and files of stamps. All
// stamps are CLOCK_MONOTONIC in nanoseconds, the same clock in every process of one boot. The files are
// written and read on one machine within one call, so they hold plain structs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weir::bench {

/// Each token's chunk carries the stamp of its own write in its id, in a fixed width, so that any client can
/// tell how late its own stamp is without matching. Chunks without a token carry zeros.
inline constexpr std::string_view chunkStart = "data: {\"id\":\"chatcmpl-";
inline constexpr std::size_t stampDigits = 20;

/// One token's write by the server.
struct Write
{
    std::int64_t at = 0;        ///< Taken just before send().
    std::uint32_t stream = 0;   ///< Index into WriteLog::ids.
    std::uint32_t lateness = 0; ///< After the moment that the pace asked for; stays at the most that fits.
};

/// Everything that one server wrote.
struct WriteLog
{
    std::vector<std::string> ids; ///< X-Weir-Request-Id of each stream, in the order of their requests.
    std::vector<Write> writes;    ///< In the order of writing.
};

/// One token as a client saw it.
struct Arrival
{
    std::int64_t written = 0; ///< The server's stamp.
    std::int64_t read = 0;    ///< The client's stamp.
};

/// CLOCK_MONOTONIC, nanoseconds.
std::int64_t monotonicNs();

/// Raises this process's soft limit on open files to the hard one, as far as the system allows.
void raiseSoftFileLimit();

/// All four throw std::runtime_error when the file can't be read or written as a whole.
void save(const WriteLog &log, const std::string &path);
WriteLog loadWriteLog(const std::string &path);
void save(const std::vector<Arrival> &arrivals, const std::string &path);
std::vector<Arrival> loadArrivals(const std::string &path);

/// Nearest-rank percentile of values in any order, which it reorders; 0 when there are none. `share`: 0..1.
double percentile(std::vector<double> &values, double share);

} // namespace weir::bench
