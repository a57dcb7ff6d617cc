// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/straytext.h"

#include "protocol/documentend.h"

namespace weir {

namespace {

/// Enough for an envelope over many lines; more closing brackets than that are no envelope.
constexpr int mostTries = 32;

} // namespace

StrayText::StrayText(std::shared_ptr<const CompiledRules> rules, quint64 mostBytes)
    : m_reader(std::move(rules)), m_mostBytes(qsizetype(mostBytes))
{
}

bool StrayText::isJson() const
{
    return beginsLikeJson(m_text);
}

bool StrayText::takeLine(QByteArrayView line, StreamEvent &event)
{
    if (!isJson() && beginsLikeJson(line))
        m_text.clear(); // a document says more than the words before it
    if (m_text.size() + line.size() >= m_mostBytes)
        return false;
    m_text.append(line).append('\n');
    const QByteArrayView end = line.trimmed();
    if (!isJson() || !(end.endsWith('}') || end.endsWith(']')) || m_tries >= mostTries)
        return false;
    ++m_tries;
    return m_reader.read(firstDocument(m_text), 0, event) && event.isError;
}

} // namespace weir
