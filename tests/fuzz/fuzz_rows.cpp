// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file of rows, under every name that tells something: reading ends, and a copy that is taken
// in the middle reads the same.
#include "scenario/datarows.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdlib>

using namespace weir;

namespace {

constexpr RowLimits limits{1 << 22, 1 << 18};

void readBoth(RowReader first)
{
    for (int row = 0; row < 3; ++row) {
        const Result<std::optional<QJsonObject>> read = first.next();
        if (!read || !*read)
            return;
    }
    RowReader second = first;
    while (true) {
        const Result<std::optional<QJsonObject>> a = first.next();
        const Result<std::optional<QJsonObject>> b = second.next();
        if (a.ok() != b.ok() || (a && *a != *b) || (!a && a.error() != b.error()))
            std::abort();
        if (!a || !*a)
            return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder;
    for (const QString &name :
         {QStringLiteral("rows"), QStringLiteral("rows.csv"), QStringLiteral("rows.jsonl")}) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            std::abort();
        file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
        file.close();
        if (Result<RowReader> reader = RowReader::open(file.fileName(), limits))
            readBoth(std::move(*reader));
        DataSource source;
        source.path = file.fileName();
        const Result<RowTally> tally = forEachRow(
            source, {}, [](QJsonObject &&) { return true; }, limits);
        if (!tally && tally.error().where.isEmpty())
            std::abort();
    }
    return 0;
}
