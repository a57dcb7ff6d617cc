// SPDX-License-Identifier: GPL-3.0-or-later
// The saved runs of a folder as a table.
#pragma once

#include "store/runcatalog.h"

#include <QAbstractTableModel>

#include <map>
#include <vector>

namespace weir {

class ThemeSource;

/// One row a file. Qt::UserRole gives each cell's raw value for sorting, Qt::ToolTipRole what is behind it.
/// GUI thread.
class RunsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        When,
        ScenarioName,
        Verdict,
        TtftP50,
        TtftP99,
        Tokens,
        Requests,
        Errors,
        Size,
        Tags,
        Note,
        ColumnCount
    };

    /// `themes` outlives the model.
    explicit RunsModel(ThemeSource &themes, QObject *parent = nullptr);

    void setRuns(std::vector<RunListing> runs);
    [[nodiscard]] const RunListing &run(int row) const { return m_runs.at(static_cast<std::size_t>(row)); }
    /// Opening the file has shown that it is damaged, which its head does not tell.
    void setDamaged(const QString &path, const Message &error);
    /// The row of the file; -1 when it is not listed.
    [[nodiscard]] int rowOf(const QString &path) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Tags (parted by commas) and note.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Tags or note could not be written.
    void annotateFailed(const weir::Error &error);

private:
    [[nodiscard]] QString text(const RunListing &run, Column column) const;
    [[nodiscard]] QVariant mark(const RunListing &run) const;
    [[nodiscard]] QVariant sortValue(const RunListing &run, Column column) const;
    [[nodiscard]] QVariant color(const RunListing &run, Column column) const;

    ThemeSource &m_themes;
    std::vector<RunListing> m_runs;
    std::map<QString, Message> m_damaged; ///< By path; what was found since the program started.
};

/// "pass", "fail", "invalid" or the state of a run without a verdict, for people.
QString verdictText(const RunListing &run);
/// What is wrong with the file, in a sentence or two: it is damaged, or does not hold the whole run. Empty
/// for a run that came to its end, and for one that goes on.
QString shortfallOf(const RunListing &run);

} // namespace weir
