// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/alternatives.h"

#include "scenario/fields.h"

namespace weir {

const Alternatives &loadModels()
{
    static const Alternatives models(QStringLiteral("model"),
                                     {{QStringLiteral("closed"), keysOf<ClosedLoad>()},
                                      {QStringLiteral("open"), keysOf<OpenLoad>()},
                                      {QStringLiteral("trace"), keysOf<TraceLoad>()}});
    return models;
}

const Alternatives &openShapes()
{
    static const Alternatives shapes(QStringLiteral("shape"),
                                     {{QStringLiteral("rate"), keysOf<RateStep>()},
                                      {QStringLiteral("ramp"), keysOf<RateRamp>()},
                                      {QStringLiteral("stairs"), keysOf<RateStairs>()},
                                      {QStringLiteral("spread"), keysOf<SpreadStep>()},
                                      {QStringLiteral("at_once"), keysOf<AtOnceStep>()},
                                      {QStringLiteral("peak"), keysOf<PeakStep>()},
                                      {QStringLiteral("pause"), keysOf<PauseStep>()}});
    return shapes;
}

const Alternatives &closedShapes()
{
    static const Alternatives shapes(QStringLiteral("shape"),
                                     {{QStringLiteral("users"), keysOf<UsersStep>()},
                                      {QStringLiteral("ramp"), keysOf<UserRamp>()},
                                      {QStringLiteral("stairs"), keysOf<UserStairs>()}});
    return shapes;
}

} // namespace weir
