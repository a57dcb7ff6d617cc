// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "compose/composepage.h"
#include "document/recoverykeeper.h"
#include "shell/navrail.h"
#include "shell/statusline.h"
#include "shell/topbar.h"
#include "shell/welcomepage.h"
#include "shell/windowdialogs.h"
#include "shell/windowmenus.h"
#include "theme/icons.h"
#include "theme/wheelguard.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
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
    , m_series(new RunSeries(context.runs, this))
    , m_dialogs(new WindowDialogs(context, *this))
    , m_centre(new QWidget)
    , m_column(new QVBoxLayout(m_centre))
    , m_row(new QHBoxLayout)
    , m_messages(new MessageBar(*m_centre))
    , m_stack(new QStackedWidget)
    , m_compose(new ComposePage(context.document, context.themes))
{
    assemble();
    buildFace();
    addPage(m_compose);
    connectFiles();
    connectRuns();
    connectLook();
    connectDialogs();
    setAcceptDrops(true);
    qApp->installEventFilter(this);
    qApp->installEventFilter(new WheelGuard(this));
    showTitle();
    showWelcome();
}

MainWindow::~MainWindow() = default;

void MainWindow::assemble()
{
    setWindowIcon(appIcon());
    setMinimumSize(smallestSize);
    for (QBoxLayout *layout : {m_column, m_row}) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    m_row->addWidget(m_stack, 1);
    m_column->addLayout(m_row, 1);
    setCentralWidget(m_centre);
    // The frame and its title take room too: on a screen of this size the status bar would lie below the
    // edge.
    const QScreen *screen = QGuiApplication::primaryScreen();
    resize(screen ? firstSize.boundedTo(screen->availableSize() - windowFrame).expandedTo(smallestSize)
                  : firstSize);
}

void MainWindow::addPage(Page *page)
{
    m_pages.push_back(page);
    m_stack->addWidget(page);
    followPage(page);
    enterPage(m_pages.size() - 1);
}

void MainWindow::enterPage(std::size_t index)
{
    const Page &page = *m_pages[index];
    const int place = page.shortcutNumber() > 0 ? page.shortcutNumber() - 1 : int(index);
    m_rail->addEntry(page.title(), page.icon(), WindowMenus::pageShortcut(place));
    connect(m_menus->addPage(page.title(), place), &QAction::triggered, this,
            [this, index] { showPage(int(index)); });
}

void MainWindow::followPage(Page *page)
{
    connect(page, &Page::message, this, [this](const QString &text, bool isError) {
        tell(text, isError ? MessageBar::Kind::Error : MessageBar::Kind::Info);
    });
    connect(page, &Page::canExportChanged, this, &MainWindow::adapt);
    if (page == m_compose)
        connect(m_compose, &ComposePage::canRunChanged, this, &MainWindow::adapt);
}

void MainWindow::connectFiles()
{
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

void MainWindow::connectDialogs()
{
    connect(m_dialogs, &WindowDialogs::fieldWanted, this, &MainWindow::revealField);
    connect(m_dialogs, &WindowDialogs::caChosen, this, &MainWindow::trustCa);
    connect(m_dialogs, &WindowDialogs::calibratingChanged, this, &MainWindow::adapt);
    connect(m_dialogs, &WindowDialogs::countChosen, this, &MainWindow::runTimes);
    connect(m_dialogs, &WindowDialogs::importedProject, m_files, &ProjectFiles::createImported);
    connect(m_dialogs, &WindowDialogs::importedParts, this, [this](const Import &import) {
        m_context.document.edit(tr("Import"), {},
                                [&import](Scenario &scenario) { scenario = withImported(scenario, import); });
        showPage(0);
    });
    connect(m_dialogs, &WindowDialogs::themeChosen, this, &MainWindow::chooseTheme);
    connect(m_dialogs, &WindowDialogs::languageChosen, this, &MainWindow::chooseLanguage);
}

void MainWindow::adapt()
{
    const bool running = m_context.runs.isRunning();
    const bool isSound = m_compose->canRun();
    m_top->setCanRun(isSound && !m_dialogs->isCalibrating() && !m_models.isGoingOn(),
                     m_dialogs->isCalibrating() ? tr("A calibration goes on, which a run would disturb")
                     : m_models.isGoingOn()
                         ? tr("The service is asked which model it has")
                         : tr("The scenario has errors: see Problems on the Compose page"));
    m_menus->action(Command::Run)->setEnabled(canRun());
    m_menus->action(Command::RunTimes)->setEnabled(canRun());
    m_top->setSeries(m_series->number(), m_series->count());
    m_menus->action(Command::Stop)->setEnabled(running || m_models.isGoingOn());
    m_menus->action(Command::TryOnce)->setEnabled(isSound);
    m_menus->action(Command::Calibrate)->setEnabled(isSound);
    m_dialogs->setRunGoesOn(running);
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

void MainWindow::importText(const QByteArray &text)
{
    m_dialogs->importText(text);
}

void MainWindow::importFile(const QString &path)
{
    m_dialogs->importFile(path);
}

void MainWindow::tryOnce()
{
    if (m_compose->canRun())
        m_dialogs->tryOnce(m_compose->currentRequest());
}

void MainWindow::trustCa(int target, const QString &path)
{
    m_context.document.edit(tr("Trust a certificate"), {}, [&](Scenario &scenario) {
        if (std::size_t(target) < scenario.targets.size())
            scenario.targets[std::size_t(target)].tls.ca = m_context.document.keptPath(path);
    });
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

} // namespace weir
