// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fillertext.h"

#include "base/random.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

/// A power of two, so that one random word of 64 bits chooses ten of them.
constexpr std::array<QStringView, 64> words{
    u"the",  u"water", u"of",   u"and",  u"river", u"in",   u"to",    u"is",    u"that",  u"over", u"a",
    u"it",   u"flow",  u"on",   u"was",  u"with",  u"as",   u"line",  u"for",   u"level", u"be",   u"at",
    u"by",   u"rain",  u"this", u"have", u"from",  u"or",   u"land",  u"one",   u"had",   u"but",  u"what",
    u"all",  u"were",  u"when", u"we",   u"there", u"can",  u"an",    u"your",  u"which", u"time", u"will",
    u"up",   u"about", u"out",  u"many", u"then",  u"them", u"these", u"so",    u"some",  u"her",  u"would",
    u"make", u"like",  u"day",  u"into", u"has",   u"two",  u"more",  u"stone", u"side"};
constexpr int bitsPerWord = 6;
static_assert(words.size() == std::size_t{1} << bitsPerWord);

} // namespace

QString fillerText(quint32 tokens, quint64 seed)
{
    constexpr qsizetype usualLength = 5; // of a word and its space
    const quint32 count = std::min(tokens, mostFillerTokens);
    QString text;
    text.reserve(static_cast<qsizetype>(count) * usualLength);
    Random random(mixSeed({seed, 0x66696c6c6572ULL}));
    quint64 bits = 0;
    for (quint32 i = 0; i < count; ++i) {
        if (i % (64 / bitsPerWord) == 0)
            bits = random.nextWord();
        if (i > 0)
            text.append(u' ');
        text.append(words[bits % words.size()]);
        bits >>= bitsPerWord;
    }
    return text;
}

} // namespace weir
