// SPDX-License-Identifier: GPL-3.0-or-later
// The main window: puts the parts together and passes commands on. Each part owns its behaviour.
#pragma once

#include "document/scenariodocument.h"
#include "engine/modelfinder.h"
#include "session/appsettings.h"
#include "session/runseries.h"
#include "shell/messagebar.h"
#include "shell/projectfiles.h"
#include "theme/themesource.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QStackedWidget;

namespace weir {

class CalibrationDialog;
class ComposePage;
class ImportDialog;
class NavRail;
class OnceDialog;
class Page;
class RepeatsDialog;
class RecoveryKeeper;
class RunSeries;
class ServiceController;
class SettingsDialog;
class StatusLine;
class TopBar;
class WelcomePage;
class WindowMenus;

/// What the window shows and changes; all outlive it.
struct WindowContext
{
    AppSettings &settings;
    ThemeSource &themes;
    ScenarioDocument &document;
    RunController &runs;
    ServiceController *service = nullptr; ///< Null where the window has no Service page.
};

/// GUI thread. Comes with the Compose page; more pages are added from outside.
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
    void calibrate();
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
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void assemble();
    void connectCommands();
    void connectFiles();
    void connectRuns();
    void connectLook();
    void adapt();
    void startWith(const std::function<Result<void>(const RunOrder &)> &start);
    void showStarted(const Result<void> &started);
    void showEnd(const Result<RunResult> &result);
    void showSpread(const std::vector<Summary> &runs, const QStringList &files, quint32 asked);
    void askHowOften();
    [[nodiscard]] RunOrder order() const;
    [[nodiscard]] bool canRun() const;
    [[nodiscard]] bool isCalibrating() const;
    void showTitle();
    [[nodiscard]] ImportDialog &importDialog();
    void showAbout();
    void showSettings();
    void chooseTheme(ThemeMode mode);
    void chooseLanguage(const QString &language);
    void saveLayout();

    WindowContext m_context;
    ProjectFiles *m_files;
    RecoveryKeeper *m_recovery;
    WindowMenus *m_menus;
    TopBar *m_top;
    NavRail *m_rail;
    QWidget *m_body; ///< Rail and pages.
    MessageBar *m_messages;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    ComposePage *m_compose;
    StatusLine *m_status;
    std::vector<Page *> m_pages;
    Page *m_runPage = nullptr;
    RunSeries *m_series;
    ModelFinder m_models;                       ///< Before a run of a scenario that names no model.
    OnceDialog *m_once = nullptr;               ///< Made when first used.
    CalibrationDialog *m_calibration = nullptr; ///< The same.
    RepeatsDialog *m_spread = nullptr;          ///< The same.
    SettingsDialog *m_settings = nullptr;       ///< The same.
    ImportDialog *m_import = nullptr;           ///< The same.
};

} // namespace weir
