// SPDX-License-Identifier: GPL-3.0-or-later
// Retry-After (RFC 9110, 10.2.3): seconds, or a date in one of the three forms of 5.6.7. Some services write
// fractions of a second, and UTC for GMT.
#include "protocol/judge.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr qint64 longestWait = 365LL * 24 * 3600;

int monthOf(const QByteArray &name)
{
    static const QByteArrayList months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return int(months.indexOf(name)) + 1;
}

QDateTime utc(int year, const QByteArray &month, const QByteArray &day, const QByteArray &time)
{
    // asctime pads the day with a blank, which splitting has removed.
    const QDate date(year, monthOf(month), day.toInt());
    const QTime clock = QTime::fromString(QString::fromLatin1(time), QStringLiteral("HH:mm:ss"));
    return date.isValid() && clock.isValid() ? QDateTime(date, clock, Qt::UTC) : QDateTime();
}

/// RFC 9110: a two-digit year that seems over 50 years ahead is the latest past year with those digits.
int fullYear(int twoDigits, int thisYear)
{
    const int year = thisYear - thisYear % 100 + twoDigits;
    return year > thisYear + 50 ? year - 100 : year;
}

QDateTime httpDate(const QByteArray &value, const QDateTime &now)
{
    const QByteArrayList words = value.simplified().split(' ');
    if (words.size() == 6 && (words[5] == "GMT" || words[5] == "UTC")) // Sun, 06 Nov 1994 08:49:37 GMT
        return utc(words[3].toInt(), words[2], words[1], words[4]);
    if (words.size() == 4 && words[3] == "GMT") { // Sunday, 06-Nov-94 08:49:37 GMT
        const QByteArrayList date = words[1].split('-');
        if (date.size() == 3)
            return utc(fullYear(date[2].toInt(), now.toUTC().date().year()), date[1], date[0], words[2]);
    }
    if (words.size() == 5) // Sun Nov  6 08:49:37 1994
        return utc(words[4].toInt(), words[1], words[2], words[3]);
    return {};
}

/// "1.5", without a sign and without an exponent.
bool isFraction(const QByteArray &text)
{
    const qsizetype point = text.indexOf('.');
    const auto isOther = [](char c) { return (c < '0' || c > '9') && c != '.'; };
    return point > 0 && point + 1 < text.size() && text.count('.') == 1 &&
           std::none_of(text.begin(), text.end(), isOther);
}

} // namespace

std::optional<Nanoseconds> parseRetryAfter(const QByteArray &value, const QDateTime &now)
{
    const QByteArray text = value.trimmed();
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 64)
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), isDigit)) {
        bool fits = false;
        const qint64 seconds = text.toLongLong(&fits);
        return std::chrono::seconds{fits ? std::min(seconds, longestWait) : longestWait};
    }
    if (isFraction(text)) {
        const double seconds = std::min(text.toDouble(), static_cast<double>(longestWait));
        return Nanoseconds{std::llround(seconds * 1e9)};
    }
    const QDateTime date = httpDate(text, now);
    if (!date.isValid() || date < now)
        return std::nullopt;
    return std::chrono::milliseconds{std::min(now.msecsTo(date), longestWait * 1000)};
}

} // namespace weir
