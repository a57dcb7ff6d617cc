// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/axisticks.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace weir {

namespace {

const QLocale &english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

std::vector<double> multiples(double step, double min, double max)
{
    std::vector<double> ticks;
    // A little slack keeps 0.3 on an axis that ends at 0.1 * 3.
    const double slack = step * 1e-9;
    const double first = std::ceil((min - slack) / step);
    const double last = std::floor((max + slack) / step);
    if (!(last - first < 1000))
        return ticks;
    const int count = static_cast<int>(last - first) + 1;
    for (int i = 0; i < count; ++i)
        ticks.push_back((first + i) * step + 0.0);
    return ticks;
}

bool isRange(double min, double max)
{
    return std::isfinite(min) && std::isfinite(max) && min < max;
}

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

} // namespace

double niceStep(double range, int count)
{
    const double rough = range / std::max(count, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double niceCeiling(double value, int count)
{
    if (!std::isfinite(value) || value <= 0)
        return 1;
    const double step = niceStep(value, count);
    return std::ceil(value / step - 1e-9) * step;
}

std::vector<double> niceTicks(double min, double max, int count)
{
    return isRange(min, max) ? multiples(niceStep(max - min, count), min, max) : std::vector<double>{};
}

std::vector<double> timeTicks(double min, double max, int count)
{
    static constexpr std::array<double, 18> steps{1,   2,   5,    10,   15,   30,    60,    120,   300,
                                                  600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400};
    if (!isRange(min, max))
        return {};
    const double rough = (max - min) / std::max(count, 1);
    if (rough <= 0.5)
        return niceTicks(min, max, count);
    for (const double step : steps) {
        if (step >= rough * (1 - 1e-9))
            return multiples(step, min, max);
    }
    return multiples(std::ceil(rough / 86400) * 86400, min, max);
}

QString timeLabel(double seconds, double span, bool withUnit)
{
    if (span < 120) {
        const QString number = tickLabel(seconds, span < 4 ? span / 8 : 1);
        return withUnit ? number + QStringLiteral(" s") : number;
    }
    const qint64 whole = std::llround(seconds);
    if (span < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(twoDigits(whole % 60));
    const QString text = QStringLiteral("%1:%2").arg(whole / 3600).arg(twoDigits(whole / 60 % 60));
    return withUnit ? text + QStringLiteral(" h") : text;
}

std::vector<double> logTicks(double min, double max)
{
    std::vector<double> ticks;
    if (!isRange(min, max) || min <= 0)
        return ticks;
    const int first = static_cast<int>(std::ceil(std::log10(min) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(max) + 1e-9));
    const bool sparse = last - first < 2;
    for (int power = first - 1; power <= last; ++power) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10.0, power);
            if ((factor == 1.0 || sparse) && tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9))
                ticks.push_back(tick);
        }
    }
    return ticks;
}

QString tickLabel(double value, double step)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    int decimals = 0;
    for (double scaled = std::fabs(step);
         decimals < 9 && scaled > 0 && std::fabs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10)
        ++decimals;
    // A step that is no short decimal fraction needs only two significant digits.
    if (step > 0 && decimals == 9)
        decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(step))), 0, 9);
    const QString text = english().toString(value, 'f', decimals);
    return text.startsWith(u'-') && value > -0.5 * std::pow(10.0, -decimals) ? text.mid(1) : text;
}

} // namespace weir
