// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service that runs in this window, for as long as a person wants it.
#pragma once

#include "lab/servicehistory.h"
#include "service/referenceservice.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace weir {

/// What one start needs.
struct ServiceStart
{
    QString name; ///< Of the preset or the file, for people.
    ServiceConfig config;
    QString keyReference; ///< `env:NAME` or `file:PATH` of the key that requests need; empty: none.
};

/// At most one service at a time. GUI thread. Looks at the service four times a second and never waits for
/// it; what was seen last stays after stop() until the next start().
class ServiceController : public QObject
{
    Q_OBJECT

public:
    explicit ServiceController(QObject *parent = nullptr);
    ~ServiceController() override; ///< Stops.

    /// Replaces a service that runs. Errors: a key that can't be read, everything that
    /// ReferenceService::start() finds; nothing runs then.
    Result<void> start(const ServiceStart &wanted);
    void stop();

    [[nodiscard]] bool isRunning() const { return m_service != nullptr; }
    [[nodiscard]] quint16 port() const; ///< 0 while none runs.
    [[nodiscard]] QUrl url() const;     ///< Empty while none runs.
    /// Of the running service, else of the last one.
    [[nodiscard]] const ServiceStart &settings() const { return m_settings; }
    /// The newest picture; null before the first start.
    [[nodiscard]] const std::shared_ptr<const ModelState> &state() const { return m_state; }
    [[nodiscard]] const ServiceStats &stats() const { return m_stats; }
    [[nodiscard]] const ServiceHistory &history() const { return m_history; }

    // All do nothing while no service runs; for the rest see ReferenceService.
    void setFaults(const std::vector<FaultShare> &faults); ///< Ignored unless checkFaults() accepts them.
    void injectFault(FaultKind kind, quint32 requests);
    void startDrill(const DrillConfig &drill);
    void endDrills();
    void scaleTo(quint32 replicas);
    void flushCaches();

Q_SIGNALS:
    void runningChanged();
    /// There is a newer picture.
    void updated();

private:
    void poll();

    std::unique_ptr<ReferenceService> m_service;
    ServiceStart m_settings;
    std::shared_ptr<const ModelState> m_state;
    ServiceStats m_stats;
    ServiceHistory m_history;
    QTimer m_timer;
};

} // namespace weir
