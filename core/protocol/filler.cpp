// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/filler.h"

#include "base/random.h"

#include <QChar>

#include <algorithm>

namespace weir {

namespace {

/// A power of two, so that one random word of 64 bits chooses ten of them.
constexpr std::array<QStringView, Filler::wordCount> words{
    u"the",  u"water", u"of",   u"and",  u"river", u"in",   u"to",    u"is",    u"that",  u"over", u"a",
    u"it",   u"flow",  u"on",   u"was",  u"with",  u"as",   u"line",  u"for",   u"level", u"be",   u"at",
    u"by",   u"rain",  u"this", u"have", u"from",  u"or",   u"land",  u"one",   u"had",   u"but",  u"what",
    u"all",  u"were",  u"when", u"we",   u"there", u"can",  u"an",    u"your",  u"which", u"time", u"will",
    u"up",   u"about", u"out",  u"many", u"then",  u"them", u"these", u"so",    u"some",  u"her",  u"would",
    u"make", u"like",  u"day",  u"into", u"has",   u"two",  u"more",  u"stone", u"side"};
constexpr int bitsPerWord = 6;
static_assert(words.size() == std::size_t{1} << bitsPerWord);

/// Beyond, what joins at the seams is below a thousandth.
constexpr quint32 mostMeasured = 2048;
constexpr int mostCorrections = 3;

bool isOfScriptWithoutBlanks(char32_t letter)
{
    switch (QChar::script(letter)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

quint64 wordsOf(QByteArrayView text)
{
    quint64 count = 0;
    bool isInWord = false;
    for (const char32_t letter : QString::fromUtf8(text).toUcs4()) {
        const bool isWord = isOfScriptWithoutBlanks(letter);
        const bool isBlank = QChar::isSpace(letter);
        if (isWord || (!isBlank && !isInWord))
            ++count;
        isInWord = !isWord && !isBlank;
    }
    return count;
}

} // namespace

Filler::Filler(std::shared_ptr<const Tokenizer> tokenizer) : m_tokenizer(std::move(tokenizer))
{
    m_costs.fill(1);
    if (!m_tokenizer)
        return;
    const QByteArray before = words.front().toUtf8();
    const quint64 alone = lengthOf(before);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const quint64 together = lengthOf(before + ' ' + words[i].toUtf8());
        m_costs[i] = static_cast<quint32>(std::max(together, alone + 1) - alone);
    }
}

quint64 Filler::lengthOf(QByteArrayView text) const
{
    if (m_tokenizer) {
        if (const Result<quint64> count = m_tokenizer->count(text))
            return *count;
    }
    return wordsOf(text);
}

QString Filler::text(quint64 tokens, quint64 seed) const
{
    constexpr qsizetype usualLength = 5; // of a word and its space
    quint64 left = std::min<quint64>(tokens, mostFillerTokens);
    QString text;
    text.reserve(static_cast<qsizetype>(left) * usualLength);
    Random random(mixSeed({seed, 0x66696c6c6572ULL}));
    quint64 bits = 0;
    for (quint64 i = 0; left > 0; ++i) {
        if (i % (64 / bitsPerWord) == 0)
            bits = random.nextWord();
        std::size_t word = bits % words.size();
        bits >>= bitsPerWord;
        // At the end, one that still fits.
        for (std::size_t tries = 0; m_costs[word] > left && tries < words.size(); ++tries)
            word = (word + 1) % words.size();
        if (m_costs[word] > left)
            break;
        left -= m_costs[word];
        if (i > 0)
            text.append(u' ');
        text.append(words[word]);
    }
    return text;
}

Result<QString> Filler::textFor(quint32 wanted, quint64 seed,
                                const std::function<Result<QByteArray>(const QString &)> &prompt) const
{
    quint64 tokens = 0;
    QString filler;
    for (int round = 0; round <= mostCorrections; ++round) {
        const Result<QByteArray> made = prompt(filler);
        if (!made)
            return made.error();
        const quint64 length = lengthOf(*made);
        const quint64 unfilled = tokens + wanted > length ? tokens + wanted - length : 0;
        if (length == wanted || unfilled == tokens)
            break;
        tokens = unfilled;
        filler = text(tokens, seed);
        if (wanted > mostMeasured)
            break;
    }
    return filler;
}

} // namespace weir
