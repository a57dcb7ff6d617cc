// SPDX-License-Identifier: GPL-3.0-or-later
#include "randomscenario.h"
#include "scenario/check.h"
#include "scenario/edit/elements.h"

#include <QTest>

#include <algorithm>

using namespace weir;

namespace {

constexpr int rounds = 300;
constexpr std::array allLists{ElementList::Targets, ElementList::Requests, ElementList::Data,
                              ElementList::Thresholds, ElementList::LoadGroups};

template <typename Elements>
QString nameOfAny(Random &random, const Elements &elements)
{
    return elements.empty() ? QString() : elements[random.below(elements.size())].name;
}

/// Random content in every member, but names that differ and references that lead somewhere.
Scenario soundScenario(Random &random)
{
    Scenario made = randomScenario(random);
    int number = 0;
    const auto name = [&](auto &elements) {
        for (auto &element : elements)
            element.name = QStringLiteral("%1 %2").arg(++number).arg(element.name);
    };
    name(made.targets);
    name(made.requests);
    name(made.data);
    name(made.load.groups);
    for (RequestTemplate &request : made.requests) {
        request.target = random.below(3) == 0 ? QString() : nameOfAny(random, made.targets);
        request.data = random.below(3) == 0 ? QString() : nameOfAny(random, made.data);
    }
    for (LoadGroup &group : made.load.groups) {
        group.mix.clear();
        for (const RequestTemplate &request : made.requests) {
            if (random.below(2) == 0)
                group.mix.append(request.name);
        }
    }
    return made;
}

/// Every reference in a scenario that leads nowhere.
QStringList dangling(const Scenario &scenario)
{
    const QStringList targets = elementNames(scenario, ElementList::Targets);
    const QStringList data = elementNames(scenario, ElementList::Data);
    const QStringList requests = elementNames(scenario, ElementList::Requests);
    QStringList found;
    for (const RequestTemplate &request : scenario.requests) {
        if (!request.target.isEmpty() && !targets.contains(request.target))
            found.append(request.target);
        if (!request.data.isEmpty() && !data.contains(request.data))
            found.append(request.data);
    }
    for (const LoadGroup &group : scenario.load.groups) {
        for (const QString &name : group.mix) {
            if (!requests.contains(name))
                found.append(name);
        }
    }
    return found;
}

/// What check() says about references that lead nowhere.
QStringList referenceErrors(const Scenario &scenario)
{
    CheckContext context;
    context.readData = false;
    context.vendors = {Target().vendor};
    QStringList found;
    for (const Problem &problem : check(scenario, context)) {
        const bool isReference = problem.path.endsWith(u"/target") || problem.path.endsWith(u"/data") ||
                                 problem.path.contains(u"/mix/");
        if (problem.severity == Severity::Error && isReference)
            found.append(problem.path + u": "_qs + problem.message.english());
    }
    return found;
}

/// Two of everything, each referred to.
Scenario fullScenario()
{
    Scenario scenario = defaultScenario();
    for (const ElementList list : allLists)
        addElement(scenario, list);
    addElement(scenario, ElementList::Data);
    scenario.requests[0].target = scenario.targets[0].name;
    scenario.requests[1].target = scenario.targets[1].name;
    scenario.requests[0].data = scenario.data[0].name;
    scenario.requests[1].data = scenario.data[1].name;
    scenario.load.groups[0].mix = {scenario.requests[0].name};
    scenario.load.groups[1].mix = {scenario.requests[0].name, scenario.requests[1].name};
    return scenario;
}

} // namespace

class TestElements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renamedAndRenamedBackIsTheSame()
    {
        Random random(20261130);
        int renamed = 0;
        for (int round = 0; round < rounds; ++round) {
            const Scenario before = soundScenario(random);
            for (const ElementList list : allLists) {
                for (int index = 0; index < elementCount(before, list); ++index) {
                    Scenario scenario = before;
                    const QString name = elementName(before, list, index);
                    const QString other = QStringLiteral("another name");
                    QVERIFY(renameElement(scenario, list, index, other));
                    QVERIFY(scenario != before);
                    QCOMPARE(dangling(scenario), QStringList());
                    // A threshold may be empty in a file, yet nobody can type an empty one.
                    if (name.isEmpty())
                        continue;
                    QVERIFY(renameElement(scenario, list, index, name));
                    QCOMPARE(scenario, before);
                    ++renamed;
                }
            }
        }
        QVERIFY(renamed > rounds);
    }

    void removedLeavesNoReferenceBehind()
    {
        Random random(20261201);
        for (int round = 0; round < rounds; ++round) {
            const Scenario before = soundScenario(random);
            QCOMPARE(dangling(before), QStringList());
            for (const ElementList list : allLists) {
                Scenario scenario = before;
                const int least = list == ElementList::LoadGroups ? 1 : 0;
                while (elementCount(scenario, list) > least) {
                    const int count = elementCount(scenario, list);
                    QVERIFY(removeElement(scenario, list, int(random.below(quint64(count)))));
                    QCOMPARE(elementCount(scenario, list), count - 1);
                    QCOMPARE(dangling(scenario), QStringList());
                }
            }
        }
    }

    void checkFindsNoReferenceThatLeadsNowhere()
    {
        const Scenario before = fullScenario();
        QCOMPARE(referenceErrors(before), QStringList());
        for (const ElementList list : allLists) {
            for (int index = 0; index < elementCount(before, list); ++index) {
                Scenario scenario = before;
                QVERIFY(removeElement(scenario, list, index));
                QCOMPARE(referenceErrors(scenario), QStringList());
                scenario = before;
                QVERIFY(renameElement(scenario, list, index, QStringLiteral("another name")));
                QCOMPARE(referenceErrors(scenario), QStringList());
            }
        }
        // The same question finds one that does.
        Scenario broken = before;
        broken.targets.erase(broken.targets.begin());
        QVERIFY(!referenceErrors(broken).isEmpty());
    }

    void renamingFollowsReferences()
    {
        Scenario scenario = fullScenario();
        QVERIFY(renameElement(scenario, ElementList::Targets, 0, QStringLiteral("staging")));
        QVERIFY(renameElement(scenario, ElementList::Data, 0, QStringLiteral("questions")));
        QVERIFY(renameElement(scenario, ElementList::Requests, 0, QStringLiteral("essay")));
        QCOMPARE(scenario.requests[0].target, QStringLiteral("staging"));
        QCOMPARE(scenario.requests[0].data, QStringLiteral("questions"));
        QCOMPARE(scenario.load.groups[0].mix, QStringList{QStringLiteral("essay")});
        QCOMPARE(scenario.load.groups[1].mix.first(), QStringLiteral("essay"));
        QCOMPARE(scenario.requests[1], fullScenario().requests[1]);
    }

    void takenAndEmptyNamesAreRefused()
    {
        const Scenario before = fullScenario();
        Scenario scenario = before;
        for (const ElementList list :
             {ElementList::Targets, ElementList::Requests, ElementList::Data, ElementList::LoadGroups}) {
            QVERIFY(!renameElement(scenario, list, 1, elementName(scenario, list, 0)));
            QVERIFY(!renameElement(scenario, list, 1, elementName(scenario, list, 1)));
            QVERIFY(!renameElement(scenario, list, 1, QString()));
            QVERIFY(!renameElement(scenario, list, 9, QStringLiteral("x")));
            QVERIFY(!renameElement(scenario, list, -1, QStringLiteral("x")));
        }
        QCOMPARE(scenario, before);
        // Two thresholds may say the same.
        scenario.goals.thresholds = {QStringLiteral("error_rate < 1%"), QStringLiteral("ttft p(99) < 1s")};
        QVERIFY(renameElement(scenario, ElementList::Thresholds, 1, QStringLiteral("error_rate < 1%")));
    }

    void addedAndDuplicatedHaveFreeNames()
    {
        for (const ElementList list : allLists) {
            Scenario scenario = fullScenario();
            const int count = elementCount(scenario, list);
            QCOMPARE(addElement(scenario, list), count);
            QCOMPARE(duplicateElement(scenario, list, 0), 1);
            QCOMPARE(duplicateElement(scenario, list, 0), 1);
            QCOMPARE(duplicateElement(scenario, list, 99), -1);
            QCOMPARE(elementCount(scenario, list), count + 3);
            QStringList names = elementNames(scenario, list);
            if (list == ElementList::Thresholds)
                continue; // they have none
            QCOMPARE(names.removeDuplicates(), 0);
        }
    }

    void aCopyDiffersInItsNameOnly()
    {
        Scenario scenario = fullScenario();
        QCOMPARE(duplicateElement(scenario, ElementList::Requests, 0), 1);
        RequestTemplate copy = scenario.requests[1];
        QCOMPARE(copy.name, scenario.requests[0].name + u"-copy"_qs);
        copy.name = scenario.requests[0].name;
        QCOMPARE(copy, scenario.requests[0]);
        scenario.goals.thresholds = {QStringLiteral("error_rate < 1%")};
        QCOMPARE(duplicateElement(scenario, ElementList::Thresholds, 0), 1);
        QCOMPARE(scenario.goals.thresholds[1], scenario.goals.thresholds[0]);
    }

    void groupsGetNamesWhenThereAreSeveral()
    {
        Scenario scenario = defaultScenario();
        scenario.load.first().duration = std::chrono::minutes{7};
        QCOMPARE(scenario.load.first().name, QString());
        QCOMPARE(addElement(scenario, ElementList::LoadGroups), 1);
        QCOMPARE(elementNames(scenario, ElementList::LoadGroups), (QStringList{u"main"_qs, u"parallel"_qs}));
        QCOMPARE(scenario.load.groups[1].duration, scenario.load.groups[0].duration);
        QVERIFY(removeElement(scenario, ElementList::LoadGroups, 0));
        QVERIFY(!removeElement(scenario, ElementList::LoadGroups, 0)); // a load has at least one
        QCOMPARE(scenario.load.groups.size(), std::size_t{1});
    }

    void movedAndMovedBackIsTheSame()
    {
        Random random(7);
        for (int round = 0; round < rounds; ++round) {
            const Scenario before = soundScenario(random);
            for (const ElementList list : allLists) {
                const int count = elementCount(before, list);
                if (count < 2)
                    continue;
                const int from = int(random.below(quint64(count)));
                const int to = (from + 1 + int(random.below(quint64(count - 1)))) % count;
                Scenario scenario = before;
                QVERIFY(moveElement(scenario, list, from, to));
                QCOMPARE(elementName(scenario, list, to), elementName(before, list, from));
                QCOMPARE(dangling(scenario), QStringList());
                QVERIFY(moveElement(scenario, list, to, from));
                QCOMPARE(scenario, before);
            }
        }
        Scenario scenario = fullScenario();
        QVERIFY(!moveElement(scenario, ElementList::Targets, 0, 0));
        QVERIFY(!moveElement(scenario, ElementList::Targets, 0, 2));
        QVERIFY(!moveElement(scenario, ElementList::Targets, -1, 0));
        QCOMPARE(scenario, fullScenario());
    }

    void namesThatAreFree()
    {
        QCOMPARE(freeName({}, u"a"_qs), u"a"_qs);
        QCOMPARE(freeName({u"b"_qs}, u"a"_qs), u"a"_qs);
        QCOMPARE(freeName({u"a"_qs}, u"a"_qs), u"a-2"_qs);
        QCOMPARE(freeName({u"a"_qs, u"a-2"_qs, u"a-4"_qs}, u"a"_qs), u"a-3"_qs);
    }
};

QTEST_GUILESS_MAIN(TestElements)
#include "tst_elements.moc"
