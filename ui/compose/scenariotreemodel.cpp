// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/scenariotreemodel.h"

#include "base/counted.h"
#include "base/units.h"
#include "scenario/edit/elements.h"
#include "scenario/edit/steps.h"
#include "scenario/loadfigures.h"

#include <QFont>

namespace weir {

namespace {

/// Internal id of an element's index: its group + 1; groups have 0.
quintptr idOf(ComposeGroup group)
{
    return static_cast<quintptr>(group) + 1;
}

QString shareOf(const std::vector<RequestTemplate> &requests, int index)
{
    double sum = 0;
    for (const RequestTemplate &request : requests)
        sum += request.weight;
    if (requests.size() < 2 || sum <= 0)
        return {};
    const double percent = 100 * requests[std::size_t(index)].weight / sum;
    return QStringLiteral("%1 %").arg(QString::number(percent, 'g', 3));
}

} // namespace

ScenarioTreeModel::ScenarioTreeModel(ScenarioDocument &document, QObject *parent)
    : QAbstractItemModel(parent), m_document(document)
{
    for (int group = 0; group < composeGroupCount; ++group)
        m_names[std::size_t(group)] = namesOf(static_cast<ComposeGroup>(group));
    connect(&document, &ScenarioDocument::changed, this, &ScenarioTreeModel::follow);
    connect(&document, &ScenarioDocument::problemsChanged, this, &ScenarioTreeModel::follow);
}

QStringList ScenarioTreeModel::namesOf(ComposeGroup group) const
{
    QStringList names;
    const int count = elementCount(m_document.scenario(), group);
    for (int index = 0; index < count; ++index)
        names.append(elementName(m_document.scenario(), {group, index}));
    return names;
}

QModelIndex ScenarioTreeModel::indexOf(const ComposeNode &node) const
{
    const int group = static_cast<int>(node.group);
    if (node.isGroup())
        return createIndex(group, 0, quintptr{0});
    if (node.index >= m_names[std::size_t(group)].size())
        return {};
    return createIndex(node.index, 0, idOf(node.group));
}

ComposeNode ScenarioTreeModel::nodeOf(const QModelIndex &index) const
{
    if (index.internalId() == 0)
        return {static_cast<ComposeGroup>(index.row()), -1};
    return {static_cast<ComposeGroup>(index.internalId() - 1), index.row()};
}

QModelIndex ScenarioTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? idOf(nodeOf(parent).group) : quintptr{0});
}

QModelIndex ScenarioTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr{0});
}

int ScenarioTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return composeGroupCount;
    const ComposeNode node = nodeOf(parent);
    return node.isGroup() && parent.column() == 0 ? int(m_names[std::size_t(node.group)].size()) : 0;
}

int ScenarioTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ScenarioTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComposeNode node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return title(node);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString more = detail(node);
        return more.isEmpty() ? title(node) : QStringLiteral("%1, %2").arg(title(node), more);
    }
    case DetailRole:
        return detail(node);
    case NodeRole:
        return QVariant::fromValue(node);
    case ProblemRole:
        return problemLevel(node);
    case Qt::FontRole:
        if (node.isGroup()) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    default:
        return {};
    }
}

bool ScenarioTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable) || name.isEmpty())
        return false;
    const ComposeNode node = nodeOf(index);
    const std::optional<ElementList> list = listOf(node.group);
    m_document.edit(tr("Rename “%1”").arg(title(node)), {},
                    [&](Scenario &scenario) { renameElement(scenario, list.value(), node.index, name); });
    return elementName(m_document.scenario(), node) == name;
}

Qt::ItemFlags ScenarioTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const ComposeNode node = nodeOf(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!node.isGroup())
        flags |= Qt::ItemNeverHasChildren;
    if (!node.isGroup() && listOf(node.group))
        flags |= Qt::ItemIsEditable;
    return flags;
}

void ScenarioTreeModel::follow()
{
    for (int group = 0; group < composeGroupCount; ++group)
        followGroup(static_cast<ComposeGroup>(group));
    Q_EMIT dataChanged(index(0, 0), index(composeGroupCount - 1, 0));
}

void ScenarioTreeModel::followGroup(ComposeGroup group)
{
    QStringList &known = m_names[std::size_t(group)];
    const QStringList now = namesOf(group);
    const QModelIndex top = indexOf({group, -1});
    // Rows that are the same at both ends stay; of those between, the surplus is inserted or removed.
    const int shorter = int(std::min(known.size(), now.size()));
    int head = 0;
    while (head < shorter && known[head] == now[head])
        ++head;
    int tail = 0;
    while (tail < shorter - head && known[known.size() - 1 - tail] == now[now.size() - 1 - tail])
        ++tail;
    const int surplus = int(now.size() - known.size());
    if (surplus > 0) {
        const int at = int(known.size()) - tail;
        beginInsertRows(top, at, at + surplus - 1);
        known = now;
        endInsertRows();
    } else if (surplus < 0) {
        const int at = int(now.size()) - tail;
        beginRemoveRows(top, at, at - surplus - 1);
        known = now;
        endRemoveRows();
    } else {
        known = now;
    }
    if (!now.isEmpty())
        Q_EMIT dataChanged(index(0, 0, top), index(int(now.size()) - 1, 0, top));
}

QString ScenarioTreeModel::title(const ComposeNode &node) const
{
    if (!node.isGroup())
        return m_names[std::size_t(node.group)].value(node.index);
    switch (node.group) {
    case ComposeGroup::Targets:
        return tr("Targets");
    case ComposeGroup::Requests:
        return tr("Requests");
    case ComposeGroup::Data:
        return tr("Data");
    case ComposeGroup::Load:
        return tr("Load");
    case ComposeGroup::Goals:
        return tr("Goals");
    case ComposeGroup::Settings:
        return tr("Settings");
    }
    return {};
}

QString ScenarioTreeModel::loadDetail(const Load &load)
{
    if (load.groups.size() > 1)
        return tr("%1 groups").arg(load.groups.size());
    const LoadGroup &group = load.first();
    if (std::holds_alternative<TraceLoad>(group.model))
        return tr("trace");
    const QString peak = formatFigure(courseOf(group).peak);
    const bool isCourse = stepCount(group) > 0;
    if (group.isOpen())
        return isCourse ? tr("up to %1 /s").arg(peak) : tr("%1 /s").arg(peak);
    const quint64 users = static_cast<quint64>(courseOf(group).peak);
    if (isCourse)
        return tr("up to %1").arg(counted(users, Counted::Users).text());
    return counted(users, Counted::Users).text();
}

QString ScenarioTreeModel::detail(const ComposeNode &node) const
{
    const Scenario &scenario = m_document.scenario();
    if (!node.isGroup())
        return node.group == ComposeGroup::Requests && node.index < int(scenario.requests.size())
                   ? shareOf(scenario.requests, node.index)
                   : QString();
    if (node.group == ComposeGroup::Load)
        return loadDetail(scenario.load);
    if (node.group == ComposeGroup::Settings)
        return {};
    return QString::number(m_names[std::size_t(node.group)].size());
}

int ScenarioTreeModel::problemLevel(const ComposeNode &node) const
{
    int level = 0;
    for (const Problem &problem : m_document.problems()) {
        const ComposeNode at = nodeAt(problem.path);
        const bool inside =
            at == node || (node.isGroup() && at.group == node.group && at.index >= rowCount(indexOf(node)));
        if (inside)
            level = std::max(level, problem.severity == Severity::Error ? 2 : 1);
    }
    return level;
}

} // namespace weir
