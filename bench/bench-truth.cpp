// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a run, request by request, with what the reference service says that really happened (`serve
// --truth`). Usage: bench-truth RUN.weirrun TRUTH.jsonl
#include "metrics/derived.h"
#include "store/runfile.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace weir;

namespace {

struct Truth
{
    TimePoint accepted;
    std::vector<TimePoint> writes;
    quint64 tokens = 0;
    QString fault;
};

QHash<QString, Truth> readTruth(const QString &path)
{
    QHash<QString, Truth> truths;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return truths;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        Truth truth;
        truth.accepted = timePointFromNs(line.value(QStringLiteral("accepted_ns")).toInteger());
        truth.fault = line.value(QStringLiteral("fault")).toString();
        for (const QJsonValue &chunk : line.value(QStringLiteral("chunks")).toArray()) {
            truth.writes.push_back(timePointFromNs(chunk[QStringLiteral("write_ns")].toInteger()));
            truth.tokens += static_cast<quint64>(chunk[QStringLiteral("tokens")].toInteger());
        }
        truths.insert(line.value(QStringLiteral("id")).toString(), truth);
    }
    return truths;
}

double at(std::vector<double> &sorted, double share)
{
    return sorted.empty()
               ? 0
               : sorted[std::min(sorted.size() - 1,
                                 static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

void print(const char *name, std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    std::printf("%-34s %8zu %10.3f %10.3f %10.3f %10.3f\n", name, values.size(), at(values, 0.0),
                at(values, 0.5), at(values, 0.99), at(values, 1.0));
}

struct Comparison
{
    std::vector<double> ttft, trueTtft, ttftError, gap, trueGap, gapError, stampDelay;
    int missing = 0, wrongTokens = 0, wrongChunks = 0, successes = 0;

    void add(const RequestRecord &record, const Truth &truth)
    {
        if (record.outcome.outcome != OutcomeClass::Success || truth.writes.empty())
            return;
        ++successes;
        const DerivedFigures figures = derive(record);
        wrongTokens += figures.outputTokens == truth.tokens ? 0 : 1;
        if (record.chunks.size() != truth.writes.size()) {
            ++wrongChunks;
            return;
        }
        const double measured = ms(*figures.ttft);
        const double real = ms(truth.writes.front() - truth.accepted);
        ttft.push_back(measured);
        trueTtft.push_back(real);
        ttftError.push_back(std::abs(measured - real));
        for (std::size_t i = 0; i < truth.writes.size(); ++i) {
            stampDelay.push_back(ms(record.chunks[i].at - truth.writes[i]));
            if (i == 0)
                continue;
            gap.push_back(ms(record.chunks[i].at - record.chunks[i - 1].at));
            trueGap.push_back(ms(truth.writes[i] - truth.writes[i - 1]));
            gapError.push_back(std::abs(gap.back() - trueGap.back()));
        }
    }

    static double ms(Nanoseconds time) { return static_cast<double>(time.count()) / 1e6; }
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench-truth RUN.weirrun TRUTH.jsonl\n");
        return 2;
    }
    const QHash<QString, Truth> truths = readTruth(QString::fromLocal8Bit(argv[2]));
    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(QString::fromLocal8Bit(argv[1]));
    if (!run) {
        std::fprintf(stderr, "%s\n", qPrintable(run.error().text()));
        return 1;
    }
    const QString tag = (*run)->header().id.right(10);
    Comparison comparison;
    const Result<void> read = (*run)->forEachRecord(RecordQuery{}, [&](const RequestRecord &record) {
        const auto found = truths.find(QStringLiteral("%1-%2").arg(tag).arg(record.request.value()));
        if (found == truths.end())
            ++comparison.missing;
        else
            comparison.add(record, *found);
    });
    if (!read) {
        std::fprintf(stderr, "%s\n", qPrintable(read.error().text()));
        return 1;
    }
    std::printf("%-34s %8s %10s %10s %10s %10s\n", "ms", "count", "min", "p50", "p99", "max");
    print("ttft measured", comparison.ttft);
    print("ttft in truth", comparison.trueTtft);
    print("ttft error, by request", comparison.ttftError);
    print("gap measured", comparison.gap);
    print("gap in truth", comparison.trueGap);
    print("gap error, by gap", comparison.gapError);
    print("chunk stamp - write", comparison.stampDelay);
    std::printf("%d successes; %d not in the truth file, %d with other tokens, %d with other chunks\n",
                comparison.successes, comparison.missing, comparison.wrongTokens, comparison.wrongChunks);
    return 0;
}
