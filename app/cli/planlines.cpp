// SPDX-License-Identifier: GPL-3.0-or-later
#include "planlines.h"

#include "base/duration.h"
#include "base/units.h"
#include "scenario/alternatives.h"
#include "scenario/loadfigures.h"

#include <cmath>

namespace weir::cli {

namespace {

QString requestsText(const Load &load, const LoadGroup &group)
{
    const std::optional<double> count = estimatedRequests(load, group);
    if (!count)
        return QStringLiteral("as many requests as are answered");
    return QStringLiteral("about %1 requests").arg(formatCount(static_cast<quint64>(std::llround(*count))));
}

QString peakText(const LoadGroup &group, const CourseFigures &course)
{
    if (!group.isOpen())
        return QStringLiteral("up to %1 users").arg(formatCount(static_cast<quint64>(course.peak)));
    return QStringLiteral("up to %1/s").arg(formatFigure(course.peak));
}

QString lengthText(const Load &load, const LoadGroup &group, double seconds)
{
    if (!std::isfinite(seconds))
        return QStringLiteral("until the requests are done");
    const bool hasWarmUp = group.startAfter <= Nanoseconds{0};
    const Nanoseconds length = std::chrono::duration_cast<Nanoseconds>(
        std::chrono::duration<double, std::milli>(std::round(seconds * 1e3)));
    QString text = formatDuration(length);
    if (hasWarmUp && load.warmUp > Nanoseconds{0})
        text += QStringLiteral(" after a warm-up of %1").arg(formatDuration(load.warmUp));
    else if (!hasWarmUp)
        text += QStringLiteral(" from %1 on").arg(formatDuration(group.startAfter));
    return text;
}

} // namespace

QStringList planLines(const Scenario &scenario, const QString & /*baseFolder*/)
{
    QStringList lines;
    for (const LoadGroup &group : scenario.load.groups) {
        const QString of =
            scenario.load.groups.size() > 1 ? QStringLiteral(" of \"%1\"").arg(group.name) : QString();
        QStringList parts{loadModels().names().at(static_cast<qsizetype>(group.model.index())),
                          requestsText(scenario.load, group)};
        const CourseFigures course = courseOf(group);
        parts << peakText(group, course) << lengthText(scenario.load, group, course.seconds);
        lines.append(QStringLiteral("plan%1: %2").arg(of, parts.join(QStringLiteral(", "))));
    }
    return lines;
}

} // namespace weir::cli
