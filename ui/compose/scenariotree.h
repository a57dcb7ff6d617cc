// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of Compose: the tree, and what adds, copies, renames and removes its elements.
#pragma once

#include "compose/composenode.h"

#include <QFrame>

class QAction;
class QToolButton;
class QTreeView;

namespace weir {

class ScenarioDocument;
class ScenarioTreeModel;
class ThemeSource;

/// GUI thread. Keyboard: Ins adds, Ctrl+D duplicates, Del removes, F2 renames.
class ScenarioTree : public QFrame
{
    Q_OBJECT

public:
    /// Both outlive the tree.
    ScenarioTree(ScenarioDocument &document, ThemeSource &themes, QWidget *parent = nullptr);

    [[nodiscard]] ComposeNode current() const;
    /// Selects a node; falls back to its group when the element is not there.
    void select(const ComposeNode &node);
    [[nodiscard]] QTreeView *view() { return m_view; }
    [[nodiscard]] ScenarioTreeModel *model() { return m_model; }

    void addElement();
    void duplicateElement();
    void removeElement();

Q_SIGNALS:
    void currentChanged(const weir::ComposeNode &node);

private:
    void buildActions();
    QAction *makeAction(const QString &text, const QString &tip, const QKeySequence &shortcut,
                        void (ScenarioTree::*slot)());
    void adaptActions();
    void showMenu(const QPoint &at);
    void renameCurrent();

    ScenarioDocument &m_document;
    ThemeSource &m_themes;
    ScenarioTreeModel *m_model;
    QTreeView *m_view;
    QAction *m_add = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_rename = nullptr;
};

} // namespace weir
