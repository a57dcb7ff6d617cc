// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/scenariotree.h"

#include "compose/scenariotreemodel.h"
#include "document/scenariodocument.h"
#include "scenario/edit/elements.h"
#include "theme/applytheme.h"
#include "theme/icons.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int detailFontSize = 11;
constexpr int rowHeight = 29;
constexpr int edge = 12;
constexpr int childIndent = 16;
constexpr int markWidth = 3;

/// A row with the muted detail and a problem's mark at the right.
class TreeDelegate : public QStyledItemDelegate
{
public:
    TreeDelegate(ThemeSource &themes, QObject *parent) : QStyledItemDelegate(parent), m_themes(themes) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_themes.theme();
        const bool isGroup = !index.parent().isValid();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isSelected || (option.state & QStyle::State_MouseOver))
            painter->fillRect(option.rect, isSelected ? theme.selection : theme.surface2);
        if (isSelected)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), markWidth, option.rect.height()),
                              theme.accent);
        const QRect row = option.rect.adjusted(edge + (isGroup ? 0 : childIndent), 0, -edge, 0);
        const int right = paintDetail(*painter, row, index);
        const QFont font = uiFont(13, isGroup ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(isGroup || isSelected ? theme.text : theme.muted);
        const QRect text(row.left(), row.top(), right - row.left(), row.height());
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeight};
    }

private:
    /// Draws the detail and the mark at the right of `row`; returns where the space for the name ends.
    int paintDetail(QPainter &painter, const QRect &row, const QModelIndex &index) const
    {
        const Theme &theme = m_themes.theme();
        const QString detail = index.data(ScenarioTreeModel::DetailRole).toString();
        const int level = index.data(ScenarioTreeModel::ProblemRole).toInt();
        const QFont font = uiFont(detailFontSize);
        painter.setFont(font);
        painter.setPen(theme.muted);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, detail);
        int right = row.right() - QFontMetrics(font).horizontalAdvance(detail) - edge / 2;
        if (level > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(level == 2 ? theme.fail : theme.warn);
            painter.drawEllipse(QPointF(right - 4, row.center().y() + 1), 3, 3);
            right -= edge;
        }
        return right;
    }

    ThemeSource &m_themes;
};

} // namespace

ScenarioTree::ScenarioTree(ScenarioDocument &document, ThemeSource &themes, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_themes(themes)
    , m_model(new ScenarioTreeModel(document, this))
    , m_view(new QTreeView(this))
{
    makeCard(*this);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TreeDelegate(themes, m_view));
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setIndentation(0); // the delegate indents: a selected row is coloured from edge to edge
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Parts of the scenario"));
    m_view->setToolTip(tr("Parts of the scenario"));
    m_view->expandAll();
    connect(m_model, &QAbstractItemModel::rowsInserted, m_view, [this] { m_view->expandAll(); });
    connect(m_view, &QTreeView::customContextMenuRequested, this, &ScenarioTree::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        adaptActions();
        Q_EMIT currentChanged(current());
    });
    connect(&themes, &ThemeSource::changed, m_view->viewport(), qOverload<>(&QWidget::update));

    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(4);
    layout->addWidget(m_view, 1);
    buildActions();
    select({ComposeGroup::Targets, 0});
}

QAction *ScenarioTree::makeAction(const QString &text, const QString &tip, const QKeySequence &shortcut,
                                  void (ScenarioTree::*slot)())
{
    QAction *action = new QAction(text, this);
    action->setToolTip(tip);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    m_view->addAction(action);
    return action;
}

void ScenarioTree::buildActions()
{
    m_add = makeAction(tr("Add"), tr("Add an element to the group (Ins)"), Qt::Key_Insert,
                       &ScenarioTree::addElement);
    m_duplicate = makeAction(tr("Duplicate"), tr("Duplicate the element (Ctrl+D)"), Qt::CTRL | Qt::Key_D,
                             &ScenarioTree::duplicateElement);
    m_remove = makeAction(tr("Remove"), tr("Remove the element (Del)"), QKeySequence::Delete,
                          &ScenarioTree::removeElement);
    m_rename =
        makeAction(tr("Rename"), tr("Rename the element (F2)"), Qt::Key_F2, &ScenarioTree::renameCurrent);
    QHBoxLayout *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    const std::pair<QAction *, Icon> buttons[] = {
        {m_add, Icon::Plus}, {m_duplicate, Icon::Copy}, {m_remove, Icon::Trash}};
    for (const auto &[action, icon] : buttons) {
        QToolButton *button = new QToolButton(this);
        button->setDefaultAction(action);
        setButtonLook(*button, ButtonLook::Flat);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->toolTip());
        row->addWidget(button);
        const auto paint = [this, action = action, icon = icon] {
            action->setIcon(themedIcon(icon, m_themes.theme().text));
        };
        paint();
        connect(&m_themes, &ThemeSource::changed, button, paint);
    }
    row->addStretch();
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

ComposeNode ScenarioTree::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_model->nodeOf(index) : ComposeNode{};
}

void ScenarioTree::select(const ComposeNode &node)
{
    QModelIndex index = m_model->indexOf(node);
    if (!index.isValid())
        index = m_model->indexOf({node.group, -1});
    m_view->setCurrentIndex(index);
}

void ScenarioTree::adaptActions()
{
    const ComposeNode node = current();
    const bool isList = listOf(node.group).has_value();
    const bool isElement = !node.isGroup() && isList;
    m_add->setEnabled(isList);
    m_duplicate->setEnabled(isElement);
    m_remove->setEnabled(isElement);
    m_rename->setEnabled(isElement);
}

void ScenarioTree::showMenu(const QPoint &at)
{
    QMenu menu(this);
    menu.addActions({m_add, m_duplicate, m_rename, m_remove});
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void ScenarioTree::addElement()
{
    const ComposeGroup group = current().group;
    const std::optional<ElementList> list = listOf(group);
    if (!list)
        return;
    int added = -1;
    m_document.edit(tr("Add to %1").arg(m_model->indexOf({group, -1}).data().toString()), {},
                    [&](Scenario &scenario) { added = weir::addElement(scenario, *list); });
    if (added >= 0)
        select({group, added});
}

void ScenarioTree::duplicateElement()
{
    const ComposeNode node = current();
    const std::optional<ElementList> list = listOf(node.group);
    if (!list)
        return;
    int added = -1;
    m_document.edit(tr("Duplicate “%1”").arg(elementName(m_document.scenario(), node)), {},
                    [&](Scenario &scenario) { added = weir::duplicateElement(scenario, *list, node.index); });
    if (added >= 0)
        select({node.group, added});
}

void ScenarioTree::removeElement()
{
    const ComposeNode node = current();
    const std::optional<ElementList> list = listOf(node.group);
    if (!list)
        return;
    m_document.edit(tr("Remove “%1”").arg(elementName(m_document.scenario(), node)), {},
                    [&](Scenario &scenario) { weir::removeElement(scenario, *list, node.index); });
    const int count = elementCount(m_document.scenario(), node.group);
    select({node.group, std::min(node.index, count - 1)});
}

void ScenarioTree::renameCurrent()
{
    m_view->edit(m_view->currentIndex());
}

} // namespace weir
