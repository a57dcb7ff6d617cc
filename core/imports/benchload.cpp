// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchload.h"

#include "imports/importnumber.h"
#include "imports/importtime.h"
#include "scenario/limits.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double leastRate = 1e-6;
constexpr NumberRange userRange{1, limits::maxUsers, true};

bool isEndless(const QString &text)
{
    const QString word = text.trimmed().toLower();
    return word == u"inf" || word == u"infinity" || word == u"+inf";
}

} // namespace

bool BenchLoadReader::take(BenchMeaning meaning, const BenchOption &option)
{
    return takePace(meaning, option) || takeLength(meaning, option) || takeRamp(meaning, option);
}

bool BenchLoadReader::takePace(BenchMeaning meaning, const BenchOption &option)
{
    switch (meaning) {
    case BenchMeaning::Rate:
        m_rates = levelsOf(option);
        return true;
    case BenchMeaning::RateMode:
        m_mode = option.value();
        if (m_mode != u"constant" && m_mode != u"poisson" && m_mode != u"gamma")
            m_draft.leftOut(option.written, option.all(),
                            WEIR_TEXT("import.bench_arrivals",
                                      "Arrivals are even, Poisson or gamma here; Poisson stands there "
                                      "instead."));
        return true;
    case BenchMeaning::Profile:
        m_profile = option.value();
        m_profileOption = option.written;
        return true;
    case BenchMeaning::Burstiness:
        m_run.burstiness =
            numberOf(m_draft, option.written, option.value(), {limits::minBurstiness, limits::maxBurstiness})
                .value_or(1);
        return true;
    case BenchMeaning::Concurrency:
        m_concurrency = levelsOf(option);
        return true;
    case BenchMeaning::Goodput:
        for (const QString &text : option.values) {
            for (const QString &limit : text.split(u' ', Qt::SkipEmptyParts))
                takeLimit(option, limit);
        }
        return true;
    case BenchMeaning::ErrorShare:
        m_run.errorBudget = numberOf(m_draft, option.written, option.value(), {0, 1});
        if (m_run.errorBudget)
            m_draft.changed(option.written, option.value(),
                            WEIR_TEXT("import.error_budget",
                                      "A run does not stop there; it fails when more of its requests did."));
        return true;
    default:
        return false;
    }
}

bool BenchLoadReader::takeLength(BenchMeaning meaning, const BenchOption &option)
{
    switch (meaning) {
    case BenchMeaning::Requests:
        if (const std::optional<double> count =
                numberOf(m_draft, option.written, option.value(), {1, limits::maxStepRequests, true}))
            m_run.requests = quint64(*count);
        return true;
    case BenchMeaning::Seconds:
        m_run.duration = timeIn(option, leastRate);
        return true;
    case BenchMeaning::Timeout:
        m_run.deadline = timeIn(option, leastRate);
        return true;
    case BenchMeaning::Grace:
        m_run.drain = timeIn(option, 0);
        return true;
    case BenchMeaning::WarmUp:
        m_run.warmUp = timeIn(option, 0);
        return true;
    case BenchMeaning::Seed:
        if (const std::optional<double> seed =
                numberOf(m_draft, option.written, option.value(), {0, 9007199254740991.0, true}))
            m_run.seed = quint64(*seed);
        return true;
    default:
        return false;
    }
}

bool BenchLoadReader::takeRamp(BenchMeaning meaning, const BenchOption &option)
{
    constexpr NumberRange rates{0, limits::maxRate};
    switch (meaning) {
    case BenchMeaning::UserRamp:
        m_userRamp = timeIn(option, leastRate);
        return true;
    case BenchMeaning::RateRamp:
        m_rateRamp = timeIn(option, leastRate);
        return true;
    case BenchMeaning::Ramp:
        m_ramp = timeIn(option, 0);
        return true;
    case BenchMeaning::RampStrategy:
        m_rampStrategy = option.value();
        if (m_rampStrategy != u"linear")
            m_draft.changed(option.written, option.value(),
                            WEIR_TEXT("import.ramp_straight",
                                      "The rate goes up in a straight line; steps come nearer to a curve."));
        return true;
    case BenchMeaning::RampFrom:
        m_rampFrom = numberOf(m_draft, option.written, option.value(), rates);
        return true;
    case BenchMeaning::RampTo:
        m_rampTo = numberOf(m_draft, option.written, option.value(), rates);
        return true;
    default:
        return false;
    }
}

/// "1,2,4", "[1, 2]", several words. Endless is none: all at once.
std::vector<double> BenchLoadReader::levelsOf(const BenchOption &option)
{
    std::vector<double> levels;
    const QString list = option.values.join(u',').remove(u'[').remove(u']');
    for (const QString &text : list.split(u',', Qt::SkipEmptyParts)) {
        if (isEndless(text))
            continue;
        if (const std::optional<double> level =
                numberOf(m_draft, option.written, text, {leastRate, limits::maxRate}))
            levels.push_back(*level);
    }
    if (levels.size() > limits::maxSteps) {
        levels.resize(limits::maxSteps);
        m_draft.leftOut(
            option.written, QStringLiteral("…"),
            Message(WEIR_TEXT("import.most_steps", "A load has at most %1 steps."), limits::maxSteps));
    }
    return levels;
}

std::optional<Nanoseconds> BenchLoadReader::timeIn(const BenchOption &option, double least)
{
    constexpr double most = std::chrono::duration<double>(limits::maxTime).count();
    const std::optional<double> seconds = numberOf(m_draft, option.written, option.value(), {least, most});
    return seconds ? timeOf(*seconds, std::chrono::seconds{1}) : std::nullopt;
}

/// "ttft:200", in milliseconds.
void BenchLoadReader::takeLimit(const BenchOption &option, const QString &text)
{
    ServiceLevel &level = m_run.serviceLevel;
    const QString name = text.section(u':', 0, 0);
    // AIPerf's gap between tokens is one figure a request.
    std::optional<Nanoseconds> *limit =
        name == u"ttft" || name == u"time_to_first_token"                                ? &level.ttft
        : name == u"tpot" || name == u"inter_token_latency"                              ? &level.tpot
        : name == u"e2el" || name == u"request_latency" || name == u"end_to_end_latency" ? &level.e2e
                                                                                         : nullptr;
    const std::optional<Nanoseconds> time = timeOf(text.section(u':', 1), std::chrono::milliseconds{1});
    if (limit != nullptr && time && time->count() > 0)
        *limit = time;
    else
        m_draft.leftOut(option.written, text,
                        WEIR_TEXT("import.no_goodput",
                                  "Goodput is bounded by times above 0 of the first token, each token and "
                                  "the whole answer; other bounds are thresholds."));
}

void BenchLoadReader::settle()
{
    settlePace();
    if (!m_rampStrategy.isEmpty() || m_rampFrom || m_rampTo)
        settleRampUp();
    else
        settleRamp();
    if (m_run.pace == BenchPace::Users)
        keepWholeUsers();
}

void BenchLoadReader::settlePace()
{
    if (!m_profile.isEmpty()) {
        settleProfile();
    } else if (!m_rates.empty()) {
        m_run.pace = m_mode == u"constant" ? BenchPace::Even : BenchPace::Poisson;
        m_run.levels = m_rates;
        if (!m_concurrency.empty())
            m_run.cap = quint32(std::clamp<double>(m_concurrency.front(), 1, limits::maxUsers));
    } else if (!m_concurrency.empty()) {
        m_run.pace = BenchPace::Users;
        m_run.levels = m_concurrency;
    }
}

/// GuideLLM's kinds of load.
void BenchLoadReader::settleProfile()
{
    m_run.levels = m_rates;
    if (m_profile == u"constant" || m_profile == u"async") {
        m_run.pace = BenchPace::Even;
    } else if (m_profile == u"poisson") {
        m_run.pace = BenchPace::Poisson;
    } else if (m_profile != u"concurrent") {
        m_run.levels = {1};
        if (m_profile == u"synchronous")
            return;
        m_draft.leftOut(m_profileOption, m_profile,
                        WEIR_TEXT("import.profile_unknown",
                                  "Weir does not look for the highest load by itself; one user stands there "
                                  "instead. Stairs of users or of a rate show the same."));
        for (const double rate : m_rates)
            m_draft.leftOut(QStringLiteral("--rate"), QString::number(rate),
                            WEIR_TEXT("import.rate_of_profile", "It belongs to that profile."));
    }
}

/// Up to the first level, which then stays.
void BenchLoadReader::settleRamp()
{
    const bool isUsers = m_run.pace == BenchPace::Users;
    const std::optional<Nanoseconds> ramp = isUsers ? m_userRamp : m_rateRamp;
    const std::optional<Nanoseconds> either = m_ramp ? m_ramp : ramp;
    const std::optional<Nanoseconds> other = isUsers ? m_rateRamp : m_userRamp;
    if (other)
        m_draft.leftOut(isUsers ? QStringLiteral("--request-rate-ramp-duration")
                                : QStringLiteral("--concurrency-ramp-duration"),
                        {}, WEIR_TEXT("import.ramp_of_other", "The load has nothing that this could raise."));
    if (!either || either->count() == 0 || m_run.pace == BenchPace::AtOnce)
        return;
    m_run.ramp = either;
    m_run.rampFrom = isUsers ? 1 : 0;
    // The whole lasts as long as it was to.
    if (m_run.duration && *m_run.duration > *either)
        m_run.duration = *m_run.duration - *either;
}

/// vLLM's: from one rate to another over the whole run, whose length its requests tell.
void BenchLoadReader::settleRampUp()
{
    if (!m_rampFrom || !m_rampTo || *m_rampTo <= 0 || *m_rampFrom > *m_rampTo) {
        m_draft.leftOut(QStringLiteral("--ramp-up-strategy"), m_rampStrategy,
                        WEIR_TEXT("import.ramp_without_ends",
                                  "A ramp needs the rate that it begins with, and a higher one that it ends "
                                  "with."));
        return;
    }
    const double requests = double(m_run.requests.value_or(1000));
    const std::optional<Nanoseconds> length =
        timeOf(2 * requests / (*m_rampFrom + *m_rampTo), std::chrono::seconds{1});
    if (!length)
        return;
    m_run.pace = BenchPace::Poisson;
    m_run.levels = {*m_rampTo};
    m_run.ramp = length;
    m_run.rampFrom = *m_rampFrom;
    m_run.duration = Nanoseconds(0);
}

void BenchLoadReader::keepWholeUsers()
{
    std::vector<double> whole;
    for (const double level : m_run.levels) {
        if (numberOf(m_draft, QStringLiteral("users"), QString::number(level, 'g', 12), userRange))
            whole.push_back(level);
    }
    m_run.levels = whole;
}

} // namespace weir
