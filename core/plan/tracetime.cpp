// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/tracetime.h"

#include <QByteArray>
#include <QStringList>

#include <cmath>

namespace weir {

namespace {

/// Takes characters off the front of a text.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_rest(text) {}

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    [[nodiscard]] char next() const { return m_rest.isEmpty() ? '\0' : m_rest.front(); }

    bool take(char wanted)
    {
        const bool found = next() == wanted;
        if (found)
            m_rest = m_rest.sliced(1);
        return found;
    }

    /// Exactly `digits` digits.
    std::optional<int> number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            const std::optional<int> one = digit();
            if (!one)
                return std::nullopt;
            value = 10 * value + *one;
        }
        return value;
    }

    std::optional<int> digit()
    {
        if (next() < '0' || next() > '9')
            return std::nullopt;
        const int value = next() - '0';
        m_rest = m_rest.sliced(1);
        return value;
    }

private:
    QByteArrayView m_rest;
};

/// Digits behind the point; those below a nanosecond are read and dropped.
std::optional<Nanoseconds> fractionOf(Scanner &scanner)
{
    qint64 ns = 0;
    qint64 unit = 100'000'000;
    int digits = 0;
    for (; const std::optional<int> digit = scanner.digit(); ++digits) {
        ns += unit * *digit;
        unit /= 10;
    }
    return digits > 0 ? std::optional(Nanoseconds{ns}) : std::nullopt;
}

/// "Z", "+01:00", "+0100" or "+01"; nothing at all is UTC.
std::optional<std::chrono::minutes> offsetOf(Scanner &scanner)
{
    scanner.take(' ');
    if (scanner.atEnd() || scanner.take('Z'))
        return std::chrono::minutes{0};
    const bool isBehind = scanner.next() == '-';
    if (!scanner.take('+') && !scanner.take('-'))
        return std::nullopt;
    const std::optional<int> hours = scanner.number(2);
    scanner.take(':');
    const std::optional<int> minutes = scanner.atEnd() ? std::optional(0) : scanner.number(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const std::chrono::minutes offset{60 * *hours + *minutes};
    return isBehind ? -offset : offset;
}

std::optional<std::chrono::sys_days> dayOf(Scanner &scanner)
{
    using namespace std::chrono;
    const std::optional<int> y = scanner.number(4);
    const bool hasMonth = scanner.take('-');
    const std::optional<int> m = scanner.number(2);
    const bool hasDay = scanner.take('-');
    const std::optional<int> d = scanner.number(2);
    // Nanoseconds since 1970 fit 64 bits until 2262.
    if (!y || !m || !d || !hasMonth || !hasDay || *y < 1970 || *y > 2200)
        return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional(sys_days{date}) : std::nullopt;
}

std::optional<Nanoseconds> dateTimeOf(QByteArrayView text)
{
    Scanner scanner(text);
    const std::optional<std::chrono::sys_days> day = dayOf(scanner);
    if (!day || (!scanner.take(' ') && !scanner.take('T')))
        return std::nullopt;
    const std::optional<int> hours = scanner.number(2);
    const bool hasMinutes = scanner.take(':');
    const std::optional<int> minutes = scanner.number(2);
    const bool hasSeconds = scanner.take(':');
    const std::optional<int> seconds = scanner.number(2);
    if (!hours || !minutes || !seconds || !hasMinutes || !hasSeconds || *hours > 23 || *minutes > 59 ||
        *seconds > 60)
        return std::nullopt;
    const std::optional<Nanoseconds> fraction =
        scanner.take('.') ? fractionOf(scanner) : std::optional(Nanoseconds{0});
    const std::optional<std::chrono::minutes> offset = offsetOf(scanner);
    if (!fraction || !offset || !scanner.atEnd())
        return std::nullopt;
    return day->time_since_epoch() + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
           std::chrono::seconds{*seconds} + *fraction - *offset;
}

} // namespace

std::optional<TraceTime> parseTraceTime(QByteArrayView text)
{
    text = text.trimmed();
    TraceTime time;
    bool isNumber = false;
    time.number = text.toByteArray().toDouble(&isNumber);
    if (isNumber)
        return std::isfinite(time.number) && time.number >= 0 ? std::optional(time) : std::nullopt;
    const std::optional<Nanoseconds> date = dateTimeOf(text);
    if (!date)
        return std::nullopt;
    time.isDate = true;
    time.sinceEpoch = *date;
    return time;
}

std::optional<double> nsPerTraceUnit(const QString &column)
{
    QString word;
    for (const QChar c : column.toLower().trimmed())
        word = c.isLetterOrNumber() ? word + c : c == u')' || c == u']' ? word : QString();
    if (word == u"ns" || word == u"nanoseconds")
        return 1;
    if (word == u"us" || word == u"µs" || word == u"microseconds")
        return 1e3;
    if (word == u"ms" || word == u"msec" || word == u"millis" || word == u"milliseconds")
        return 1e6;
    if (word == u"s" || word == u"sec" || word == u"secs" || word == u"seconds")
        return 1e9;
    return std::nullopt;
}

std::optional<double> nsPerUnitSince1970(double number)
{
    constexpr double least = 1e9; // seconds, as the largest
    constexpr double most = 1e11;
    for (const double nsPerUnit : {1e9, 1e6, 1e3, 1.0}) {
        const double seconds = number * nsPerUnit / 1e9;
        if (seconds >= least && seconds < most)
            return nsPerUnit;
    }
    return std::nullopt;
}

} // namespace weir
