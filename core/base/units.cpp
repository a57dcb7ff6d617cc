// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace weir {

namespace {

struct RateUnitInfo
{
    RateUnit unit;
    double bitsPerSecond;
    QStringView symbol;
};

constexpr std::array<RateUnitInfo, 8> rateUnits{{
    {RateUnit::BytesPerSecond, 8, u"B/s"},
    {RateUnit::KilobytesPerSecond, 8e3, u"KB/s"},
    {RateUnit::KibibytesPerSecond, 8.0 * 1024, u"KiB/s"},
    {RateUnit::MegabytesPerSecond, 8e6, u"MB/s"},
    {RateUnit::MebibytesPerSecond, 8.0 * 1024 * 1024, u"MiB/s"},
    {RateUnit::KilobitsPerSecond, 1e3, u"Kbps"},
    {RateUnit::MegabitsPerSecond, 1e6, u"Mbps"},
    {RateUnit::GigabitsPerSecond, 1e9, u"Gbps"},
}};

const RateUnitInfo &info(RateUnit unit)
{
    return rateUnits[static_cast<std::size_t>(unit)];
}

} // namespace

double convertRate(double value, RateUnit from, RateUnit to)
{
    return value * info(from).bitsPerSecond / info(to).bitsPerSecond;
}

QString symbol(RateUnit unit)
{
    return info(unit).symbol.toString();
}

std::optional<RateUnit> rateUnitFromSymbol(QStringView text)
{
    for (const RateUnitInfo &unit : rateUnits) {
        if (text == unit.symbol)
            return unit.unit;
    }
    return std::nullopt;
}

QString formatFigure(double value)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    if (value == 0)
        return QStringLiteral("0");
    // Rounding first keeps 999.7 from printing as "1000." and 0.09996 from printing four digits.
    const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    const double step = std::pow(10.0, magnitude - 2);
    const double rounded = std::round(value / step) * step;
    const int roundedMagnitude = static_cast<int>(std::floor(std::log10(std::fabs(rounded)) + 1e-12));
    // Counts read better whole than rounded to three digits: 9,314 tokens/s rather than 9,310.
    if (roundedMagnitude >= 2)
        return english.toString(std::fabs(value) < 1e15 ? std::round(value) : value, 'f', 0);
    return english.toString(rounded, 'f', std::min(2 - roundedMagnitude, 9));
}

QString formatCount(quint64 value)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    return english.toString(value);
}

QString formatTime(std::chrono::nanoseconds time)
{
    const double ns = static_cast<double>(time.count());
    const double size = std::fabs(ns);
    if (size >= 1e9)
        return formatFigure(ns / 1e9) + QStringLiteral(" s");
    if (size >= 1e6 || size == 0)
        return formatFigure(ns / 1e6) + QStringLiteral(" ms");
    if (size >= 1e3)
        return formatFigure(ns / 1e3) + QStringLiteral(" µs");
    return formatFigure(ns) + QStringLiteral(" ns");
}

QString formatBytes(quint64 bytes)
{
    const double size = static_cast<double>(bytes);
    if (size >= 1e9)
        return formatFigure(size / 1e9) + QStringLiteral(" GB");
    if (size >= 1e6)
        return formatFigure(size / 1e6) + QStringLiteral(" MB");
    if (size >= 1e3)
        return formatFigure(size / 1e3) + QStringLiteral(" KB");
    return formatCount(bytes) + QStringLiteral(" B");
}

QString formatShare(double share)
{
    return formatFigure(share * 100) + QStringLiteral(" %");
}

double toMilliseconds(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

double toSeconds(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e9;
}

} // namespace weir
