// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is wrong with the scenario, each a way to its field.
#pragma once

#include "base/problem.h"

#include <QFrame>

class QLabel;
class QListWidget;

namespace weir {

class FieldRegistry;
class ScenarioDocument;
class ThemeSource;

/// GUI thread. Shows the document's problems and the drafts that stand for no value.
class ProblemsPanel : public QFrame
{
    Q_OBJECT

public:
    /// All outlive the panel.
    ProblemsPanel(ScenarioDocument &document, FieldRegistry &registry, ThemeSource &themes,
                  QWidget *parent = nullptr);

    [[nodiscard]] const Problems &problems() const { return m_problems; }
    [[nodiscard]] QListWidget *list() { return m_list; }
    /// Marks the fields that edit what is wrong. Call it when the fields edit another element than before.
    void markFields();

Q_SIGNALS:
    /// The user wants to see the field at this JSON pointer.
    void activated(const QString &path);

private:
    void update();

    ScenarioDocument &m_document;
    FieldRegistry &m_registry;
    ThemeSource &m_themes;
    Problems m_problems;
    QLabel *m_summary;
    QListWidget *m_list;
};

} // namespace weir
