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

/// An empty `to` takes the request out of the mixes.
void replaceInMixes(Load &load, const QString &from, const QString &to)
{
    for (LoadGroup &group : load.groups) {
        if (to.isEmpty())
            group.mix.removeAll(from);
        else
            std::replace(group.mix.begin(), group.mix.end(), from, to);
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
    else
        replaceInMixes(scenario.load, elements[std::size_t(index)].name, name);
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
        replaceInMixes(scenario.load, name, {});
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

int addLoadGroup(Load &load)
{
    for (LoadGroup &group : load.groups) {
        if (group.name.isEmpty())
            group.name = freeName(load.groups, QStringLiteral("main"));
    }
    LoadGroup added;
    added.name = QStringLiteral("parallel");
    if (load.first().duration)
        added.duration = load.first().duration;
    return append(load.groups, std::move(added));
}

int duplicateLoadGroup(Load &load, int index)
{
    if (index < 0 || std::size_t(index) >= load.groups.size())
        return -1;
    return duplicate(load.groups, index);
}

void removeLoadGroup(Load &load, int index)
{
    if (load.groups.size() > 1 && index >= 0 && std::size_t(index) < load.groups.size())
        load.groups.erase(load.groups.begin() + index);
}

namespace {

/// Splits the scenario's one request into short and long ones.
void mixRequests(Scenario &scenario)
{
    RequestTemplate shortOne = scenario.requests[0];
    shortOne.name = QStringLiteral("chat-short");
    shortOne.weight = 80;
    shortOne.maxTokens = 64;
    RequestTemplate longOne = shortOne;
    longOne.name = QStringLiteral("chat-long");
    longOne.weight = 20;
    longOne.maxTokens = 512;
    scenario.requests = {shortOne, longOne};
}

/// Chatting users, and beside them a burst of batch requests whose callers do not wait long.
void planDrill(Scenario &scenario)
{
    using namespace std::chrono_literals;
    mixRequests(scenario);
    LoadGroup chat;
    chat.name = QStringLiteral("chat");
    chat.mix = {QStringLiteral("chat-short")};
    chat.model = ClosedLoad{.users = 10, .think = {ThinkTime::Kind::Uniform, 1s, 3s}};
    chat.duration = 2min;
    LoadGroup burst;
    burst.name = QStringLiteral("burst");
    burst.mix = {QStringLiteral("chat-long")};
    burst.startAfter = 30s;
    burst.model = OpenLoad{.cap = 200, .steps = {AtOnceStep{20}, RateRamp{0, 10, 15s}, RateStep{10, 30s}}};
    burst.duration.reset();
    burst.abandon = {.withoutToken = 5s, .afterChunks = {}, .share = 0.2};
    scenario.load.groups = {chat, burst};
}

void planLoad(Scenario &scenario, ScenarioTemplate which)
{
    using namespace std::chrono_literals;
    LoadGroup &group = scenario.load.first();
    const OpenLoad openRate{5, Arrivals::Poisson, 200, CapPolicy::Queue};
    switch (which) {
    case ScenarioTemplate::Baseline:
        group.model = ClosedLoad{};
        break;
    case ScenarioTemplate::Concurrent:
        group.model = ClosedLoad{20, {}};
        break;
    case ScenarioTemplate::Steps:
        group.model = ClosedLoad{.steps = {UserStairs{std::nullopt, 10, 5, 30s, 5s}}};
        group.duration.reset();
        break;
    case ScenarioTemplate::Spike:
        group.model = OpenLoad{.arrivals = Arrivals::Poisson,
                               .cap = 400,
                               .steps = {RateStep{4, 30s}, RateStep{20, 15s}, RateStep{4, 45s}}};
        group.duration.reset();
        break;
    case ScenarioTemplate::MixedLoad:
        mixRequests(scenario);
        group.model = openRate;
        break;
    case ScenarioTemplate::OpenRate:
        group.model = openRate;
        break;
    case ScenarioTemplate::Soak:
        group.model = ClosedLoad{5, {ThinkTime::Kind::Uniform, 1s, 3s}};
        group.duration = 24h;
        scenario.load.warmUp = 1min;
        break;
    case ScenarioTemplate::Drill:
        planDrill(scenario);
        break;
    }
}

} // namespace

Scenario makeScenario(ScenarioTemplate which)
{
    static const QStringList names{QStringLiteral("baseline"),  QStringLiteral("concurrent"),
                                   QStringLiteral("open-rate"), QStringLiteral("steps"),
                                   QStringLiteral("spike"),     QStringLiteral("mixed-load"),
                                   QStringLiteral("soak"),      QStringLiteral("drill")};
    Scenario scenario = defaultScenario();
    scenario.name = names.at(static_cast<int>(which));
    scenario.targets[0].url = QStringLiteral("builtin:");
    scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 1s"), QStringLiteral("error_rate < 1%")};
    planLoad(scenario, which);
    return scenario;
}

} // namespace weir
