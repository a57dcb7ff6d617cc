// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict of a run with its reasons and warnings, and the table of its figures.
#pragma once

#include "metrics/summary.h"

#include <QAbstractTableModel>
#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QTableView;
class QVBoxLayout;

namespace weir {

/// Every distribution that has samples, one a row; milliseconds or tokens, with the 95 % interval on a second
/// line where there is one. GUI thread.
class FiguresModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Unit,
        Count,
        Mean,
        Min,
        P50,
        P90,
        P95,
        P99,
        P999,
        Max,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(const FigureSet &figures);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        bool isTime = true;
        Distribution distribution;
    };
    std::vector<Row> m_rows;
};

class WindowsModel;

/// GUI thread.
class SummaryView : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryView(QWidget *parent = nullptr);
    /// `about`: one line on the run: when, seed, transport.
    void setSummary(const Summary &summary, const QString &about);
    [[nodiscard]] const FiguresModel &figures() const { return *m_figures; }
    /// Chooses whose figures the table shows: all requests', a template's or a target's. Hidden where there
    /// is nothing to choose.
    [[nodiscard]] QComboBox &parts() const { return *m_parts; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillParts();
    void showPart();
    void adaptNameColumn();

    Summary m_summary;
    std::vector<const WindowSummary *> m_choices; ///< Within m_summary, as in `parts`; null: all requests.
    // Owned by this widget or its children as their parents.
    QLabel *m_verdict;
    QLabel *m_about;
    QLabel *m_counts;
    QLabel *m_calibration;
    QLabel *m_generator;
    QLabel *m_reasons;
    QLabel *m_warnings;
    QComboBox *m_parts;
    QLabel *m_rates; ///< Of the chosen part.
    FiguresModel *m_figures;
    QTableView *m_table;
    WindowsModel *m_windows;
    QLabel *m_windowTitle; ///< As the table below, of a stepped load only.
    QTableView *m_windowTable;
};

} // namespace weir
