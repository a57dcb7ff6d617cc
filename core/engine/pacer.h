// SPDX-License-Identifier: GPL-3.0-or-later
// Wakes a worker at an exact moment: timerfd, since Qt's finest timer is a millisecond and rounds up.
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <optional>

namespace weir {

/// One alarm on CLOCK_MONOTONIC, nanosecond resolution. Lives in the thread that made it, which must run an
/// event loop.
class Pacer : public QObject
{
    Q_OBJECT

public:
    /// `onDue` is called from the event loop each time an alarm goes off.
    explicit Pacer(std::function<void()> onDue, QObject *parent = nullptr);
    ~Pacer() override;

    /// Sets the alarm; replaces the one before. A moment in the past goes off at once.
    void wakeAt(TimePoint at);
    /// No alarm.
    void cancel();
    /// The timerfd: readable from the moment an alarm goes off until `onDue` is called. Not to be read or
    /// closed.
    [[nodiscard]] int descriptor() const { return m_fd; }

private:
    void readAlarm();

    std::function<void()> m_onDue;
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::optional<TimePoint> m_at;
};

} // namespace weir
