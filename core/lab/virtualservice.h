// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service of a simulated run: what stands between a client and the model, without sockets.
#pragma once

#include "base/clock.h"
#include "protocol/exchange.h"
#include "service/config/serviceconfig.h"
#include "service/faults/faultdraw.h"
#include "service/front/routes.h"
#include "service/model/servicemodel.h"

#include <QDateTime>

#include <optional>
#include <variant>

namespace weir {

/// A request that the service has understood.
struct VirtualOrder
{
    const Dialect *dialect = nullptr; ///< Lives as long as the service.
    ModelRequest request;
    quint64 answerSeed = 0;
    quint32 promptTokens = 0;
    std::optional<FaultKind> fault; ///< Any but reset-on-accept.
};

/// The connection ends before there is an answer.
struct VirtualReset
{
};

/// One thread, on the virtual clock.
class VirtualService
{
public:
    /// `config` and `clock` outlive the service. `startedAt`: wall time of the clock's present, for tokens
    /// that expire.
    VirtualService(const ServiceConfig &config, Gatekeeper gate, const Clock &clock,
                   const QDateTime &startedAt);

    /// What becomes of a request before the model sees it: an order for submit(), or an end of its own.
    /// Faults are drawn from its id.
    [[nodiscard]] std::variant<VirtualOrder, VirtualReset, DialectRefusal> read(const WireRequest &wire);

    [[nodiscard]] ServiceModel &model() { return m_model; }
    [[nodiscard]] const OutputConfig &output() const { return m_config.model.output; }

private:
    [[nodiscard]] qint64 unixSeconds() const;

    const ServiceConfig &m_config;
    const Clock &m_clock;
    Gatekeeper m_gate;
    const TimePoint m_start;
    const qint64 m_unixStart; ///< Seconds.
    ServiceModel m_model;
    Dialects m_dialects;
    FaultDraw m_faults;
    const bool m_keepsText;
};

} // namespace weir
