// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/calibrationquote.h"

#include "base/counted.h"
#include "base/duration.h"
#include "base/units.h"
#include "metrics/summary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace weir {

namespace {

constexpr std::array<std::pair<CalibrationGap, QStringView>, 6> gapNames{
    {{CalibrationGap::NotRecorded, u"not_recorded"},
     {CalibrationGap::NoneMade, u"none_made"},
     {CalibrationGap::OtherHost, u"other_host"},
     {CalibrationGap::OtherTransport, u"other_transport"},
     {CalibrationGap::OtherLoad, u"other_load"},
     {CalibrationGap::LoadExceeded, u"load_exceeded"}}};

constexpr int labelWidth = 12;

/// "  ttft p99    512 ms ± 0.80 ms   (bias 0.21 ms, jitter 0.59 ms, n 350)"
QString barLine(const QString &label, const std::optional<double> &value, const ErrorFigures &error)
{
    const QString bar = QStringLiteral("± ") + formatTime(error.p99);
    const QString figure = value ? formatTime(Nanoseconds{static_cast<qint64>(*value)}) + u' ' + bar : bar;
    return QStringLiteral("  %1%2 (bias %3, jitter %4, n %5%6)\n")
        .arg(label.leftJustified(labelWidth), figure, formatTime(error.bias), formatTime(error.jitter),
             formatCount(error.count), error.isP99Weak() ? QStringLiteral(", weak") : QString());
}

/// Rounded down to what a person would type: an answer that is a little quicker asks a little more.
QString typedTime(double nanoseconds, Nanoseconds least)
{
    constexpr qint64 millisecond = 1'000'000;
    const qint64 step = nanoseconds < 10 * millisecond ? millisecond / 10 : millisecond;
    const qint64 longest = Nanoseconds{longestCalibratedTime}.count();
    const qint64 whole =
        static_cast<qint64>(std::clamp(nanoseconds, 0.0, static_cast<double>(longest))) / step * step;
    return formatDuration(std::max(Nanoseconds{whole}, least));
}

/// What covers such a run: its own load, with answers as quick as its own. Empty where no stream tells how
/// quick they were.
QString coveringText(const Summary &summary)
{
    if (summary.ttft.isEmpty() || summary.itl.isEmpty())
        return {};
    return QStringLiteral(" This run had %1 chunks/s in %2 streams: --ttft %3 --itl %4 covers it.")
        .arg(formatFigure(chunksPerSecondOf(summary)), formatFigure(meanStreamsOf(summary)),
             typedTime(summary.ttft.mean, Nanoseconds{0}),
             typedTime(summary.itl.mean, shortestCalibratedGap));
}

std::optional<double> p99Of(const Distribution &distribution)
{
    return distribution.isEmpty() ? std::nullopt : std::optional<double>(distribution.rank(99).value);
}

} // namespace

QString toString(CalibrationGap gap)
{
    return gapNames[static_cast<std::size_t>(gap)].second.toString();
}

std::optional<CalibrationGap> calibrationGapFromString(const QString &name)
{
    for (const auto &[gap, known] : gapNames) {
        if (known == name)
            return gap;
    }
    return std::nullopt;
}

Message reasonText(CalibrationGap gap)
{
    switch (gap) {
    case CalibrationGap::NotRecorded:
        return WEIR_TEXT("calibration_gap.not_recorded",
                         "the run was made without looking for a calibration");
    case CalibrationGap::NoneMade:
        return WEIR_TEXT("calibration_gap.none_made", "no calibration was made on this machine");
    case CalibrationGap::OtherHost:
        return WEIR_TEXT("calibration_gap.other_host",
                         "Weir, Qt, the kernel or the machine changed since the last calibration");
    case CalibrationGap::OtherTransport:
        return WEIR_TEXT("calibration_gap.other_transport",
                         "this transport was not calibrated on this machine");
    case CalibrationGap::OtherLoad:
        return WEIR_TEXT("calibration_gap.other_load", "no calibration on this machine covers this load");
    case CalibrationGap::LoadExceeded:
        return WEIR_TEXT("calibration_gap.load_exceeded", "the run's load went beyond the calibrated one");
    }
    Q_UNREACHABLE();
}

QJsonValue toJson(const CalibrationQuote &quote)
{
    if (!quote.figures)
        return QJsonValue::Null;
    const CalibrationFigures &figures = *quote.figures;
    return QJsonObject{{QStringLiteral("ttft_ms"), toJson(figures.ttft)},
                       {QStringLiteral("itl_ms"), toJson(figures.itl)},
                       {QStringLiteral("start_ms"), toJson(figures.start)},
                       {QStringLiteral("transport"), figures.transport},
                       {QStringLiteral("date"), figures.madeAt.toUTC().toString(Qt::ISODate)},
                       {QStringLiteral("streams"), figures.streams},
                       {QStringLiteral("chunks_per_second"), figures.chunksPerSecond}};
}

double chunksPerSecondOf(const Summary &summary)
{
    const double seconds = toSeconds(summary.window.to - summary.window.from);
    return seconds > 0 ? static_cast<double>(summary.itl.count + summary.ttft.count) / seconds : 0;
}

double meanStreamsOf(const Summary &summary)
{
    return summary.requestsPerSecond * summary.e2e.mean / 1e9;
}

QString formatStreams(double streams)
{
    return streams == std::floor(streams) ? formatCount(static_cast<quint64>(streams))
                                          : formatFigure(streams);
}

QString calibrationText(const Summary &summary)
{
    const CalibrationQuote &quote = summary.calibration;
    if (summary.simulated)
        return QStringLiteral("Simulated in virtual time: nothing was sent, there was no generator, and no "
                              "time is measured.\n");
    if (!quote.figures)
        return QStringLiteral("Error bars: none, since %1. `weir-cli calibrate` with this scenario or load "
                              "measures them.%2\n")
            .arg(reasonText(quote.gap).text(), coveringText(summary));
    const CalibrationFigures &figures = *quote.figures;
    return QStringLiteral("Error bars (calibration of %1, transport %2, %3, %4 chunks/s)\n")
               .arg(figures.madeAt.toUTC().date().toString(Qt::ISODate), figures.transport,
                    figures.streams == 1 ? counted(1, Counted::Streams).text()
                                         : formatStreams(figures.streams) + QStringLiteral(" streams"),
                    formatFigure(figures.chunksPerSecond)) +
           barLine(QStringLiteral("ttft p99"), p99Of(summary.ttft), figures.ttft) +
           barLine(QStringLiteral("itl p99"), p99Of(summary.itl), figures.itl) +
           barLine(QStringLiteral("start"), std::nullopt, figures.start);
}

} // namespace weir
