// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/scenarioparts.h"

#include "scenario/check.h"

#include <algorithm>

namespace weir {

namespace {

template <typename Element>
bool isTaken(const std::vector<Element> &elements, const QString &name)
{
    return std::any_of(elements.begin(), elements.end(), [&](const Element &e) { return e.name == name; });
}

template <typename Element>
QString freeName(const std::vector<Element> &elements, const QString &wish)
{
    QString name = wish;
    for (int number = 2; isTaken(elements, name); ++number)
        name = QStringLiteral("%1-%2").arg(wish).arg(number);
    return name;
}

template <typename Element>
int append(std::vector<Element> &elements, Element element)
{
    element.name = freeName(elements, element.name);
    elements.push_back(std::move(element));
    return int(elements.size()) - 1;
}

template <typename Element>
int duplicate(std::vector<Element> &elements, int index)
{
    Element copy = elements[std::size_t(index)];
    copy.name = freeName(elements, copy.name + u"-copy"_qs);
    elements.insert(elements.begin() + index + 1, std::move(copy));
    return index + 1;
}

void replaceReferences(Scenario &scenario, QString RequestTemplate::*member, const QString &from,
                       const QString &to)
{
    if (from.isEmpty())
        return;
    for (RequestTemplate &request : scenario.requests) {
        if (request.*member == from)
            request.*member = to;
    }
}

template <typename Element>
void rename(Scenario &scenario, std::vector<Element> &elements, int index, const QString &name,
            QString RequestTemplate::*reference)
{
    if (isTaken(elements, name))
        return;
    if (reference)
        replaceReferences(scenario, reference, elements[std::size_t(index)].name, name);
    elements[std::size_t(index)].name = name;
}

} // namespace

int addElement(Scenario &scenario, ComposeGroup group)
{
    switch (group) {
    case ComposeGroup::Targets: {
        Target target;
        target.name = QStringLiteral("target");
        target.url = QStringLiteral("builtin:");
        return append(scenario.targets, std::move(target));
    }
    case ComposeGroup::Requests: {
        RequestTemplate request;
        request.name = QStringLiteral("request");
        return append(scenario.requests, std::move(request));
    }
    case ComposeGroup::Data: {
        DataSource source;
        source.name = QStringLiteral("prompts");
        source.format = DataSource::Format::Inline;
        source.prompts = {QStringLiteral("How does a weir gauge a river?")};
        return append(scenario.data, std::move(source));
    }
    case ComposeGroup::Goals:
        scenario.goals.thresholds.append(QStringLiteral("ttft p(99) < 1s"));
        return int(scenario.goals.thresholds.size()) - 1;
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
    return -1;
}

int duplicateElement(Scenario &scenario, const ComposeNode &node)
{
    if (node.index < 0 || node.index >= elementCount(scenario, node.group))
        return -1;
    switch (node.group) {
    case ComposeGroup::Targets:
        return duplicate(scenario.targets, node.index);
    case ComposeGroup::Requests:
        return duplicate(scenario.requests, node.index);
    case ComposeGroup::Data:
        return duplicate(scenario.data, node.index);
    case ComposeGroup::Goals:
        scenario.goals.thresholds.insert(node.index + 1, scenario.goals.thresholds[node.index]);
        return node.index + 1;
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
    return -1;
}

void removeElement(Scenario &scenario, const ComposeNode &node)
{
    if (node.index < 0 || node.index >= elementCount(scenario, node.group))
        return;
    const QString name = elementName(scenario, node);
    switch (node.group) {
    case ComposeGroup::Targets:
        scenario.targets.erase(scenario.targets.begin() + node.index);
        replaceReferences(scenario, &RequestTemplate::target, name, {});
        break;
    case ComposeGroup::Requests:
        scenario.requests.erase(scenario.requests.begin() + node.index);
        break;
    case ComposeGroup::Data:
        scenario.data.erase(scenario.data.begin() + node.index);
        replaceReferences(scenario, &RequestTemplate::data, name, {});
        break;
    case ComposeGroup::Goals:
        scenario.goals.thresholds.removeAt(node.index);
        break;
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
}

void renameElement(Scenario &scenario, const ComposeNode &node, const QString &name)
{
    if (name.isEmpty() || node.index < 0 || node.index >= elementCount(scenario, node.group))
        return;
    switch (node.group) {
    case ComposeGroup::Targets:
        return rename(scenario, scenario.targets, node.index, name, &RequestTemplate::target);
    case ComposeGroup::Requests:
        return rename(scenario, scenario.requests, node.index, name, nullptr);
    case ComposeGroup::Data:
        return rename(scenario, scenario.data, node.index, name, &RequestTemplate::data);
    case ComposeGroup::Goals:
        scenario.goals.thresholds[node.index] = name;
        break;
    case ComposeGroup::Load:
    case ComposeGroup::Settings:
        break;
    }
}

Scenario makeScenario(ScenarioTemplate which)
{
    Scenario scenario = defaultScenario();
    scenario.targets[0].url = QStringLiteral("builtin:");
    scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 1s"), QStringLiteral("error_rate < 1%")};
    switch (which) {
    case ScenarioTemplate::Baseline:
        scenario.name = QStringLiteral("baseline");
        scenario.load.first().model = ClosedLoad{};
        break;
    case ScenarioTemplate::Concurrent:
        scenario.name = QStringLiteral("concurrent");
        scenario.load.first().model = ClosedLoad{20, {}};
        break;
    case ScenarioTemplate::OpenRate:
        scenario.name = QStringLiteral("open-rate");
        scenario.load.first().model = OpenLoad{5, Arrivals::Poisson, 200, CapPolicy::Queue};
        break;
    case ScenarioTemplate::MixedLoad: {
        scenario.name = QStringLiteral("mixed-load");
        scenario.load.first().model = OpenLoad{5, Arrivals::Poisson, 200, CapPolicy::Queue};
        RequestTemplate shortOne = scenario.requests[0];
        shortOne.name = QStringLiteral("chat-short");
        shortOne.weight = 80;
        shortOne.maxTokens = 64;
        RequestTemplate longOne = shortOne;
        longOne.name = QStringLiteral("chat-long");
        longOne.weight = 20;
        longOne.maxTokens = 512;
        scenario.requests = {shortOne, longOne};
        break;
    }
    case ScenarioTemplate::Soak:
        scenario.name = QStringLiteral("soak");
        scenario.load.first().model =
            ClosedLoad{5, {ThinkTime::Kind::Uniform, std::chrono::seconds{1}, std::chrono::seconds{3}}};
        scenario.load.first().duration = std::chrono::hours{24};
        scenario.load.warmUp = std::chrono::minutes{1};
        break;
    }
    return scenario;
}

} // namespace weir
