// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/virtualservice.h"

#include "service/faults/faultplan.h"
#include "service/front/modelrequests.h"

namespace weir {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::string_view headerOf(const WireRequest &wire, std::string_view name)
{
    const QByteArrayView wanted(name.data(), static_cast<qsizetype>(name.size()));
    for (const RawHeader &header : wire.headers) {
        if (wanted.compare(header.first, Qt::CaseInsensitive) == 0)
            return viewOf(header.second);
    }
    return {};
}

} // namespace

VirtualService::VirtualService(const ServiceConfig &config, Gatekeeper gate, const Clock &clock,
                               const QDateTime &startedAt)
    : m_config(config)
    , m_clock(clock)
    , m_gate(std::move(gate))
    , m_start(clock.now())
    , m_unixStart(startedAt.toSecsSinceEpoch())
    , m_model(config.model, m_start)
    , m_faults(config.faults, config.model.drawSeed())
    , m_keepsText(config.model.cache.entries > 0 || config.model.prefixCache.tokens > 0)
{
}

std::variant<VirtualOrder, VirtualReset, DialectRefusal> VirtualService::read(const WireRequest &wire)
{
    const QByteArray method = wire.method();
    const QByteArray path = wire.url.path(QUrl::FullyEncoded).toUtf8();
    const quint64 id = requestKey(headerOf(wire, "X-Weir-Request-Id"));
    const RequestLine line{viewOf(method), viewOf(path), headerOf(wire, "Authorization"),
                           headerOf(wire, "X-Api-Key"), unixSeconds()};
    const Route route = routeOf(m_dialects, m_gate, line);
    if (route.reply)
        return DialectRefusal{route.reply->status, route.reply->body};
    // Tasks and WebSockets have no exchange here, the metrics no model.
    if (route.dialect == nullptr || route.task != TaskCall::None)
        return DialectRefusal{404, {}};
    const std::optional<FaultKind> fault = m_faults.draw(id);
    if (fault == FaultKind::ResetOnAccept) // before the body is looked at
        return VirtualReset{};
    const Dialect::HeaderLookup headers = [&wire](std::string_view name) { return headerOf(wire, name); };
    std::variant<AskedRequest, DialectRefusal> read =
        route.dialect->read(viewOf(path), headers, viewOf(wire.body), m_keepsText);
    if (DialectRefusal *refused = std::get_if<DialectRefusal>(&read))
        return std::move(*refused);
    AskedRequest &asked = std::get<AskedRequest>(read);
    VirtualOrder order;
    order.dialect = route.dialect;
    order.request = modelRequestOf(asked, {id, true, route.caller}, m_config.model);
    order.answerSeed = answerSeedOf(m_config.model.drawSeed(), id);
    order.promptTokens = asked.promptTokens;
    order.fault = fault;
    return order;
}

qint64 VirtualService::unixSeconds() const
{
    return m_unixStart + std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - m_start).count();
}

} // namespace weir
