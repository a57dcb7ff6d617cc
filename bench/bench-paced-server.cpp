// SPDX-License-Identifier: GPL-3.0-or-later
// The server of bench-streams and bench-scale, a process of its own.
#include "streams/pacedserver.h"

#include <CLI/CLI.hpp>

#include <ctime>

using namespace weir::bench;

namespace {

/// What it cost and how well it kept its own pace: a server that is late proves nothing about its clients.
void report(const PacedServer &server)
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    std::vector<double> late;
    for (const Write &write : server.log().writes)
        late.push_back(write.lateness / 1e3);
    const double count = std::max<double>(1, static_cast<double>(late.size()));
    std::printf(
        "%zu tokens on %zu streams, %.2f us of processor time a token; late by us p50 %.0f p99 %.0f max "
        "%.0f; %llu streams given up, too far behind\n",
        late.size(), server.log().ids.size(),
        (static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3) / count,
        percentile(late, 0.5), percentile(late, 0.99), percentile(late, 1),
        static_cast<unsigned long long>(server.overruns()));
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Writes tokens at an exact pace and notes when it did. Ends with SIGTERM.\n"
                 "Example: bench-paced-server --streams 500 --rate 50 --tokens 1000 --log writes.bin");
    Pace pace;
    double rate = 50;
    std::string logPath;
    app.add_option("--streams", pace.streams, "Streams open at once")->check(CLI::Range(1, 1'000'000));
    app.add_option("--rate", rate, "Tokens a second and stream")->check(CLI::Range(0.001, 1e6));
    app.add_option("--tokens", pace.tokens, "Tokens of each response")->check(CLI::Range(1, 100'000'000));
    app.add_option("--log", logPath, "File for the stamps of all writes, written at the end");
    CLI11_PARSE(app, argc, argv);
    pace.gapNs = static_cast<std::int64_t>(1e9 / rate);
    raiseSoftFileLimit();
    try {
        PacedServer server(pace);
        std::printf("listening %u\n", static_cast<unsigned>(server.port()));
        std::fflush(stdout);
        server.run();
        report(server);
        if (!logPath.empty())
            save(server.log(), logPath);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-paced-server: %s\n", error.what());
        return 1;
    }
    return 0;
}
