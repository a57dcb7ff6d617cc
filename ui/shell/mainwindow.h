// SPDX-License-Identifier: GPL-3.0-or-later
// The main window: puts the parts together and passes commands on. Each part owns its behaviour.
#pragma once

#include "document/scenariodocument.h"
#include "engine/modelfinder.h"
#include "session/appsettings.h"
#include "session/runseries.h"
#include "shell/messagebar.h"
#include "shell/projectfiles.h"
#include "shell/windowcontext.h"
#include "theme/themesource.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QBoxLayout;
class QStackedWidget;

namespace weir {

class ComposePage;
class NavRail;
class Page;
class RecoveryKeeper;
class RunSeries;
class StatusLine;
class TopBar;
class WelcomePage;
class WindowDialogs;
class WindowMenus;

/// GUI thread. Comes with the Compose page; more pages are added from outside. Where the language changes
/// (QEvent::LanguageChange), everything that has texts is made anew in its place; what works, and what a
/// person did, stays.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `questions`: the dialogs; without openPath those that ask a person.
    explicit MainWindow(const WindowContext &context, FileQuestions questions = {},
                        QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Adds a page below the others in the rail; the window owns it. Call before restoreLayout().
    void addPage(Page *page);
    /// Shown as soon as a run starts; null: none. One of the added pages.
    void setRunPage(Page *page) { m_runPage = page; }
    /// In the order of the rail. Gone when the language changes.
    [[nodiscard]] const std::vector<Page *> &pages() const { return m_pages; }
    void showPage(int index);
    void showWelcome();
    /// Opens a project, or hands another file to the page that knows it.
    void openFile(const QString &path);
    /// Geometry, splitters and the last page of the last time.
    void restoreLayout();
    /// Offers the unsaved work of a program that crashed.
    void offerRecovery();

    void run();
    /// The scenario `count` times, one run after the other; then shows the spread of its figures.
    void runTimes(quint32 count);
    void stop();
    void tryOnce();
    /// That file is the CA of that target from now on.
    void trustCa(int target, const QString &path);
    void runSample();
    /// What becomes of another program's text, with the choice to take it over. Empty: one that is pasted
    /// there.
    void importText(const QByteArray &text);
    void importFile(const QString &path);
    void tell(const QString &text, MessageBar::Kind kind,
              const std::vector<MessageBar::Choice> &choices = {});
    /// Goes to the field of the Compose page that edits the member at `path`, a JSON pointer.
    void revealField(const QString &path);

    [[nodiscard]] ComposePage *composePage() { return m_compose; }
    [[nodiscard]] int currentPage() const; ///< -1: the welcome page.
    [[nodiscard]] WindowMenus *menus() { return m_menus; }
    [[nodiscard]] MessageBar *messageBar() { return m_messages; }
    [[nodiscard]] TopBar *topBar() { return m_top; }
    [[nodiscard]] ProjectFiles *files() { return m_files; }

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void assemble();
    /// Menus, bars and welcome page, in the language in use.
    void buildFace();
    void connectFace();
    void renew();
    void renewPages();
    void enterPage(std::size_t index);
    void followPage(Page *page);
    void connectFiles();
    void connectRuns();
    void connectLook();
    void connectDialogs();
    void adapt();
    void startWith(const std::function<Result<void>(const RunOrder &)> &start);
    void showStarted(const Result<void> &started);
    void showEnd(const Result<RunResult> &result);
    void showSpread(const std::vector<Summary> &runs, const QStringList &files, quint32 asked);
    [[nodiscard]] RunOrder order() const;
    [[nodiscard]] bool canRun() const;
    void showTitle();
    void followSettings();
    void chooseTheme(ThemeMode mode);
    void chooseLanguage(const QString &language);
    void saveLayout();

    WindowContext m_context;
    ProjectFiles *m_files;
    RecoveryKeeper *m_recovery;
    RunSeries *m_series;
    ModelFinder m_models; ///< Before a run of a scenario that names no model.
    WindowDialogs *m_dialogs;
    QWidget *m_centre;    ///< Everything below the menus.
    QBoxLayout *m_column; ///< Top bar, rail and pages, status line.
    QBoxLayout *m_row;    ///< Rail and pages.
    MessageBar *m_messages;
    QStackedWidget *m_stack;
    std::vector<Page *> m_pages;
    ComposePage *m_compose; ///< The first of the pages.
    Page *m_runPage = nullptr;
    // The face: made anew for another language, as the pages are.
    WindowMenus *m_menus = nullptr;
    TopBar *m_top = nullptr;
    NavRail *m_rail = nullptr;
    WelcomePage *m_welcome = nullptr;
    StatusLine *m_status = nullptr;
    bool m_isStale = false; ///< In a language that is in use no more.
};

} // namespace weir
