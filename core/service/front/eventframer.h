// SPDX-License-Identifier: GPL-3.0-or-later
// Frames the events of a stream: as Server-Sent Events or as lines.
#pragma once

#include "service/front/dialect.h"

namespace weir {

/// Gathers events until take(). Keeps its memory. One thread.
class EventFramer final : public EventTaker
{
public:
    explicit EventFramer(Framing framing) : m_framing(framing) {}

    void event(std::string_view name, std::string_view data) override
    {
        if (m_framing == Framing::Sse) {
            if (!name.empty()) {
                m_bytes += "event: ";
                m_bytes += name;
                m_bytes += '\n';
            }
            m_bytes += "data: ";
            m_bytes += data;
            m_bytes += "\n\n";
        } else {
            m_bytes += data;
            m_bytes += '\n';
        }
    }
    /// An event that begins like JSON and is none.
    void brokenEvent() { event({}, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" bro"); }

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    void clear() { m_bytes.clear(); }
    [[nodiscard]] static std::string_view contentType(Framing framing)
    {
        return framing == Framing::Sse ? "text/event-stream; charset=utf-8" : "application/x-ndjson";
    }

private:
    Framing m_framing;
    std::string m_bytes;
};

} // namespace weir
