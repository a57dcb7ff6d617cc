// SPDX-License-Identifier: GPL-3.0-or-later
// How often the 95 % intervals of figures hold the truth, how far the figures are from it on average, and how
// often a stationary service is said to drift. From a queue whose long run is known.
#include "coverage/queuemodel.h"
#include "metrics/drift.h"
#include "metrics/intervals.h"
#include "metrics/survivalcurve.h"
#include "support/table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

using namespace weir;
using namespace weir::bench;

namespace {

enum Column : std::size_t
{
    TtftMedian,
    TtftHigh,
    E2eMedian,
    E2eHigh,
    Tokens,
    Requests,
    ColumnCount
};

using Figures = std::array<double, ColumnCount>;
constexpr std::array<double, 2> percentiles{50, 95};
constexpr double leastDriftNs = 1e6;
/// Twice as many as the service has workers, so that some answers outlast the pace.
constexpr int pacedUsers = 8;

struct Options
{
    int runs = 400;
    quint64 seed = 1;
    double truthRequests = 2e7;
    double scale = 1; ///< Of the length of the runs.
    std::vector<double> loads{0.5, 0.7, 0.8, 0.9};
};

Nanoseconds nanoseconds(double seconds)
{
    return Nanoseconds{static_cast<qint64>(seconds * 1e9)};
}

/// Long against the memory of the queue, which is about 1 / (1 - load)^2 answers.
double windowSeconds(double load, double scale)
{
    return scale * (load < 0.6 ? 3'600 : load < 0.75 ? 7'200 : load < 0.85 ? 14'400 : 43'200);
}

double warmUpSeconds(double load)
{
    return 20 / ((1 - load) * (1 - load));
}

/// From one run long enough that its own error does not count.
Figures truthOf(const QueueCase &what, const Options &options)
{
    const double warmUp = warmUpSeconds(what.load);
    const double length = options.truthRequests / what.arrivalsPerSecond();
    Histogram ttft;
    Histogram e2e;
    double tokens = 0;
    double successes = 0;
    playQueue(what, mixSeed({options.seed, 1'000'000}), warmUp + length, [&](const QueuedRequest &request) {
        if (request.arrived < warmUp)
            return;
        ttft.record(nanoseconds(request.firstToken - request.arrived));
        e2e.record(nanoseconds(request.lastToken - request.arrived));
        tokens += std::max(0.0, request.ended() - request.firstToken) * tokensPerSecond;
        successes += request.succeeded() ? 1 : 0;
    });
    const auto at = [](const Histogram &histogram, double percentile) {
        return static_cast<double>(histogram.percentile(percentile).count());
    };
    return {at(ttft, 50), at(ttft, 95), at(e2e, 50), at(e2e, 95), tokens / length, successes / length};
}

/// What one run shows of itself.
struct RunSamples
{
    std::vector<BlockSample> ttft;
    std::vector<BlockSample> e2e;
    BlockTotals tokens{};
    BlockTotals requests{};
    BlockTotals started{};
    BlockTotals cut{};
    quint64 touched = 0;
};

RunSamples samplesOf(const QueueCase &what, quint64 seed, double length)
{
    RunSamples samples;
    const double warmUp = warmUpSeconds(what.load);
    const TimeBlocks blocks(Nanoseconds::zero(), nanoseconds(length));
    playQueue(what, seed, warmUp + length, [&](const QueuedRequest &request) {
        const double arrived = request.arrived - warmUp;
        const double end = request.ended() - warmUp;
        const double first = request.firstToken - warmUp;
        if (end < 0)
            return;
        ++samples.touched;
        if (end > first)
            blocks.spread(samples.tokens, nanoseconds(first), nanoseconds(end),
                          (end - first) * tokensPerSecond);
        if (request.succeeded())
            blocks.spread(samples.requests, nanoseconds(arrived), nanoseconds(end), 1);
        if (arrived < 0)
            return;
        const quint16 block = blocks.of(nanoseconds(arrived));
        const double ttft = std::min(request.firstToken, request.left) - request.arrived;
        samples.ttft.push_back({std::floor(ttft * 1e9), block, request.left < request.firstToken});
        samples.e2e.push_back({std::floor((end - arrived) * 1e9), block, !request.succeeded()});
        samples.started[block] += 1;
        samples.cut[block] += request.succeeded() ? 0 : 1;
    });
    std::sort(samples.ttft.begin(), samples.ttft.end());
    std::sort(samples.e2e.begin(), samples.e2e.end());
    return samples;
}

/// How a figure came out over all runs.
struct Tally
{
    int held = 0;
    int had = 0;
    double sum = 0;
    double width = 0;
    int bounded = 0;

    void add(const std::optional<Interval> &interval, double estimate, double truth)
    {
        sum += estimate;
        if (!interval)
            return;
        ++had;
        held += interval->low <= truth && truth <= interval->high ? 1 : 0;
        if (std::isfinite(interval->high)) {
            ++bounded;
            width += interval->high - interval->low;
        }
    }
};

struct Outcome
{
    std::array<Tally, ColumnCount> figures;
    int driftAlarms = 0;
};

bool hasDrift(const RunSamples &run, double length)
{
    return timeDrift(run.ttft, leastDriftNs) || timeDrift(run.e2e, leastDriftNs) ||
           rateDrift(run.requests, length, run.touched) || shareDrift(run.cut, run.started);
}

void addTimes(std::span<const BlockSample> sorted, std::span<Tally> tallies, const double *truth)
{
    const SurvivalCurve<BlockSample> curve(sorted);
    const SampleIntervals intervals = sampleIntervals(sorted, percentiles);
    for (std::size_t i = 0; i < percentiles.size(); ++i) {
        const double estimate = curve.valueAt(percentiles[i] / 100, false);
        tallies[i].add(intervals.ranks[i].interval, std::isfinite(estimate) ? estimate : sorted.back().value,
                       truth[i]);
    }
}

void addRate(const BlockTotals &totals, double length, quint64 count, Tally &tally, double truth)
{
    const double total = std::accumulate(totals.begin(), totals.end(), 0.0);
    tally.add(rateInterval(totals, length, count), total / length, truth);
}

Outcome measure(const QueueCase &what, const Options &options, const Figures &truth)
{
    const double length = windowSeconds(what.load, options.scale);
    Outcome outcome;
    for (int i = 0; i < options.runs; ++i) {
        const RunSamples run = samplesOf(what, mixSeed({options.seed, static_cast<quint64>(i)}), length);
        const std::span<Tally> tallies(outcome.figures);
        addTimes(run.ttft, tallies.subspan(TtftMedian, 2), &truth[TtftMedian]);
        addTimes(run.e2e, tallies.subspan(E2eMedian, 2), &truth[E2eMedian]);
        addRate(run.tokens, length, run.touched, tallies[Tokens], truth[Tokens]);
        addRate(run.requests, length, run.touched, tallies[Requests], truth[Requests]);
        outcome.driftAlarms += hasDrift(run, length) ? 1 : 0;
    }
    return outcome;
}

QString cellOf(const Tally &tally, double truth, int runs)
{
    const double held = 100.0 * tally.held / std::max(1, tally.had);
    const double bias = 100 * (tally.sum / runs / truth - 1);
    const double half = 50 * tally.width / std::max(1, tally.bounded) / truth;
    QString text = QStringLiteral("%1 (%2%3, ±%4)")
                       .arg(held, 0, 'f', 1)
                       .arg(bias < 0 ? QString() : QStringLiteral("+"))
                       .arg(bias, 0, 'f', 1)
                       .arg(half, 0, 'f', 0);
    if (tally.bounded < runs)
        text += QStringLiteral(" %1 open").arg(runs - tally.bounded);
    return text;
}

QString nameOf(const QueueCase &what)
{
    QString name =
        what.lengths == Lengths::Exponential ? QStringLiteral("exponential") : QStringLiteral("log-normal");
    name += QStringLiteral(", %1").arg(what.load);
    if (what.leave > 0)
        name += QStringLiteral(", 30 % leave");
    if (what.pacedUsers > 0)
        name += QStringLiteral(", %1 users with a pace").arg(what.pacedUsers);
    if (what.deadline > 0)
        name += QStringLiteral(", deadline");
    return name;
}

void printCase(Table &table, const QueueCase &what, const Options &options)
{
    const Figures truth = truthOf(what, options);
    const Outcome outcome = measure(what, options, truth);
    QStringList cells{nameOf(what),
                      number(windowSeconds(what.load, options.scale) * what.arrivalsPerSecond())};
    for (std::size_t i = 0; i < ColumnCount; ++i)
        cells << cellOf(outcome.figures[i], truth[i], options.runs);
    table.add(cells << QStringLiteral("%1 %").arg(100.0 * outcome.driftAlarms / options.runs, 0, 'f', 2));
    table.printLast();
    std::fflush(stdout);
}

std::vector<QueueCase> casesOf(const Options &options)
{
    std::vector<QueueCase> cases;
    for (Lengths lengths : {Lengths::Exponential, Lengths::LogNormal}) {
        for (double load : options.loads) {
            cases.push_back({lengths, load, 0, 0, 0});
            cases.push_back({lengths, load, 0.3, 0, 0});
            // Late enough that the percentile can be reached, early enough to cut some.
            cases.push_back({lengths, load, 0, load > 0.85 ? 8.0 : 5.0, 0});
            cases.push_back({lengths, load, 0, 0, pacedUsers});
        }
    }
    return cases;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Coverage of intervals, bias of figures and false alarms of drift, from simulated queues.");
    Options options;
    bool quick = false;
    app.add_option("--runs", options.runs, "Simulated runs of each case.")->check(CLI::Range(1, 100'000));
    app.add_option("--seed", options.seed, "Of all that is random.");
    app.add_option("--scale", options.scale, "Length of the runs as a multiple of the usual.");
    app.add_option("--loads", options.loads, "Shares of the capacity.")->check(CLI::Range(0.05, 0.95));
    app.add_flag("--quick", quick, "Tiny sizes, to see that it works.");
    CLI11_PARSE(app, argc, argv);
    if (quick) {
        options.runs = 3;
        options.scale = 0.05;
        options.truthRequests = 1e4;
    }
    std::printf(
        "Each figure: runs whose interval holds the truth in %% (bias in %%, half the mean width in %%), "
        "and intervals without an upper end.\n\n");
    Table table({QStringLiteral("Answers, load"), QStringLiteral("Requests"), QStringLiteral("TTFT p50"),
                 QStringLiteral("TTFT p95"), QStringLiteral("e2e p50"), QStringLiteral("e2e p95"),
                 QStringLiteral("tokens/s"), QStringLiteral("requests/s"), QStringLiteral("False drift")});
    table.printHead(16);
    for (const QueueCase &what : casesOf(options))
        printCase(table, what, options);
    return 0;
}
