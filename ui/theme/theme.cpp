// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Kinds of errors that share a hue.
enum class ErrorFamily
{
    Limit,
    Stream,
    Timer,
    Status,
    Connection,
    Answer,
    Local
};

struct FamilyPlace
{
    ErrorFamily family;
    int rank; ///< Position within the family, from 0; decides the lightness.
};

FamilyPlace placeOf(OutcomeClass outcome)
{
    switch (outcome) {
    case OutcomeClass::RateLimited:
        return {ErrorFamily::Limit, 0};
    case OutcomeClass::StreamTruncated:
        return {ErrorFamily::Stream, 0};
    case OutcomeClass::StreamInterrupted:
        return {ErrorFamily::Stream, 1};
    case OutcomeClass::MalformedStream:
        return {ErrorFamily::Stream, 2};
    case OutcomeClass::EmptyStream:
        return {ErrorFamily::Stream, 3};
    case OutcomeClass::StallTimeout:
        return {ErrorFamily::Timer, 0};
    case OutcomeClass::FirstTokenTimeout:
        return {ErrorFamily::Timer, 1};
    case OutcomeClass::Deadline:
        return {ErrorFamily::Timer, 2};
    case OutcomeClass::ConnectTimeout:
        return {ErrorFamily::Timer, 3};
    case OutcomeClass::Http5xx:
        return {ErrorFamily::Status, 0};
    case OutcomeClass::Http4xx:
        return {ErrorFamily::Status, 1};
    case OutcomeClass::Http3xx:
        return {ErrorFamily::Status, 2};
    case OutcomeClass::ProtocolStatus:
        return {ErrorFamily::Status, 3};
    case OutcomeClass::UnexpectedResponse:
        return {ErrorFamily::Status, 4};
    case OutcomeClass::ConnectRefused:
        return {ErrorFamily::Connection, 0};
    case OutcomeClass::ClosedBeforeResponse:
        return {ErrorFamily::Connection, 1};
    case OutcomeClass::TlsFailure:
        return {ErrorFamily::Connection, 2};
    case OutcomeClass::DnsFailure:
        return {ErrorFamily::Connection, 3};
    case OutcomeClass::ConnectFailed:
        return {ErrorFamily::Connection, 4};
    case OutcomeClass::ApiError:
        return {ErrorFamily::Answer, 0};
    case OutcomeClass::CheckFailed:
        return {ErrorFamily::Answer, 1};
    case OutcomeClass::CutByTestEnd:
        return {ErrorFamily::Local, 0};
    case OutcomeClass::Abandoned:
        return {ErrorFamily::Local, 1};
    case OutcomeClass::LocalError:
        return {ErrorFamily::Local, 2};
    case OutcomeClass::Success:
        break;
    }
    return {ErrorFamily::Local, 0};
}

QColor familyColor(const Theme &theme, ErrorFamily family)
{
    switch (family) {
    case ErrorFamily::Limit:
        return theme.series[2];
    case ErrorFamily::Stream:
        return theme.series[1];
    case ErrorFamily::Timer:
        return theme.series[4];
    case ErrorFamily::Status:
        return theme.series[5];
    // Two hues beyond the six series: no line ever has them, so a bar in them can only be an error.
    case ErrorFamily::Connection:
        return theme.dark ? QColor(0xD9, 0xA2, 0x7E) : QColor(0x8A, 0x4B, 0x2A);
    case ErrorFamily::Answer:
        return theme.dark ? QColor(0xC5, 0xD1, 0x4A) : QColor(0x66, 0x73, 0x00);
    case ErrorFamily::Local:
        break;
    }
    return theme.muted;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor Theme::seriesColor(SeriesRole role) const
{
    switch (role) {
    case SeriesRole::Median:
        return series[0];
    case SeriesRole::P95:
        return series[1];
    case SeriesRole::P99:
    case SeriesRole::Errors:
        return series[2];
    case SeriesRole::Throughput:
        return series[3];
    case SeriesRole::Requests:
        return series[4];
    case SeriesRole::Concurrency:
        return series[5];
    case SeriesRole::Planned:
        break;
    }
    return muted;
}

QColor Theme::outcomeColor(OutcomeClass outcome) const
{
    if (outcome == OutcomeClass::Success)
        return pass;
    const FamilyPlace place = placeOf(outcome);
    const QColor base = familyColor(*this, place.family);
    // Kin fade towards the surface, which keeps their order of weight in both themes.
    const float fade = 0.13F * static_cast<float>(place.rank);
    return QColor::fromRgbF(base.redF() + (surface.redF() - base.redF()) * fade,
                            base.greenF() + (surface.greenF() - base.greenF()) * fade,
                            base.blueF() + (surface.blueF() - base.blueF()) * fade);
}

Theme lightTheme()
{
    Theme theme;
    theme.dark = false;
    theme.window = QColor(0xF4, 0xF6, 0xF9);
    theme.surface = QColor(0xFF, 0xFF, 0xFF);
    theme.surface2 = QColor(0xED, 0xF1, 0xF6);
    theme.border = QColor(0xD5, 0xDC, 0xE6);
    theme.grid = QColor(0xE4, 0xE9, 0xF0);
    theme.text = QColor(0x1B, 0x24, 0x30);
    theme.muted = QColor(0x56, 0x63, 0x7A);
    theme.accent = QColor(0x17, 0x66, 0xDB);
    theme.onAccent = QColor(0xFF, 0xFF, 0xFF);
    theme.onFail = QColor(0xFF, 0xFF, 0xFF);
    theme.selection = QColor(0xDD, 0xE9, 0xFB);
    theme.pass = QColor(0x15, 0x7F, 0x45);
    theme.warn = QColor(0x9A, 0x62, 0x00);
    theme.fail = QColor(0xC6, 0x2F, 0x3B);
    theme.invalid = QColor(0x6A, 0x45, 0xC9);
    theme.series[0] = QColor(0x17, 0x66, 0xDB);
    theme.series[1] = QColor(0xB3, 0x6B, 0x00);
    theme.series[2] = QColor(0xC6, 0x2F, 0x5B);
    theme.series[3] = QColor(0x15, 0x7F, 0x45);
    theme.series[4] = QColor(0x6A, 0x45, 0xC9);
    theme.series[5] = QColor(0x0B, 0x7C, 0x86);
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.window = QColor(0x12, 0x16, 0x1C);
    theme.surface = QColor(0x1A, 0x20, 0x29);
    theme.surface2 = QColor(0x22, 0x2A, 0x35);
    theme.border = QColor(0x30, 0x3A, 0x48);
    theme.grid = QColor(0x2A, 0x33, 0x40);
    theme.text = QColor(0xE6, 0xEB, 0xF2);
    theme.muted = QColor(0x9A, 0xA7, 0xB8);
    theme.accent = QColor(0x5A, 0xA2, 0xFF);
    theme.onAccent = QColor(0x0B, 0x14, 0x20);
    theme.onFail = QColor(0x1C, 0x0B, 0x0B);
    theme.selection = QColor(0x22, 0x34, 0x4E);
    theme.pass = QColor(0x3C, 0xCB, 0x7F);
    theme.warn = QColor(0xF2, 0xB8, 0x4B);
    theme.fail = QColor(0xFF, 0x6B, 0x6B);
    theme.invalid = QColor(0xA6, 0x8B, 0xFF);
    theme.series[0] = QColor(0x5A, 0xA2, 0xFF);
    theme.series[1] = QColor(0xF2, 0xB8, 0x4B);
    theme.series[2] = QColor(0xFF, 0x7A, 0x90);
    theme.series[3] = QColor(0x3C, 0xCB, 0x7F);
    theme.series[4] = QColor(0xA6, 0x8B, 0xFF);
    theme.series[5] = QColor(0x58, 0xD0, 0xD8);
    return theme;
}

Theme printTheme()
{
    Theme theme = lightTheme();
    theme.window = Qt::white;
    theme.text = Qt::black;
    theme.muted = QColor(0x3A, 0x42, 0x50);
    theme.grid = QColor(0xC4, 0xCC, 0xD8);
    theme.border = QColor(0x8A, 0x94, 0xA3);
    return theme;
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const double one = luminance(first);
    const double two = luminance(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

} // namespace weir
