// SPDX-License-Identifier: GPL-3.0-or-later
// One group of the load: its model, its end, and whom it asks.
#include "base/keptinput.h"
#include "base/units.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"
#include "scenario/loadfigures.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Users above this who start together keep a machine busy for a noticeable time.
constexpr double manyAtOnce = 100;

void checkCap(std::optional<quint32> cap, Findings &findings)
{
    if (cap && *cap == 0)
        findings.error(QStringLiteral("cap"),
                       WEIR_TEXT("scenario.cap_of_zero", "A cap of 0 lets no request through."));
}

void checkPace(const ClosedLoad &closed, Findings &findings)
{
    if (!closed.pace)
        return;
    const QString key = QStringLiteral("pace");
    checkPositive(findings, key, closed.pace);
    checkNotTooLong(findings, key, *closed.pace);
    if (*closed.pace > Nanoseconds{0} && meanOf(closed.think) >= *closed.pace)
        findings.warning(key, WEIR_TEXT("scenario.pace_without_effect",
                                        "Users think for as long or longer, so the pace changes nothing: it "
                                        "counts from start to start, beside thinking."));
}

/// Jumps upward of a closed course, where many users start together.
void checkJumps(const ClosedLoad &closed, Findings &findings)
{
    const auto warn = [&](Findings &at, const QString &key, double users) {
        if (users > manyAtOnce)
            at.warning(key,
                       Message(WEIR_TEXT("scenario.many_users_at_once",
                                         "%1 users start at the same moment. Their starts take the generator "
                                         "time, which counts as slip: begin with a ramp of some seconds."),
                               formatCount(static_cast<quint64>(users))));
    };
    if (closed.steps.empty()) {
        if (closed.users <= limits::maxUsers)
            warn(findings, QStringLiteral("users"), closed.users);
        return;
    }
    double before = 0;
    for (std::size_t i = 0; i < closed.steps.size(); ++i) {
        const CourseFigures figures = figuresOf(closed.steps[i]);
        Findings here = findings.at(QStringLiteral("steps"), i);
        double jump = figures.start - before;
        if (const UserStairs *stairs = std::get_if<UserStairs>(&closed.steps[i]);
            stairs && stairs->ramp == Nanoseconds{0} && stairs->levels > 1)
            jump = std::max<double>(jump, stairs->increment);
        warn(here, {}, jump);
        before = figures.end;
    }
}

void checkModel(const ClosedLoad &closed, Findings &findings)
{
    if (!closed.steps.empty()) {
        checkSteps(closed.steps, findings);
        if (closed.users != ClosedLoad{}.users)
            findings.warning(QStringLiteral("users"),
                             WEIR_TEXT("scenario.users_not_used",
                                       "The steps say how many users there are; this is not used."));
    } else if (closed.users < 1 || closed.users > limits::maxUsers) {
        findings.error(QStringLiteral("users"),
                       Message(WEIR_TEXT("scenario.users_from_to", "Users are from 1 to %1."),
                               formatCount(limits::maxUsers)));
    }
    checkJumps(closed, findings);
    checkThink(closed.think, findings.at(QStringLiteral("think")));
    checkPace(closed, findings);
    if (closed.iterations && *closed.iterations == 0)
        findings.error(QStringLiteral("iterations"),
                       WEIR_TEXT("scenario.iterations_needed", "Each user needs at least one request."));
}

void checkModel(const OpenLoad &open, Findings &findings)
{
    if (!open.steps.empty()) {
        checkSteps(open.steps, findings);
        if (open.rate != OpenLoad{}.rate)
            findings.warning(
                QStringLiteral("rate"),
                WEIR_TEXT("scenario.rate_not_used", "The steps say what the rate is; this is not used."));
    } else if (!(open.rate > 0 && open.rate <= limits::maxRate)) {
        findings.error(QStringLiteral("rate"),
                       Message(WEIR_TEXT("scenario.rate_above_zero",
                                         "The rate is above 0 and at most %1 requests a second."),
                               formatCount(static_cast<quint64>(limits::maxRate))));
    }
    const QString burstiness = QStringLiteral("burstiness");
    if (!(open.burstiness >= limits::minBurstiness && open.burstiness <= limits::maxBurstiness))
        findings.error(burstiness, Message(WEIR_TEXT("scenario.burstiness_from_to",
                                                     "The burstiness is from %1 to %2; 1 is Poisson."),
                                           QString::number(limits::minBurstiness),
                                           QString::number(limits::maxBurstiness)));
    else if (open.arrivals != Arrivals::Gamma && open.burstiness != OpenLoad{}.burstiness)
        findings.warning(burstiness, WEIR_TEXT("scenario.burstiness_not_used",
                                               "Only gamma arrivals have a burstiness; it is not used."));
    checkCap(open.cap, findings);
}

/// Existence of the file; what it holds is for CheckContext::traceProblem.
std::optional<Message> fileProblem(const TraceLoad &trace, const CheckContext &context)
{
    if (trace.path.trimmed().isEmpty())
        return WEIR_TEXT("scenario.trace_needs_file", "The trace needs a file.");
    if (!context.readData || isHandedDown(trace.path))
        return std::nullopt;
    const QFileInfo file(QDir(context.baseFolder), trace.path);
    if (!file.exists())
        return Message(WEIR_TEXT("scenario.trace_no_file", "There is no file \"%1\"."), file.filePath());
    if (!file.isFile() || !file.isReadable())
        return Message(WEIR_TEXT("scenario.trace_not_readable", "The file \"%1\" can't be read."),
                       file.filePath());
    return std::nullopt;
}

void checkModel(const TraceLoad &trace, Findings &findings)
{
    const QString speed = QStringLiteral("speed");
    if (!(trace.speed > 0 && trace.speed <= limits::maxSpeed))
        findings.error(speed,
                       Message(WEIR_TEXT("scenario.speed_above_zero",
                                         "The speed is above 0 and at most %1 times the recorded one."),
                               formatCount(static_cast<quint64>(limits::maxSpeed))));
    checkNotNegative(findings, QStringLiteral("from"), trace.from);
    checkPositive(findings, QStringLiteral("length"), trace.length);
    checkCap(trace.cap, findings);
}

void checkTraceFile(const TraceLoad &trace, const CheckContext &context, Findings &findings)
{
    const QString path = QStringLiteral("path");
    if (const std::optional<Message> wrong = fileProblem(trace, context)) {
        findings.error(path, *wrong);
        return;
    }
    if (!context.readData || !context.traceProblem)
        return;
    if (const std::optional<Problem> found = context.traceProblem(trace, context.baseFolder)) {
        if (found->severity == Severity::Error)
            findings.error(path, found->message);
        else
            findings.warning(path, found->message);
    }
}

bool hasSteps(const LoadGroup &group)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    const OpenLoad *open = std::get_if<OpenLoad>(&group.model);
    return (closed && !closed->steps.empty()) || (open && !open->steps.empty());
}

/// A duration that cuts the steps, or goes on after them.
void checkDurationOfSteps(const LoadGroup &group, Findings &findings)
{
    LoadGroup whole = group;
    whole.duration.reset();
    const double steps = courseOf(whole).seconds;
    const double duration = toSeconds(*group.duration);
    const QString length = formatTime(Nanoseconds{static_cast<qint64>(std::min(steps, 1e9) * 1e9)});
    if (duration < steps)
        findings.warning(QStringLiteral("duration"),
                         Message(WEIR_TEXT("scenario.duration_cuts_steps",
                                           "The duration cuts the steps short: they take %1."),
                                 length));
    else if (duration > steps)
        findings.warning(
            QStringLiteral("duration"),
            Message(WEIR_TEXT("scenario.duration_beyond_steps",
                              "The steps end the load after %1; the longer duration changes nothing."),
                    length));
}

void checkEnd(const LoadGroup &group, Findings &findings)
{
    const QString key = QStringLiteral("duration");
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    const bool isTrace = std::holds_alternative<TraceLoad>(group.model);
    const bool isCounted = group.requests || (closed && closed->iterations);
    if (!group.duration && !isCounted && !isTrace && !hasSteps(group))
        findings.error(key, WEIR_TEXT("scenario.load_without_end",
                                      "The load never ends: give it a duration or a number of requests."));
    if (group.duration && *group.duration <= Nanoseconds{0})
        findings.error(key, WEIR_TEXT("scenario.duration_above_zero", "The duration must be above 0."));
    else if (group.duration && hasSteps(group))
        checkDurationOfSteps(group, findings);
    checkNotTooLong(findings, key, group.duration.value_or(Nanoseconds{0}));
    checkNotNegative(findings, QStringLiteral("start_after"), group.startAfter);
    if (group.requests && *group.requests == 0)
        findings.error(QStringLiteral("requests"),
                       WEIR_TEXT("scenario.requests_needed", "At least one request is needed."));
    else if (group.requests && closed && static_cast<double>(*group.requests) < courseOf(group).peak)
        findings.warning(QStringLiteral("requests"),
                         WEIR_TEXT("scenario.fewer_requests_than_users",
                                   "There are fewer requests than users, so some users never send one."));
}

void checkMix(const Scenario &scenario, const LoadGroup &group, const Findings &findings)
{
    const QString key = QStringLiteral("mix");
    QSet<QString> known;
    for (const RequestTemplate &request : scenario.requests)
        known.insert(request.name);
    QSet<QString> seen;
    for (qsizetype i = 0; i < group.mix.size(); ++i) {
        const QString &name = group.mix[i];
        Findings here = findings.at(key, static_cast<std::size_t>(i));
        if (!known.contains(name))
            here.error({},
                       Message(WEIR_TEXT("scenario.no_such_request", "There is no request \"%1\"."), name));
        else if (seen.contains(name))
            here.warning({},
                         Message(WEIR_TEXT("scenario.request_named_twice",
                                           "\"%1\" is named already; its weight says how often it is asked."),
                                 name));
        seen.insert(name);
    }
}

void checkAbandon(const Scenario &scenario, const Abandonment &abandon, Findings findings)
{
    const QString withoutToken = QStringLiteral("without_token");
    checkPositive(findings, withoutToken, abandon.withoutToken);
    checkNotTooLong(findings, withoutToken, abandon.withoutToken.value_or(Nanoseconds{0}));
    if (abandon.afterChunks && *abandon.afterChunks == 0)
        findings.error(QStringLiteral("after_chunks"),
                       WEIR_TEXT("scenario.chunk_before_leaving",
                                 "At least one chunk must come before the user leaves."));
    checkShare(findings, QStringLiteral("share"), abandon.share);
    if (abandon.isEmpty() && abandon.share != Abandonment{}.share)
        findings.warning(QStringLiteral("share"),
                         WEIR_TEXT("scenario.nobody_leaves",
                                   "Nobody leaves: say when, by without_token or after_chunks."));
    else if (!abandon.isEmpty() && abandon.share == 0)
        findings.warning(QStringLiteral("share"),
                         WEIR_TEXT("scenario.share_of_nobody", "With a share of 0 nobody leaves."));
    const bool isTooLate =
        abandon.withoutToken && !scenario.targets.empty() &&
        std::all_of(scenario.targets.begin(), scenario.targets.end(), [&](const Target &target) {
            return std::min(target.timers.firstToken, target.timers.deadline) <= *abandon.withoutToken;
        });
    if (isTooLate)
        findings.warning(withoutToken,
                         WEIR_TEXT("scenario.leaves_too_late",
                                   "The targets' timers end such a request earlier, as first_token_timeout "
                                   "or deadline; nobody leaves for this reason."));
}

} // namespace

void checkThink(const ThinkTime &think, Findings findings)
{
    using Kind = ThinkTime::Kind;
    checkNotNegative(findings, QStringLiteral("low"), think.low);
    checkNotNegative(findings, QStringLiteral("deviation"), think.deviation);
    checkNotTooLong(findings, QStringLiteral("high"), think.high);
    if (think.kind == Kind::Uniform && think.high < think.low)
        findings.error(QStringLiteral("high"),
                       WEIR_TEXT("scenario.think_high_below_low", "It must not be less than low."));
    if (think.kind == Kind::LogNormal && think.low == Nanoseconds{0})
        findings.error(QStringLiteral("low"), WEIR_TEXT("scenario.log_normal_of_zero",
                                                        "The mean of a log-normal time must be above 0."));
    const bool usesDeviation = think.kind == Kind::Normal || think.kind == Kind::LogNormal;
    if (!usesDeviation && think.deviation > Nanoseconds{0})
        findings.warning(QStringLiteral("deviation"),
                         WEIR_TEXT("scenario.deviation_not_used",
                                   "Only a normal or log-normal time has a deviation; it is not used."));
}

void checkGroup(const Scenario &scenario, const LoadGroup &group, const CheckContext &context,
                Findings findings)
{
    std::visit([&](const auto &model) { checkModel(model, findings); }, group.model);
    if (const TraceLoad *trace = std::get_if<TraceLoad>(&group.model))
        checkTraceFile(*trace, context, findings);
    checkEnd(group, findings);
    checkMix(scenario, group, findings);
    checkAbandon(scenario, group.abandon, findings.at(QStringLiteral("abandon")));
}

} // namespace weir
