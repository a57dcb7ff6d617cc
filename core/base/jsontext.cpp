// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsontext.h"

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace weir {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void appendEscaped(std::string &out, std::string_view utf8)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
}

} // namespace

void appendJsonText(std::string &out, std::string_view text)
{
    out += '"';
    if (isAscii(text)) {
        appendEscaped(out, text);
    } else {
        const QByteArray clean = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
        appendEscaped(out, {clean.constData(), static_cast<std::size_t>(clean.size())});
    }
    out += '"';
}

} // namespace weir
