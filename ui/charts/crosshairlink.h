// SPDX-License-Identifier: GPL-3.0-or-later
// One cross-hair for all charts that share a time axis.
#pragma once

#include <QObject>

#include <optional>

namespace weir {

/// Hand the same link to every card of a page. GUI thread.
class CrosshairLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Seconds since the run's start; nothing: no cross-hair.
    [[nodiscard]] std::optional<double> position() const noexcept { return m_position; }
    void setPosition(std::optional<double> seconds);

Q_SIGNALS:
    /// After position() changed.
    void moved();

private:
    std::optional<double> m_position;
};

} // namespace weir
