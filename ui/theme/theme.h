// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour of the workbench as a value: one meaning, one colour, in light and in dark.
#pragma once

#include "metrics/outcome.h"
#include "report/chartdata.h"
#include "store/settings.h"

#include <QColor>

namespace weir {

/// Colour tokens. Opaque unless said otherwise. A plain value; copy it freely, any thread.
struct Theme
{
    bool dark = false;
    QColor window;
    QColor surface;  ///< Cards, bars, menus.
    QColor surface2; ///< Inputs, hovered and selected rows.
    QColor border;
    QColor grid; ///< Lines inside charts and tables.
    QColor text;
    QColor muted; ///< Secondary text.
    QColor accent;
    QColor onAccent;  ///< Text on accent.
    QColor onFail;    ///< Text on fail.
    QColor selection; ///< Background of the selected row; text stays `text`.
    QColor pass;
    QColor warn;
    QColor fail;
    QColor invalid;
    QColor series[6]; ///< Series 1 to 6 of the look.

    /// The colour of a line or bar with that meaning.
    [[nodiscard]] QColor seriesColor(SeriesRole role) const;
    /// The colour of one error class: kin share a hue and differ in lightness.
    [[nodiscard]] QColor outcomeColor(OutcomeClass outcome) const;

    friend bool operator==(const Theme &, const Theme &) = default;
};

Theme lightTheme();
Theme darkTheme();
/// For paper: light, on white, with darker grid lines.
Theme printTheme();

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
double contrastRatio(const QColor &first, const QColor &second);

} // namespace weir
