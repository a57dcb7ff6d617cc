// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/errorfigures.h"

#include "base/jsonreader.h"
#include "base/units.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

Nanoseconds rankOf(const std::vector<qint64> &sorted, double percentile)
{
    const double rank = std::ceil(percentile / 100 * static_cast<double>(sorted.size()));
    return Nanoseconds{sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1]};
}

/// An hour: no figure of a run is longer, and none that a file tells may overflow.
constexpr double mostMilliseconds = 3'600'000;

Nanoseconds readTime(JsonReader &reader, const QString &key)
{
    return Nanoseconds{std::llround(reader.number(key, 0, -mostMilliseconds, mostMilliseconds) * 1e6)};
}

} // namespace

ErrorFigures errorFiguresOf(std::vector<qint64> errors)
{
    ErrorFigures figures;
    figures.count = errors.size();
    if (errors.empty())
        return figures;
    std::sort(errors.begin(), errors.end());
    figures.bias = rankOf(errors, 50);
    figures.jitter = rankOf(errors, 99) - figures.bias;
    for (qint64 &error : errors)
        error = std::abs(error);
    std::sort(errors.begin(), errors.end());
    figures.p50 = rankOf(errors, 50);
    figures.p99 = rankOf(errors, 99);
    figures.max = Nanoseconds{errors.back()};
    return figures;
}

QJsonObject toJson(const ErrorFigures &figures)
{
    return {{QStringLiteral("count"), static_cast<qint64>(figures.count)},
            {QStringLiteral("bias"), toMilliseconds(figures.bias)},
            {QStringLiteral("jitter"), toMilliseconds(figures.jitter)},
            {QStringLiteral("p50"), toMilliseconds(figures.p50)},
            {QStringLiteral("p99"), toMilliseconds(figures.p99)},
            {QStringLiteral("max"), toMilliseconds(figures.max)}};
}

ErrorFigures readErrorFigures(JsonReader &reader)
{
    ErrorFigures figures;
    figures.count = static_cast<quint64>(reader.integer(QStringLiteral("count"), 0, 0, qint64{1} << 53));
    figures.bias = readTime(reader, QStringLiteral("bias"));
    figures.jitter = readTime(reader, QStringLiteral("jitter"));
    figures.p50 = readTime(reader, QStringLiteral("p50"));
    figures.p99 = readTime(reader, QStringLiteral("p99"));
    figures.max = readTime(reader, QStringLiteral("max"));
    return figures;
}

} // namespace weir
