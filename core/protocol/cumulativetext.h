// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that repeat all that came of them so far: which part of each is new.
#pragma once

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace weir {

/// The texts of one stream. Keeps of each how long it was and a hash of it, not the text. One thread.
class CumulativeText
{
public:
    /// Which of a stream's texts: its place among the rules, and the choice or the elements that it stands
    /// in.
    struct Key
    {
        quint32 place = 0;
        quint64 where = 0;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Fresh
    {
        std::string_view text;  ///< What is new; a part of the text that was given.
        bool bears = false;     ///< Something is new, even if it is only half a character yet.
        bool restarted = false; ///< The text does not begin with what came before; it counts whole.
    };
    /// Takes the next `text` of that key. U+FFFD at its end is half a character: its text comes with the
    /// rest.
    Fresh fresh(Key key, std::string_view text);

private:
    struct Entry
    {
        Key key;
        std::size_t length = 0; ///< Of the text so far, halves at its end aside.
        std::size_t all = 0;    ///< With them.
        std::size_t hash = 0;   ///< Of its first `length` bytes.
    };
    Entry &of(Key key);

    std::vector<Entry> m_entries;
};

} // namespace weir
