// SPDX-License-Identifier: GPL-3.0-or-later
// Newline-delimited JSON: one document a line, blank lines skipped.
#pragma once

#include "base/message.h"
#include "protocol/linesplitter.h"

#include <QByteArrayView>

namespace weir {

/// Takes the lines of one stream, in its thread. Views are valid during the call only.
class NdjsonHandler
{
public:
    virtual ~NdjsonHandler() = default;
    /// A line that is not blank, of valid UTF-8; `position` is its first byte in the stream.
    virtual void onDocument(QByteArrayView line, quint64 position) = 0;
    /// The last call: what is wrong with the byte at `position`. `isTooLong`: only the parser's own limit.
    virtual void onMalformed(quint64 position, const Message &problem, bool isTooLong) = 0;
};

/// One stream; chunks may be cut anywhere.
class NdjsonParser
{
public:
    /// `maxLineBytes`: the longest line that is taken.
    explicit NdjsonParser(quint64 maxLineBytes = usualEventBytes)
        : m_lines(maxLineBytes), m_maxLineBytes(maxLineBytes)
    {
    }

    void feed(QByteArrayView bytes, NdjsonHandler &handler);
    /// The body has ended: the bytes after the last line end, which may be a whole document. Valid until the
    /// next feed().
    [[nodiscard]] QByteArrayView rest() const { return m_failed ? QByteArrayView() : m_lines.rest(); }
    [[nodiscard]] quint64 restPosition() const { return m_lines.linePosition(); }

private:
    LineSplitter m_lines;
    quint64 m_maxLineBytes;
    bool m_failed = false;
};

} // namespace weir
