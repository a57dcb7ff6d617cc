// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a run file until it is killed. After each commit it prints how many records are safe and, with it,
// how many chunks of the one open request are.
#include "samplerun.h"

#include <QCoreApplication>

#include <cstdio>
#include <thread>

int main(int argc, char **argv)
{
    using namespace weir;
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    auto writer = RunFileWriter::create(arguments.value(1), sampleHeader());
    if (!writer)
        return 1;
    constexpr quint64 openNumber = 1'000'000;
    for (quint64 round = 0; round < 100'000; ++round) {
        writer.value()->addRecords({sampleRecord(2 * round), sampleRecord(2 * round + 1)});
        RequestRecord open = sampleRecord(openNumber, sampleHeader().zero, 0);
        open.closed.reset();
        open.chunks.push_back({*open.firstContent + std::chrono::milliseconds{round}, 3, ChunkKind::Content});
        writer.value()->updateOpen({{open}});
        if (!writer.value()->commit())
            return 2;
        std::printf("%llu\n", static_cast<unsigned long long>(round + 1));
        std::fflush(stdout);
    }
    return 0;
}
