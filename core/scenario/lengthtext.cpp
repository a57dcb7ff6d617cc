// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/lengthtext.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <optional>

namespace weir {

namespace {

using Kind = TokenLength::Kind;

std::optional<quint32> numberFrom(const QString &text)
{
    const QString digits = text.trimmed();
    const bool areDigits =
        std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const uint number = digits.toUInt(&fits);
    return areDigits && fits ? std::optional<quint32>(number) : std::nullopt;
}

struct Range
{
    quint32 low = 0;
    quint32 high = 0;
};

/// "100-1000"; "512" is both ends.
std::optional<Range> rangeFrom(const QString &text)
{
    const QStringList ends = text.split(u'-');
    const std::optional<quint32> low = numberFrom(ends.first());
    const std::optional<quint32> high = ends.size() == 2 ? numberFrom(ends[1]) : low;
    if (ends.size() > 2 || !low || !high || *high < *low)
        return std::nullopt;
    return Range{*low, *high};
}

std::optional<TokenLength> bucketsFrom(const QString &text)
{
    TokenLength length;
    length.kind = Kind::Histogram;
    for (const QString &part : text.split(u',')) {
        const std::optional<Range> range = rangeFrom(part.section(u'=', 0, 0));
        bool isNumber = false;
        const double weight = part.section(u'=', 1).trimmed().toDouble(&isNumber);
        if (!range || !isNumber || !(weight > 0) || !std::isfinite(weight))
            return std::nullopt;
        length.buckets.push_back({range->low, range->high, weight});
    }
    return length;
}

/// "550,150" or "550,150,50-2000".
std::optional<TokenLength> shapeFrom(Kind kind, const QString &text)
{
    const QStringList parts = text.split(u',');
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    TokenLength length;
    length.kind = kind;
    const std::optional<quint32> mean = numberFrom(parts[0]);
    const std::optional<quint32> deviation = numberFrom(parts[1]);
    const std::optional<Range> bounds =
        parts.size() == 3 ? rangeFrom(parts[2]) : std::optional(Range{length.low, length.high});
    if (!mean || !deviation || !bounds)
        return std::nullopt;
    length.mean = *mean;
    length.deviation = *deviation;
    length.low = bounds->low;
    length.high = bounds->high;
    return length;
}

std::optional<TokenLength> readLength(const QString &text)
{
    const QString name = text.section(u':', 0, 0).trimmed();
    const QString rest = text.section(u':', 1).trimmed();
    if (name == u"normal")
        return shapeFrom(Kind::Normal, rest);
    if (name == u"lognormal")
        return shapeFrom(Kind::LogNormal, rest);
    TokenLength length;
    if (name == u"row" && !rest.isEmpty()) {
        length.kind = Kind::Row;
        length.field = rest;
        return length;
    }
    if (text.contains(u'='))
        return bucketsFrom(text);
    const std::optional<Range> range = rangeFrom(text);
    if (!range)
        return std::nullopt;
    if (!text.contains(u'-')) {
        length.kind = Kind::Fixed;
        length.mean = range->low;
    } else {
        length.kind = Kind::Uniform;
        length.low = range->low;
        length.high = range->high;
    }
    return length;
}

QString textOfRange(quint32 low, quint32 high)
{
    return QStringLiteral("%1-%2").arg(low).arg(high);
}

QString textOfShape(const QString &name, const TokenLength &length)
{
    const TokenLength standard;
    const QString text = QStringLiteral("%1:%2,%3").arg(name).arg(length.mean).arg(length.deviation);
    const bool isBounded = length.low != standard.low || length.high != standard.high;
    return isBounded ? text + u',' + textOfRange(length.low, length.high) : text;
}

QString textOfBuckets(const TokenLength &length)
{
    QStringList parts;
    for (const LengthBucket &bucket : length.buckets)
        parts.append(textOfRange(bucket.low, bucket.high) + u'=' + QString::number(bucket.weight, 'g', 17));
    return parts.join(u',');
}

} // namespace

Result<TokenLength> lengthFromText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return TokenLength();
    if (std::optional<TokenLength> length = readLength(text.trimmed()))
        return *std::move(length);
    return Error{Message(WEIR_TEXT("scenario.no_length", "\"%1\" is no length in tokens"), text),
                 {},
                 WEIR_TEXT("scenario.length_like", "Write 512, 100-1000, normal:550,150, lognormal:550,150, "
                                                   "1-128=3,129-512=1 or row:FIELD.")};
}

QString textOfLength(const TokenLength &length)
{
    switch (length.kind) {
    case Kind::None:
        break;
    case Kind::Fixed:
        return QString::number(length.mean);
    case Kind::Uniform:
        return textOfRange(length.low, length.high);
    case Kind::Normal:
        return textOfShape(QStringLiteral("normal"), length);
    case Kind::LogNormal:
        return textOfShape(QStringLiteral("lognormal"), length);
    case Kind::Histogram:
        return textOfBuckets(length);
    case Kind::Row:
        return QStringLiteral("row:") + length.field;
    }
    return {};
}

} // namespace weir
