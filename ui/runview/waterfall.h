// SPDX-License-Identifier: GPL-3.0-or-later
// The stamps of one request on a time axis: phases as bars, tokens as ticks.
#pragma once

#include "metrics/requestrecord.h"

#include <QWidget>

namespace weir {

class ThemeSource;

/// One bar of the waterfall.
struct WaterfallBar
{
    QString name;
    Nanoseconds from{0}; ///< Since `started`.
    Nanoseconds to{0};
    friend bool operator==(const WaterfallBar &, const WaterfallBar &) = default;
};

/// The phases that the stamps of a record tell, in their order; a phase whose stamps are missing is left out.
std::vector<WaterfallBar> waterfallBars(const RequestRecord &record);

/// GUI thread.
class Waterfall : public QWidget
{
    Q_OBJECT

public:
    /// `themes` outlives the widget.
    explicit Waterfall(ThemeSource &themes, QWidget *parent = nullptr);

    void setRecord(const RequestRecord &record);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintChunks(QPainter &painter, const QRectF &lane, double perNanosecond) const;

    ThemeSource &m_themes;
    std::vector<WaterfallBar> m_bars;
    std::vector<Nanoseconds> m_chunks; ///< Since `started`.
    Nanoseconds m_end{0};
};

} // namespace weir
