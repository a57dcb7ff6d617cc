// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <array>
#include <cmath>

namespace weir {

namespace {

struct Unit
{
    QStringView name;
    qint64 ns;
};

constexpr std::array<Unit, 7> units{{{u"d", 86'400'000'000'000},
                                     {u"h", 3'600'000'000'000},
                                     {u"m", 60'000'000'000},
                                     {u"s", 1'000'000'000},
                                     {u"ms", 1'000'000},
                                     {u"us", 1'000},
                                     {u"ns", 1}}};

/// `why` has `text` as %1 and the part of it that is wrong as %2.
Error malformed(MessageText why, QStringView text, QStringView part = {})
{
    return {Message(why, text.toString(), part.toString()),
            {},
            WEIR_TEXT("duration.write_it_like", "Write it like 250ms, 30s, 5m or 1h30m.")};
}

qsizetype lengthWhile(QStringView text, bool (*matches)(QChar))
{
    qsizetype length = 0;
    while (length < text.size() && matches(text[length]))
        ++length;
    return length;
}

bool isNumberPart(QChar c)
{
    return (c >= u'0' && c <= u'9') || c == u'.';
}

bool isUnitPart(QChar c)
{
    return c >= u'a' && c <= u'z';
}

} // namespace

Result<std::chrono::nanoseconds> parseDuration(QStringView text)
{
    QStringView rest = text.trimmed();
    if (rest.isEmpty())
        return malformed(WEIR_TEXT("duration.empty", "\"%1\" is not a duration: it is empty"), text);
    if (rest == u"0")
        return std::chrono::nanoseconds{0};

    long double total = 0;
    std::size_t nextUnit = 0;
    while (!rest.isEmpty()) {
        const qsizetype digits = lengthWhile(rest, isNumberPart);
        bool isNumber = false;
        const double number = rest.first(digits).toDouble(&isNumber);
        if (!isNumber)
            return malformed(WEIR_TEXT("duration.number_expected",
                                       "\"%1\" is not a duration: a number is expected at \"%2\""),
                             text, rest);
        rest = rest.sliced(digits);
        const qsizetype letters = lengthWhile(rest, isUnitPart);
        const QStringView name = rest.first(letters);
        std::size_t unit = nextUnit;
        while (unit < units.size() && name != units[unit].name)
            ++unit;
        if (unit == units.size())
            return malformed(
                name.isEmpty()
                    ? WEIR_TEXT("duration.unit_missing", "\"%1\" is not a duration: the unit is missing")
                    : WEIR_TEXT("duration.unit_unknown",
                                "\"%1\" is not a duration: the unit \"%2\" is unknown or out of order"),
                text, name);
        total += static_cast<long double>(number) * units[unit].ns;
        nextUnit = unit + 1;
        rest = rest.sliced(letters);
    }
    if (total > 9.2e18L)
        return malformed(
            WEIR_TEXT("duration.too_long", "\"%1\" is not a duration: it is longer than 292 years"), text);
    return std::chrono::nanoseconds{std::llroundl(total)};
}

QString formatDuration(std::chrono::nanoseconds duration)
{
    qint64 rest = duration.count();
    if (rest == 0)
        return QStringLiteral("0s");
    QString text;
    for (const Unit &unit : units) {
        // Days read worse than hours for tests, and a bare "90s" better than "1m30s" only below a minute.
        if (unit.ns == units.front().ns)
            continue;
        const qint64 count = rest / unit.ns;
        if (count == 0)
            continue;
        text += QString::number(count) + unit.name.toString();
        rest -= count * unit.ns;
    }
    return text;
}

QString formatRounded(std::chrono::nanoseconds duration)
{
    using namespace std::chrono_literals;
    std::chrono::nanoseconds step = 1ns;
    if (duration >= 1min)
        step = 1s;
    else if (duration >= 1s)
        step = 10ms;
    else if (duration >= 1ms)
        step = 10us;
    return formatDuration((duration + step / 2) / step * step);
}

} // namespace weir
