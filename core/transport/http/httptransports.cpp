// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/httptransports.h"

#include "transport/http/curltransport.h"
#include "transport/http/qnamtransport.h"

namespace weir {

std::unique_ptr<Transport> makeTransport(TransportKind kind, const Clock &clock, ReceiveStamps stamps)
{
    switch (kind) {
    case TransportKind::Qt:
        return std::make_unique<QnamTransport>(clock, stamps);
    case TransportKind::Curl:
        return std::make_unique<CurlTransport>(clock, stamps);
    }
    Q_UNREACHABLE();
    return nullptr;
}

TransportLimits limitsOf(TransportKind kind)
{
    switch (kind) {
    case TransportKind::Qt:
        return QnamTransport::limits();
    case TransportKind::Curl:
        return CurlTransport::limits();
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace weir
