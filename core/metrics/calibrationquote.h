// SPDX-License-Identifier: GPL-3.0-or-later
// The error bar of a run: what a calibration of this load on this host measured, as a summary quotes it.
#pragma once

#include "base/message.h"
#include "metrics/errorfigures.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace weir {

/// Why a run quotes no calibration.
enum class CalibrationGap
{
    NotRecorded,    ///< The run file tells of none: it was made without looking for one.
    NoneMade,       ///< There is no certificate on this machine.
    OtherHost,      ///< Weir, Qt, libcurl, the kernel or the machine changed since.
    OtherTransport, ///< None of this transport.
    OtherLoad,      ///< None covers the load as planned.
    LoadExceeded,   ///< One covered the load as planned, but the run went beyond it.
};
/// "not_recorded" and its kin, as in files.
QString toString(CalibrationGap gap);
std::optional<CalibrationGap> calibrationGapFromString(const QString &name);
/// For people, to follow "since" or a colon: "no calibration was made on this machine".
Message reasonText(CalibrationGap gap);

/// What a certificate says, as far as a summary quotes it.
struct CalibrationFigures
{
    ErrorFigures ttft;
    ErrorFigures itl;
    ErrorFigures start;
    QString transport;
    QDateTime madeAt;   ///< UTC.
    double streams = 0; ///< Open at once in the calibrated load.
    double chunksPerSecond = 0;

    friend bool operator==(const CalibrationFigures &, const CalibrationFigures &) = default;
};

/// A run's error bar, or why there is none.
struct CalibrationQuote
{
    std::optional<CalibrationFigures> figures;
    CalibrationGap gap = CalibrationGap::NotRecorded; ///< Means nothing where there are figures.

    friend bool operator==(const CalibrationQuote &, const CalibrationQuote &) = default;
};

/// The value of the summary's key `calibration`: an object, or null.
QJsonValue toJson(const CalibrationQuote &quote);

/// A number of streams: whole ones without a fraction, expected ones with three digits.
QString formatStreams(double streams);

/// The times that a calibration's answers may have (FixedStream of plan/loadsignature.h).
inline constexpr std::chrono::seconds longestCalibratedTime{30};
inline constexpr std::chrono::milliseconds shortestCalibratedGap{1};

struct Summary;
// What a run's generator had to do in the summary's window.
/// Token-bearing chunks a second.
double chunksPerSecondOf(const Summary &summary);
/// Open on average, by Little's law: as many as start a second times the seconds that each stays.
double meanStreamsOf(const Summary &summary);
/// The lines of the readable summary: each quoted figure with its error bar, or one line that says how to get
/// one that covers such a run. Ends with a line break.
QString calibrationText(const Summary &summary);

} // namespace weir
