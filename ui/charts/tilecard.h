// SPDX-License-Identifier: GPL-3.0-or-later
// One figure on a card: label, value with unit, a note, a sparkline.
#pragma once

#include "report/chartdata.h"

#include <QFrame>
#include <QPointF>
#include <QString>

#include <vector>

namespace weir {

class ThemeSource;

/// What a tile shows.
struct TileData
{
    QString label;  ///< "TTFT p50"
    QString figure; ///< "238", already formatted (formatFigure()); "–" while there is none.
    QString unit;   ///< "ms"
    QString range;  ///< "(230 to 246)": where the true figure lies; empty where that is unknown.
    QString note;   ///< "error ±0.3 ms"
    SeriesRole role = SeriesRole::Median; ///< Colour of the sparkline.
    std::vector<double> trend; ///< Equally spaced, oldest first; NaN where there was nothing to measure.
    QString explanation;       ///< Tooltip: what the figure means.
    bool isWeak = false;       ///< Too few samples: a question mark stands behind the unit.

    friend bool operator==(const TileData &a, const TileData &b);
};

/// A tile without a figure; of the points of `trend`, ascending in x and equally spaced but for gaps, the
/// newest are its trend, as far as 120 places reach.
TileData tileOf(const QString &label, const QString &unit, SeriesRole role, const std::vector<QPointF> &trend,
                const QString &explanation);

/// GUI thread; cheap enough for ten updates a second. Its accessible name is the label, its description
/// figure, unit, range and note. A tile with a range is a line taller.
class TileCard : public QFrame
{
    Q_OBJECT

public:
    /// `themes` outlives the tile.
    explicit TileCard(ThemeSource &themes, QWidget *parent = nullptr);

    void setData(const TileData &data);
    [[nodiscard]] const TileData &data() const noexcept { return m_data; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ThemeSource &m_themes;
    TileData m_data;
};

} // namespace weir
