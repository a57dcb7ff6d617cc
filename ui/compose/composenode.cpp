// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/composenode.h"

#include <QStringList>

namespace weir {

int elementCount(const Scenario &scenario, ComposeGroup group)
{
    switch (group) {
    case ComposeGroup::Targets:
        return int(scenario.targets.size());
    case ComposeGroup::Requests:
        return int(scenario.requests.size());
    case ComposeGroup::Data:
        return int(scenario.data.size());
    case ComposeGroup::Goals:
        return int(scenario.goals.thresholds.size());
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
    return 0;
}

QString elementName(const Scenario &scenario, const ComposeNode &node)
{
    if (node.index < 0 || node.index >= elementCount(scenario, node.group))
        return {};
    const std::size_t index = std::size_t(node.index);
    switch (node.group) {
    case ComposeGroup::Targets:
        return scenario.targets[index].name;
    case ComposeGroup::Requests:
        return scenario.requests[index].name;
    case ComposeGroup::Data:
        return scenario.data[index].name;
    case ComposeGroup::Goals:
        return scenario.goals.thresholds[node.index];
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
    return {};
}

bool isEditableList(ComposeGroup group)
{
    return isNamedList(group) || group == ComposeGroup::Goals;
}

bool isNamedList(ComposeGroup group)
{
    return group == ComposeGroup::Targets || group == ComposeGroup::Requests || group == ComposeGroup::Data;
}

QString pathOf(const ComposeNode &node)
{
    static const QString bases[] = {QStringLiteral("/targets"), QStringLiteral("/requests"),
                                    QStringLiteral("/data"),    QStringLiteral("/load"),
                                    QStringLiteral("/goals"),   QString()};
    QString base = bases[static_cast<std::size_t>(node.group)];
    if (node.isGroup())
        return base;
    const QString list = node.group == ComposeGroup::Goals ? base + u"/thresholds"_qs : base;
    return list + u'/' + QString::number(node.index);
}

ComposeNode nodeAt(const QString &path)
{
    const QStringList parts = path.split(u'/'); // the first is empty
    const QString first = parts.value(1);
    bool isIndex = false;
    const int index = parts.value(2).toInt(&isIndex);
    const int element = isIndex ? index : -1;
    if (first == u"targets")
        return {ComposeGroup::Targets, element};
    if (first == u"requests")
        return {ComposeGroup::Requests, element};
    if (first == u"data")
        return {ComposeGroup::Data, element};
    if (first == u"load")
        return {ComposeGroup::Load, -1};
    if (first == u"goals") {
        const int threshold = parts.value(3).toInt(&isIndex);
        return {ComposeGroup::Goals, parts.value(2) == u"thresholds" && isIndex ? threshold : -1};
    }
    return {ComposeGroup::Settings, -1};
}

} // namespace weir
