// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/secretclothes.h"

#include <QStringConverter>
#include <QUrl>

#include <algorithm>
#include <functional>

namespace weir::test {

namespace {

using Dress = std::function<QByteArray(char)>;

QByteArray each(const QByteArray &key, const Dress &dress)
{
    QByteArray text;
    for (const char c : key)
        text += dress(c);
    return text;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

QByteArray hex(char c, int digits)
{
    return QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(digits, '0');
}

/// As `each()`, of characters.
QByteArray eachCharacter(const QByteArray &text, const std::function<QByteArray(uint)> &dress)
{
    QByteArray dressed;
    for (const uint c : QString::fromUtf8(text).toUcs4())
        dressed += dress(c);
    return dressed;
}

/// Only what is no letter or digit.
QByteArray marks(const QByteArray &key, const Dress &dress)
{
    return each(key, [&dress](char c) { return isLetter(c) ? QByteArray(1, c) : dress(c); });
}

QByteArray jsonEscaped(const QByteArray &key)
{
    return each(key, [](char c) {
        return c == '"' || c == '\\' || c == '/' ? QByteArray("\\") + c : QByteArray(1, c);
    });
}

QByteArray htmlNamed(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '/':
        return "&sol;";
    case '+':
        return "&plus;";
    case '=':
        return "&equals;";
    case '_':
        return "&lowbar;";
    default:
        return QByteArray(1, c);
    }
}

QByteArray inOtherCase(QByteArray key)
{
    for (char &c : key) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            c = static_cast<char>(c ^ 0x20);
    }
    return key;
}

QByteArray backwards(QByteArray key)
{
    std::reverse(key.begin(), key.end());
    return key;
}

QByteArray rotatedBy13(QByteArray text)
{
    for (char &c : text) {
        const char first = c >= 'a' ? 'a' : 'A';
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            c = char(first + (c - first + 13) % 26);
    }
    return text;
}

QByteArray base32(const QByteArray &text)
{
    QByteArray digits;
    for (qsizetype bit = 0; bit < text.size() * 8; bit += 5) {
        int digit = 0;
        for (qsizetype i = bit; i < bit + 5; ++i)
            digit = digit * 2 + (i < text.size() * 8 ? (text[i / 8] >> (7 - i % 8)) & 1 : 0);
        digits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[digit];
    }
    return digits;
}

/// RFC 1952, of what qCompress() gives: its length, then zlib's two bytes, the stream, a checksum.
QByteArray gzipped(const QByteArray &text)
{
    const QByteArray deflated = qCompress(text).sliced(6).chopped(4);
    return QByteArray::fromHex("1f8b0800000000000003") + deflated + QByteArray(8, '\0');
}

/// Five digits for four bytes.
QByteArray base85(const QByteArray &text, const QByteArray &alphabet)
{
    QByteArray digits;
    for (qsizetype at = 0; at < text.size(); at += 4) {
        const QByteArray four = text.mid(at, 4);
        quint32 number = 0;
        for (qsizetype i = 0; i < 4; ++i)
            number = number * 256 + (i < four.size() ? quint8(four[i]) : 0);
        QByteArray group;
        for (int i = 0; i < 5; ++i, number /= 85)
            group.prepend(alphabet[qsizetype(number % 85)]);
        digits += group.first(four.size() + 1);
    }
    return digits;
}

QByteArray ascii85()
{
    QByteArray alphabet;
    for (char c = '!'; c <= 'u'; ++c)
        alphabet += c;
    return alphabet;
}

/// As `xxd` (in groups of two bytes) and `hexdump -C` show it.
QByteArray dumped(const QByteArray &text, qsizetype inGroup, const QByteArray &behindAddress,
                  const QByteArray &frame)
{
    constexpr qsizetype inLine = 16;
    QByteArrayList lines;
    for (qsizetype at = 0; at < text.size(); at += inLine) {
        QByteArray digits;
        QByteArray letters;
        for (qsizetype i = 0; i < inLine; ++i) {
            const bool isThere = at + i < text.size();
            const char c = isThere ? text[at + i] : ' ';
            digits += isThere ? hex(c, 2) : QByteArray("  ");
            if (i % inGroup == inGroup - 1)
                digits += ' ';
            if (isThere)
                letters += c >= ' ' && c < '\x7f' ? c : '.';
        }
        lines += QByteArray::number(at, 16).rightJustified(8, '0') + behindAddress + digits + ' ' + frame +
                 letters + frame;
    }
    return lines.join('\n');
}

/// `od -x`: numbers of two bytes, as this machine keeps them.
QByteArray dumpedWords(const QByteArray &text)
{
    QByteArrayList lines;
    for (qsizetype at = 0; at < text.size(); at += 16) {
        QByteArray line = QByteArray::number(at, 8).rightJustified(7, '0');
        for (qsizetype i = at; i < std::min(at + 16, text.size()); i += 2)
            line += ' ' + (i + 1 < text.size() ? hex(text[i + 1], 2) : QByteArray("00")) + hex(text[i], 2);
        lines += line;
    }
    return lines.join('\n');
}

QByteArray gzippedAsLatin1(const QByteArray &text)
{
    return QString::fromLatin1(gzipped(text)).toUtf8();
}

QByteArray base64Url(const QByteArray &text)
{
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

std::vector<Clothes> clothesOf(const QByteArray &key)
{
    const auto percent = [](char c) { return "%" + hex(c, 2).toUpper(); };
    const auto smallPercent = [](char c) { return "%" + hex(c, 2); };
    const auto unicode = [](char c) { return "\\u" + hex(c, 4).toUpper(); };
    const auto smallUnicode = [](char c) { return "\\u" + hex(c, 4); };
    const QByteArray url = QUrl::toPercentEncoding(QString::fromUtf8(key));
    return {
        {"as it is", key},
        {"upper case", key.toUpper()},
        {"lower case", key.toLower()},
        {"other case", inOtherCase(key)},
        {"backwards", backwards(key)},
        {"JSON", jsonEscaped(key)},
        {"JSON in JSON", jsonEscaped(jsonEscaped(key))},
        {"JSON, marks as code units", marks(key, unicode)},
        {"JSON, all as code units", each(key, smallUnicode)},
        {"code units in JSON in JSON", jsonEscaped(marks(key, smallUnicode))},
        {"code points in braces", marks(key, [](char c) { return "\\u{" + hex(c, 1) + "}"; })},
        {"bytes as in C", each(key, [](char c) { return "\\x" + hex(c, 2); })},
        {"HTML, named", each(key, htmlNamed)},
        {"HTML, decimal",
         marks(key, [](char c) { return "&#" + QByteArray::number(static_cast<unsigned char>(c)) + ";"; })},
        {"HTML, hexadecimal", marks(key, [](char c) { return "&#x" + hex(c, 2).toUpper() + ";"; })},
        {"HTML twice",
         marks(key,
               [](char c) { return "&amp;#" + QByteArray::number(static_cast<unsigned char>(c)) + ";"; })},
        {"percent", url},
        {"percent but for slashes", QUrl::toPercentEncoding(QString::fromUtf8(key), "/")},
        {"percent in small letters", marks(key, smallPercent)},
        {"percent, all", each(key, percent)},
        {"percent twice", QByteArray(url).replace("%", "%25")},
        {"percent of JSON", QUrl::toPercentEncoding(QString::fromUtf8(jsonEscaped(key)))},
        {"hexadecimal", key.toHex()},
        {"hexadecimal in capitals", key.toHex().toUpper()},
        {"hexadecimal with colons", key.toHex(':')},
        {"decimal codes",
         each(key, [](char c) { return QByteArray::number(static_cast<unsigned char>(c)) + ","; })},
        {"Base64", key.toBase64()},
        {"Base64 of a bearer's", ("Bearer " + key).toBase64()},
        {"Base64 of user and key", ("user:" + key).toBase64()},
        {"Base64 of key and more", ("x:" + key + ":more").toBase64()},
        {"Base64url", base64Url(key)},
        {"Base64url of a bearer's", base64Url("Bearer " + key)},
        {"Base64url of user and key", base64Url("user:" + key)},
        {"Base64 in JSON", jsonEscaped(("user:" + key).toBase64())},
        {"Base64 in a URL", QUrl::toPercentEncoding(QString::fromLatin1(("id:" + key).toBase64()))},
    };
}

std::vector<Dressing> dressings()
{
    const auto all = [](const Dress &dress) {
        return [dress](const QByteArray &text) { return each(text, dress); };
    };
    const auto characters = [](const char *before, int base, int digits, const char *behind) {
        return [=](const QByteArray &text) {
            return eachCharacter(text, [=](uint c) {
                return before + QByteArray::number(c, base).rightJustified(digits, '0') + behind;
            });
        };
    };
    const auto onlyMarks = [](const Dress &dress) {
        return [dress](const QByteArray &text) { return marks(text, dress); };
    };
    const auto code = [](int base, int digits, const char *behind) {
        return [=](char c) {
            return QByteArray::number(static_cast<unsigned char>(c), base).rightJustified(digits, '0') +
                   behind;
        };
    };
    const auto between = [](const QByteArray &mark) {
        return [mark](const QByteArray &text) {
            return each(text, [&mark](char c) { return c + mark; }).chopped(mark.size());
        };
    };
    const auto inGroups = [](const QByteArray &mark, qsizetype size) {
        return [=](const QByteArray &text) {
            const QString letters = QString::fromUtf8(text);
            QByteArray groups;
            for (qsizetype at = 0; at < letters.size(); at += size)
                groups += (at > 0 ? mark : QByteArray()) + letters.mid(at, size).toUtf8();
            return groups;
        };
    };
    const auto inLines = [](const std::function<QByteArray(qsizetype)> &before, qsizetype size) {
        return [=](const QByteArray &text) {
            QByteArrayList lines;
            for (qsizetype at = 0; at < text.size(); at += size)
                lines += before(lines.size()) + text.mid(at, size);
            return lines.join('\n');
        };
    };
    const auto utf16 = [](QStringConverter::Encoding encoding) {
        return [encoding](const QByteArray &text) -> QByteArray {
            return QStringEncoder(encoding)(QString::fromUtf8(text));
        };
    };
    const auto wide = [](char32_t first) {
        return [first](char c) {
            const char32_t drawn = first + char32_t(c - '!');
            return c > ' ' ? QString::fromUcs4(&drawn, 1).toUtf8() : QByteArray(1, c);
        };
    };
    const auto little = utf16(QStringConverter::Utf16LE);
    const auto big = utf16(QStringConverter::Utf16BE);
    return {
        {"as it is", [](const QByteArray &text) { return text; }},
        {"upper case", [](const QByteArray &text) { return text.toUpper(); }, true},
        {"lower case", [](const QByteArray &text) { return text.toLower(); }, true},
        {"backwards", backwards},
        {"rotated by 13", rotatedBy13},
        {"JSON", jsonEscaped},
        {"JSON, all as code units", characters("\\u", 16, 4, "")},
        {"JSON, marks as code units",
         [](const QByteArray &text) {
             return eachCharacter(text, [](uint c) {
                 return c < 0x80 && isLetter(char(c))
                            ? QByteArray(1, char(c))
                            : "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
             });
         }},
        {"octal as in C", all([code](char c) { return "\\" + code(8, 3, "")(c); })},
        {"bytes as in C", all([](char c) { return "\\x" + hex(c, 2); })},
        {"code points in braces", characters("\\u{", 16, 1, "}")},
        {"HTML, named", all(htmlNamed)},
        {"HTML, decimal", characters("&#", 10, 1, ";")},
        {"HTML, hexadecimal", characters("&#x", 16, 2, ";")},
        {"percent", onlyMarks([](char c) { return "%" + hex(c, 2).toUpper(); })},
        {"percent, all", all([](char c) { return "%" + hex(c, 2); })},
        {"percent twice", onlyMarks([](char c) { return "%25" + hex(c, 2); })},
        {"percent with code units", characters("%u", 16, 4, "")},
        {"quoted-printable", all([](char c) { return "=" + hex(c, 2).toUpper(); })},
        {"quoted-printable, marks", onlyMarks([](char c) { return "=" + hex(c, 2).toUpper(); })},
        {"full-width letters", all(wide(U'\uff01'))},
        {"hexadecimal", [](const QByteArray &text) { return text.toHex(); }},
        {"hexadecimal with colons", [](const QByteArray &text) { return text.toHex(':'); }},
        {"hexadecimal array", all([code](char c) { return "0x" + code(16, 2, ", ")(c); })},
        {"decimal array", all(code(10, 1, ","))},
        {"octal codes", all(code(8, 3, " "))},
        {"binary codes", all(code(2, 8, " "))},
        {"UTF-16 in hexadecimal", [big](const QByteArray &text) { return big(text).toHex(); }},
        {"UTF-16LE in hexadecimal", [little](const QByteArray &text) { return little(text).toHex(); }},
        {"Base64", [](const QByteArray &text) { return text.toBase64(); }, false, true},
        {"Base64 of user and text",
         [](const QByteArray &text) { return ("user:" + text).toBase64(QByteArray::OmitTrailingEquals); },
         false, true},
        {"Base64url", base64Url, false, true},
        {"Base64 in lines",
         [inGroups](const QByteArray &text) { return inGroups("\r\n", 32)(text.toBase64()); }, false, true},
        {"Base64 of UTF-16", [little](const QByteArray &text) { return little(text).toBase64(); }, false,
         true},
        {"Base64 of gzip", [](const QByteArray &text) { return gzipped(text).toBase64(); }, false, true},
        {"Base32", base32},
        {"dashes", between("-")},
        {"blanks", between(" ")},
        {"commas and blanks", between(", ")},
        {"middle dots", between("\xc2\xb7")},
        {"zero-width blanks", between("\xe2\x80\x8b")},
        {"groups of four", inGroups("-", 4), false, false, false, false, true},
        {"groups of five", inGroups(" ", 5), false, false, false, false, true},
        {"line ends", inGroups("\r\n", 7), false, false, false, false, true},
        {"lines of 76", inGroups("\r\n", 76), false, false, false, false, true},
        {"lines of 100", inGroups("\n", 100), false, false, false, false, true},
        {"numbered lines", inLines([](qsizetype i) { return QByteArray::number(i + 1) + ": "; }, 9), false,
         false, false, true},
        {"quoted lines", inLines([](qsizetype) { return QByteArray("> "); }, 11), false, false, false, true},
        {"a log's lines",
         inLines(
             [](qsizetype i) { return "2026-11-30T21:00:0" + QByteArray::number(i % 10) + "Z INFO part "; },
             10),
         false, false, false, true},
        {"xxd", [](const QByteArray &text) { return dumped(text, 2, ": ", ""); }, false, false, false, true},
        {"hexdump -C", [](const QByteArray &text) { return dumped(text, 1, "  ", "|"); }, false, false, false,
         true},
        {"od -x", dumpedWords, false, false, false, true},
        {"Ascii85", [](const QByteArray &text) { return base85(text, ascii85()); }, false, true},
        {"Ascii85 of user and text",
         [](const QByteArray &text) { return "<~" + base85("user:" + text, ascii85()) + "~>"; }, false, true},
        {"Z85",
         [](const QByteArray &text) {
             return base85(
                 text,
                 "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#");
         },
         false, true},
        {"Base85 of RFC 1924",
         [](const QByteArray &text) {
             return base85(
                 text,
                 "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~");
         },
         false, true},
        {"bold letters", all([](char c) { return QByteArray("<b>") + c + "</b>"; })},
        {"zero-width blanks by number", between("&#8203;")},
        {"a terminal's colours", all([](char c) { return QByteArray("\x1b[31m") + c + "\x1b[0m"; })},
        {"gzip as Latin-1", gzippedAsLatin1, false, true, true},
    };
}

QByteArray remainsOf(const QByteArray &key, const QByteArray &form, const QByteArray &text)
{
    constexpr qsizetype telling = 6;
    const QByteArray small = text.toLower();
    const auto remainOf = [&small](const QByteArray &whole, qsizetype from, qsizetype size) {
        const QByteArray smallWhole = whole.toLower();
        for (qsizetype at = from; at + size <= smallWhole.size(); ++at) {
            const QByteArray piece = smallWhole.sliced(at, size);
            if (small.contains(piece))
                return piece;
        }
        return QByteArray();
    };
    const QByteArray ofKey = remainOf(key, 0, telling);
    if (!ofKey.isEmpty())
        return ofKey;
    // What stands before a key in Base64 ("Bearer ", "user:") is no secret: ten digits.
    const bool isLonger = form.size() > key.size();
    return remainOf(form, isLonger ? 10 : 0, (telling * form.size() + key.size() - 1) / key.size());
}

} // namespace weir::test
