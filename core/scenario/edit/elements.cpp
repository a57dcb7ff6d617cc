// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/elements.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace weir {

namespace {

/// Calls `use` with the list itself: a vector of named elements, or the texts of the thresholds.
template <typename AnyScenario, typename Use>
decltype(auto) withList(AnyScenario &scenario, ElementList list, Use use)
{
    switch (list) {
    case ElementList::Targets:
        return use(scenario.targets);
    case ElementList::Requests:
        return use(scenario.requests);
    case ElementList::Data:
        return use(scenario.data);
    case ElementList::LoadGroups:
        return use(scenario.load.groups);
    case ElementList::Thresholds:
        break;
    }
    return use(scenario.goals.thresholds);
}

template <typename Element>
const QString &nameOf(const Element &element)
{
    if constexpr (std::is_same_v<Element, QString>)
        return element;
    else
        return element.name;
}

template <typename Element>
QString &nameOf(Element &element)
{
    if constexpr (std::is_same_v<Element, QString>)
        return element;
    else
        return element.name;
}

/// Thresholds have no names: two may say the same.
bool hasNames(ElementList list)
{
    return list != ElementList::Thresholds;
}

bool exists(const Scenario &scenario, ElementList list, int index)
{
    return index >= 0 && index < elementCount(scenario, list);
}

/// An empty `to` takes the reference out.
void replaceReferences(Scenario &scenario, ElementList list, const QString &from, const QString &to)
{
    if (from.isEmpty())
        return; // no reference, but the first target or no data
    for (RequestTemplate &request : scenario.requests) {
        if (list == ElementList::Targets && request.target == from)
            request.target = to;
        if (list == ElementList::Data && request.data == from)
            request.data = to;
    }
    if (list != ElementList::Requests)
        return;
    for (LoadGroup &group : scenario.load.groups) {
        if (to.isEmpty())
            group.mix.removeAll(from);
        else
            std::replace(group.mix.begin(), group.mix.end(), from, to);
    }
}

template <typename List>
void append(Scenario &scenario, ElementList list, List &elements, typename List::value_type element)
{
    if (hasNames(list))
        nameOf(element) = freeName(elementNames(scenario, list), nameOf(element));
    elements.push_back(std::move(element));
}

void addTarget(Scenario &scenario)
{
    Target target;
    target.name = QStringLiteral("target");
    target.url = QStringLiteral("builtin:");
    append(scenario, ElementList::Targets, scenario.targets, std::move(target));
}

void addRequest(Scenario &scenario)
{
    RequestTemplate request;
    request.name = QStringLiteral("request");
    append(scenario, ElementList::Requests, scenario.requests, std::move(request));
}

void addSource(Scenario &scenario)
{
    DataSource source;
    source.name = QStringLiteral("prompts");
    source.format = DataSource::Format::Inline;
    source.prompts = {QStringLiteral("How does a weir gauge a river?")};
    append(scenario, ElementList::Data, scenario.data, std::move(source));
}

void addLoadGroup(Scenario &scenario)
{
    Load &load = scenario.load;
    for (LoadGroup &group : load.groups) {
        if (group.name.isEmpty())
            group.name = freeName(elementNames(scenario, ElementList::LoadGroups), QStringLiteral("main"));
    }
    LoadGroup added;
    added.name = QStringLiteral("parallel");
    if (load.first().duration)
        added.duration = load.first().duration;
    append(scenario, ElementList::LoadGroups, load.groups, std::move(added));
}

} // namespace

int elementCount(const Scenario &scenario, ElementList list)
{
    return withList(scenario, list, [](const auto &elements) { return int(elements.size()); });
}

QStringList elementNames(const Scenario &scenario, ElementList list)
{
    return withList(scenario, list, [](const auto &elements) {
        QStringList names;
        for (const auto &element : elements)
            names.append(nameOf(element));
        return names;
    });
}

QString elementName(const Scenario &scenario, ElementList list, int index)
{
    return elementNames(scenario, list).value(index);
}

QString freeName(const QStringList &taken, const QString &wish)
{
    QString name = wish;
    for (int number = 2; taken.contains(name); ++number)
        name = QStringLiteral("%1-%2").arg(wish).arg(number);
    return name;
}

int addElement(Scenario &scenario, ElementList list)
{
    switch (list) {
    case ElementList::Targets:
        addTarget(scenario);
        break;
    case ElementList::Requests:
        addRequest(scenario);
        break;
    case ElementList::Data:
        addSource(scenario);
        break;
    case ElementList::Thresholds:
        scenario.goals.thresholds.append(QStringLiteral("ttft p(99) < 1s"));
        break;
    case ElementList::LoadGroups:
        addLoadGroup(scenario);
        break;
    }
    return elementCount(scenario, list) - 1;
}

int duplicateElement(Scenario &scenario, ElementList list, int index)
{
    if (!exists(scenario, list, index))
        return -1;
    const QStringList taken = elementNames(scenario, list);
    withList(scenario, list, [&](auto &elements) {
        typename std::remove_reference_t<decltype(elements)>::value_type copy = *(elements.cbegin() + index);
        if (hasNames(list))
            nameOf(copy) = freeName(taken, nameOf(copy) + QStringLiteral("-copy"));
        elements.insert(elements.begin() + index + 1, std::move(copy));
    });
    return index + 1;
}

bool removeElement(Scenario &scenario, ElementList list, int index)
{
    const bool isLastGroup = list == ElementList::LoadGroups && elementCount(scenario, list) == 1;
    if (!exists(scenario, list, index) || isLastGroup)
        return false;
    const QString name = elementName(scenario, list, index);
    withList(scenario, list, [&](auto &elements) { elements.erase(elements.begin() + index); });
    replaceReferences(scenario, list, name, {});
    return true;
}

bool renameElement(Scenario &scenario, ElementList list, int index, const QString &name)
{
    if (name.isEmpty() || !exists(scenario, list, index))
        return false;
    const QString before = elementName(scenario, list, index);
    if (name == before || (hasNames(list) && elementNames(scenario, list).contains(name)))
        return false;
    replaceReferences(scenario, list, before, name);
    withList(scenario, list, [&](auto &elements) { nameOf(*(elements.begin() + index)) = name; });
    return true;
}

bool moveElement(Scenario &scenario, ElementList list, int from, int to)
{
    if (from == to || !exists(scenario, list, from) || !exists(scenario, list, to))
        return false;
    withList(scenario, list, [&](auto &elements) {
        const auto begin = elements.begin();
        if (from < to)
            std::rotate(begin + from, begin + from + 1, begin + to + 1);
        else
            std::rotate(begin + to, begin + from, begin + from + 1);
    });
    return true;
}

} // namespace weir
