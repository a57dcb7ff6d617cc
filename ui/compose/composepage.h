// SPDX-License-Identifier: GPL-3.0-or-later
// The Compose page: tree, editor of the selected node, problems.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldregistry.h"
#include "session/page.h"

#include <array>

class QSplitter;
class QStackedWidget;

namespace weir {

class ProblemsPanel;
class ScenarioTree;

/// GUI thread.
class ComposePage : public Page
{
    Q_OBJECT

public:
    /// Both outlive the page.
    ComposePage(ScenarioDocument &document, ThemeSource &themes, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Icon icon() const override;
    [[nodiscard]] QUndoStack *undoStack() override;
    [[nodiscard]] QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;
    [[nodiscard]] Page *renewed() override;

    /// Selects the node and focuses the field that edits the member at `path`, a JSON pointer.
    void reveal(const QString &path);
    void showNode(const ComposeNode &node);
    /// False while the scenario has an error, or a field holds a text that stands for no value.
    [[nodiscard]] bool canRun() const;
    /// The request that Try once sends: the selected one, else the first.
    [[nodiscard]] int currentRequest() const;

    [[nodiscard]] ScenarioTree *tree() { return m_tree; }
    [[nodiscard]] ProblemsPanel *problems() { return m_problems; }
    [[nodiscard]] NodeEditor *editor(ComposeGroup group)
    {
        return m_editors[static_cast<std::size_t>(group)];
    }
    [[nodiscard]] const FieldRegistry &fields() const { return m_registry; }

Q_SIGNALS:
    void canRunChanged();

private:
    void buildEditors();
    void follow(const ComposeNode &node);
    void takeDrafts(const FieldRegistry &other);

    ScenarioDocument &m_document;
    ThemeSource &m_themes;
    FieldRegistry m_registry;
    EditorContext m_context;
    ScenarioTree *m_tree;
    QStackedWidget *m_stack;
    ProblemsPanel *m_problems;
    QSplitter *m_splitter;
    std::array<NodeEditor *, composeGroupCount> m_editors{};
    QWidget *m_empty = nullptr;
};

} // namespace weir
