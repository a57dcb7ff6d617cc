// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a finished run, as printed and as JSON (schema 1 of docs/metrics.md and `weir-cli run
// --summary`).
#pragma once

#include "metrics/calibrationquote.h"
#include "metrics/distribution.h"
#include "metrics/failureexamples.h"
#include "metrics/snapshot.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace weir {

enum class Verdict
{
    Pass,
    Fail,
    Invalid,
    Incomplete ///< Interrupted or killed: what is there keeps every goal, but it is not the whole run.
};
QString toString(Verdict verdict);

/// A stretch of the run over which figures are taken, since the run's start.
struct Window
{
    enum class Kind
    {
        Steady,
        All,
        Custom
    };
    Kind kind = Kind::All;
    Nanoseconds from{0};
    Nanoseconds to{0};
    /// Whether `to` itself belongs to it: not with a plateau, where the next step begins.
    bool holdsEnd = true;
    Nanoseconds leftOut{
        0};              ///< What the steady window leaves out before it, because the system was filling up.
    bool isWeak = false; ///< Shorter than three times the p95 of e2e: so are all its figures.
    std::optional<double> users{}; ///< Of a plateau: users of all closed groups, where there are some.
    std::optional<double>
        rate{}; ///< Of a plateau: arrivals a second of all open groups, where there are some.

    friend bool operator==(const Window &, const Window &) = default;
};

/// A part of the run without a kind: a plateau of the plan, or one chosen by hand. Since the run's start.
struct WindowRange
{
    Nanoseconds from{0};
    Nanoseconds to{0};
    std::optional<double> users{}; ///< Of a plateau: users of all closed groups, where there are some.
    std::optional<double>
        rate{}; ///< Of a plateau: arrivals a second of all open groups, where there are some.

    friend bool operator==(const WindowRange &, const WindowRange &) = default;
};

/// Every distribution of a block of figures; metrics/figures.h has their names.
struct FigureSet
{
    Distribution ttft, ttfa, ttfb, connect, upload, headers, itl, tpot, tpotAfterFirst, e2e;
    Distribution responseTtft, responseE2e, scheduleSlip, capWait;
    Distribution inferenceTime, queue, prefill, decode, outsideServer, longestGap;
    Distribution inputTokens, outputTokens; ///< Per request.
};

/// The figures of one plateau of a stepped load, or of a part, by the rules of the headline's. A value.
struct WindowSummary : FigureSet
{
    Window window;
    quint64 requests = 0; ///< Those whose intended time lies inside, as of the next five.
    quint64 measured = 0; ///< Succeeded or censored: those that the distributions are of.
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 cut = 0;
    quint64 dropped = 0; ///< Planned for a time inside and never started; not counted by part.
    std::map<OutcomeClass, quint64> errors;
    double errorRate = 0;               ///< Failed over requests.
    std::optional<double> goodputShare; ///< Of requests and dropped ones; as Summary::goodputShare.
    double requestsPerSecond = 0;
    double completionsPerSecond = 0;
    double goodputPerSecond = 0;
    double tokensPerSecond = 0;
    std::map<QString, Interval> intervals; ///< Of the rates and shares above, by their key in JSON.
};

/// The figures of the requests of one template, to one target or of one load group, by the rules of the
/// headline's.
struct PartSummary
{
    QString name; ///< Of the request template, the target or the group.
    WindowSummary figures;
};

/// One threshold and how it came out.
struct ThresholdResult
{
    QString expression;
    std::optional<double>
        value; ///< In the metric's own unit; nothing when there was no sample (then not ok).
    bool ok = false;
    bool isLowerBound = false; ///< The true value is above `value`: the rank falls among the censored.
    /// False where the run did not come to its end and the rest of it might have made the threshold hold;
    /// then it is neither ok nor broken.
    bool isDecided = true;

    friend bool operator==(const ThresholdResult &, const ThresholdResult &) = default;
};

/// A target as the run file names it: no credentials in the URL.
struct TargetFacts
{
    QString name;
    QString url;
    QString vendor;
    QString model;
    QString server{};  ///< What its answers said of their servers; empty: nothing.
    QJsonObject tls{}; ///< What differs from the machine's: `verify`, paths and references; empty: nothing.

    friend bool operator==(const TargetFacts &, const TargetFacts &) = default;
};

/// Where a run's figures come from, so that a summary can be read without its run file.
struct RunOrigin
{
    QDateTime startedAt; ///< Wall time; invalid where unknown.
    QString program;     ///< Version of Weir that made the run.
    QJsonObject host;    ///< The machine, as the run file's `environment` has it.
    std::vector<TargetFacts> targets;
    QJsonObject load; ///< As in the scenario.
};

/// All figures of a run. A value; every distribution is in nanoseconds or tokens and printed in its key's
/// unit.
struct Summary : FigureSet
{
    RunOrigin origin;
    QString scenario;
    QString run;
    quint64 seed = 0;
    QString transport;
    bool interrupted = false; ///< Stopped by a signal or a crash.
    bool simulated = false;
    Window window;
    std::vector<WindowSummary> windows; ///< Plateaus of a stepped load.
    std::vector<PartSummary> byRequest; ///< In the headline window, one a template that was used.
    std::vector<PartSummary> byTarget;  ///< The same, one a target.
    std::vector<PartSummary> byGroup;   ///< The same, one a load group; empty where there is only one.

    /// The same, one a turn of conversations, by its number from 1; empty without any. Fewer conversations
    /// get to later turns: what theirs are of stands in `requests`.
    std::vector<PartSummary> byTurn;

    RequestCounts requests;                          ///< Whole run.
    std::map<OutcomeClass, quint64> errors;          ///< Whole run.
    std::map<QString, quint64> errorDetails;         ///< Whole run.
    std::map<QString, FailureExample> errorExamples; ///< By the same keys.
    /// What X-Weir-Request-Id has before the number of a request; empty where that is not known.
    QString requestTag;
    /// Cut by the run's end after a silence longer than answers usually take (metrics/hangingcuts.h).
    quint64 hanging = 0;

    quint64 windowRequests = 0; ///< Whose intended time lies in the window.
    quint64 windowMeasured = 0; ///< Of these, succeeded or censored: those that the distributions are of.

    quint64 totalInputTokens = 0;
    quint64 totalCachedInputTokens = 0;
    quint64 totalOutputTokens = 0;
    /// Of the input tokens, those that came from a cache: 0 to 1; nothing without any.
    [[nodiscard]] std::optional<double> cachedShare() const
    {
        if (totalInputTokens == 0)
            return std::nullopt;
        return static_cast<double>(totalCachedInputTokens) / static_cast<double>(totalInputTokens);
    }
    double tokensPerSecond = 0;
    TokenSource tokenSource = TokenSource::Chunks; ///< Usage where some requests had it.
    std::map<TokenSource, quint64> tokenSources;   ///< How many of the window's successes rest on what.
    double tokensPerChunk = 0;                     ///< Flagged above 1.1.
    quint64 stalls = 0;                            ///< Gaps over the stall limit.
    quint64 coalescedRequests = 0;   ///< Whose gaps are withheld: their tokens came in one piece.
    quint64 staleConnections = 0;    ///< Kept ones that ended under a request, which then went out once more.
    quint64 reuseGivenUp = 0;        ///< Attempts that had a connection of their own because of that.
    quint64 lingeredConnections = 0; ///< Still open a grace after the terminator, so Weir closed them.
    quint64 longestBody = 0;         ///< Of the window's requests, bytes.
    /// Successes that were read although something was not as it should be, by what (Message::stored()).
    std::map<QString, quint64> oddAnswers;
    double kernelStampShare = 0;     ///< Of the window's requests whose stamps are the kernel's, 0 to 1.
    double requestsPerSecond = 0;    ///< By the share of each success's time that lies in the window.
    double completionsPerSecond = 0; ///< Successes that ended in the window.
    double goodputPerSecond = 0;
    /// Of the window's planned requests, dropped ones included. Nothing, as for goodputPerSecond, where none
    /// was planned or where a service level had nothing to measure on any success.
    std::optional<double> goodputShare;
    double goodputTokensPerSecond = 0;
    double errorRate = 0;                  ///< Failed over started, whole run.
    std::map<QString, Interval> intervals; ///< Of the rates and shares above, by their key in JSON.
    quint64 bytesReceived = 0;
    GeneratorHealth generator;
    Distribution loopLag;
    double cpuMicrosecondsPerEvent = 0;
    CalibrationQuote calibration; ///< The error bar of the figures above.

    std::vector<ThresholdResult> thresholds;
    Verdict verdict = Verdict::Invalid;
    Messages reasons; ///< Why the verdict is not pass; each with its figure.
    Messages advice;  ///< What to do about failures whose cause is plain.
    Messages warnings;
};

/// The summary as JSON, schema 1. Keys are only ever added.
QJsonObject toJson(const Summary &summary);

/// The summary as aligned plain text for a terminal; `color` adds ANSI colours to the verdict.
QString toText(const Summary &summary, bool color);

} // namespace weir
