// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "metrics/threshold.h"

#include <cmath>

namespace weir {

namespace {

struct ScalarName
{
    QStringView name;
    ScalarMetric metric;
};

constexpr std::array<ScalarName, 8> scalarNames{{
    {u"requests_per_second", ScalarMetric::RequestsPerSecond},
    {u"completions_per_second", ScalarMetric::CompletionsPerSecond},
    {u"goodput_per_second", ScalarMetric::GoodputPerSecond},
    {u"goodput_share", ScalarMetric::GoodputShare},
    {u"tokens_per_second", ScalarMetric::TokensPerSecond},
    {u"bytes_received", ScalarMetric::BytesReceived},
    {u"error_rate", ScalarMetric::ErrorRate},
    {u"stalls", ScalarMetric::Stalls},
}};

struct StatisticName
{
    QStringView name;
    Statistic statistic;
    double percentile;
};

constexpr std::array<StatisticName, 6> statisticNames{{
    {u"mean", Statistic::Mean, 0},
    {u"avg", Statistic::Mean, 0},
    {u"med", Statistic::Percentile, 50},
    {u"min", Statistic::Min, 0},
    {u"max", Statistic::Max, 0},
    {u"count", Statistic::Count, 0},
}};

struct OperatorName
{
    QStringView name;
    Comparison comparison;
};

// The longer ones first: "<" is the beginning of "<=".
constexpr std::array<OperatorName, 6> operatorNames{{
    {u"<=", Comparison::LessOrEqual},
    {u">=", Comparison::GreaterOrEqual},
    {u"==", Comparison::Equal},
    {u"!=", Comparison::NotEqual},
    {u"<", Comparison::Less},
    {u">", Comparison::Greater},
}};

constexpr qsizetype longestExpression = 1000;
constexpr MessageText expectedComparison =
    WEIR_TEXT("threshold.expected_comparison", "Expected is one of < <= > >= == !=.");
constexpr MessageText expectedFilter =
    WEIR_TEXT("threshold.expected_filter", "Expected is {request:NAME}, {target:NAME} or both with a comma, "
                                           "or {group:NAME}, {turn:NUMBER} or {level:NUMBER} alone; "
                                           "quotes around names with odd marks.");

/// Walks through one expression; every step either consumes its part or leaves an error.
class Parser
{
public:
    explicit Parser(QStringView text) : m_text(text) {}

    Result<Threshold> parse();

private:
    bool parseMetric();
    bool parseFilters();
    bool parseFilter();
    bool takeFilter(QStringView filter, const QString &name, qsizetype at);
    std::optional<QString> parseName();
    std::optional<QString> parseQuotedName();
    bool parseStatistic();
    bool parsePercentile(QStringView word, qsizetype at);
    bool parseComparison();
    bool parseValue();
    bool parseNumber(QStringView value, qsizetype at);
    bool fail(qsizetype at, const Message &what, const Message &expected);
    void skipSpace();
    QStringView takeWord();
    [[nodiscard]] bool isTime() const;
    [[nodiscard]] bool isShare() const;

    QStringView m_text;
    qsizetype m_at = 0;
    Threshold m_result;
    Error m_error;
};

bool isWordPart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.';
}

bool Parser::fail(qsizetype at, const Message &what, const Message &expected)
{
    const qsizetype byte = m_text.first(at).toUtf8().size();
    m_error = {
        what,
        Message(WEIR_TEXT("threshold.place", "threshold \"%1\", byte %2"), m_text.left(80).toString(), byte),
        expected};
    return false;
}

void Parser::skipSpace()
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
}

QStringView Parser::takeWord()
{
    const qsizetype from = m_at;
    while (m_at < m_text.size() && isWordPart(m_text[m_at]))
        ++m_at;
    return m_text.sliced(from, m_at - from);
}

bool Parser::isTime() const
{
    const Figure *figure = std::get_if<Figure>(&m_result.metric);
    return figure != nullptr && infoOf(*figure).isTime && m_result.statistic != Statistic::Count;
}

bool Parser::isShare() const
{
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&m_result.metric);
    return metric != nullptr && (*metric == ScalarMetric::ErrorRate || *metric == ScalarMetric::GoodputShare);
}

bool Parser::parseMetric()
{
    skipSpace();
    const qsizetype at = m_at;
    const QStringView word = takeWord();
    for (const FigureInfo &info : allFigures()) {
        if (word == info.name) {
            m_result.metric = info.figure;
            return true;
        }
    }
    for (const ScalarName &scalar : scalarNames) {
        if (word == scalar.name) {
            m_result.metric = scalar.metric;
            return true;
        }
    }
    const Message what =
        word.isEmpty()
            ? Message(WEIR_TEXT("threshold.metric_missing", "A threshold begins with the name of a metric"))
            : Message(WEIR_TEXT("threshold.not_a_metric", "\"%1\" is not a metric"), word.toString());
    return fail(at, what,
                WEIR_TEXT("threshold.expected_metric",
                          "Expected is a metric such as ttft, itl, e2e, error_rate or requests_per_second."));
}

bool Parser::parseFilters()
{
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != u'{')
        return true;
    const ScalarMetric *metric = std::get_if<ScalarMetric>(&m_result.metric);
    if (metric != nullptr && (*metric == ScalarMetric::BytesReceived || *metric == ScalarMetric::Stalls))
        return fail(m_at, WEIR_TEXT("threshold.no_filter", "This metric is kept for the whole run only"),
                    expectedComparison);
    do {
        ++m_at;
        if (!parseFilter())
            return false;
    } while (m_at < m_text.size() && m_text[m_at] == u',');
    if (m_at >= m_text.size() || m_text[m_at] != u'}')
        return fail(m_at, WEIR_TEXT("threshold.brace_missing", "The closing brace is missing"),
                    expectedFilter);
    ++m_at;
    const int alone =
        int(m_result.group.has_value()) + int(m_result.level.has_value()) + int(m_result.turn.has_value());
    if (alone > 1 || (alone > 0 && (m_result.request || m_result.target)))
        return fail(m_at - 1,
                    WEIR_TEXT("threshold.filter_not_alone", "A group, a turn or a level stands alone"),
                    expectedFilter);
    return true;
}

bool Parser::parseFilter()
{
    skipSpace();
    const qsizetype at = m_at;
    const QStringView word = takeWord();
    if (word.isEmpty())
        return fail(at, WEIR_TEXT("threshold.filter_missing", "The filter is missing"), expectedFilter);
    if (word != u"request" && word != u"target" && word != u"group" && word != u"turn" && word != u"level")
        return fail(at, {WEIR_TEXT("threshold.not_a_filter", "\"%1\" is not a filter"), word.toString()},
                    expectedFilter);
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != u':')
        return fail(m_at, WEIR_TEXT("threshold.colon_missing", "The colon after the filter is missing"),
                    expectedFilter);
    ++m_at;
    skipSpace();
    const qsizetype nameAt = m_at;
    const std::optional<QString> name =
        m_at < m_text.size() && m_text[m_at] == u'"' ? parseQuotedName() : parseName();
    skipSpace();
    return name && takeFilter(word, *name, word == u"level" || word == u"turn" ? nameAt : at);
}

bool Parser::takeFilter(QStringView filter, const QString &name, qsizetype at)
{
    const Message twice(WEIR_TEXT("threshold.filter_twice", "\"%1\" stands twice"), filter.toString());
    if (filter == u"level" || filter == u"turn") {
        std::optional<quint32> &number = filter == u"level" ? m_result.level : m_result.turn;
        if (number)
            return fail(at, twice, expectedFilter);
        bool isNumber = false;
        number = name.toUInt(&isNumber);
        const MessageText wrong =
            filter == u"level"
                ? WEIR_TEXT("threshold.not_a_level", "\"%1\" is not the number of a level, from 1")
                : WEIR_TEXT("threshold.not_a_turn", "\"%1\" is not the number of a turn, from 1");
        return (isNumber && *number > 0) || fail(at, {wrong, name}, expectedFilter);
    }
    std::optional<QString> &place = filter == u"request"  ? m_result.request
                                    : filter == u"target" ? m_result.target
                                                          : m_result.group;
    if (place)
        return fail(at, twice, expectedFilter);
    place = name;
    return true;
}

std::optional<QString> Parser::parseName()
{
    static constexpr QStringView ends = u",{}\"";
    const qsizetype at = m_at;
    while (m_at < m_text.size() && !ends.contains(m_text[m_at]))
        ++m_at;
    const QStringView name = m_text.sliced(at, m_at - at).trimmed();
    if (!name.isEmpty())
        return name.toString();
    fail(at, WEIR_TEXT("threshold.name_missing", "The name is missing"), expectedFilter);
    return std::nullopt;
}

std::optional<QString> Parser::parseQuotedName()
{
    const qsizetype at = m_at++;
    QString name;
    while (m_at < m_text.size() && m_text[m_at] != u'"') {
        const bool isEscape = m_text[m_at] == u'\\' && m_at + 1 < m_text.size() &&
                              (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
        m_at += isEscape ? 1 : 0;
        name += m_text[m_at++];
    }
    if (m_at < m_text.size()) {
        ++m_at;
        return name;
    }
    fail(at, WEIR_TEXT("threshold.quote_missing", "The closing quote is missing"), expectedFilter);
    return std::nullopt;
}

bool Parser::parsePercentile(QStringView word, qsizetype at)
{
    const Message expected =
        WEIR_TEXT("threshold.expected_percentile",
                  "Expected is a percentile above 0 and up to 100, like p(99) or p(99.9).");
    QString number = word.sliced(1).toString();
    if (number.isEmpty()) {
        if (m_at >= m_text.size() || m_text[m_at] != u'(')
            return fail(m_at, WEIR_TEXT("threshold.percentile_missing", "The percentile's number is missing"),
                        expected);
        ++m_at;
        skipSpace();
        number = takeWord().toString();
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != u')')
            return fail(m_at,
                        WEIR_TEXT("threshold.parenthesis_missing", "The closing parenthesis is missing"),
                        expected);
        ++m_at;
    } else if (number.size() > 2 && !number.contains(u'.') && number != u"100") {
        number.insert(2, u'.'); // "p999" is how the summary's keys spell 99.9.
    }
    bool isNumber = false;
    m_result.percentile = number.toDouble(&isNumber);
    m_result.statistic = Statistic::Percentile;
    if (!isNumber || !(m_result.percentile > 0 && m_result.percentile <= 100))
        return fail(at, {WEIR_TEXT("threshold.not_a_percentile", "\"%1\" is not a percentile"), number},
                    expected);
    return true;
}

bool Parser::parseStatistic()
{
    skipSpace();
    const qsizetype at = m_at;
    const QStringView word = takeWord();
    if (std::holds_alternative<ScalarMetric>(m_result.metric)) {
        return word.isEmpty() || fail(at,
                                      {WEIR_TEXT("threshold.single_number",
                                                 "\"%1\" can't stand here: the metric is a single number"),
                                       word.toString()},
                                      expectedComparison);
    }
    for (const StatisticName &candidate : statisticNames) {
        if (word == candidate.name) {
            m_result.statistic = candidate.statistic;
            m_result.percentile = candidate.percentile;
            return true;
        }
    }
    if (word.startsWith(u'p') && (word.size() == 1 || word[1].isDigit()))
        return parsePercentile(word, at);
    const Message what =
        word.isEmpty()
            ? Message(WEIR_TEXT("threshold.statistic_missing", "The statistic is missing"))
            : Message(WEIR_TEXT("threshold.not_a_statistic", "\"%1\" is not a statistic"), word.toString());
    return fail(at, what,
                WEIR_TEXT("threshold.expected_statistic",
                          "Expected is one of p(N), med, mean, avg, min, max, count."));
}

bool Parser::parseComparison()
{
    skipSpace();
    for (const OperatorName &candidate : operatorNames) {
        if (m_text.sliced(m_at).startsWith(candidate.name)) {
            m_result.comparison = candidate.comparison;
            m_at += candidate.name.size();
            return true;
        }
    }
    return fail(m_at, WEIR_TEXT("threshold.comparison_missing", "A comparison is missing"),
                expectedComparison);
}

bool Parser::parseValue()
{
    skipSpace();
    const qsizetype at = m_at;
    const QStringView value = m_text.sliced(at).trimmed();
    if (!isTime())
        return parseNumber(value, at);
    const Result<Nanoseconds> duration = parseDuration(value);
    if (!duration)
        return fail(
            at, duration.error().what,
            WEIR_TEXT("threshold.expected_time", "Expected is a time with its unit, like 500ms or 1.5s."));
    m_result.bound = static_cast<double>(duration->count());
    return true;
}

bool Parser::parseNumber(QStringView value, qsizetype at)
{
    QStringView digits = value;
    const bool isPerCent = isShare() && value.endsWith(u'%');
    if (isPerCent)
        digits = value.chopped(1).trimmed();
    bool isNumber = false;
    m_result.bound = digits.toDouble(&isNumber) / (isPerCent ? 100.0 : 1.0);
    if (isNumber && std::isfinite(m_result.bound) && m_result.bound >= 0 &&
        !(isShare() && m_result.bound > 1))
        return true;
    return fail(
        at,
        {WEIR_TEXT("threshold.not_a_value", "\"%1\" is not a value for this metric"),
         value.left(80).toString()},
        isShare()
            ? WEIR_TEXT("threshold.expected_share", "Expected is a share from 0 to 1, or per cent like 0.5%.")
            : WEIR_TEXT("threshold.expected_number", "Expected is a number from 0 on, without a unit."));
}

Result<Threshold> Parser::parse()
{
    if (m_text.size() > longestExpression) {
        fail(0,
             {WEIR_TEXT("threshold.too_long", "The threshold is longer than %1 characters"),
              longestExpression},
             WEIR_TEXT("threshold.expected_something", "Expected is something like: ttft p(99) < 500ms."));
        return m_error;
    }
    if (!parseMetric() || !parseFilters() || !parseStatistic() || !parseComparison() || !parseValue())
        return m_error;
    m_result.expression = m_text.trimmed().toString();
    return m_result;
}

} // namespace

Result<Threshold> parseThreshold(QStringView text)
{
    return Parser(text).parse();
}

} // namespace weir
