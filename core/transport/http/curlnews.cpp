// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curlnews.h"

namespace weir {

namespace {

/// A call of libcurl reads at most a hundred times 8 KiB of a plain connection.
constexpr std::size_t keptBytes = std::size_t{1024} * 1024;

} // namespace

bool CurlNews::endsWithDataOf(StreamId stream) const
{
    return !m_events.empty() && m_events.back().kind == CurlEvent::Kind::Data &&
           m_events.back().stream == stream;
}

void CurlNews::addData(CurlExchange &exchange, StreamId stream, TimePoint at, QByteArrayView bytes)
{
    m_events.push_back({&exchange, stream, CurlEvent::Kind::Data, at, m_bytes.size(), 0});
    extendData(bytes);
}

void CurlNews::extendData(QByteArrayView bytes)
{
    m_events.back().size += static_cast<std::size_t>(bytes.size());
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

QByteArrayView CurlNews::bytes(const CurlEvent &event) const
{
    return QByteArrayView(m_bytes.data() + event.offset, static_cast<qsizetype>(event.size));
}

void CurlNews::clear()
{
    m_events.clear();
    m_bytes.clear();
    if (m_bytes.capacity() > keptBytes)
        m_bytes.shrink_to_fit();
}

} // namespace weir
