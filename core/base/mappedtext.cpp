// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mappedtext.h"

#include <algorithm>

namespace weir {

MappedText MappedText::next() const
{
    MappedText made;
    made.m_isSource = false;
    made.m_keepsPlaces = m_keepsPlaces;
    made.m_reachesEnd = m_reachesEnd;
    return made;
}

SourcePlace MappedText::placeOf(qsizetype from, qsizetype length) const
{
    if (m_isSource)
        return {quint32(from), quint32(from + length)};
    if (!m_keepsPlaces)
        return {};
    const SourcePlace first = m_places[std::size_t(from)];
    const SourcePlace last = m_places[std::size_t(from + length - 1)];
    return {std::min(first.from, last.from), std::max(first.to, last.to)}; // it may have been turned round
}

void MappedText::reserve(qsizetype size)
{
    m_bytes.reserve(size);
    if (m_keepsPlaces)
        m_places.reserve(std::size_t(size));
}

void MappedText::append(char byte, SourcePlace place)
{
    m_bytes.append(byte);
    if (m_keepsPlaces)
        m_places.push_back(place);
}

void MappedText::append(QByteArrayView bytes, SourcePlace place)
{
    m_bytes.append(bytes);
    if (m_keepsPlaces)
        m_places.insert(m_places.end(), std::size_t(bytes.size()), place);
}

} // namespace weir
