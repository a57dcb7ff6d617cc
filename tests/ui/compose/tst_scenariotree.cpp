// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/scenariotreemodel.h"
#include "scenario/edit/elements.h"
#include "scenario/templates.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace weir;

class TestScenarioTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelKeepsItsPromisesThroughEdits();
    void insertsAndRemovesOnlyWhatChanged();
    void details();
    void renamingFollowsReferences();
    void takenAndEmptyNamesAreRefused();
    void problemsMarkTheirNode();
    void pathsAndNodes_data();
    void pathsAndNodes();
};

namespace {

void add(ScenarioDocument &document, ComposeGroup group)
{
    document.edit({}, {}, [&](Scenario &scenario) { addElement(scenario, listOf(group).value()); });
}

CheckContext names()
{
    CheckContext context;
    context.vendors = {QStringLiteral("openai-chat")};
    return context;
}

} // namespace

void TestScenarioTree::modelKeepsItsPromisesThroughEdits()
{
    ScenarioDocument document(names());
    ScenarioTreeModel model(document);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (ComposeGroup group :
         {ComposeGroup::Targets, ComposeGroup::Requests, ComposeGroup::Data, ComposeGroup::Goals}) {
        add(document, group);
        add(document, group);
        document.edit({}, {}, [&](Scenario &scenario) { removeElement(scenario, listOf(group).value(), 0); });
    }
    document.edit({}, {}, [](Scenario &scenario) {
        scenario.targets.clear();
        scenario.requests.clear();
    });
    while (document.undoStack()->canUndo())
        document.undoStack()->undo();
    while (document.undoStack()->canRedo())
        document.undoStack()->redo();
    document.reset(defaultScenario());
    QCOMPARE(model.rowCount(), composeGroupCount);
    QCOMPARE(model.rowCount(model.indexOf({ComposeGroup::Targets, -1})), 1);
}

void TestScenarioTree::insertsAndRemovesOnlyWhatChanged()
{
    ScenarioDocument document(names());
    ScenarioTreeModel model(document);
    add(document, ComposeGroup::Requests);
    add(document, ComposeGroup::Requests);
    const QPersistentModelIndex last = model.indexOf({ComposeGroup::Requests, 2});
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    document.edit({}, {}, [](Scenario &scenario) { removeElement(scenario, ElementList::Requests, 1); });
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().at(1).toInt(), 1);
    QVERIFY(last.isValid());
    QCOMPARE(last.row(), 1);
    QCOMPARE(last.data().toString(), document.scenario().requests[1].name);
}

void TestScenarioTree::details()
{
    ScenarioDocument document(names());
    document.reset(*templateScenario(QStringLiteral("mixed")));
    ScenarioTreeModel model(document);
    const auto detail = [&](ComposeNode node) {
        return model.indexOf(node).data(ScenarioTreeModel::DetailRole).toString();
    };
    QCOMPARE(detail({ComposeGroup::Requests, 0}), QStringLiteral("80 %"));
    QCOMPARE(detail({ComposeGroup::Requests, 1}), QStringLiteral("20 %"));
    QCOMPARE(detail({ComposeGroup::Requests, -1}), QStringLiteral("2"));
    QVERIFY(detail({ComposeGroup::Load, -1}).startsWith(u"20"));
}

void TestScenarioTree::renamingFollowsReferences()
{
    ScenarioDocument document(names());
    add(document, ComposeGroup::Data);
    document.edit({}, {}, [](Scenario &scenario) {
        scenario.requests[0].target = scenario.targets[0].name;
        scenario.requests[0].data = scenario.data[0].name;
    });
    ScenarioTreeModel model(document);
    QVERIFY(
        model.setData(model.indexOf({ComposeGroup::Targets, 0}), QStringLiteral("staging"), Qt::EditRole));
    QVERIFY(model.setData(model.indexOf({ComposeGroup::Data, 0}), QStringLiteral("questions"), Qt::EditRole));
    QCOMPARE(document.scenario().requests[0].target, QStringLiteral("staging"));
    QCOMPARE(document.scenario().requests[0].data, QStringLiteral("questions"));
    document.undoStack()->undo();
    document.undoStack()->undo();
    QCOMPARE(document.scenario().requests[0].target, document.scenario().targets[0].name);
}

void TestScenarioTree::takenAndEmptyNamesAreRefused()
{
    ScenarioDocument document(names());
    add(document, ComposeGroup::Targets);
    ScenarioTreeModel model(document);
    const QString first = document.scenario().targets[0].name;
    QVERIFY(!model.setData(model.indexOf({ComposeGroup::Targets, 1}), first, Qt::EditRole));
    QVERIFY(!model.setData(model.indexOf({ComposeGroup::Targets, 1}), QStringLiteral("  "), Qt::EditRole));
    QVERIFY(!model.setData(model.indexOf({ComposeGroup::Targets, -1}), QStringLiteral("x"), Qt::EditRole));
    QVERIFY(document.scenario().targets[1].name != first);
}

void TestScenarioTree::problemsMarkTheirNode()
{
    ScenarioDocument document(names());
    ScenarioTreeModel model(document);
    document.edit({}, {}, [](Scenario &scenario) { scenario.targets[0].url = QStringLiteral("ftp://x"); });
    document.recheck();
    QTRY_VERIFY(document.isChecked());
    QCOMPARE(model.indexOf({ComposeGroup::Targets, 0}).data(ScenarioTreeModel::ProblemRole).toInt(), 2);
    QCOMPARE(model.indexOf({ComposeGroup::Goals, -1}).data(ScenarioTreeModel::ProblemRole).toInt(), 0);
}

void TestScenarioTree::pathsAndNodes_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("group");
    QTest::addColumn<int>("index");
    QTest::newRow("member of a target") << "/targets/2/url" << int(ComposeGroup::Targets) << 2;
    QTest::newRow("the list") << "/requests" << int(ComposeGroup::Requests) << -1;
    QTest::newRow("load") << "/load/rate" << int(ComposeGroup::Load) << -1;
    QTest::newRow("threshold") << "/goals/thresholds/1" << int(ComposeGroup::Goals) << 1;
    QTest::newRow("other goal") << "/goals/validity/slipP99" << int(ComposeGroup::Goals) << -1;
    QTest::newRow("of the whole") << "/seed" << int(ComposeGroup::Settings) << -1;
    QTest::newRow("file") << "" << int(ComposeGroup::Settings) << -1;
}

void TestScenarioTree::pathsAndNodes()
{
    QFETCH(QString, path);
    QFETCH(int, group);
    QFETCH(int, index);
    const ComposeNode node = nodeAt(path);
    QCOMPARE(int(node.group), group);
    QCOMPARE(node.index, index);
    QVERIFY(path.startsWith(pathOf(node)));
}

QTEST_MAIN(TestScenarioTree)
#include "tst_scenariotree.moc"
