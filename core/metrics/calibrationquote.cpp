// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/calibrationquote.h"

#include "base/counted.h"
#include "base/units.h"
#include "metrics/summary.h"

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
    return QStringLiteral("  %1%2 (bias %3, jitter %4, n %5)\n")
        .arg(label.leftJustified(labelWidth), figure, formatTime(error.bias), formatTime(error.jitter),
             formatCount(error.count));
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
        return QStringLiteral(
                   "Error bars: none, since %1; `weir-cli calibrate` with this scenario measures them.\n")
            .arg(reasonText(quote.gap).text());
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
