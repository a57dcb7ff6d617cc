// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/crosshairlink.h"

namespace weir {

void CrosshairLink::setPosition(std::optional<double> seconds)
{
    if (seconds == m_position)
        return;
    m_position = seconds;
    Q_EMIT moved();
}

} // namespace weir
