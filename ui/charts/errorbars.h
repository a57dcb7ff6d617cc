// SPDX-License-Identifier: GPL-3.0-or-later
// The error classes of a run as bars on a card, most frequent first.
#pragma once

#include "metrics/outcome.h"

#include <QFrame>
#include <QRectF>
#include <QString>

#include <vector>

namespace weir {

class ThemeSource;

struct ErrorBar
{
    OutcomeClass outcome = OutcomeClass::LocalError;
    quint64 count = 0;

    friend bool operator==(const ErrorBar &, const ErrorBar &) = default;
};

struct ErrorBarsData
{
    QString title;
    QString subtitle;
    std::vector<ErrorBar> bars; ///< Any order; zeros are left out.
    quint64 requests = 0;       ///< What the shares refer to.
    QString emptyText;          ///< Shown while there is no error.

    friend bool operator==(const ErrorBarsData &, const ErrorBarsData &) = default;
};

/// `class,count,share (%)` in the order drawn; RFC 4180.
QByteArray toCsv(const ErrorBarsData &data);

/// GUI thread. Each row's tooltip is explain() of its class; the accessible description lists all rows.
class ErrorBars : public QFrame
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
    [[nodiscard]] QRectF rowBox(std::size_t row) const;
    [[nodiscard]] std::size_t visibleRows() const;
    void paintRow(QPainter &painter, std::size_t row, double nameWidth, double figureWidth) const;

    ThemeSource &m_themes;
    ErrorBarsData m_data; ///< Sorted, without zeros.
};

} // namespace weir
