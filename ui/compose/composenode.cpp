// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/composenode.h"

#include <QStringList>

namespace weir {

std::optional<ElementList> listOf(ComposeGroup group)
{
    switch (group) {
    case ComposeGroup::Targets:
        return ElementList::Targets;
    case ComposeGroup::Requests:
        return ElementList::Requests;
    case ComposeGroup::Data:
        return ElementList::Data;
    case ComposeGroup::Goals:
        return ElementList::Thresholds;
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
    return std::nullopt;
}

int elementCount(const Scenario &scenario, ComposeGroup group)
{
    const std::optional<ElementList> list = listOf(group);
    return list ? elementCount(scenario, *list) : 0;
}

QString elementName(const Scenario &scenario, const ComposeNode &node)
{
    const std::optional<ElementList> list = listOf(node.group);
    return list ? elementName(scenario, *list, node.index) : QString();
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
