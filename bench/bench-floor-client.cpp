// SPDX-License-Identifier: GPL-3.0-or-later
// The raw epoll client of bench-streams, a process of its own so that it is measured like any other.
#include "streams/floorclient.h"

#include <CLI/CLI.hpp>

using namespace weir::bench;

int main(int argc, char **argv)
{
    CLI::App app("Reads token streams with as little work as possible.\n"
                 "Example: bench-floor-client --port 8000 --streams 500 --ramp 2 --out stamps.bin");
    FloorLoad load;
    double rampSeconds = 1;
    std::string outPath;
    app.add_option("--port", load.port, "Of bench-paced-server")->required();
    app.add_option("--streams", load.streams, "Streams, one request each")->check(CLI::Range(1, 1'000'000));
    app.add_option("--ramp", rampSeconds, "Seconds over which they start")->check(CLI::Range(0.0, 1e6));
    app.add_option("--out", outPath, "File for the stamps")->required();
    CLI11_PARSE(app, argc, argv);
    load.rampNs = static_cast<std::int64_t>(rampSeconds * 1e9);
    raiseSoftFileLimit();
    try {
        FloorClient client(load);
        client.run();
        save(client.arrivals(), outPath);
        if (client.broken() > 0) {
            std::fprintf(stderr, "bench-floor-client: %u streams broke\n", client.broken());
            return 1;
        }
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-floor-client: %s\n", error.what());
        return 1;
    }
    return 0;
}
