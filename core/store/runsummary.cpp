// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runsummary.h"

#include "base/duration.h"
#include "base/units.h"
#include "base/version.h"
#include "scenario/conversation.h"
#include "scenario/scenariocodec.h"
#include "store/certificate.h"
#include "store/failureadvice.h"
#include "store/secretscan.h"
#include "store/storedfigures.h"
#include "transport/http/httptransports.h"

#include <QJsonDocument>

#include <algorithm>

namespace weir {

namespace {

/// Prompts that repeat are read from the server's prefix cache; the load's own check says so before the run,
/// the summary after it.
Messages warningsOf(const RunFileReader &reader)
{
    Messages warnings;
    for (const RunNote &note : reader.notes()) {
        if (note.kind == u"warning")
            warnings.push_back(note.text);
    }
    return warnings;
}

std::vector<Threshold> thresholdsOf(const QStringList &expressions)
{
    std::vector<Threshold> thresholds;
    for (const QString &expression : expressions) {
        // check() has refused malformed ones before the run; a file edited since is read as far as it can be.
        if (const Result<Threshold> parsed = parseThreshold(expression); parsed)
            thresholds.push_back(*parsed);
    }
    return thresholds;
}

RunEnding endingOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return RunEnding::StillGoesOn;
    case RunState::Finished:
        return RunEnding::ByPlan;
    case RunState::Stopped:
        return RunEnding::Stopped;
    case RunState::Interrupted:
        return RunEnding::Interrupted;
    }
    Q_UNREACHABLE();
}

RecordSource recordsForWindow(const RunFileReader &reader)
{
    return [&reader](const RecordVisitor &visit) {
        RecordQuery query;
        query.withChunks = false;
        query.forWindow = true;
        return reader.forEachRecord(query, visit);
    };
}

/// The load with every member, so that whoever reads it needs to know no defaults.
QJsonObject loadJson(const Scenario &scenario)
{
    const QByteArray text = scenarioToObject(scenario, Defaults::Written).toBytes();
    return QJsonDocument::fromJson(text).object().value(u"load").toObject();
}

/// Paths and references, as the scenario has them.
QJsonObject tlsOf(const Target &target)
{
    QJsonObject tls;
    if (!target.verifyTls)
        tls.insert(u"verify", false);
    for (const auto &[key, value] : {std::pair{u"ca"_qs, target.tls.ca},
                                     {u"certificate"_qs, target.tls.certificate},
                                     {u"key"_qs, target.tls.key}}) {
        if (!value.isEmpty())
            tls.insert(key, value);
    }
    return tls;
}

/// "uvicorn, nginx": what the target's answers said of their servers.
QString serverOf(const RunMilestones &milestones, std::size_t target)
{
    const auto found = milestones.servers.find(TargetIndex{static_cast<quint32>(target)});
    return found == milestones.servers.end() ? QString() : found->second.join(u", "_qs);
}

RunOrigin originOf(const RunHeader &header, const RunMilestones &milestones)
{
    RunOrigin origin;
    origin.startedAt = header.startedAt;
    origin.program = header.environment.value(u"weir").toString();
    for (const QString &key :
         {u"os"_qs, u"kernel"_qs, u"architecture"_qs, u"processor"_qs, u"processors"_qs, u"memory_bytes"_qs,
          u"file_limit"_qs, u"workers"_qs, u"qt"_qs, u"libcurl"_qs}) {
        if (header.environment.contains(key))
            origin.host.insert(key, header.environment.value(key));
    }
    // Files are written without credentials; what was written by other hands is cleaned here.
    const Scenario scenario = withoutSecretValues(header.scenario);
    for (const Target &target : scenario.targets)
        origin.targets.push_back({target.name, target.url, target.vendor, target.model,
                                  serverOf(milestones, origin.targets.size()), tlsOf(target)});
    origin.load = loadJson(scenario);
    return origin;
}

/// Of a run that ended well and was summed up by the same program; empty where there is nothing to compare.
QJsonObject comparableSummary(const RunFileReader &reader, const WindowChoice &window,
                              std::optional<RunState> state)
{
    const bool asAtTheEnd = std::holds_alternative<std::monostate>(window) && !state;
    const bool sameProgram =
        reader.header().environment.value(u"weir").toString() == QLatin1StringView(versionString);
    return asAtTheEnd && sameProgram ? reader.summaryJson() : QJsonObject();
}

} // namespace

QString requestTagOf(const RunHeader &header)
{
    const std::vector<Target> &targets = header.scenario.targets;
    const bool isOfBuiltins = std::all_of(targets.begin(), targets.end(), [](const Target &target) {
        return target.url.startsWith(u"builtin:");
    });
    if (isOfBuiltins || header.transport == simulatedTransport)
        return {};
    return header.scenario.salt.isEmpty() ? requestTagOf(header.id) : header.scenario.salt;
}

Slo sloOf(const ServiceLevel &level)
{
    Slo slo;
    slo.ttft = level.ttft;
    slo.tpot = level.tpot;
    slo.e2e = level.e2e;
    return slo;
}

ValidityLimits limitsOf(const ValiditySettings &settings)
{
    ValidityLimits limits;
    limits.achievedShare = settings.achievedShare;
    limits.slipP99 = settings.slipP99;
    limits.loopLagP99 = settings.loopLagP99;
    limits.hostBusyShare = settings.processorShare;
    limits.hostBusy = settings.processorFor;
    limits.throttledShare = settings.throttledShare;
    limits.chunksAboveUsageShare = settings.chunksAboveUsageShare;
    return limits;
}

RunFacts factsOf(const RunFileReader &reader, std::optional<RunState> state)
{
    const RunHeader &header = reader.header();
    const RunMilestones milestones = reader.milestones();
    const Goals &goals = header.scenario.goals;
    RunFacts facts;
    facts.scenario = header.scenario.name;
    facts.run = header.id;
    facts.seed = header.seed;
    facts.transport = header.transport;
    facts.origin = originOf(header, milestones);
    facts.simulated = header.transport == simulatedTransport;
    facts.ending = endingOf(state.value_or(reader.state()));
    facts.start = milestones.start;
    facts.measureFrom = milestones.measureFrom;
    facts.rampEnd = milestones.rampEnd;
    facts.plateaus = milestones.plateaus;
    facts.lastIntended = milestones.lastIntended;
    facts.end = milestones.end.value_or(milestones.start);
    if (milestones.end)
        facts.planned = milestones.planned;
    facts.dropped = milestones.dropped;
    facts.droppedAt = reader.dropped();
    facts.droppedByCap = milestones.droppedByCap;
    facts.capReached = milestones.capReached;
    if (header.environment.value(u"capped_by_files").toBool())
        facts.cappingFileLimit =
            static_cast<quint64>(std::max<qint64>(header.environment.value(u"file_limit").toInteger(), 0));
    facts.plannedUsers = milestones.plannedBusyUsers;
    facts.meanBusyUsers = milestones.meanBusyUsers;
    facts.stallLimit = goals.stallLimit;
    facts.slo = sloOf(goals.serviceLevel);
    facts.errorBudget = goals.errorBudget;
    for (const RequestTemplate &request : header.scenario.requests)
        facts.templateNames << request.name;
    for (const Target &target : header.scenario.targets)
        facts.targetNames << target.name;
    for (const LoadGroup &group : header.scenario.load.groups)
        facts.groupNames << group.name;
    for (quint32 turn = 1; turn <= turnsOf(header.scenario); ++turn)
        facts.turnNames << QString::number(turn);
    facts.requestTag = requestTagOf(header);
    facts.limits = limitsOf(goals.validity);
    facts.thresholds = thresholdsOf(goals.thresholds);
    facts.health = reader.health();
    const std::map<QString, Histogram> histograms = reader.histograms();
    if (const auto lag = histograms.find(QStringLiteral("loop_lag")); lag != histograms.end())
        facts.loopLag = lag->second;
    facts.measuredProcessorTime = milestones.measuredProcessorTime;
    facts.measuredEvents = milestones.measuredEvents;
    facts.warnings = warningsOf(reader);
    return facts;
}

Result<SummaryWithSamples> summarize(const RunFileReader &reader, const WindowChoice &window,
                                     std::optional<RunState> state)
{
    RunFacts facts = factsOf(reader, state);
    facts.window = window;
    if (const WindowRange *range = std::get_if<WindowRange>(&window)) {
        const Nanoseconds end = facts.end - facts.start;
        if (range->to > end)
            return Error{Message(WEIR_TEXT("window.past_end", "The window ends at %1, but the run at %2"),
                                 formatTime(range->to), formatTime(end)),
                         {},
                         Message(WEIR_TEXT("window.within_run", "Choose a stretch within the run."))};
    }
    Result<SummaryWithSamples> figures = SummaryBuilder(std::move(facts), recordsForWindow(reader))
                                             .build([&reader](const RecordVisitor &visit) {
                                                 return reader.forEachRecord(RecordQuery{}, visit);
                                             });
    if (!figures)
        return figures;
    Summary &summary = figures->summary;
    const QJsonValue calibration = reader.header().environment.value(u"calibration"_qs);
    summary.advice = adviceOn(summary, withoutSecretValues(reader.header().scenario));
    summary.calibration = quoteOf(choiceFromJson(calibration.toObject()), summary);
    // docs/transports.md: what a transport can't tell apart has to be said where it matters.
    if (!facts.simulated && !limitsOf(reader.header().scenario.transport).tellsBrokenFraming &&
        summary.errors.contains(OutcomeClass::StreamTruncated))
        summary.warnings.push_back(
            Message(WEIR_TEXT("run.truncated_covers_framing",
                              "stream_truncated on the %1 transport also covers broken chunk framing and a "
                              "reset of a close-delimited body, "
                              "which it can't tell from a clean end"),
                    reader.header().transport));
    const QJsonObject stored = comparableSummary(reader, window, state);
    if (Message difference = differenceOfFigures(stored, toJson(summary)); !difference.isEmpty())
        summary.warnings.push_back(std::move(difference));
    return figures;
}

Result<WindowChoice> parseWindow(const QString &text)
{
    if (text == u"steady")
        return WindowChoice{Window::Kind::Steady};
    if (text == u"all")
        return WindowChoice{Window::Kind::All};
    const qsizetype dots = text.indexOf(QStringLiteral(".."));
    const Error malformed{Message(WEIR_TEXT("window.malformed", "\"%1\" is not a window"), text),
                          {},
                          Message(WEIR_TEXT("window.forms", "Use steady, all, or a stretch like 5s..30s."))};
    if (dots < 0)
        return malformed;
    const Result<Nanoseconds> from = parseDuration(QStringView(text).first(dots));
    const Result<Nanoseconds> to = parseDuration(QStringView(text).sliced(dots + 2));
    if (!from || !to || *to <= *from)
        return malformed;
    return WindowChoice{WindowRange{*from, *to}};
}

} // namespace weir
