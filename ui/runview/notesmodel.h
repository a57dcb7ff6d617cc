// SPDX-License-Identifier: GPL-3.0-or-later
// The notable moments of a run as a table: time, kind, text.
#pragma once

#include "metrics/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// Newest last. GUI thread.
class NotesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Kind,
        Text,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows `notes`; only adds rows where the old ones are the beginning of the new.
    void setNotes(const std::vector<RunNote> &notes);
    [[nodiscard]] const std::vector<RunNote> &notes() const noexcept { return m_notes; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RunNote> m_notes;
};

} // namespace weir
