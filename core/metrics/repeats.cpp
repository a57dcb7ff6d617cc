// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/repeats.h"

#include "base/counted.h"
#include "base/plaintext.h"
#include "base/units.h"
#include "metrics/figures.h"

#include <QJsonArray>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace weir {

namespace {

constexpr int labelWidth = 26;
constexpr int cellWidth = 12;

constexpr std::array<Figure, 7> headline{Figure::Ttft, Figure::Ttfa,         Figure::Itl,        Figure::Tpot,
                                         Figure::E2e,  Figure::ResponseTtft, Figure::ResponseE2e};
constexpr std::array<double, 4> percentiles{50, 90, 95, 99};

/// A figure of one run.
struct Value
{
    double value = 0;
    bool isLowerBound = false;
};
using Reading = std::function<std::optional<Value>(const Summary &)>;

double squareOf(double value)
{
    return value * value;
}

/// The generator can't vouch for an invalid run, and an incomplete one is another load.
bool isWhole(const Summary &run)
{
    return run.verdict == Verdict::Pass || run.verdict == Verdict::Fail;
}

/// Nothing where no run has the figure.
std::optional<RepeatedFigure> over(const std::vector<const Summary *> &runs, const QString &key,
                                   const QString &name, const Reading &reading)
{
    RepeatedFigure figure;
    figure.key = key;
    figure.name = name;
    std::vector<double> values;
    for (const Summary *run : runs) {
        const std::optional<Value> read = reading(*run);
        if (!read)
            continue;
        values.push_back(read->value);
        figure.isLowerBound = figure.isLowerBound || read->isLowerBound;
    }
    if (values.empty())
        return std::nullopt;
    const double count = static_cast<double>(values.size());
    figure.runs = values.size();
    for (const double value : values)
        figure.mean += value / count;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    figure.min = *least;
    figure.max = *most;
    if (values.size() < 2 || figure.isLowerBound)
        return figure;
    double squares = 0;
    for (const double value : values)
        squares += squareOf(value - figure.mean);
    figure.deviation = std::sqrt(squares / (count - 1));
    const double t = boost::math::quantile(boost::math::students_t(count - 1), 0.975);
    const double half = t * *figure.deviation / std::sqrt(count);
    figure.interval = Interval{figure.mean - half, figure.mean + half};
    return figure;
}

Reading meanOf(const FigureInfo &info)
{
    return [&info](const Summary &run) -> std::optional<Value> {
        const Distribution &distribution = run.*info.member;
        if (distribution.isEmpty())
            return std::nullopt;
        return Value{distribution.mean / info.unit(), distribution.censored > 0};
    };
}

Reading rankOf(const FigureInfo &info, double percentile)
{
    return [&info, percentile](const Summary &run) -> std::optional<Value> {
        const Distribution &distribution = run.*info.member;
        if (distribution.isEmpty())
            return std::nullopt;
        const Distribution::Rank &rank = distribution.rank(percentile);
        return Value{rank.value / info.unit(), rank.lowerBound};
    };
}

/// Rates and shares, by their keys.
const std::vector<std::pair<QString, Reading>> &rates()
{
    const auto plain = [](auto member) -> Reading {
        return [member](const Summary &run) -> std::optional<Value> {
            const std::optional<double> value = run.*member;
            return value ? std::optional(Value{*value}) : std::nullopt;
        };
    };
    static const std::vector<std::pair<QString, Reading>> all{
        {QStringLiteral("requests_per_second"), plain(&Summary::requestsPerSecond)},
        {QStringLiteral("completions_per_second"), plain(&Summary::completionsPerSecond)},
        {QStringLiteral("tokens.per_second"), plain(&Summary::tokensPerSecond)},
        {QStringLiteral("goodput_per_second"), plain(&Summary::goodputPerSecond)},
        {QStringLiteral("goodput_share"), plain(&Summary::goodputShare)},
        {QStringLiteral("error_rate"), plain(&Summary::errorRate)}};
    return all;
}

QJsonObject toJson(const RepeatedFigure &figure)
{
    QJsonObject json{{QStringLiteral("runs"), static_cast<qint64>(figure.runs)},
                     {QStringLiteral("mean"), figure.mean},
                     {QStringLiteral("min"), figure.min},
                     {QStringLiteral("max"), figure.max}};
    if (figure.deviation)
        json.insert(QStringLiteral("deviation"), *figure.deviation);
    if (figure.interval)
        json.insert(QStringLiteral("interval"), QJsonArray{figure.interval->low, figure.interval->high});
    if (figure.isLowerBound)
        json.insert(QStringLiteral("lower_bound"), true);
    return json;
}

int gravityOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return 0;
    case Verdict::Incomplete:
        return 1;
    case Verdict::Fail:
        return 2;
    case Verdict::Invalid:
        return 3;
    }
    Q_UNREACHABLE();
}

QString runLines(const std::vector<Summary> &runs, const QStringList &files)
{
    QString text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Summary &run = runs[i];
        text += QStringLiteral("  %1. seed %2  %3  %4  %5\n")
                    .arg(i + 1)
                    .arg(run.seed)
                    .arg(counted(run.requests.started, Counted::Requests).text(),
                         toString(run.verdict).toUpper(), files.value(static_cast<qsizetype>(i), run.run));
        for (const Message &reason : run.reasons)
            text += QStringLiteral("     - ") + reason.text() + u'\n';
    }
    return text;
}

QString cellOf(const std::optional<double> &value)
{
    return (value ? formatFigure(*value) : QStringLiteral("-")).rightJustified(cellWidth);
}

QString figureLine(const RepeatedFigure &figure)
{
    const QString bound = figure.isLowerBound ? QStringLiteral("> ") : QString();
    const std::optional<Interval> &interval = figure.interval;
    return QStringLiteral("  ") + figure.name.leftJustified(labelWidth) +
           (bound + formatFigure(figure.mean)).rightJustified(cellWidth) + cellOf(figure.deviation) +
           cellOf(interval ? std::optional(interval->low) : std::nullopt) +
           cellOf(interval ? std::optional(interval->high) : std::nullopt) + cellOf(figure.min) +
           cellOf(figure.max) + formatCount(figure.runs).rightJustified(cellWidth) + u'\n';
}

/// Which runs the figures are not of, or that they are of none that can be vouched for.
QString warningAbout(const std::vector<Summary> &runs)
{
    if (!runs.empty() && std::none_of(runs.begin(), runs.end(), isWhole))
        return QStringLiteral("\nWarning: every run is invalid or incomplete, and so are these figures.\n");
    QStringList numbers;
    for (const quint64 number : leftOutRuns(runs))
        numbers << QString::number(number);
    return numbers.isEmpty()
               ? QString()
               : QStringLiteral("\nLeft out of these figures as invalid or incomplete: run %1.\n")
                     .arg(numbers.join(QStringLiteral(", ")));
}

} // namespace

std::vector<quint64> leftOutRuns(const std::vector<Summary> &runs)
{
    std::vector<quint64> numbers;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!isWhole(runs[i]))
            numbers.push_back(i + 1);
    }
    return numbers.size() < runs.size() ? numbers : std::vector<quint64>();
}

std::vector<RepeatedFigure> repeatedFigures(const std::vector<Summary> &runs)
{
    std::vector<const Summary *> taken;
    const bool takesAll = std::none_of(runs.begin(), runs.end(), isWhole);
    for (const Summary &run : runs) {
        if (takesAll || isWhole(run))
            taken.push_back(&run);
    }
    std::vector<RepeatedFigure> figures;
    const auto add = [&](const QString &key, const QString &name, const Reading &reading) {
        if (std::optional<RepeatedFigure> figure = over(taken, key, name, reading))
            figures.push_back(std::move(*figure));
    };
    for (const Figure which : headline) {
        const FigureInfo &info = infoOf(which);
        const QString key = info.key.toString() + u'.';
        const QString name = info.name.toString() + u' ';
        const QString unit = info.isTime ? QStringLiteral(", ms") : QString();
        add(key + QStringLiteral("mean"), name + QStringLiteral("mean") + unit, meanOf(info));
        for (const double percentile : percentiles) {
            const QString rank = percentileName(percentile);
            add(key + rank, name + rank + unit, rankOf(info, percentile));
        }
    }
    for (const auto &[key, reading] : rates())
        add(key, key, reading);
    return figures;
}

Verdict worstVerdict(const std::vector<Summary> &runs)
{
    Verdict worst = Verdict::Pass;
    for (const Summary &run : runs) {
        if (gravityOf(run.verdict) > gravityOf(worst))
            worst = run.verdict;
    }
    return worst;
}

QJsonObject repeatsJson(const std::vector<Summary> &runs)
{
    QJsonArray summaries;
    for (const Summary &run : runs)
        summaries.append(toJson(run));
    QJsonArray leftOut;
    for (const quint64 number : leftOutRuns(runs))
        leftOut.append(static_cast<qint64>(number));
    QJsonObject figures;
    for (const RepeatedFigure &figure : repeatedFigures(runs))
        figures.insert(figure.key, toJson(figure));
    return {{QStringLiteral("weir_repeat"), 1},
            {QStringLiteral("runs"), summaries},
            {QStringLiteral("figures"), figures},
            {QStringLiteral("left_out"), leftOut},
            {QStringLiteral("verdict"), toString(worstVerdict(runs))}};
}

QString repeatsText(const std::vector<Summary> &runs, const QStringList &files)
{
    QString text;
    if (!runs.empty())
        text += QStringLiteral("%1  %2  transport %3\n\n")
                    .arg(plainText(runs.front().scenario), counted(runs.size(), Counted::Runs).text(),
                         runs.front().transport);
    text += QStringLiteral("Runs\n") + runLines(runs, files);
    text += QStringLiteral("\nFigures over the runs (deviation between runs; 95 % interval of the mean)\n") +
            QString(labelWidth + 2, u' ');
    for (const QString &head :
         {QStringLiteral("mean"), QStringLiteral("deviation"), QStringLiteral("from"), QStringLiteral("to"),
          QStringLiteral("min"), QStringLiteral("max"), QStringLiteral("runs")})
        text += head.rightJustified(cellWidth);
    text += u'\n';
    for (const RepeatedFigure &figure : repeatedFigures(runs))
        text += figureLine(figure);
    text += warningAbout(runs);
    return text + QStringLiteral("\nVerdict: %1\n").arg(toString(worstVerdict(runs)).toUpper());
}

} // namespace weir
