// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "base/version.h"
#include "calibrate/calibrationdialog.h"
#include "compose/composepage.h"
#include "compose/importdialog.h"
#include "compose/oncedialog.h"
#include "document/recoverykeeper.h"
#include "lab/calibrationservice.h"
#include "shell/navrail.h"
#include "shell/settingsdialog.h"
#include "shell/shortcutsdialog.h"
#include "shell/statusline.h"
#include "shell/topbar.h"
#include "shell/welcomepage.h"
#include "shell/windowmenus.h"
#include "theme/icons.h"
#include "theme/wheelguard.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weir {

namespace {

const QSize firstSize(1440, 900);
const QSize smallestSize(880, 560);
const QSize windowFrame(16, 48); // generous for any window manager

} // namespace

MainWindow::MainWindow(const WindowContext &context, FileQuestions questions, QWidget *parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_files(new ProjectFiles(context.document, context.settings,
                               questions.openPath ? std::move(questions) : fileDialogs(this), this))
    , m_recovery(new RecoveryKeeper(context.document, context.settings.recoveryFolder(), this))
    , m_menus(new WindowMenus(*this, this))
    , m_top(new TopBar(context.document, context.runs, context.themes))
    , m_rail(new NavRail(context.themes))
    , m_body(new QWidget)
    , m_messages(new MessageBar(*m_body))
    , m_stack(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_compose(new ComposePage(context.document, context.themes))
    , m_status(new StatusLine(context.document, context.runs, context.themes, context.service))
    , m_series(new RunSeries(context.runs, this))
{
    assemble();
    addPage(m_compose);
    connectCommands();
    connectFiles();
    connectRuns();
    connectLook();
    setAcceptDrops(true);
    qApp->installEventFilter(this);
    qApp->installEventFilter(new WheelGuard(this));
    adapt();
    showTitle();
    showWelcome();
}

MainWindow::~MainWindow() = default;

void MainWindow::assemble()
{
    setWindowIcon(appIcon());
    setMinimumSize(smallestSize);
    QWidget *centre = new QWidget;
    QVBoxLayout *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QHBoxLayout *row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    m_stack->addWidget(m_welcome);
    column->addWidget(m_top);
    column->addWidget(m_body, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    // The frame and its title take room too: on a screen of this size the status bar would lie below the
    // edge.
    const QScreen *screen = QGuiApplication::primaryScreen();
    resize(screen ? firstSize.boundedTo(screen->availableSize() - windowFrame).expandedTo(smallestSize)
                  : firstSize);
}

void MainWindow::addPage(Page *page)
{
    const int index = int(m_pages.size());
    m_pages.push_back(page);
    m_stack->addWidget(page);
    const int place = page->shortcutNumber() > 0 ? page->shortcutNumber() - 1 : index;
    m_rail->addEntry(page->title(), page->icon(), WindowMenus::pageShortcut(place));
    connect(m_menus->addPage(page->title(), place), &QAction::triggered, this,
            [this, index] { showPage(index); });
    connect(page, &Page::message, this, [this](const QString &text, bool isError) {
        tell(text, isError ? MessageBar::Kind::Error : MessageBar::Kind::Info);
    });
    connect(page, &Page::canExportChanged, this, &MainWindow::adapt);
}

void MainWindow::connectCommands()
{
    const auto on = [this](Command command, void (MainWindow::*slot)()) {
        connect(m_menus->action(command), &QAction::triggered, this, slot);
    };
    on(Command::Run, &MainWindow::run);
    on(Command::RunTimes, &MainWindow::askHowOften);
    on(Command::Stop, &MainWindow::stop);
    on(Command::TryOnce, &MainWindow::tryOnce);
    on(Command::Calibrate, &MainWindow::calibrate);
    on(Command::Welcome, &MainWindow::showWelcome);
    on(Command::About, &MainWindow::showAbout);
    on(Command::Settings, &MainWindow::showSettings);
    connect(m_menus->action(Command::Open), &QAction::triggered, m_files, &ProjectFiles::openAsking);
    connect(m_menus->action(Command::Import), &QAction::triggered, this, [this] { importText({}); });
    connect(m_menus->action(Command::Save), &QAction::triggered, m_files, &ProjectFiles::save);
    connect(m_menus->action(Command::SaveAs), &QAction::triggered, m_files, &ProjectFiles::saveAs);
    connect(m_menus->action(Command::Quit), &QAction::triggered, this, &QWidget::close);
    connect(m_menus->action(Command::Export), &QAction::triggered, this, [this] {
        if (currentPage() >= 0)
            m_pages[std::size_t(currentPage())]->exportPage();
    });
    connect(m_menus->action(Command::Shortcuts), &QAction::triggered, this, [this] {
        ShortcutsDialog *dialog = new ShortcutsDialog(m_menus->allActions(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(m_top, &TopBar::runClicked, this, &MainWindow::run);
    connect(m_top, &TopBar::stopClicked, this, &MainWindow::stop);
    connect(m_top, &TopBar::tryOnceClicked, this, &MainWindow::tryOnce);
    connect(m_rail, &NavRail::chosen, this, &MainWindow::showPage);
    connect(m_welcome, &WelcomePage::runSampleClicked, this, &MainWindow::runSample);
    connect(m_welcome, &WelcomePage::newChosen, m_files, &ProjectFiles::createFrom);
    connect(m_welcome, &WelcomePage::openClicked, m_files, &ProjectFiles::openAsking);
    connect(m_welcome, &WelcomePage::recentClicked, m_files, &ProjectFiles::open);
}

void MainWindow::connectFiles()
{
    connect(m_menus, &WindowMenus::newChosen, m_files, &ProjectFiles::createFrom);
    connect(m_menus, &WindowMenus::recentChosen, m_files, &ProjectFiles::open);
    connect(m_files, &ProjectFiles::opened, this, [this] { showPage(0); });
    connect(m_files, &ProjectFiles::failed, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Error); });
    connect(m_recovery, &RecoveryKeeper::unkept, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Warning); });
    connect(m_files, &ProjectFiles::otherFileChosen, this, &MainWindow::openFile);
    connect(&m_context.document, &ScenarioDocument::dirtyChanged, this, &MainWindow::showTitle);
    connect(&m_context.document, &ScenarioDocument::pathChanged, this, &MainWindow::showTitle);
    connect(&m_context.document, &ScenarioDocument::changed, this, &MainWindow::showTitle);
    connect(&m_context.document, &ScenarioDocument::replaced, m_messages, &MessageBar::leaveProject);
}

void MainWindow::connectLook()
{
    connect(m_menus, &WindowMenus::themeChosen, this, &MainWindow::chooseTheme);
    connect(m_menus, &WindowMenus::languageChosen, this, &MainWindow::chooseLanguage);
    connect(&m_context.settings, &AppSettings::saveFailed, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Warning); });
    const auto follow = [this] {
        const Settings &settings = m_context.settings.values();
        m_menus->setRecent(settings.recentProjects);
        m_menus->setTheme(settings.theme);
        m_menus->setLanguage(settings.language);
        m_welcome->setRecent(settings.recentProjects);
    };
    // Queued: a recent project's own button may be what changes the list.
    connect(&m_context.settings, &AppSettings::changed, this, follow, Qt::QueuedConnection);
    follow();
}

void MainWindow::chooseTheme(ThemeMode mode)
{
    m_context.themes.setMode(mode);
    m_context.settings.change([&](Settings &settings) { settings.theme = mode; });
}

void MainWindow::chooseLanguage(const QString &language)
{
    m_context.settings.change([&](Settings &settings) { settings.language = language; });
    m_messages->showMessage(MessageBar::Kind::Info, tr("The language changes when Weir is started again."),
                            {}, MessageBar::About::Program);
}

void MainWindow::showSettings()
{
    if (!m_settings) {
        m_settings = new SettingsDialog(this);
        connect(m_settings, &SettingsDialog::themeChosen, this, &MainWindow::chooseTheme);
        connect(m_settings, &SettingsDialog::languageChosen, this, &MainWindow::chooseLanguage);
    }
    m_settings->show(m_context.settings.values());
}

void MainWindow::adapt()
{
    const bool running = m_context.runs.isRunning();
    const bool isSound = m_compose->canRun();
    m_top->setCanRun(isSound && !isCalibrating() && !m_models.isGoingOn(),
                     isCalibrating() ? tr("A calibration goes on, which a run would disturb")
                     : m_models.isGoingOn()
                         ? tr("The service is asked which model it has")
                         : tr("The scenario has errors: see Problems on the Compose page"));
    m_menus->action(Command::Run)->setEnabled(canRun());
    m_menus->action(Command::RunTimes)->setEnabled(canRun());
    m_top->setSeries(m_series->number(), m_series->count());
    m_menus->action(Command::Stop)->setEnabled(running || m_models.isGoingOn());
    m_menus->action(Command::TryOnce)->setEnabled(isSound);
    m_menus->action(Command::Calibrate)->setEnabled(isSound);
    if (m_calibration)
        m_calibration->setRunGoesOn(running);
    const int page = currentPage();
    m_menus->action(Command::Export)->setEnabled(page >= 0 && m_pages[std::size_t(page)]->canExport());
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("%1[*] - Weir").arg(m_context.document.displayName()));
    setWindowModified(m_context.document.isDirty());
}

int MainWindow::currentPage() const
{
    return m_stack->currentIndex() - 1; // the welcome page comes first
}

void MainWindow::showPage(int index)
{
    if (index < 0 || index >= int(m_pages.size()))
        return;
    m_stack->setCurrentIndex(index + 1);
    m_rail->setCurrent(index);
    m_menus->setUndoStack(m_pages[std::size_t(index)]->undoStack());
    adapt();
}

void MainWindow::showWelcome()
{
    m_stack->setCurrentWidget(m_welcome);
    m_welcome->setFocus();
    m_rail->setCurrent(-1);
    m_menus->setUndoStack(nullptr);
    adapt();
}

void MainWindow::openFile(const QString &path)
{
    if (isProjectPath(path)) {
        m_files->open(path);
        return;
    }
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i]->openFile(path)) {
            showPage(int(i));
            return;
        }
    }
    if (mayBeImported(path)) {
        importFile(path);
        return;
    }
    tell(tr("Weir does not know this kind of file: %1").arg(path), MessageBar::Kind::Error);
}

ImportDialog &MainWindow::importDialog()
{
    if (!m_import) {
        m_import = new ImportDialog(this);
        connect(m_import, &ImportDialog::projectWanted, m_files, &ProjectFiles::createImported);
        connect(m_import, &ImportDialog::additionWanted, this, [this](const Import &import) {
            m_context.document.edit(tr("Import"), {}, [&import](Scenario &scenario) {
                scenario = withImported(scenario, import);
            });
            showPage(0);
        });
    }
    m_import->show();
    m_import->raise();
    m_import->activateWindow();
    return *m_import;
}

void MainWindow::importText(const QByteArray &text)
{
    importDialog().showText(text);
}

void MainWindow::importFile(const QString &path)
{
    importDialog().showFile(path);
}

void MainWindow::tryOnce()
{
    if (!m_compose->canRun())
        return;
    if (!m_once) {
        m_once = new OnceDialog(m_context.themes, this);
        connect(m_once, &OnceDialog::fieldWanted, this, &MainWindow::revealField);
    }
    m_once->show();
    m_once->raise();
    connect(m_once, &OnceDialog::caChosen, this, &MainWindow::trustCa, Qt::UniqueConnection);
    m_once->send(m_context.document.scenario(), m_context.document.baseFolder(), m_compose->currentRequest());
}

void MainWindow::trustCa(int target, const QString &path)
{
    m_context.document.edit(tr("Trust a certificate"), {}, [&](Scenario &scenario) {
        if (std::size_t(target) < scenario.targets.size())
            scenario.targets[std::size_t(target)].tls.ca = m_context.document.keptPath(path);
    });
}

void MainWindow::calibrate()
{
    if (!m_compose->canRun())
        return;
    if (!m_calibration) {
        m_calibration = new CalibrationDialog(m_context.settings.certificateFolder(), siblingCli(), this);
        connect(m_calibration, &CalibrationDialog::busyChanged, this, &MainWindow::adapt);
    }
    m_calibration->setScenario(m_context.document.scenario(), m_context.document.baseFolder());
    m_calibration->setRunGoesOn(m_context.runs.isRunning());
    m_calibration->show();
    m_calibration->raise();
}

bool MainWindow::isCalibrating() const
{
    return m_calibration != nullptr && m_calibration->isBusy();
}

void MainWindow::runSample()
{
    if (m_context.runs.isRunning() || !m_files->createSample())
        return;
    run();
}

void MainWindow::tell(const QString &text, MessageBar::Kind kind,
                      const std::vector<MessageBar::Choice> &choices)
{
    m_messages->showMessage(kind, text, choices);
}

void MainWindow::revealField(const QString &path)
{
    showPage(0);
    activateWindow();
    m_compose->reveal(path);
}

void MainWindow::offerRecovery()
{
    const std::vector<PendingRecovery> pending = RecoveryKeeper::pending(m_context.settings.recoveryFolder());
    if (pending.empty())
        return;
    const PendingRecovery newest = pending.front();
    const QString name = newest.work.projectPath.isEmpty() ? newest.work.scenario.name
                                                           : QFileInfo(newest.work.projectPath).fileName();
    m_messages->showMessage(
        MessageBar::Kind::Warning,
        tr("Unsaved work on “%1” of %2 was found.")
            .arg(name, QLocale().toString(newest.work.savedAt.toLocalTime(), QLocale::ShortFormat)),
        {{tr("Restore"),
          [this, newest] {
              if (!m_files->confirmLeaving())
                  return;
              m_context.document.restore(newest.work.projectPath, newest.work.scenario,
                                         newest.work.fingerprint);
              RecoveryKeeper::discard(newest);
              showPage(0);
          }},
         {tr("Discard"), [newest] { RecoveryKeeper::discard(newest); }}},
        MessageBar::About::Program);
}

void MainWindow::showAbout()
{
    QMessageBox *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Weir"),
                        tr("<b>Weir %1</b><p>Load-tests services that stream tokens.</p>"
                           "<p>GPL-3.0-or-later. Built with Qt %2.</p>")
                            .arg(QString::fromLatin1(versionString), QString::fromLatin1(qVersion())),
                        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::NonModal);
    box->show();
}

} // namespace weir
