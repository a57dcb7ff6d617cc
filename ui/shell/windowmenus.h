// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar: every command of the window with its shortcut. What a command does is the window's business.
#pragma once

#include "store/settings.h"

#include <QKeySequence>
#include <QObject>

#include <array>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QUndoGroup;
class QUndoStack;

namespace weir {

enum class Command
{
    Open,
    Import,
    Save,
    SaveAs,
    Export,
    Quit,
    Settings,
    Run,
    RunTimes,
    Stop,
    TryOnce,
    Calibrate,
    Welcome,
    Shortcuts,
    About
};
inline constexpr int commandCount = 15;

/// GUI thread. Menus and actions are owned by the window.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    WindowMenus(QMainWindow &window, QObject *parent);

    [[nodiscard]] QAction *action(Command command) const
    {
        return m_actions[static_cast<std::size_t>(command)];
    }
    /// Adds a page to the View menu under Ctrl+1, Ctrl+2, ...; returns its action.
    QAction *addPage(const QString &title, int index);
    /// What Undo and Redo work on from now on; null: nothing. It outlives the menus, or leaves by itself.
    void setUndoStack(QUndoStack *stack);
    static QKeySequence pageShortcut(int index);
    void setRecent(const QStringList &paths);
    void setTheme(ThemeMode mode);
    void setLanguage(const QString &language);
    /// Every action that has a shortcut, in the order of the menus.
    [[nodiscard]] QList<QAction *> allActions() const;

Q_SIGNALS:
    /// A template's name (scenario/templates.h).
    void newChosen(const QString &name);
    void recentChosen(const QString &path);
    void themeChosen(weir::ThemeMode mode);
    void languageChosen(const QString &language);

private:
    QAction *add(QMenu *menu, Command command, const QString &text, const QString &tip,
                 const QKeySequence &shortcut);
    void buildFile();
    void buildEdit();
    void buildRun();
    void buildView();
    void buildHelp();

    QMainWindow &m_window;
    std::array<QAction *, commandCount> m_actions{};
    QUndoGroup *m_undo; ///< Of the pages; owned by this object.
    QMenu *m_recent = nullptr;
    QMenu *m_view = nullptr;
    QAction *m_firstViewAction = nullptr; ///< Pages stand before it.
    QActionGroup *m_themes = nullptr;
    QActionGroup *m_languages = nullptr;
};

} // namespace weir
