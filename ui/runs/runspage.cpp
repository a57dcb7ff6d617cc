// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runspage.h"

#include "base/outputfile.h"
#include "charts/chartexport.h"
#include "charts/savedialog.h"
#include "document/scenariodocument.h"
#include "runs/rundetails.h"
#include "runs/runsmodel.h"
#include "runs/tablecsv.h"
#include "runview/runview.h"
#include "session/runcontroller.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace weir {

namespace {

QPushButton *barButton(QWidget *parent, const QString &text, const QString &explanation)
{
    QPushButton *button = new QPushButton(text, parent);
    button->setToolTip(explanation);
    button->setAccessibleName(explanation);
    return button;
}

} // namespace

RunsPage::RunsPage(ThemeSource &themes, ScenarioDocument &document, RunController &runs,
                   std::shared_ptr<RunTrash> trash, QWidget *parent)
    : Page(parent)
    , m_themes(themes)
    , m_document(document)
    , m_runs(runs)
    , m_trash(std::move(trash))
    , m_model(new RunsModel(themes, this))
    , m_filter(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView)
    , m_undo(new UndoBar)
    , m_details(new RunDetails(themes, m_loader))
{
    setUpTable();
    m_stack->addWidget(buildList());
    m_stack->addWidget(m_details);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    adaptActions();

    connect(&m_loader, &RunLoader::listed, this, &RunsPage::showRuns);
    connect(m_trash.get(), &RunTrash::changed, this, &RunsPage::refresh);
    connect(m_trash.get(), &RunTrash::failed, this,
            [this](const Error &error) { Q_EMIT message(error.text(), true); });
    connect(m_model, &RunsModel::annotateFailed, this,
            [this](const Error &error) { Q_EMIT message(error.text(), true); });
    connect(m_details, &RunDetails::closed, this, [this] {
        m_stack->setCurrentIndex(0);
        m_table->setFocus();
        Q_EMIT canExportChanged();
    });
    connect(m_details, &RunDetails::message, this, &Page::message);
    connect(&m_loader, &RunLoader::loaded, this, &Page::canExportChanged);
    connect(&m_loader, &RunLoader::loadFailed, this,
            [this](const QString &path, const Error &error) { m_model->setDamaged(path, error.message()); });
    connect(&m_document, &ScenarioDocument::pathChanged, this, [this] {
        m_isListed = false;
        if (isVisible())
            refresh();
    });
    connect(&m_runs, &RunController::finished, this, [this] {
        m_isListed = false;
        if (isVisible())
            refresh();
    });
}

QString RunsPage::title() const
{
    return tr("Runs");
}

QString RunsPage::folder() const
{
    return QFileInfo(defaultRunPath(m_document.path(), QDateTime::currentDateTimeUtc(), QString()))
        .absolutePath();
}

void RunsPage::setUpTable()
{
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(Qt::UserRole);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterKeyColumn(-1);
    m_table->setModel(m_filter);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::When, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->setAccessibleName(tr("Saved runs"));
    m_table->setToolTip(
        tr("Double-click or Enter opens a run; F2 edits its tags or note; Delete removes it"));
    const int widths[] = {180, 180, 110, 125, 125, 90, 100, 70, 90, 110, 160};
    for (int column = 0; column < RunsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);

    setUpActions();
}

void RunsPage::setUpActions()
{
    const auto add = [this](const QString &text, const QList<QKeySequence> &keys) {
        QAction *action = new QAction(text, m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
        m_needSelection.push_back(action);
        return action;
    };
    const auto openSelected = [this] {
        if (const QString path = selectedPath(); !path.isEmpty())
            openRun(path);
    };
    connect(add(tr("Open"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}), &QAction::triggered,
            this, openSelected);
    connect(add(tr("Edit tags…"), {}), &QAction::triggered, this, [this] { editSelected(RunsModel::Tags); });
    connect(add(tr("Edit note…"), {}), &QAction::triggered, this, [this] { editSelected(RunsModel::Note); });
    connect(add(tr("Delete"), {QKeySequence(Qt::Key_Delete)}), &QAction::triggered, this,
            &RunsPage::deleteSelected);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table, &QTableView::doubleClicked, this, openSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::adaptActions);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &RunsPage::adaptActions);
}

QWidget *RunsPage::buildList()
{
    QWidget *list = new QWidget;
    m_state = new QLabel(list);
    setTextLook(*m_state, TextLook::Muted);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    QVBoxLayout *layout = new QVBoxLayout(list);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(buildBar());
    layout->addWidget(m_state);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_undo);
    return list;
}

QWidget *RunsPage::buildBar()
{
    QWidget *bar = new QWidget;
    m_filterText = new QLineEdit(bar);
    m_filterText->setPlaceholderText(tr("Filter by any text"));
    m_filterText->setClearButtonEnabled(true);
    m_filterText->setMaximumWidth(320);
    m_filterText->setAccessibleName(tr("Filter of the runs"));
    m_filterText->setToolTip(tr("Show only runs in which any column holds this text"));
    m_remove = barButton(bar, tr("Delete"), tr("Delete the selected runs; this can be undone"));
    QPushButton *open = barButton(bar, tr("Open file…"), tr("Open a run file from any folder"));
    QPushButton *save = barButton(bar, tr("Save as CSV"), tr("Save the list as comma-separated values"));
    QPushButton *again = barButton(bar, tr("Refresh"), tr("Read the folder again"));
    QHBoxLayout *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_filterText, 1);
    row->addStretch(1);
    for (QPushButton *button : {m_remove, open, save, again})
        row->addWidget(button);
    connect(m_filterText, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text);
        showState();
    });
    connect(m_remove, &QPushButton::clicked, this, &RunsPage::deleteSelected);
    connect(open, &QPushButton::clicked, this, &RunsPage::askForFile);
    connect(save, &QPushButton::clicked, this, &RunsPage::exportTable);
    connect(again, &QPushButton::clicked, this, &RunsPage::refresh);
    return bar;
}

void RunsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_isListed)
        refresh();
}

void RunsPage::refresh()
{
    m_isListed = true;
    m_state->setText(tr("Reading the saved runs…"));
    m_loader.list(folder(), m_others);
}

void RunsPage::showRuns(std::vector<RunListing> runs)
{
    const QString selected = selectedPath();
    m_model->setRuns(std::move(runs));
    const int row = m_model->rowOf(selected);
    if (row >= 0)
        m_table->setCurrentIndex(m_filter->mapFromSource(m_model->index(row, 0)));
    showState();
}

void RunsPage::showState()
{
    if (m_model->rowCount() == 0)
        m_state->setText(
            tr("No saved runs in %1 yet. Every run is saved there by itself when it starts.").arg(folder()));
    else if (m_filter->rowCount() < m_model->rowCount())
        m_state->setText(tr("%1 of %2 runs match").arg(m_filter->rowCount()).arg(m_model->rowCount()));
    else
        m_state->setText(tr("Runs: %1 · %2").arg(m_model->rowCount()).arg(folder()));
}

QString RunsPage::selectedPath() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model->run(m_filter->mapToSource(current).row()).path : QString();
}

QStringList RunsPage::selectedPaths() const
{
    QStringList paths;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        paths.append(m_model->run(m_filter->mapToSource(row).row()).path);
    return paths;
}

void RunsPage::openRun(const QString &path)
{
    m_stack->setCurrentWidget(m_details);
    m_details->setFocus(); // the stack would choose the way back
    m_details->open(path);
    Q_EMIT canExportChanged();
}

bool RunsPage::openFile(const QString &path)
{
    if (!path.endsWith(QStringLiteral(".weirrun"), Qt::CaseInsensitive))
        return false;
    if (!m_others.contains(path))
        m_others << path;
    m_isListed = false;
    openRun(path);
    return true;
}

void RunsPage::askForFile()
{
    QFileDialog *dialog = new QFileDialog(this, tr("Open a run"), folder(), tr("Runs of Weir (*.weirrun)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &RunsPage::openFile);
    dialog->open();
}

void RunsPage::deleteSelected()
{
    const QStringList paths = selectedPaths();
    if (paths.isEmpty())
        return;
    const QString done = paths.size() == 1 ? tr("Deleted %1").arg(QFileInfo(paths.first()).fileName())
                                           : tr("Deleted runs: %1").arg(paths.size());
    if (!m_trash->remove(paths))
        return;
    m_undo->offer(done, [this, index = m_trash->steps().index()] {
        if (m_trash->steps().index() == index) // Edit > Undo may have come first
            m_trash->steps().undo();
    });
}

void RunsPage::editSelected(int column)
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_table->edit(current.siblingAtColumn(column));
}

void RunsPage::adaptActions()
{
    const bool isSelected = m_table->selectionModel()->hasSelection();
    for (QAction *action : m_needSelection)
        action->setEnabled(isSelected);
    m_remove->setEnabled(isSelected);
}

void RunsPage::exportTable()
{
    const QString name = proposedFileName(m_document.scenario().name, QStringLiteral("runs"),
                                          QDateTime::currentDateTime(), QStringLiteral("csv"));
    const auto save = [this](const QString &path) { return writeFile(path, tableCsv(*m_filter)); };
    askAndSave(*this, {folder(), name, csvFile(), save},
               [this](const QString &path, const Result<void> &saved) {
                   Q_EMIT message(saved ? tr("Saved %1").arg(path) : saved.error().text(), !saved);
               });
}

bool RunsPage::canExport() const
{
    return m_stack->currentWidget() == m_details && m_details->run();
}

void RunsPage::exportPage()
{
    m_details->charts().exportPage();
}

Page *RunsPage::renewed()
{
    RunsPage *page = new RunsPage(m_themes, m_document, m_runs, m_trash);
    page->restoreLayout(saveLayout());
    page->m_others = m_others;
    page->m_filterText->setText(m_filterText->text());
    if (m_stack->currentWidget() == m_details) {
        page->m_stack->setCurrentWidget(page->m_details);
        page->m_details->continueFrom(*m_details);
    }
    return page;
}

QByteArray RunsPage::saveLayout() const
{
    return m_table->horizontalHeader()->saveState();
}

void RunsPage::restoreLayout(const QByteArray &layout)
{
    m_table->horizontalHeader()->restoreState(layout);
}

} // namespace weir
