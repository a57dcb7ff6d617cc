// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowmenus.h"

#include "shell/settingsdialog.h"
#include "shell/templatemenu.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QUndoGroup>
#include <QUndoStack>

namespace weir {

WindowMenus::WindowMenus(QMainWindow &window, QObject *parent)
    : QObject(parent), m_window(window), m_undo(new QUndoGroup(this))
{
    buildFile();
    buildEdit();
    buildRun();
    buildView();
    buildHelp();
}

QAction *WindowMenus::add(QMenu *menu, Command command, const QString &text, const QString &tip,
                          const QKeySequence &shortcut)
{
    QAction *action = menu->addAction(text);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcut(shortcut);
    m_actions[static_cast<std::size_t>(command)] = action;
    return action;
}

void WindowMenus::buildFile()
{
    QMenu *file = m_window.menuBar()->addMenu(tr("&File"));
    QMenu *create = file->addMenu(tr("&New"));
    addTemplates(*create, [this](const QString &name) { Q_EMIT newChosen(name); });
    create->actions().first()->setShortcut(QKeySequence::New);
    add(file, Command::Open, tr("&Open…"), tr("Open a project or a run"), QKeySequence::Open);
    m_recent = file->addMenu(tr("Open &recent"));
    add(file, Command::Import, tr("&Import…"),
        tr("Make requests of a command, a recording or a collection of another program"),
        QKeySequence(Qt::CTRL | Qt::Key_I));
    file->addSeparator();
    add(file, Command::Save, tr("&Save"), tr("Save the project"), QKeySequence::Save);
    add(file, Command::SaveAs, tr("Save &as…"), tr("Save the project under another name"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    add(file, Command::Export, tr("&Export page…"), tr("Write the charts and tables of this page to files"),
        QKeySequence(Qt::CTRL | Qt::Key_E));
    file->addSeparator();
    add(file, Command::Quit, tr("&Quit"), tr("Close Weir"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    setRecent({});
}

void WindowMenus::buildEdit()
{
    QMenu *edit = m_window.menuBar()->addMenu(tr("&Edit"));
    QAction *undoAction = m_undo->createUndoAction(edit, tr("&Undo"));
    undoAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction *redoAction = m_undo->createRedoAction(edit, tr("&Redo"));
    redoAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    edit->addActions({undoAction, redoAction});
    edit->addSeparator();
    add(edit, Command::Settings, tr("&Settings…"), tr("Theme and language of the window"),
        QKeySequence(Qt::CTRL | Qt::Key_Comma));
}

void WindowMenus::buildRun()
{
    QMenu *run = m_window.menuBar()->addMenu(tr("&Run"));
    add(run, Command::Run, tr("&Run"), tr("Run the scenario"), QKeySequence(Qt::CTRL | Qt::Key_R));
    add(run, Command::RunTimes, tr("Run se&veral times…"),
        tr("Run the scenario again and again, then show how far its figures move between the runs"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    add(run, Command::Stop, tr("&Stop"), tr("Stop gently; a second time: at once"),
        QKeySequence(Qt::CTRL | Qt::Key_Period));
    add(run, Command::TryOnce, tr("&Try once"), tr("Send one request and look at every event"),
        QKeySequence(Qt::CTRL | Qt::Key_Return));
    run->addSeparator();
    add(run, Command::Calibrate, tr("&Calibrate…"),
        tr("Measure how far Weir's own figures are off at this load"), {});
}

void WindowMenus::buildView()
{
    m_view = m_window.menuBar()->addMenu(tr("&View"));
    m_firstViewAction = m_view->addSeparator();
    m_themes = new QActionGroup(this);
    QMenu *themes = m_view->addMenu(tr("&Theme"));
    for (const auto &[mode, text] : themeChoices()) {
        QAction *action = m_themes->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(mode));
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode = mode] { Q_EMIT themeChosen(mode); });
    }
    m_languages = new QActionGroup(this);
    QMenu *languages = m_view->addMenu(tr("&Language"));
    for (const auto &[code, text] : languageChoices()) {
        QAction *action = m_languages->addAction(text);
        action->setCheckable(true);
        action->setData(code);
        languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, code = code] { Q_EMIT languageChosen(code); });
    }
}

void WindowMenus::buildHelp()
{
    QMenu *help = m_window.menuBar()->addMenu(tr("&Help"));
    add(help, Command::Welcome, tr("&Welcome"), tr("Show the welcome page"), {});
    add(help, Command::Shortcuts, tr("&Keyboard shortcuts"), tr("Show all shortcuts"),
        QKeySequence(Qt::Key_F1));
    add(help, Command::About, tr("&About Weir"), tr("Version and licence"), {});
}

void WindowMenus::setUndoStack(QUndoStack *stack)
{
    if (stack && !m_undo->stacks().contains(stack))
        m_undo->addStack(stack);
    m_undo->setActiveStack(stack);
}

QKeySequence WindowMenus::pageShortcut(int index)
{
    return QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
}

QAction *WindowMenus::addPage(const QString &title, int index)
{
    QAction *action = new QAction(title, m_view);
    action->setShortcut(pageShortcut(index));
    m_view->insertAction(m_firstViewAction, action);
    return action;
}

void WindowMenus::setRecent(const QStringList &paths)
{
    m_recent->clear();
    m_recent->setEnabled(!paths.isEmpty());
    for (const QString &path : paths) {
        QAction *action = m_recent->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
}

void WindowMenus::setTheme(ThemeMode mode)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
}

void WindowMenus::setLanguage(const QString &language)
{
    for (QAction *action : m_languages->actions())
        action->setChecked(action->data().toString() == language);
}

QList<QAction *> WindowMenus::allActions() const
{
    QList<QAction *> all;
    for (const QAction *top : m_window.menuBar()->actions()) {
        for (QAction *action : top->menu()->actions()) {
            if (action->menu())
                all += action->menu()->actions();
            else
                all.append(action);
        }
    }
    return all;
}

} // namespace weir
