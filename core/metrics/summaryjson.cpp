// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "metrics/figures.h"
#include "metrics/summary.h"

#include <QJsonArray>

namespace weir {

namespace {

QJsonValue number(quint64 value)
{
    return static_cast<qint64>(std::min<quint64>(value, std::numeric_limits<qint64>::max()));
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

QString toString(TokenSource source)
{
    switch (source) {
    case TokenSource::Usage:
        return QStringLiteral("usage");
    case TokenSource::UsageWithReasoning:
        return QStringLiteral("usage_with_reasoning");
    case TokenSource::Tokenizer:
        return QStringLiteral("tokenizer");
    case TokenSource::Chunks:
        return QStringLiteral("chunks");
    case TokenSource::Mixed:
        return QStringLiteral("mixed");
    }
    Q_UNREACHABLE();
}

QJsonObject windowJson(const Window &window)
{
    return {{QStringLiteral("kind"), toString(window.kind)},
            {QStringLiteral("from_s"), toSeconds(window.from)},
            {QStringLiteral("to_s"), toSeconds(window.to)}};
}

QJsonObject errorsJson(const std::map<OutcomeClass, quint64> &errors)
{
    QJsonObject json;
    for (const auto &[outcome, count] : errors)
        json.insert(toString(outcome), number(count));
    return json;
}

/// The keys of the headline, as far as a plateau has them.
QJsonObject plateauJson(const WindowSummary &summary)
{
    constexpr double nsPerMs = 1e6;
    QJsonObject json = windowJson(summary.window);
    json.insert(QStringLiteral("requests"),
                QJsonObject{{QStringLiteral("started"), number(summary.requests)},
                            {QStringLiteral("succeeded"), number(summary.succeeded)},
                            {QStringLiteral("failed"), number(summary.failed)},
                            {QStringLiteral("cut"), number(summary.cut)}});
    json.insert(QStringLiteral("errors"), errorsJson(summary.errors));
    json.insert(QStringLiteral("error_rate"), summary.errorRate);
    json.insert(QStringLiteral("requests_per_second"), summary.requestsPerSecond);
    json.insert(QStringLiteral("goodput_per_second"), summary.goodputPerSecond);
    json.insert(QStringLiteral("goodput_share"), summary.goodputShare);
    json.insert(QStringLiteral("tokens"),
                QJsonObject{{QStringLiteral("per_second"), summary.tokensPerSecond}});
    json.insert(QStringLiteral("ttft_ms"), toJson(summary.ttft, nsPerMs));
    json.insert(QStringLiteral("itl_ms"), toJson(summary.itl, nsPerMs));
    json.insert(QStringLiteral("tpot_ms"), toJson(summary.tpot, nsPerMs));
    json.insert(QStringLiteral("e2e_ms"), toJson(summary.e2e, nsPerMs));
    json.insert(QStringLiteral("response_ttft_ms"), toJson(summary.responseTtft, nsPerMs));
    json.insert(QStringLiteral("schedule_slip_ms"), toJson(summary.scheduleSlip, nsPerMs));
    return json;
}

QJsonObject requestsJson(const RequestCounts &counts)
{
    return {{QStringLiteral("planned"), number(counts.planned)},
            {QStringLiteral("started"), number(counts.started)},
            {QStringLiteral("attempts"), number(counts.attempts)},
            {QStringLiteral("retried"), number(counts.retried)},
            {QStringLiteral("succeeded"), number(counts.succeeded)},
            {QStringLiteral("failed"), number(counts.failed)},
            {QStringLiteral("cut"), number(counts.cut)},
            {QStringLiteral("dropped"), number(counts.dropped)}};
}

QJsonObject tokensJson(const Summary &summary)
{
    return {{QStringLiteral("input"), number(summary.totalInputTokens)},
            {QStringLiteral("cached_input"), number(summary.totalCachedInputTokens)},
            {QStringLiteral("output"), number(summary.totalOutputTokens)},
            {QStringLiteral("per_second"), summary.tokensPerSecond},
            {QStringLiteral("goodput_per_second"), summary.goodputTokensPerSecond},
            {QStringLiteral("per_chunk"), summary.tokensPerChunk},
            {QStringLiteral("source"), toString(summary.tokenSource)}};
}

QJsonObject generatorJson(const Summary &summary)
{
    const GeneratorHealth &health = summary.generator;
    return {{QStringLiteral("cpu_us_per_event"), summary.cpuMicrosecondsPerEvent},
            {QStringLiteral("events"), number(health.events)},
            {QStringLiteral("events_per_read"), health.eventsPerRead},
            {QStringLiteral("loop_lag_ms"), toJson(summary.loopLag, 1e6)},
            {QStringLiteral("slip_p99_ms"), toMilliseconds(health.slipP99)},
            {QStringLiteral("rss_bytes"), number(health.residentBytes)},
            {QStringLiteral("peak_rss_bytes"), number(health.peakResidentBytes)},
            {QStringLiteral("silent_resends"), number(health.silentResends)},
            {QStringLiteral("dropped"), number(summary.requests.dropped)},
            {QStringLiteral("throttled_share"), health.throttledShare},
            {QStringLiteral("host_busy_s"), toSeconds(health.hostBusyFor)}};
}

QJsonArray thresholdsJson(const std::vector<ThresholdResult> &results)
{
    QJsonArray array;
    for (const ThresholdResult &result : results) {
        QJsonObject json{{QStringLiteral("expression"), result.expression},
                         {QStringLiteral("value"), result.value ? QJsonValue(*result.value) : QJsonValue()},
                         {QStringLiteral("ok"), result.ok}};
        if (result.isLowerBound)
            json.insert(QStringLiteral("lower_bound"), true);
        array.append(json);
    }
    return array;
}

void addCounts(const Summary &summary, QJsonObject &json)
{
    QJsonObject details;
    for (const auto &[key, count] : summary.errorDetails)
        details.insert(key, number(count));
    json.insert(QStringLiteral("requests"), requestsJson(summary.requests));
    json.insert(QStringLiteral("errors"), errorsJson(summary.errors));
    json.insert(QStringLiteral("error_details"), details);
    json.insert(QStringLiteral("error_rate"), summary.errorRate);
    json.insert(QStringLiteral("stalls"), number(summary.stalls));
    json.insert(QStringLiteral("requests_per_second"), summary.requestsPerSecond);
    json.insert(QStringLiteral("completions_per_second"), summary.completionsPerSecond);
    json.insert(QStringLiteral("goodput_per_second"), summary.goodputPerSecond);
    json.insert(QStringLiteral("goodput_share"), summary.goodputShare);
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
    QJsonArray windows;
    for (const WindowSummary &window : summary.windows)
        windows.append(plateauJson(window));
    QJsonObject json{{QStringLiteral("weir_summary"), 1},
                     {QStringLiteral("scenario"), summary.scenario},
                     {QStringLiteral("run"), summary.run},
                     {QStringLiteral("seed"), number(summary.seed)},
                     {QStringLiteral("transport"), summary.transport},
                     {QStringLiteral("interrupted"), summary.interrupted},
                     {QStringLiteral("simulated"), summary.simulated},
                     {QStringLiteral("window"), windowJson(summary.window)},
                     {QStringLiteral("windows"), windows},
                     {QStringLiteral("tokens"), tokensJson(summary)},
                     {QStringLiteral("generator"), generatorJson(summary)},
                     {QStringLiteral("thresholds"), thresholdsJson(summary.thresholds)},
                     {QStringLiteral("verdict"), toString(summary.verdict)},
                     {QStringLiteral("reasons"), QJsonArray::fromStringList(englishOf(summary.reasons))},
                     {QStringLiteral("warnings"), QJsonArray::fromStringList(englishOf(summary.warnings))}};
    json.insert(QStringLiteral("calibration"), toJson(summary.calibration));
    if (!summary.calibration.figures)
        json.insert(QStringLiteral("calibration_reason"), reasonText(summary.calibration.gap).english());
    addCounts(summary, json);
    for (const FigureInfo &info : allFigures())
        json.insert(info.key.toString(), toJson(summary.*info.member, info.unit()));
    return json;
}

} // namespace weir
