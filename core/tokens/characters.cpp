// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/characters.h"

#include <QChar>
#include <QStringDecoder>

#include <simdjson.h>

namespace weir {

std::string asUtf8(QByteArrayView text)
{
    if (simdjson::validate_utf8(text.data(), static_cast<std::size_t>(text.size())))
        return std::string(text.data(), static_cast<std::size_t>(text.size()));
    return wideText({text.data(), static_cast<std::size_t>(text.size())}).toStdString();
}

QString wideText(std::string_view text)
{
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::ConvertInitialBom | QStringConverter::Flag::Stateless);
    return decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

char32_t characterAt(std::string_view text, std::size_t at) noexcept
{
    const auto byte = [text](std::size_t index) {
        return index < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[index])) : U'\0';
    };
    const char32_t first = byte(at);
    switch (lengthOfCharacter(text[at])) {
    case 1:
        return first;
    case 2:
        return (first & 0x1f) << 6 | (byte(at + 1) & 0x3f);
    case 3:
        return (first & 0x0f) << 12 | (byte(at + 1) & 0x3f) << 6 | (byte(at + 2) & 0x3f);
    default:
        return (first & 0x07) << 18 | (byte(at + 1) & 0x3f) << 12 | (byte(at + 2) & 0x3f) << 6 |
               (byte(at + 3) & 0x3f);
    }
}

std::size_t characterBefore(std::string_view text, std::size_t at) noexcept
{
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

void appendCharacter(std::string &text, char32_t character)
{
    const auto append = [&text](char32_t bits) { text.push_back(static_cast<char>(bits)); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xc0 | character >> 6);
        append(0x80 | (character & 0x3f));
    } else if (character < 0x10000) {
        append(0xe0 | character >> 12);
        append(0x80 | (character >> 6 & 0x3f));
        append(0x80 | (character & 0x3f));
    } else {
        append(0xf0 | character >> 18);
        append(0x80 | (character >> 12 & 0x3f));
        append(0x80 | (character >> 6 & 0x3f));
        append(0x80 | (character & 0x3f));
    }
}

bool isWhiteSpace(char32_t character) noexcept
{
    return QChar::isSpace(character);
}

bool isNumeric(char32_t character) noexcept
{
    return QChar::isNumber(character);
}

bool isPunctuationMark(char32_t character) noexcept
{
    if (character < 0x80)
        return character > U' ' && character < 0x7f && !QChar::isLetterOrNumber(character);
    return QChar::isPunct(character);
}

bool isWordCharacter(char32_t character) noexcept
{
    return QChar::isLetterOrNumber(character) || QChar::isMark(character) ||
           QChar::category(character) == QChar::Punctuation_Connector;
}

} // namespace weir
