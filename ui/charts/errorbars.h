// SPDX-License-Identifier: GPL-3.0-or-later
// The error classes of a run as bars on a card, most frequent first.
#pragma once

#include "base/result.h"
#include "report/errorchart.h"

#include <QFrame>
#include <QRectF>
#include <QString>

#include <functional>

namespace weir {

class ThemeSource;

/// GUI thread. A menu to export and copy opens by right click, the Menu key or Shift+F10. Each row's tooltip
/// is explain() of its class; the accessible description lists all rows.
class ErrorBars : public QFrame
{
    Q_OBJECT

public:
    /// `themes` outlives the card.
    explicit ErrorBars(ThemeSource &themes, QWidget *parent = nullptr);

    void setData(const ErrorBarsData &data);
    [[nodiscard]] const ErrorBarsData &data() const noexcept { return m_data; }

    /// For proposed file names: the scenario's name, and the folder where the dialog opens (empty: the last
    /// one).
    void setExportNames(const QString &scenario, const QString &folder);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A file was written.
    void exported(const QString &path);
    /// A file was not written.
    void exportFailed(const weir::Error &error);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildMenu();
    void askForFile(const QString &suffix, const QString &filter,
                    std::function<Result<void>(const QString &)> save);
    [[nodiscard]] QRectF rowBox(std::size_t row) const;
    [[nodiscard]] std::size_t visibleRows() const;
    void paintRow(QPainter &painter, std::size_t row, double nameWidth, double figureWidth) const;

    ThemeSource &m_themes;
    ErrorBarsData m_data; ///< Sorted, without zeros.
    QString m_scenario;
    QString m_folder;
};

} // namespace weir
