// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps web pages of other hosts out: they reach a service on this machine through the browser of whoever
// opens them, by a name that they have pointed here (DNS rebinding) or over a WebSocket.
#pragma once

#include <QStringList>

#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Immutable; any thread. Always admitted are the names of this machine: `localhost`, names below it,
/// 127.0.0.0/8 and [::1], with any port.
class OriginRules
{
public:
    /// `allowed`: origins ("https://app.example.org:8443") or hosts ("app.example.org", with any port and
    /// scheme), as isAllowable() takes them.
    explicit OriginRules(const QStringList &allowed);

    static bool isAllowable(const QString &allowed);

    /// Of a Host header.
    [[nodiscard]] bool admitsHost(std::string_view host) const;
    /// Of an Origin header; "null", as pages without an origin send it, is nobody's.
    [[nodiscard]] bool admitsOrigin(std::string_view origin) const;

private:
    struct Allowed
    {
        std::string scheme; ///< Empty: any.
        std::string host;
        std::string port; ///< Empty: any; of an origin the scheme's own where it names none.
    };
    std::vector<Allowed> m_allowed;
};

} // namespace weir
