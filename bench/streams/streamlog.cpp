// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/streamlog.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <sys/resource.h>
#include <type_traits>

namespace weir::bench {

namespace {

template <typename T>
void put(std::ofstream &out, const std::vector<T> &values)
{
    static_assert(std::is_trivially_copyable_v<T>);
    const std::uint64_t count = values.size();
    out.write(reinterpret_cast<const char *>(&count), sizeof count);
    out.write(reinterpret_cast<const char *>(values.data()), static_cast<std::streamsize>(count * sizeof(T)));
}

template <typename T>
std::vector<T> take(std::ifstream &in)
{
    std::uint64_t count = 0;
    in.read(reinterpret_cast<char *>(&count), sizeof count);
    std::vector<T> values(in ? count : 0);
    in.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
    return values;
}

template <typename Stream>
void check(const Stream &stream, const std::string &path)
{
    if (!stream)
        throw std::runtime_error(path + ": can't be read or written as a whole");
}

} // namespace

std::int64_t monotonicNs()
{
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * std::int64_t{1'000'000'000} + at.tv_nsec;
}

void raiseSoftFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void save(const WriteLog &log, const std::string &path)
{
    std::vector<char> ids;
    for (const std::string &id : log.ids) {
        ids.insert(ids.end(), id.begin(), id.end());
        ids.push_back('\n');
    }
    std::ofstream out(path, std::ios::binary);
    put(out, ids);
    put(out, log.writes);
    out.flush();
    check(out, path);
}

WriteLog loadWriteLog(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    const std::vector<char> ids = take<char>(in);
    WriteLog log;
    for (auto from = ids.begin(); from != ids.end();) {
        const auto to = std::find(from, ids.end(), '\n');
        log.ids.emplace_back(from, to);
        from = to == ids.end() ? to : to + 1;
    }
    log.writes = take<Write>(in);
    check(in, path);
    return log;
}

void save(const std::vector<Arrival> &arrivals, const std::string &path)
{
    std::ofstream out(path, std::ios::binary);
    put(out, arrivals);
    out.flush();
    check(out, path);
}

std::vector<Arrival> loadArrivals(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    std::vector<Arrival> arrivals = take<Arrival>(in);
    check(in, path);
    return arrivals;
}

double percentile(std::vector<double> &values, double share)
{
    if (values.empty())
        return 0;
    const double rank = std::ceil(share * static_cast<double>(values.size()));
    const auto at = values.begin() + std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rank) - 1, 0,
                                                                std::ssize(values) - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace weir::bench
