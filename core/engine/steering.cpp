// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/steering.h"

namespace weir {

QStringList steeringTexts(const Steering &before, const Steering &after)
{
    QStringList texts;
    if (after.factor != before.factor)
        texts << QStringLiteral("load x%1").arg(QString::number(after.factor, 'g', 4));
    if (after.paused != before.paused)
        texts << (after.paused ? QStringLiteral("arrivals paused") : QStringLiteral("arrivals resumed"));
    return texts;
}

} // namespace weir
