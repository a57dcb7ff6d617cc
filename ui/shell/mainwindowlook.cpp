// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that makes what has texts: the face and the pages, anew for each language.
#include "compose/composepage.h"
#include "session/page.h"
#include "shell/mainwindow.h"
#include "shell/navrail.h"
#include "shell/statusline.h"
#include "shell/topbar.h"
#include "shell/welcomepage.h"
#include "shell/windowdialogs.h"
#include "shell/windowmenus.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QMenuBar>
#include <QStackedWidget>

#include <memory>
#include <utility>

namespace weir {

void MainWindow::buildFace()
{
    m_menus = new WindowMenus(*this, this);
    menuBar()->show(); // one that is made after the window was shown stays hidden
    m_top = new TopBar(m_context.document, m_context.runs, m_context.themes);
    m_rail = new NavRail(m_context.themes);
    m_welcome = new WelcomePage;
    m_status = new StatusLine(m_context.document, m_context.runs, m_context.themes, m_context.service);
    m_column->insertWidget(0, m_top);
    m_row->insertWidget(0, m_rail);
    m_stack->insertWidget(0, m_welcome);
    m_column->addWidget(m_status);
    m_messages->raise();
    connectFace();
    followSettings();
}

void MainWindow::connectFace()
{
    const auto on = [this](Command command, auto *object, auto act) {
        connect(m_menus->action(command), &QAction::triggered, object, act);
    };
    on(Command::Run, this, [this] { run(); });
    on(Command::Stop, this, [this] { stop(); });
    on(Command::TryOnce, this, [this] { tryOnce(); });
    on(Command::Welcome, this, [this] { showWelcome(); });
    on(Command::Quit, this, [this] { close(); });
    on(Command::Open, m_files, [this] { m_files->openAsking(); });
    on(Command::Import, this, [this] { importText({}); });
    on(Command::Save, m_files, [this] { m_files->save(); });
    on(Command::SaveAs, m_files, [this] { m_files->saveAs(); });
    on(Command::RunTimes, m_dialogs, [this] { m_dialogs->askHowOften(); });
    on(Command::About, m_dialogs, [this] { m_dialogs->showAbout(); });
    on(Command::Settings, m_dialogs, [this] { m_dialogs->showSettings(); });
    on(Command::Shortcuts, m_dialogs, [this] { m_dialogs->showShortcuts(m_menus->allActions()); });
    on(Command::Calibrate, m_dialogs, [this] {
        if (m_compose->canRun())
            m_dialogs->calibrate();
    });
    on(Command::Export, this, [this] {
        if (currentPage() >= 0)
            m_pages[std::size_t(currentPage())]->exportPage();
    });
    connect(m_menus, &WindowMenus::newChosen, m_files, &ProjectFiles::createFrom);
    connect(m_menus, &WindowMenus::recentChosen, m_files, &ProjectFiles::open);
    connect(m_menus, &WindowMenus::themeChosen, this, &MainWindow::chooseTheme);
    connect(m_menus, &WindowMenus::languageChosen, this, &MainWindow::chooseLanguage);
    connect(m_top, &TopBar::runClicked, this, &MainWindow::run);
    connect(m_top, &TopBar::stopClicked, this, &MainWindow::stop);
    connect(m_top, &TopBar::tryOnceClicked, this, &MainWindow::tryOnce);
    connect(m_rail, &NavRail::chosen, this, &MainWindow::showPage);
    connect(m_welcome, &WelcomePage::runSampleClicked, this, &MainWindow::runSample);
    connect(m_welcome, &WelcomePage::newChosen, m_files, &ProjectFiles::createFrom);
    connect(m_welcome, &WelcomePage::openClicked, m_files, &ProjectFiles::openAsking);
    connect(m_welcome, &WelcomePage::recentClicked, m_files, &ProjectFiles::open);
}

void MainWindow::changeEvent(QEvent *event)
{
    // Each file of texts that comes or goes tells it. Later: whoever chose the language may stand in a menu
    // that goes.
    if (event->type() == QEvent::LanguageChange && !std::exchange(m_isStale, true))
        QMetaObject::invokeMethod(this, &MainWindow::renew, Qt::QueuedConnection);
    QMainWindow::changeEvent(event);
}

void MainWindow::renew()
{
    m_isStale = false;
    if (QWidget *field = focusWidget())
        field->clearFocus(); // as if it had been left, and not while it goes
    const int shown = currentPage();
    m_dialogs->renew();
    renewPages();
    delete std::exchange(m_menus, nullptr);
    delete menuBar();
    for (QWidget *old : std::initializer_list<QWidget *>{m_top, m_rail, m_welcome, m_status})
        delete old;
    buildFace();
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        enterPage(i);
    showTitle();
    if (shown < 0)
        showWelcome();
    else
        showPage(shown);
    m_stack->currentWidget()->setFocus(); // the widget that had it is gone
}

void MainWindow::renewPages()
{
    for (Page *&page : m_pages) {
        Page *anew = page->renewed();
        if (!anew)
            continue;
        const std::unique_ptr<Page> old(std::exchange(page, anew));
        if (old.get() == m_compose)
            m_compose = static_cast<ComposePage *>(anew);
        if (old.get() == m_runPage)
            m_runPage = anew;
        followPage(anew);
        m_stack->insertWidget(m_stack->indexOf(old.get()), anew);
    }
}

void MainWindow::connectLook()
{
    connect(&m_context.settings, &AppSettings::saveFailed, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Warning); });
    // Queued: a recent project's own button may be what changes the list.
    connect(&m_context.settings, &AppSettings::changed, this, &MainWindow::followSettings,
            Qt::QueuedConnection);
}

void MainWindow::followSettings()
{
    const Settings &settings = m_context.settings.values();
    m_menus->setRecent(settings.recentProjects);
    m_menus->setTheme(settings.theme);
    m_menus->setLanguage(settings.language);
    m_welcome->setRecent(settings.recentProjects);
}

void MainWindow::chooseTheme(ThemeMode mode)
{
    m_context.themes.setMode(mode);
    m_context.settings.change([&](Settings &settings) { settings.theme = mode; });
}

/// Whoever owns the texts hears of it by the settings; the window by QEvent::LanguageChange.
void MainWindow::chooseLanguage(const QString &language)
{
    m_context.settings.change([&](Settings &settings) { settings.language = language; });
}

} // namespace weir
