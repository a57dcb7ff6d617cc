// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a run, request by request, with what the reference service says that really happened (`serve
// --truth`). Usage: bench-truth RUN.weirrun TRUTH.jsonl
#include "lab/truthcomparison.h"
#include "store/runfile.h"

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace weir;

namespace {

double at(const std::vector<qint64> &sorted, double share)
{
    if (sorted.empty())
        return 0;
    const std::size_t rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
    return static_cast<double>(sorted[std::min(sorted.size() - 1, rank)]) / 1e6;
}

void print(const char *name, std::vector<qint64> values)
{
    std::sort(values.begin(), values.end());
    std::printf("%-34s %8zu %10.3f %10.3f %10.3f %10.3f\n", name, values.size(), at(values, 0.0),
                at(values, 0.5), at(values, 0.99), at(values, 1.0));
}

std::vector<qint64> sizesOf(std::vector<qint64> errors)
{
    for (qint64 &error : errors)
        error = std::abs(error);
    return errors;
}

void printAll(const TruthComparison &comparison)
{
    std::printf("%-34s %8s %10s %10s %10s %10s\n", "ms", "count", "min", "p50", "p99", "max");
    print("ttft measured", comparison.ttft().measured);
    print("ttft in truth", comparison.ttft().truth);
    print("ttft error, by request", sizesOf(comparison.ttft().errors()));
    print("gap measured", comparison.gaps().measured);
    print("gap in truth", comparison.gaps().truth);
    print("gap error, by gap", sizesOf(comparison.gaps().errors()));
    print("chunk stamp - write", comparison.chunkErrors());
    print("accepted - started", comparison.startErrors());
    std::printf("%llu compared; %llu not in the truth file, %llu with other tokens, %llu with other chunks\n",
                static_cast<unsigned long long>(comparison.compared()),
                static_cast<unsigned long long>(comparison.missing()),
                static_cast<unsigned long long>(comparison.otherTokens()),
                static_cast<unsigned long long>(comparison.otherChunks()));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench-truth RUN.weirrun TRUTH.jsonl\n");
        return 2;
    }
    const Result<TruthFile> truth = readTruthFile(QString::fromLocal8Bit(argv[2]));
    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(QString::fromLocal8Bit(argv[1]));
    if (!truth || !run) {
        std::fprintf(stderr, "%s\n", qPrintable(truth ? run.error().text() : truth.error().text()));
        return 1;
    }
    TruthComparison comparison(*truth, (*run)->header().id);
    const Result<void> read = (*run)->forEachRecord(
        RecordQuery{}, [&comparison](const RequestRecord &record) { comparison.add(record); });
    if (!read) {
        std::fprintf(stderr, "%s\n", qPrintable(read.error().text()));
        return 1;
    }
    printAll(comparison);
    return 0;
}
