// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "metrics/figures.h"
#include "metrics/summary.h"
#include "metrics/tokencount.h"

#include <QJsonArray>

namespace weir {

namespace {

QJsonValue number(quint64 value)
{
    return static_cast<qint64>(std::min<quint64>(value, std::numeric_limits<qint64>::max()));
}

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString toString(Window::Kind kind)
{
    switch (kind) {
    case Window::Kind::Steady:
        return QStringLiteral("steady");
    case Window::Kind::All:
        return QStringLiteral("all");
    case Window::Kind::Custom:
        return QStringLiteral("custom");
    }
    Q_UNREACHABLE();
}

QJsonObject windowJson(const Window &window)
{
    return {{QStringLiteral("kind"), toString(window.kind)},
            {QStringLiteral("from_s"), toSeconds(window.from)},
            {QStringLiteral("to_s"), toSeconds(window.to)},
            {QStringLiteral("left_out_s"), toSeconds(window.leftOut)},
            {QStringLiteral("weak"), window.isWeak},
            {QStringLiteral("users"), orNull(window.users)},
            {QStringLiteral("rate"), orNull(window.rate)}};
}

QJsonObject errorsJson(const std::map<OutcomeClass, quint64> &errors)
{
    QJsonObject json;
    for (const auto &[outcome, count] : errors)
        json.insert(toString(outcome), number(count));
    return json;
}

QJsonObject intervalsJson(const std::map<QString, Interval> &intervals)
{
    QJsonObject json;
    for (const auto &[key, interval] : intervals)
        json.insert(key, toJson(interval, 1));
    return json;
}

void addFigures(const FigureSet &figures, QJsonObject &json)
{
    for (const FigureInfo &info : allFigures())
        json.insert(info.key.toString(), toJson(figures.*info.member, info.unit()));
}

/// Null where a service level had nothing to measure.
template <typename Block>
QJsonValue goodputJson(const Block &block)
{
    return block.goodputShare ? QJsonValue(block.goodputPerSecond) : QJsonValue();
}

/// The keys of the headline, as far as a plateau or a part has them.
QJsonObject blockJson(const WindowSummary &summary)
{
    QJsonObject json{
        {QStringLiteral("requests"), QJsonObject{{QStringLiteral("started"), number(summary.requests)},
                                                 {QStringLiteral("measured"), number(summary.measured)},
                                                 {QStringLiteral("succeeded"), number(summary.succeeded)},
                                                 {QStringLiteral("failed"), number(summary.failed)},
                                                 {QStringLiteral("cut"), number(summary.cut)},
                                                 {QStringLiteral("dropped"), number(summary.dropped)}}},
        {QStringLiteral("errors"), errorsJson(summary.errors)},
        {QStringLiteral("error_rate"), summary.requests > 0 ? QJsonValue(summary.errorRate) : QJsonValue()},
        {QStringLiteral("requests_per_second"), summary.requestsPerSecond},
        {QStringLiteral("completions_per_second"), summary.completionsPerSecond},
        {QStringLiteral("goodput_per_second"), goodputJson(summary)},
        {QStringLiteral("goodput_share"), orNull(summary.goodputShare)},
        {QStringLiteral("tokens"), QJsonObject{{QStringLiteral("per_second"), summary.tokensPerSecond}}},
        {QStringLiteral("intervals"), intervalsJson(summary.intervals)}};
    addFigures(summary, json);
    return json;
}

/// The plateaus with their figures.
QJsonArray windowsJson(const std::vector<WindowSummary> &windows)
{
    QJsonArray array;
    for (const WindowSummary &window : windows) {
        QJsonObject json = blockJson(window);
        const QJsonObject stretch = windowJson(window.window);
        for (auto it = stretch.begin(); it != stretch.end(); ++it)
            json.insert(it.key(), it.value());
        array.append(json);
    }
    return array;
}

/// The plateaus alone: what was asked of the service, and when.
QJsonArray levelsJson(const std::vector<WindowSummary> &windows)
{
    QJsonArray array;
    for (const WindowSummary &window : windows)
        array.append(QJsonObject{{QStringLiteral("users"), orNull(window.window.users)},
                                 {QStringLiteral("rate"), orNull(window.window.rate)},
                                 {QStringLiteral("from_s"), toSeconds(window.window.from)},
                                 {QStringLiteral("to_s"), toSeconds(window.window.to)}});
    return array;
}

QJsonObject partsJson(const std::vector<PartSummary> &parts)
{
    QJsonObject json;
    for (const PartSummary &part : parts)
        json.insert(part.name, blockJson(part.figures));
    return json;
}

/// What made the run, where it went and what load it was.
void addOrigin(const RunOrigin &origin, QJsonObject &json)
{
    QJsonArray targets;
    for (const TargetFacts &target : origin.targets) {
        QJsonObject facts{
            {QStringLiteral("name"), target.name},
            {QStringLiteral("url"), target.url},
            {QStringLiteral("vendor"), target.vendor},
            {QStringLiteral("model"), target.model},
            {QStringLiteral("server"), target.server.isEmpty() ? QJsonValue() : QJsonValue(target.server)}};
        if (!target.tls.isEmpty())
            facts.insert(QStringLiteral("tls"), target.tls);
        targets.append(facts);
    }
    json.insert(QStringLiteral("started"), origin.startedAt.isValid()
                                               ? QJsonValue(origin.startedAt.toUTC().toString(Qt::ISODate))
                                               : QJsonValue());
    json.insert(QStringLiteral("weir"), origin.program);
    json.insert(QStringLiteral("host"), origin.host);
    json.insert(QStringLiteral("targets"), targets);
    json.insert(QStringLiteral("load"), origin.load);
}

/// The headline's window, with how many of its requests the distributions are of.
QJsonObject headlineWindowJson(const Summary &summary)
{
    QJsonObject json = windowJson(summary.window);
    json.insert(QStringLiteral("requests"), number(summary.windowRequests));
    json.insert(QStringLiteral("measured"), number(summary.windowMeasured));
    return json;
}

QJsonObject requestsJson(const Summary &summary)
{
    const RequestCounts &counts = summary.requests;
    return {{QStringLiteral("planned"), number(counts.planned)},
            {QStringLiteral("started"), number(counts.started)},
            {QStringLiteral("attempts"), number(counts.attempts)},
            {QStringLiteral("retried"), number(counts.retried)},
            {QStringLiteral("succeeded"), number(counts.succeeded)},
            {QStringLiteral("failed"), number(counts.failed)},
            {QStringLiteral("cut"), number(counts.cut)},
            {QStringLiteral("hanging"), number(summary.hanging)},
            {QStringLiteral("dropped"), number(counts.dropped)}};
}

QJsonObject tokensJson(const Summary &summary)
{
    QJsonObject sources;
    for (const auto &[source, count] : summary.tokenSources)
        sources.insert(toString(source), number(count));
    return {{QStringLiteral("input"), number(summary.totalInputTokens)},
            {QStringLiteral("cached_input"), number(summary.totalCachedInputTokens)},
            {QStringLiteral("cached_share"),
             summary.cachedShare() ? QJsonValue(*summary.cachedShare()) : QJsonValue()},
            {QStringLiteral("output"), number(summary.totalOutputTokens)},
            {QStringLiteral("per_second"), summary.tokensPerSecond},
            {QStringLiteral("goodput_per_second"),
             summary.goodputShare ? QJsonValue(summary.goodputTokensPerSecond) : QJsonValue()},
            {QStringLiteral("per_chunk"),
             summary.tokensPerChunk > 0 ? QJsonValue(summary.tokensPerChunk) : QJsonValue()},
            {QStringLiteral("source"), toString(summary.tokenSource)},
            {QStringLiteral("sources"), sources}};
}

QJsonObject generatorJson(const Summary &summary)
{
    const GeneratorHealth &health = summary.generator;
    return {{QStringLiteral("cpu_us_per_event"), summary.cpuMicrosecondsPerEvent},
            {QStringLiteral("events"), number(health.events)},
            {QStringLiteral("events_per_read"), health.eventsPerRead},
            {QStringLiteral("loop_lag_ms"), toJson(summary.loopLag, 1e6)},
            {QStringLiteral("slip_p99_ms"),
             summary.scheduleSlip.isEmpty() ? QJsonValue() : QJsonValue(toMilliseconds(health.slipP99))},
            {QStringLiteral("rss_bytes"), number(health.residentBytes)},
            {QStringLiteral("peak_rss_bytes"), number(health.peakResidentBytes)},
            {QStringLiteral("silent_resends"), number(health.silentResends)},
            {QStringLiteral("stale_connections"), number(summary.staleConnections)},
            {QStringLiteral("coalesced_requests"), number(summary.coalescedRequests)},
            {QStringLiteral("lingered_connections"), number(summary.lingeredConnections)},
            {QStringLiteral("kernel_stamps_share"),
             summary.windowRequests > 0 ? QJsonValue(summary.kernelStampShare) : QJsonValue()},
            {QStringLiteral("dropped"), number(summary.requests.dropped)},
            {QStringLiteral("throttled_share"), health.throttledShare},
            {QStringLiteral("host_busy_s"), toSeconds(health.hostBusyFor)}};
}

QJsonArray thresholdsJson(const std::vector<ThresholdResult> &results)
{
    QJsonArray array;
    for (const ThresholdResult &result : results) {
        QJsonObject json{{QStringLiteral("expression"), result.expression},
                         {QStringLiteral("value"), orNull(result.value)},
                         {QStringLiteral("ok"), result.isDecided ? QJsonValue(result.ok) : QJsonValue()}};
        if (result.isLowerBound)
            json.insert(QStringLiteral("lower_bound"), true);
        array.append(json);
    }
    return array;
}

/// What failures said, with a request to look for in the server's own log.
QJsonObject examplesJson(const Summary &summary)
{
    QJsonObject json;
    for (const auto &[key, example] : summary.errorExamples)
        json.insert(key, QJsonObject{{QStringLiteral("message"), example.message.english()},
                                     {QStringLiteral("request"), requestText(example, summary.requestTag)}});
    return json;
}

void addCounts(const Summary &summary, QJsonObject &json)
{
    QJsonObject details;
    for (const auto &[key, count] : summary.errorDetails)
        details.insert(key, number(count));
    json.insert(QStringLiteral("requests"), requestsJson(summary));
    json.insert(QStringLiteral("errors"), errorsJson(summary.errors));
    json.insert(QStringLiteral("error_details"), details);
    json.insert(QStringLiteral("error_examples"), examplesJson(summary));
    json.insert(QStringLiteral("error_rate"),
                summary.requests.started > 0 ? QJsonValue(summary.errorRate) : QJsonValue());
    json.insert(QStringLiteral("stalls"), number(summary.stalls));
    json.insert(QStringLiteral("requests_per_second"), summary.requestsPerSecond);
    json.insert(QStringLiteral("completions_per_second"), summary.completionsPerSecond);
    json.insert(QStringLiteral("goodput_per_second"), goodputJson(summary));
    json.insert(QStringLiteral("goodput_share"), orNull(summary.goodputShare));
    json.insert(QStringLiteral("bytes_received"), number(summary.bytesReceived));
}

} // namespace

QString toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QStringLiteral("pass");
    case Verdict::Fail:
        return QStringLiteral("fail");
    case Verdict::Invalid:
        return QStringLiteral("invalid");
    case Verdict::Incomplete:
        return QStringLiteral("incomplete");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Summary &summary)
{
    QJsonObject json{{QStringLiteral("weir_summary"), 1},
                     {QStringLiteral("scenario"), summary.scenario},
                     {QStringLiteral("run"), summary.run},
                     {QStringLiteral("seed"), number(summary.seed)},
                     {QStringLiteral("transport"), summary.transport},
                     {QStringLiteral("interrupted"), summary.interrupted},
                     {QStringLiteral("simulated"), summary.simulated},
                     {QStringLiteral("window"), headlineWindowJson(summary)},
                     {QStringLiteral("windows"), windowsJson(summary.windows)},
                     {QStringLiteral("levels"), levelsJson(summary.windows)},
                     {QStringLiteral("capacity"), QJsonValue()}, // a single run looks for none
                     {QStringLiteral("by_request"), partsJson(summary.byRequest)},
                     {QStringLiteral("by_target"), partsJson(summary.byTarget)},
                     {QStringLiteral("by_group"), partsJson(summary.byGroup)},
                     {QStringLiteral("by_turn"), partsJson(summary.byTurn)},
                     {QStringLiteral("intervals"), intervalsJson(summary.intervals)},
                     {QStringLiteral("tokens"), tokensJson(summary)},
                     {QStringLiteral("generator"), generatorJson(summary)},
                     {QStringLiteral("thresholds"), thresholdsJson(summary.thresholds)},
                     {QStringLiteral("verdict"), toString(summary.verdict)},
                     {QStringLiteral("reasons"), QJsonArray::fromStringList(englishOf(summary.reasons))},
                     {QStringLiteral("advice"), QJsonArray::fromStringList(englishOf(summary.advice))},
                     {QStringLiteral("warnings"), QJsonArray::fromStringList(englishOf(summary.warnings))}};
    json.insert(QStringLiteral("calibration"), toJson(summary.calibration));
    if (!summary.calibration.figures)
        json.insert(QStringLiteral("calibration_reason"), reasonText(summary.calibration.gap).english());
    addOrigin(summary.origin, json);
    addCounts(summary, json);
    addFigures(summary, json);
    return json;
}

} // namespace weir
