// SPDX-License-Identifier: GPL-3.0-or-later
// Lets callers in: by the one key of a start, or by the gateway's keys and tokens.
#pragma once

#include "service/front/authenticator.h"

#include <QByteArray>

namespace weir {

/// One thread.
class Gatekeeper
{
public:
    /// `apiKey`: admits as tenant 0 whoever has it; empty: there is none.
    Gatekeeper(QByteArray apiKey, Authenticator authenticator)
        : m_apiKey(std::move(apiKey)), m_authenticator(std::move(authenticator))
    {
    }

    /// `authorization` and `apiKey` are the values of those headers, any bytes.
    std::variant<Caller, AuthRefusal> admit(std::string_view authorization, std::string_view apiKey,
                                            qint64 unixSeconds);
    /// Everybody is let in.
    [[nodiscard]] bool isOpen() const { return m_apiKey.isEmpty() && m_authenticator.isOpen(); }
    [[nodiscard]] const Authenticator &authenticator() const { return m_authenticator; }

private:
    [[nodiscard]] bool hasStartKey(std::string_view authorization, std::string_view apiKey) const;

    QByteArray m_apiKey;
    Authenticator m_authenticator;
};

} // namespace weir
