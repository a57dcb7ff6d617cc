// SPDX-License-Identifier: GPL-3.0-or-later
#include "planlines.h"

#include "base/counted.h"
#include "base/duration.h"
#include "base/units.h"
#include "plan/plan.h"
#include "scenario/alternatives.h"
#include "scenario/loadfigures.h"

#include <algorithm>
#include <cmath>

namespace weir::cli {

namespace {

constexpr std::size_t tracePoints = 200;

QString requestsText(const Load &load, const LoadGroup &group)
{
    const std::optional<double> count = estimatedRequests(load, group);
    if (!count)
        return QStringLiteral("as many requests as are answered");
    return QStringLiteral("about %1")
        .arg(counted(static_cast<quint64>(std::llround(*count)), Counted::Requests).text());
}

QString peakText(const LoadGroup &group, const CourseFigures &course)
{
    if (!group.isOpen())
        return QStringLiteral("up to %1")
            .arg(counted(static_cast<quint64>(course.peak), Counted::Users).text());
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

QStringList courseParts(const Load &load, const LoadGroup &group)
{
    const CourseFigures course = courseOf(group);
    return {requestsText(load, group), peakText(group, course), lengthText(load, group, course.seconds)};
}

/// What only the trace's file knows.
QStringList traceParts(const Load &load, GroupIndex index, const QString &baseFolder)
{
    Load alone = load;
    alone.groups = {load.groups[index]};
    const std::optional<double> requests = expectedRequests(alone, baseFolder);
    const std::optional<Nanoseconds> length = plannedLength(alone, baseFolder);
    double peak = 0;
    for (const PlannedLoadPoint &point :
         plannedLoad(alone, 0, std::chrono::seconds{1}, tracePoints, baseFolder))
        peak = std::max(peak, point.ratePerSecond);
    return {counted(static_cast<quint64>(requests.value_or(0) + 0.5), Counted::Requests).text(),
            QStringLiteral("up to %1/s").arg(formatFigure(peak)),
            formatDuration(length.value_or(Nanoseconds{0}))};
}

} // namespace

QStringList planLines(const Scenario &scenario, const QString &baseFolder)
{
    const Load &load = scenario.load;
    QStringList lines;
    for (std::size_t i = 0; i < load.groups.size(); ++i) {
        const LoadGroup &group = load.groups[i];
        const QString of = load.groups.size() > 1 ? QStringLiteral(" of \"%1\"").arg(group.name) : QString();
        QStringList parts{loadModels().names().at(static_cast<qsizetype>(group.model.index()))};
        if (std::holds_alternative<TraceLoad>(group.model))
            parts << traceParts(load, i, baseFolder);
        else
            parts << courseParts(load, group);
        lines.append(QStringLiteral("plan%1: %2").arg(of, parts.join(QStringLiteral(", "))));
    }
    return lines;
}

} // namespace weir::cli
