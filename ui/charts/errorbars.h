// SPDX-License-Identifier: GPL-3.0-or-later
// The error classes of a run as bars on a card, most frequent first.
#pragma once

#include "charts/exportcard.h"
#include "report/errorchart.h"

namespace weir {

/// GUI thread. A menu to export and copy opens by right click, the Menu key or Shift+F10. Each row's tooltip
/// is explain() of its class; the accessible description lists all rows.
class ErrorBars : public ExportCard
{
    Q_OBJECT

public:
    /// `themes` outlives the card.
    explicit ErrorBars(ThemeSource &themes, QWidget *parent = nullptr);

    void setData(const ErrorBarsData &data);
    [[nodiscard]] const ErrorBarsData &data() const noexcept { return m_data; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildMenu();

    ErrorBarsData m_data; ///< Sorted, without zeros.
};

} // namespace weir
