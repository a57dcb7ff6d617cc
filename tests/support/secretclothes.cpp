// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/secretclothes.h"

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
