// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/servicecontroller.h"

#include "base/secretreference.h"

namespace weir {

namespace {

constexpr std::chrono::milliseconds pollInterval{250};

} // namespace

ServiceController::ServiceController(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(pollInterval);
    connect(&m_timer, &QTimer::timeout, this, &ServiceController::poll);
}

ServiceController::~ServiceController() = default;

Result<void> ServiceController::start(const ServiceStart &wanted)
{
    stop();
    ServiceConfig config = wanted.config;
    if (!wanted.keyReference.isEmpty()) {
        Result<QByteArray> key = resolveSecret(wanted.keyReference);
        if (!key)
            return key.error();
        config.apiKey = std::move(key).value();
    }
    Result<std::unique_ptr<ReferenceService>> started = ReferenceService::start(config);
    if (!started)
        return started.error();
    m_service = std::move(started).value();
    m_settings = wanted;
    m_state.reset();
    m_stats = ServiceStats();
    m_history = ServiceHistory();
    poll();
    m_timer.start();
    Q_EMIT runningChanged();
    return {};
}

void ServiceController::stop()
{
    if (!m_service)
        return;
    poll();
    m_timer.stop();
    m_service.reset();
    Q_EMIT runningChanged();
}

quint16 ServiceController::port() const
{
    return m_service ? m_service->port() : quint16{0};
}

QUrl ServiceController::url() const
{
    return m_service ? m_service->url() : QUrl();
}

void ServiceController::poll()
{
    m_stats = m_service->stats();
    std::shared_ptr<const ModelState> state = m_service->state();
    if (state == m_state)
        return;
    m_state = std::move(state);
    m_history.add(*m_state);
    Q_EMIT updated();
}

void ServiceController::setFaults(const std::vector<FaultShare> &faults)
{
    if (!m_service || !checkFaults(faults))
        return;
    m_settings.config.faults = faults;
    m_service->setFaults(faults);
}

void ServiceController::injectFault(FaultKind kind, quint32 requests)
{
    if (m_service)
        m_service->injectFault(kind, requests);
}

void ServiceController::startDrill(const DrillConfig &drill)
{
    if (m_service)
        m_service->startDrill(drill);
}

void ServiceController::endDrills()
{
    if (m_service)
        m_service->endDrills();
}

void ServiceController::scaleTo(quint32 replicas)
{
    if (m_service)
        m_service->scaleTo(replicas);
}

void ServiceController::flushCaches()
{
    if (m_service)
        m_service->flushCaches();
}

} // namespace weir
