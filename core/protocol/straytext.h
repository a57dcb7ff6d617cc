// SPDX-License-Identifier: GPL-3.0-or-later
// What a server writes into a stream of events outside of any event: mostly the only word about an error.
#pragma once

#include "protocol/eventreader.h"

#include <QByteArray>

namespace weir {

/// The lines of one stream that belong to no event, kept until they are a document. Bounded. One thread.
class StrayText
{
public:
    /// `rules`: those of a whole answer. `mostBytes`: what is kept; the rest is dropped.
    StrayText(std::shared_ptr<const CompiledRules> rules, quint64 mostBytes);

    /// Takes the next line. True when the lines are an error's document now, which `event` then holds: its
    /// views are valid as those of EventReader::read() are.
    bool takeLine(QByteArrayView line, StreamEvent &event);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    /// True when it begins like a JSON document.
    [[nodiscard]] bool isJson() const;
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    EventReader m_reader;
    QByteArray m_text;
    qsizetype m_mostBytes;
    int m_tries = 0; ///< How often it was parsed: each time costs its length.
};

} // namespace weir
