// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/composepage.h"

#include "compose/dataeditor.h"
#include "compose/goalseditor.h"
#include "compose/loadeditor.h"
#include "compose/presetdialog.h"
#include "compose/problemspanel.h"
#include "compose/requesteditor.h"
#include "compose/scenariotree.h"
#include "compose/settingseditor.h"
#include "compose/targeteditor.h"
#include "fields/valueedit.h"
#include "theme/widgetlook.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int treeWidth = 240;

QWidget *makeEmptyHint()
{
    QLabel *hint = new QLabel(ComposePage::tr("Select an element at the left, or add one to the group."));
    setTextLook(*hint, TextLook::Muted);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    return hint;
}

} // namespace

ComposePage::ComposePage(ScenarioDocument &document, ThemeSource &themes, QWidget *parent)
    : Page(parent)
    , m_document(document)
    , m_themes(themes)
    , m_context{document, m_registry, themes}
    , m_tree(new ScenarioTree(document, themes))
    , m_stack(new QStackedWidget)
    , m_problems(new ProblemsPanel(document, m_registry, themes))
    , m_splitter(new QSplitter(Qt::Horizontal))
{
    buildEditors();
    QWidget *right = new QWidget;
    QVBoxLayout *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_stack, 1);
    column->addWidget(m_problems);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setHandleWidth(12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({treeWidth, 1000});
    m_tree->setMinimumWidth(180);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(m_splitter);

    connect(m_tree, &ScenarioTree::currentChanged, this, &ComposePage::follow);
    connect(m_problems, &ProblemsPanel::activated, this, &ComposePage::reveal);
    connect(&document, &ScenarioDocument::problemsChanged, this, &ComposePage::canRunChanged);
    connect(&m_registry, &FieldRegistry::draftProblemsChanged, this, &ComposePage::canRunChanged);
    connect(&document, &ScenarioDocument::replaced, this, [this] {
        // The tree follows the new scenario first.
        QTimer::singleShot(0, this, [this] { m_tree->select({ComposeGroup::Targets, 0}); });
    });
    follow(m_tree->current());
}

QString ComposePage::title() const
{
    return tr("Compose");
}

Icon ComposePage::icon() const
{
    return Icon::Compose;
}

QUndoStack *ComposePage::undoStack()
{
    return m_document.undoStack();
}

QByteArray ComposePage::saveLayout() const
{
    return m_splitter->saveState();
}

void ComposePage::restoreLayout(const QByteArray &layout)
{
    m_splitter->restoreState(layout);
}

Page *ComposePage::renewed()
{
    ComposePage *page = new ComposePage(m_document, m_themes);
    page->restoreLayout(saveLayout());
    page->showNode(m_tree->current());
    page->takeDrafts(m_registry);
    TargetEditor *targets = static_cast<TargetEditor *>(page->editor(ComposeGroup::Targets));
    for (PresetDialog *dialog : window()->findChildren<PresetDialog *>())
        targets->followPreset(*dialog);
    return page;
}

/// What was typed and stands for no value yet is nowhere but in its field.
void ComposePage::takeDrafts(const FieldRegistry &other)
{
    const QMap<QString, QString> &drafts = other.draftProblems();
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        const ValueEdit *typed = qobject_cast<ValueEdit *>(other.find(draft.key()));
        ValueEdit *field = qobject_cast<ValueEdit *>(m_registry.find(draft.key()));
        if (typed && field)
            field->type(typed->text());
    }
}

void ComposePage::buildEditors()
{
    m_editors = {new TargetEditor(m_context), new RequestEditor(m_context), new DataEditor(m_context),
                 new LoadEditor(m_context),   new GoalsEditor(m_context),   new SettingsEditor(m_context)};
    for (NodeEditor *editor : m_editors) {
        m_stack->addWidget(editor);
        connect(editor, &NodeEditor::partChanged, this, [this] { m_problems->markFields(); });
    }
    m_empty = makeEmptyHint();
    m_stack->addWidget(m_empty);
}

void ComposePage::follow(const ComposeNode &node)
{
    NodeEditor *editor = m_editors[static_cast<std::size_t>(node.group)];
    ComposeNode shown = node;
    // A group of named elements shows its first, so that one click reaches a field.
    if (isNamedList(node.group) && node.isGroup() && elementCount(m_document.scenario(), node.group) > 0)
        shown.index = 0;
    if (isNamedList(shown.group) && shown.isGroup()) {
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    editor->showElement(shown.index);
    m_problems->markFields(); // the same fields now edit another element
    m_stack->setCurrentWidget(editor);
}

void ComposePage::showNode(const ComposeNode &node)
{
    m_tree->select(node);
}

void ComposePage::reveal(const QString &path)
{
    const ComposeNode node = nodeAt(path);
    if (m_tree->current() != node)
        m_tree->select(node);
    NodeEditor *editor = m_editors[static_cast<std::size_t>(node.group)];
    editor->bringUp(path);
    QWidget *field = m_registry.find(path);
    if (!field)
        return;
    if (editor->isAncestorOf(field)) {
        editor->ensureWidgetVisible(field);
        field->setFocus(Qt::OtherFocusReason);
    }
}

bool ComposePage::canRun() const
{
    return !hasErrors(m_document.problems()) && m_registry.draftProblems().isEmpty();
}

int ComposePage::currentRequest() const
{
    const ComposeNode node = m_tree->current();
    return node.group == ComposeGroup::Requests && node.index >= 0 ? node.index : 0;
}

} // namespace weir
