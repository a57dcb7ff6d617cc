// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses, adds and removes the groups of a load. While there is one, only the way to a second shows.
#pragma once

#include "document/scenariodocument.h"

#include <QWidget>

class QTabBar;
class QToolButton;

namespace weir {

/// A tab for each group. GUI thread.
class LoadGroupBar : public QWidget
{
    Q_OBJECT

public:
    explicit LoadGroupBar(ScenarioDocument &document, QWidget *parent = nullptr);

    /// The chosen group; 0 while there is one.
    [[nodiscard]] int current() const { return m_current; }
    void select(int group);
    /// Shows the document's groups as they are now.
    void refresh();

Q_SIGNALS:
    void currentChanged();

private:
    QToolButton *makeButton(const QString &text, const QString &tip, void (LoadGroupBar::*act)());
    void addGroup();
    void duplicateGroup();
    void removeGroup();
    void edit(const QString &text, const std::function<void(Scenario &)> &change);

    ScenarioDocument &m_document;
    QTabBar *m_tabs;
    QToolButton *m_duplicate = nullptr;
    QToolButton *m_remove = nullptr;
    int m_current = 0;
};

} // namespace weir
