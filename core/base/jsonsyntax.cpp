// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonsyntax.h"

#include <algorithm>
#include <cctype>

namespace weir {

Message syntaxFault(const QJsonParseError &error)
{
    switch (error.error) {
    case QJsonParseError::NoError:
        return {};
    case QJsonParseError::UnterminatedObject:
        return WEIR_TEXT("json_syntax.object_open", "an object is not closed");
    case QJsonParseError::MissingNameSeparator:
        return WEIR_TEXT("json_syntax.no_colon", "a colon is missing behind a name");
    case QJsonParseError::UnterminatedArray:
        return WEIR_TEXT("json_syntax.list_open", "a list is not closed");
    case QJsonParseError::MissingValueSeparator:
        return WEIR_TEXT("json_syntax.no_comma", "a comma is missing behind a value");
    case QJsonParseError::IllegalValue:
        return WEIR_TEXT("json_syntax.no_value", "a value is missing, or is none that JSON has");
    case QJsonParseError::TerminationByNumber:
        return WEIR_TEXT("json_syntax.ends_in_number", "the text ends with a number");
    case QJsonParseError::IllegalNumber:
        return WEIR_TEXT("json_syntax.bad_number", "a number is not written as JSON writes it");
    case QJsonParseError::IllegalEscapeSequence:
        return WEIR_TEXT("json_syntax.bad_escape", "an escape sequence is none that JSON has");
    case QJsonParseError::IllegalUTF8String:
        return WEIR_TEXT("json_syntax.no_utf8", "a text is not UTF-8");
    case QJsonParseError::UnterminatedString:
        return WEIR_TEXT("json_syntax.text_open", "a text has no closing quotes");
    case QJsonParseError::MissingObject:
        return WEIR_TEXT("json_syntax.no_object", "a name is missing behind a comma");
    case QJsonParseError::DeepNesting:
        return WEIR_TEXT("json_syntax.too_deep", "it is nested too deeply");
    case QJsonParseError::DocumentTooLarge:
        return WEIR_TEXT("json_syntax.too_large", "it is too large");
    case QJsonParseError::GarbageAtEnd:
        return WEIR_TEXT("json_syntax.goes_on", "it goes on behind its end");
    }
    return Message::verbatim(error.errorString());
}

namespace {

/// Of the text up to `offset`, without the blanks before it.
QByteArrayView before(QByteArrayView json, qsizetype offset)
{
    qsizetype end = std::clamp<qsizetype>(offset, 0, json.size());
    while (end > 0 &&
           (json[end - 1] == ' ' || json[end - 1] == '\t' || json[end - 1] == '\n' || json[end - 1] == '\r'))
        --end;
    return json.first(end);
}

/// The name that the text ends with, its quotes aside; null where it ends otherwise.
QByteArrayView lastName(QByteArrayView text)
{
    if (!text.endsWith('"'))
        return {};
    const qsizetype open = text.chopped(1).lastIndexOf('"');
    return open < 0 ? QByteArrayView() : text.sliced(open + 1).chopped(1);
}

} // namespace

Message syntaxFault(const QJsonParseError &error, QByteArrayView json)
{
    const bool mayLackValue =
        error.error == QJsonParseError::MissingObject || error.error == QJsonParseError::IllegalValue;
    if (!mayLackValue)
        return syntaxFault(error);
    // Qt's offset lies on the sign that it did not expect, or one behind it.
    for (const qsizetype offset : {qsizetype{error.offset}, qsizetype{error.offset} - 1}) {
        const QByteArrayView read = before(json, offset);
        if (read.endsWith(',') && json.sliced(read.size()).trimmed().startsWith(']'))
            return WEIR_TEXT("json_syntax.no_value_in_list", "a value is missing behind a comma");
        if (!read.endsWith(':'))
            continue;
        const qsizetype next = std::max<qsizetype>(offset, read.size());
        const QByteArrayView rest = json.sliced(std::min<qsizetype>(next, json.size())).trimmed();
        const bool isMissing =
            rest.isEmpty() || rest.startsWith('}') || rest.startsWith(']') || rest.startsWith(',');
        const QByteArrayView name = lastName(before(read.chopped(1), read.size() - 1));
        if (isMissing && !name.isNull())
            return {WEIR_TEXT("json_syntax.no_value_behind", "a value is missing behind \"%1\":"),
                    QString::fromUtf8(name.first(std::min<qsizetype>(name.size(), 64)))};
    }
    return syntaxFault(error);
}

namespace {

/// The value of the four digits of \uXXXX; nothing where they are none.
std::optional<uint> fourDigits(QByteArrayView digits)
{
    bool isNumber = false;
    const uint value = digits.size() < 4 ? 0 : digits.first(4).toByteArray().toUInt(&isNumber, 16);
    const auto isHex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    return isNumber && std::all_of(digits.begin(), digits.begin() + 4, isHex) ? std::optional(value)
                                                                              : std::nullopt;
}

/// What is wrong with the escape that begins at `at`, behind whose end `at` is moved.
Message escapeFault(QByteArrayView json, HalfCharacters halves, qsizetype &at)
{
    const QByteArrayView escape = json.sliced(at);
    if (escape.size() < 2 || !QByteArrayView("\"\\/bfnrtu").contains(escape[1]))
        return Message(WEIR_TEXT("json_syntax.unknown_escape",
                                 "JSON has no escape %1; a backslash itself is written twice"),
                       QString::fromUtf8(escape.first(std::min<qsizetype>(escape.size(), 2))));
    at += 2;
    if (escape[1] != 'u')
        return {};
    const std::optional<uint> unit = fourDigits(escape.sliced(2));
    if (!unit)
        return WEIR_TEXT("json_syntax.no_four_digits", "\\u is followed by four digits, 0 to 9 and a to f");
    at += 4;
    if (halves == HalfCharacters::Kept)
        return {};
    const Message half(
        WEIR_TEXT("json_syntax.half_character", "\\u%1 is half a character; the other half is missing"),
        QString::fromLatin1(escape.sliced(2, 4)));
    if (QChar::isLowSurrogate(*unit))
        return half;
    if (!QChar::isHighSurrogate(*unit))
        return {};
    const QByteArrayView next = escape.sliced(6);
    const std::optional<uint> low = next.startsWith("\\u") ? fourDigits(next.sliced(2)) : std::nullopt;
    if (!low || !QChar::isLowSurrogate(*low))
        return half;
    at += 6;
    return {};
}

} // namespace

std::optional<JsonFault> textFault(QByteArrayView json, HalfCharacters halves)
{
    bool isText = false;
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (!isText || c == '"') {
            isText = c == '"' ? !isText : isText;
            ++at;
        } else if (c == '\\') {
            const qsizetype begin = at;
            if (Message fault = escapeFault(json, halves, at); !fault.isEmpty())
                return JsonFault{std::move(fault), begin};
        } else if (static_cast<unsigned char>(c) < 0x20) {
            return JsonFault{Message(WEIR_TEXT("json_syntax.control_character",
                                               "a text has a control character as it is; write it as \\u%1"),
                                     QString::number(c, 16).rightJustified(4, u'0')),
                             at};
        } else {
            ++at;
        }
    }
    return std::nullopt;
}

std::optional<JsonFault> numberFault(QByteArrayView json)
{
    const auto isOfNumber = [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    };
    bool isText = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '"')
            isText = !isText;
        else if (isText && c == '\\')
            ++at;
        if (isText || (c != '-' && (c < '0' || c > '9')))
            continue;
        qsizetype end = at;
        while (end < json.size() && isOfNumber(json[end]))
            ++end;
        const QByteArrayView number = json.sliced(at, end - at);
        const bool isWhole = std::none_of(number.begin() + 1, number.end(), [](char sign) {
            return sign == '.' || sign == 'e' || sign == 'E';
        });
        bool isHeld = false;
        [[maybe_unused]] const qlonglong value = number.toLongLong(&isHeld);
        if (isWhole && !isHeld)
            return JsonFault{WEIR_TEXT("json_syntax.long_number",
                                       "a whole number has more digits than 64 bits hold; put it in quotes"),
                             at};
        at = end - 1;
    }
    return std::nullopt;
}

} // namespace weir
