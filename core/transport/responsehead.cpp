// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/responsehead.h"

#include <algorithm>

namespace weir {

namespace {

constexpr QByteArrayView codingHeader("transfer-encoding");

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The status of "HTTP/1.1 200 OK"; 0 when it is none. A status has three digits (RFC 9112, 4).
int statusOf(QByteArrayView line)
{
    const qsizetype space = line.indexOf(' ');
    if (!line.startsWith("HTTP/") || space < 0)
        return 0;
    const QByteArrayView rest = line.sliced(space + 1);
    const bool three = rest.size() >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && isDigit(rest[2]) &&
                       (rest.size() == 3 || rest[3] == ' ');
    const int status = three ? rest.first(3).toInt() : 0;
    return status >= 100 ? status : 0;
}

/// True when the body has a transfer coding that only a request with TE may be answered with (RFC 9112, 7.4).
/// libcurl would unpack it, and 16 KiB of it may hold 16 MiB.
bool isPacked(const ResponseHead &head)
{
    for (const auto &[name, value] : head.headers) {
        if (name.compare(codingHeader, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : value.split(',')) {
            const QByteArray coding = part.trimmed().toLower();
            if (!coding.isEmpty() && coding != "chunked" && coding != "identity")
                return true;
        }
    }
    return false;
}

/// All that the lines of that name say, those that were joined included.
QByteArrayList valuesOf(const ResponseHead &head, QByteArrayView name)
{
    QByteArrayList values;
    for (const auto &[key, value] : head.headers) {
        if (key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : value.split(','))
            values.append(part.trimmed());
    }
    return values;
}

bool hasNoBody(int status)
{
    constexpr int noContent = 204;
    constexpr int notModified = 304;
    return status < 200 || status == noContent || status == notModified;
}

/// A length has digits alone; nothing where the text is none, or one that no machine could hold.
std::optional<qint64> lengthOf(const QByteArray &text)
{
    bool fits = false;
    const qint64 length = text.toLongLong(&fits);
    return fits && std::all_of(text.begin(), text.end(), isDigit) ? std::optional(length) : std::nullopt;
}

} // namespace

Result<std::optional<qint64>> contentLength(const ResponseHead &head)
{
    constexpr qsizetype mostShown = 40;
    if (isPacked(head))
        return Error{Message(WEIR_TEXT("response_head.packed",
                                       "The response has a transfer coding that the request did not allow")),
                     {},
                     {}};
    const QByteArrayList values = valuesOf(head, "Content-Length");
    if (values.isEmpty() || hasNoBody(head.status))
        return std::optional<qint64>();
    const std::optional<qint64> first = lengthOf(values.front());
    const bool isCoded = !valuesOf(head, codingHeader).isEmpty();
    const bool isWell = std::all_of(values.begin(), values.end(), [&](const QByteArray &value) {
        const std::optional<qint64> length = lengthOf(value);
        return length && (isCoded || length == first);
    });
    if (isWell)
        return isCoded ? std::nullopt : first;
    return Error{Message(WEIR_TEXT("response_head.bad_length",
                                   "The Content-Length of the response is no length: \"%1\""),
                         QString::fromLatin1(values.join(", ").left(mostShown))),
                 {},
                 {}};
}

ResponseHeadReader::State ResponseHeadReader::feed(QByteArrayView line)
{
    if (m_state == State::Broken)
        return m_state;
    m_bytes += line.size();
    if (m_bytes > mostBytes) {
        return broken(
            m_state == State::Complete
                ? Message(WEIR_TEXT("response_head.trailers_too_long",
                                    "The response head and trailers have more than %1 KiB"),
                          mostBytes / 1024)
                : Message(WEIR_TEXT("response_head.too_long", "The response head has more than %1 KiB"),
                          mostBytes / 1024));
    }
    if (m_state == State::Complete)
        return m_state; // a trailer
    const QByteArrayView text = withoutLineEnd(line);
    if (m_head.status == 0)
        return statusLine(text);
    if (!text.isEmpty())
        return field(text);
    if (m_head.status < 200 && m_head.status != switchingProtocols) {
        m_head = {};
        return m_state;
    }
    if (const Result<std::optional<qint64>> length = contentLength(m_head); !length)
        return broken(length.error().what);
    return m_state = State::Complete;
}

ResponseHeadReader::State ResponseHeadReader::statusLine(QByteArrayView line)
{
    m_head.status = statusOf(line);
    return m_head.status == 0 ? broken(Message(noHttpStatusText)) : m_state;
}

ResponseHeadReader::State ResponseHeadReader::field(QByteArrayView line)
{
    const bool folded = line.front() == ' ' || line.front() == '\t'; // obsolete, but seen (RFC 9112, 5.2)
    if (folded && !m_head.headers.empty()) {
        m_head.headers.back().second += ' ' + line.trimmed().toByteArray();
        return m_state;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return broken(
            Message(WEIR_TEXT("response_head.no_header", "A line of the response head is no header")));
    m_head.headers.emplace_back(line.first(colon).toByteArray(),
                                line.sliced(colon + 1).trimmed().toByteArray());
    return m_state;
}

ResponseHeadReader::State ResponseHeadReader::broken(const Message &problem)
{
    m_problem = problem;
    return m_state = State::Broken;
}

} // namespace weir
