// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/challenges.h"

#include <string_view>

namespace weir {

namespace {

using std::string_view;

/// QNAM takes a sign for a part of the number, and no service sends one: 401 is -01 to QNAM, 407 is -07.
constexpr int shift = 400;
constexpr char sign = '-';
constexpr std::size_t statusAt = 9;
constexpr std::size_t statusEnd = 12;

bool beginsHead(string_view bytes)
{
    return bytes.size() > statusEnd && bytes.substr(0, 7) == "HTTP/1." && bytes[8] == ' ' &&
           (bytes[statusEnd] == ' ' || bytes[statusEnd] == '\r' || bytes[statusEnd] == '\n');
}

} // namespace

bool hideChallenge(char *bytes, std::size_t size)
{
    constexpr string_view end("\r\n\r\n");
    string_view rest(bytes, size);
    while (beginsHead(rest)) {
        const string_view status = rest.substr(statusAt, statusEnd - statusAt);
        char &first = bytes[size - rest.size() + statusAt];
        if (status == "401" || status == "407") {
            first = sign;
            return true;
        }
        if (status.front() == sign) { // what is no status must not be read as one that was hidden
            first = '0';
            return true;
        }
        const std::size_t found = status.front() == '1' ? rest.find(end) : string_view::npos;
        if (found == string_view::npos)
            return false;
        rest.remove_prefix(found + end.size());
    }
    return false;
}

int sentStatus(int told)
{
    constexpr int unauthorized = 401;
    constexpr int proxyUnauthorized = 407;
    const int sent = shift - told;
    return sent == unauthorized || sent == proxyUnauthorized ? sent : told;
}

} // namespace weir
