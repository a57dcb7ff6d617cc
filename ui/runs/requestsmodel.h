// SPDX-License-Identifier: GPL-3.0-or-later
// The requests of a saved run as a table.
#pragma once

#include "runs/loadedrun.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>

namespace weir {

class ThemeSource;

/// One row an attempt. Qt::UserRole gives each cell's raw value for sorting. GUI thread.
class RequestsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Id,
        Attempt,
        Class,
        Http,
        Intended,
        Slip,
        Ttfb,
        Ttft,
        Tpot,
        E2e,
        LongestGap,
        Tokens,
        Chunks,
        Bytes,
        ColumnCount
    };

    /// `themes` outlives the model.
    explicit RequestsModel(ThemeSource &themes, QObject *parent = nullptr);

    /// Null: no rows.
    void setRun(LoadedRunPtr run);
    [[nodiscard]] const RequestRow &row(int index) const
    {
        return m_run->rows.at(static_cast<std::size_t>(index));
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ThemeSource &m_themes;
    LoadedRunPtr m_run;
};

/// Shows one class, or all.
class RequestsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RequestsFilter(QObject *parent = nullptr);
    void setOutcome(std::optional<OutcomeClass> outcome);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    std::optional<OutcomeClass> m_outcome;
};

} // namespace weir
