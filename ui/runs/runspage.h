// SPDX-License-Identifier: GPL-3.0-or-later
// The saved runs: a table of all, and the one that was opened.
#pragma once

#include "runs/runloader.h"
#include "runs/runtrash.h"
#include "runs/undobar.h"
#include "session/page.h"

#include <memory>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace weir {

class RunController;
class RunDetails;
class RunsModel;
class ScenarioDocument;
class ThemeSource;

/// Lists the runs of the open project, and single files that were opened besides. GUI thread.
class RunsPage : public Page
{
    Q_OBJECT

public:
    /// The references outlive the page. `trash`: of the page whose place this one takes.
    RunsPage(ThemeSource &themes, ScenarioDocument &document, RunController &runs,
             std::shared_ptr<RunTrash> trash = std::make_shared<RunTrash>(), QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Icon icon() const override { return Icon::Runs; }
    [[nodiscard]] QUndoStack *undoStack() override { return &m_trash->steps(); }
    [[nodiscard]] QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;
    [[nodiscard]] bool canExport() const override;
    void exportPage() override;
    [[nodiscard]] Page *renewed() override;
    /// Opens a run file; false for any other.
    bool openFile(const QString &path) override;

    void refresh();
    void openRun(const QString &path);
    /// Moves the selected runs to the trash; the bar below and Edit > Undo offer to take it back.
    void deleteSelected();

    [[nodiscard]] QTableView &table() const { return *m_table; }
    [[nodiscard]] RunsModel &model() const { return *m_model; }
    [[nodiscard]] QLineEdit &filter() const { return *m_filterText; }
    [[nodiscard]] UndoBar &undoBar() const { return *m_undo; }
    [[nodiscard]] RunDetails &details() const { return *m_details; }
    /// The folder whose runs are listed.
    [[nodiscard]] QString folder() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildBar();
    void setUpTable();
    void setUpActions();
    void showRuns(std::vector<RunListing> runs);
    void askForFile();
    void exportTable();
    void showState();
    void editSelected(int column);
    void adaptActions();
    [[nodiscard]] QString selectedPath() const;
    [[nodiscard]] QStringList selectedPaths() const;

    ThemeSource &m_themes;
    ScenarioDocument &m_document;
    RunController &m_runs;
    QStringList m_others; ///< Files opened from elsewhere.
    bool m_isListed = false;
    RunLoader m_loader;
    std::shared_ptr<RunTrash> m_trash;
    std::vector<QAction *> m_needSelection; ///< Owned by the table or the page.
    // Owned by the page or its children as their parents.
    RunsModel *m_model;
    QSortFilterProxyModel *m_filter;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLineEdit *m_filterText = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_remove = nullptr;
    UndoBar *m_undo;
    RunDetails *m_details;
};

} // namespace weir
