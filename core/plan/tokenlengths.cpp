// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/tokenlengths.h"

#include "base/random.h"
#include "plan/randomstreams.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace weir {

namespace {

using Kind = TokenLength::Kind;

quint32 between(quint32 low, quint32 high, Random &random)
{
    const quint64 size = quint64{std::max(low, high)} - low + 1;
    return static_cast<quint32>(low + random.below(size));
}

quint32 rounded(double drawn, const TokenLength &length)
{
    const double low = length.low;
    return static_cast<quint32>(std::llround(std::clamp(drawn, low, std::max<double>(low, length.high))));
}

double totalWeight(const TokenLength &length)
{
    return std::accumulate(length.buckets.begin(), length.buckets.end(), 0.0,
                           [](double sum, const LengthBucket &bucket) { return sum + bucket.weight; });
}

quint32 fromBuckets(const TokenLength &length, Random &random)
{
    if (length.buckets.empty())
        return 0;
    double rest = random.uniform() * totalWeight(length);
    for (const LengthBucket &bucket : length.buckets) {
        rest -= bucket.weight;
        if (rest < 0)
            return between(bucket.low, bucket.high, random);
    }
    return between(length.buckets.back().low, length.buckets.back().high, random); // by rounding
}

/// JSON has 3 and 3.0, a row of CSV "3".
Result<quint32> fromRow(const QString &field, const QJsonObject *row)
{
    const QJsonValue value = row != nullptr ? row->value(field) : QJsonValue();
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().trimmed().toDouble(&isNumber);
    if (isNumber && number >= 0 && number <= std::numeric_limits<quint32>::max() &&
        number == std::floor(number))
        return static_cast<quint32>(number);
    return Error{Message(WEIR_TEXT("lengths.no_number_in_row",
                                   "The row has no whole number of tokens in its field \"%1\""),
                         field),
                 {},
                 WEIR_TEXT("lengths.put_number_in_row",
                           "Put a number like 512 there, or draw the length in another way.")};
}

Result<std::optional<quint32>> drawn(const TokenLength &length, quint64 seed, const QJsonObject *row)
{
    Random random(seed);
    switch (length.kind) {
    case Kind::None:
        break;
    case Kind::Fixed:
        return std::optional(length.mean);
    case Kind::Uniform:
        return std::optional(between(length.low, length.high, random));
    case Kind::Normal:
        return std::optional(rounded(random.normal(length.mean, length.deviation), length));
    case Kind::LogNormal:
        return std::optional(
            length.mean > 0 ? rounded(random.logNormal(length.mean, length.deviation), length) : length.low);
    case Kind::Histogram:
        return std::optional(fromBuckets(length, random));
    case Kind::Row: {
        const Result<quint32> told = fromRow(length.field, row);
        if (!told)
            return told.error();
        return std::optional(*told);
    }
    }
    return std::optional<quint32>();
}

} // namespace

Result<TraceLengths> drawnLengths(const RequestTemplate &request, quint64 seed, const QJsonObject *row)
{
    const Result<std::optional<quint32>> input =
        drawn(request.promptTokens, mixSeed({seed, promptLengthStream}), row);
    if (!input)
        return input.error();
    const Result<std::optional<quint32>> output =
        drawn(request.outputTokens, mixSeed({seed, outputLengthStream}), row);
    if (!output)
        return output.error();
    return TraceLengths{*input, *output};
}

quint32 usualMostTokens(const TokenLength &length)
{
    switch (length.kind) {
    case Kind::None:
    case Kind::Row:
        return 0;
    case Kind::Fixed:
        return length.mean;
    case Kind::Histogram: {
        quint32 most = 0;
        for (const LengthBucket &bucket : length.buckets)
            most = std::max(most, bucket.high);
        return most;
    }
    case Kind::Uniform:
        return length.high;
    default: {
        constexpr quint64 deviations = 4;
        const quint64 usual = length.mean + deviations * length.deviation;
        return static_cast<quint32>(std::min<quint64>(usual, length.high));
    }
    }
}

std::optional<double> meanTokens(const TokenLength &length)
{
    switch (length.kind) {
    case Kind::None:
    case Kind::Row:
        return std::nullopt;
    case Kind::Uniform:
        return (double(length.low) + length.high) / 2;
    case Kind::Histogram: {
        double sum = 0;
        for (const LengthBucket &bucket : length.buckets)
            sum += bucket.weight * (double(bucket.low) + bucket.high) / 2;
        const double weight = totalWeight(length);
        return weight > 0 ? std::optional(sum / weight) : std::nullopt;
    }
    default:
        return length.mean;
    }
}

} // namespace weir
