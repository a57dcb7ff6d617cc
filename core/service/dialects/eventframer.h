// SPDX-License-Identifier: GPL-3.0-or-later
// Frames the events of a stream: as Server-Sent Events or as lines.
#pragma once

#include "service/dialects/dialect.h"

#include <utility>

namespace weir {

/// Gathers events until take(). Keeps its memory. One thread.
class EventFramer final : public EventTaker
{
public:
    explicit EventFramer(Framing framing) : m_framing(framing) {}

    void event(std::string_view name, std::string_view data) override
    {
        if (m_framing == Framing::Lines)
            return line(data);
        if (!name.empty()) {
            m_bytes += "event: ";
            m_bytes += name;
            m_bytes += '\n';
        }
        m_bytes += "data: ";
        m_bytes += takeCut(data);
        m_bytes += "\n\n";
    }
    /// As DashScope frames its events: the status is a comment, and no space stands behind a colon.
    void marked(const EventMark &mark, std::string_view name, std::string_view data) override
    {
        if (m_framing == Framing::Lines)
            return line(data);
        m_bytes += "id:" + std::to_string(mark.id) + "\nevent:";
        m_bytes += name;
        m_bytes += "\n:HTTP_STATUS/" + std::to_string(mark.status) + "\ndata:";
        m_bytes += takeCut(data);
        m_bytes += "\n\n";
    }
    /// The next event is cut in the middle of its JSON, so that it begins like the vendor's own and is none.
    void cutNext() { m_cuts = true; }
    [[nodiscard]] bool cutsNext() const { return m_cuts; }

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    void clear() { m_bytes.clear(); }
    [[nodiscard]] static std::string_view contentType(Framing framing)
    {
        return framing == Framing::Sse ? "text/event-stream; charset=utf-8" : "application/x-ndjson";
    }

private:
    void line(std::string_view data)
    {
        m_bytes += takeCut(data);
        m_bytes += '\n';
    }
    std::string_view takeCut(std::string_view data)
    {
        return std::exchange(m_cuts, false) ? data.substr(0, data.size() / 2) : data;
    }

    Framing m_framing;
    bool m_cuts = false;
    std::string m_bytes;
};

} // namespace weir
