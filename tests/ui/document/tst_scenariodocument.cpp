// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/scenariodocument.h"
#include "scenario/scenariojson.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

CheckContext names()
{
    CheckContext context;
    context.vendors = {QStringLiteral("openai-chat")};
    context.builtinPresets = {QStringLiteral("default")};
    return context;
}

void rename(ScenarioDocument &document, const QString &name, const QString &key = {})
{
    document.edit(QStringLiteral("Rename"), MergeKey{key}, [&](Scenario &scenario) { scenario.name = name; });
}

bool hasProblemAt(const ScenarioDocument &document, const QString &path)
{
    return std::any_of(document.problems().begin(), document.problems().end(),
                       [&](const Problem &problem) { return problem.path == path; });
}

} // namespace

class TestScenarioDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editUndoRedo();
    void unchangedEditLeavesNoStep();
    void merging_data();
    void merging();
    void mergedBackToTheStartLeavesNoStep();
    void dirtyMark();
    void editAfterSavingNeverMeltsIntoTheSavedState();
    void saveAndOpenGiveTheSame();
    void openingWhatIsNotThereKeepsTheDocument();
    void problemsOfTheFileStayUntilSaved();
    void problemsFollowEdits();
    void newestCheckWins();
    void restoredWorkIsDirty();
};

void TestScenarioDocument::editUndoRedo()
{
    ScenarioDocument document(names());
    const Scenario before = document.scenario();
    QSignalSpy changed(&document, &ScenarioDocument::changed);
    rename(document, QStringLiteral("other"));
    QCOMPARE(document.scenario().name, QStringLiteral("other"));
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Rename"));
    document.undoStack()->undo();
    QCOMPARE(document.scenario(), before);
    document.undoStack()->redo();
    QCOMPARE(document.scenario().name, QStringLiteral("other"));
    QCOMPARE(changed.count(), 3);
}

void TestScenarioDocument::unchangedEditLeavesNoStep()
{
    ScenarioDocument document(names());
    QSignalSpy changed(&document, &ScenarioDocument::changed);
    rename(document, document.scenario().name);
    QCOMPARE(document.undoStack()->count(), 0);
    QCOMPARE(changed.count(), 0);
}

void TestScenarioDocument::merging_data()
{
    QTest::addColumn<QString>("firstKey");
    QTest::addColumn<QString>("secondKey");
    QTest::addColumn<bool>("leftBetween");
    QTest::addColumn<int>("steps");
    QTest::newRow("same field") << "/name"
                                << "/name" << false << 1;
    QTest::newRow("same field, left between") << "/name"
                                              << "/name" << true << 2;
    QTest::newRow("other field") << "/name"
                                 << "/description" << false << 2;
    QTest::newRow("no key") << ""
                            << "" << false << 2;
    QTest::newRow("key, then none") << "/name"
                                    << "" << false << 2;
}

void TestScenarioDocument::merging()
{
    QFETCH(QString, firstKey);
    QFETCH(QString, secondKey);
    QFETCH(bool, leftBetween);
    QFETCH(int, steps);
    ScenarioDocument document(names());
    rename(document, QStringLiteral("a"), firstKey);
    if (leftBetween)
        document.endMerge();
    rename(document, QStringLiteral("ab"), secondKey);
    QCOMPARE(document.undoStack()->count(), steps);
    QCOMPARE(document.scenario().name, QStringLiteral("ab"));
    document.undoStack()->undo();
    QCOMPARE(document.scenario().name, steps == 1 ? Scenario().name : QStringLiteral("a"));
}

void TestScenarioDocument::mergedBackToTheStartLeavesNoStep()
{
    ScenarioDocument document(names());
    const QString before = document.scenario().name;
    rename(document, QStringLiteral("x"), QStringLiteral("/name"));
    QVERIFY(document.isDirty());
    rename(document, before, QStringLiteral("/name"));
    QCOMPARE(document.undoStack()->count(), 0);
    QVERIFY(!document.isDirty());
}

void TestScenarioDocument::dirtyMark()
{
    QTemporaryDir folder;
    ScenarioDocument document(names());
    QVERIFY(!document.isDirty());
    QSignalSpy dirty(&document, &ScenarioDocument::dirtyChanged);
    rename(document, QStringLiteral("other"));
    QVERIFY(document.isDirty());
    QVERIFY(document.saveAs(folder.filePath(QStringLiteral("p.weir"))));
    QVERIFY(!document.isDirty());
    QVERIFY(!dirty.last().first().toBool());
    document.undoStack()->undo();
    QVERIFY(document.isDirty());
    document.undoStack()->redo();
    QVERIFY(!document.isDirty());
}

void TestScenarioDocument::editAfterSavingNeverMeltsIntoTheSavedState()
{
    QTemporaryDir folder;
    ScenarioDocument document(names());
    rename(document, QStringLiteral("a"), QStringLiteral("/name"));
    QVERIFY(document.saveAs(folder.filePath(QStringLiteral("p.weir"))));
    rename(document, QStringLiteral("ab"), QStringLiteral("/name"));
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QVERIFY(!document.isDirty());
}

void TestScenarioDocument::saveAndOpenGiveTheSame()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.weir"));
    ScenarioDocument written(names());
    written.edit(QStringLiteral("Edit"), {}, [](Scenario &scenario) {
        scenario.name = QStringLiteral("Übung 中文");
        scenario.load.first().model = OpenLoad{2.5, Arrivals::Poisson, 30, CapPolicy::Drop};
        scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 500ms")};
    });
    QVERIFY(written.saveAs(path));
    QCOMPARE(written.displayName(), QStringLiteral("p.weir"));
    QCOMPARE(written.baseFolder(), QFileInfo(path).absolutePath());
    ScenarioDocument read(names());
    QVERIFY(read.open(path));
    QCOMPARE(read.scenario(), written.scenario());
    QVERIFY(!read.isDirty());
    QVERIFY(read.savedAt().has_value());
}

void TestScenarioDocument::openingWhatIsNotThereKeepsTheDocument()
{
    ScenarioDocument document(names());
    rename(document, QStringLiteral("mine"));
    const Result<void> result = document.open(QStringLiteral("/nowhere/at/all.weir"));
    QVERIFY(!result);
    QVERIFY(!result.error().text().isEmpty());
    QCOMPARE(document.scenario().name, QStringLiteral("mine"));
    QVERIFY(document.isDirty());
}

void TestScenarioDocument::problemsOfTheFileStayUntilSaved()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.weir"));
    QJsonObject json = QJsonDocument::fromJson(scenarioToJson(defaultScenario())).object();
    json.insert(QStringLiteral("surprise"), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(json).toJson());
    file.close();
    ScenarioDocument document(names());
    QVERIFY(document.open(path));
    QTRY_VERIFY(document.isChecked());
    QVERIFY(hasProblemAt(document, QStringLiteral("/surprise")));
    QVERIFY(document.save());
    QVERIFY(!hasProblemAt(document, QStringLiteral("/surprise")));
}

void TestScenarioDocument::problemsFollowEdits()
{
    ScenarioDocument document(names());
    QTRY_VERIFY(document.isChecked());
    QVERIFY(!hasErrors(document.problems()));
    document.edit(QStringLiteral("Break"), {}, [](Scenario &scenario) { scenario.targets[0].url.clear(); });
    QVERIFY(!document.isChecked());
    QTRY_VERIFY(document.isChecked());
    QVERIFY(hasProblemAt(document, QStringLiteral("/targets/0/url")));
    document.undoStack()->undo();
    QTRY_VERIFY(document.isChecked());
    QVERIFY(!hasErrors(document.problems()));
}

void TestScenarioDocument::newestCheckWins()
{
    ProblemChecker checker;
    Scenario broken = defaultScenario();
    broken.targets.clear();
    QSignalSpy checked(&checker, &ProblemChecker::checked);
    checker.checkNow(broken, names());
    checker.checkNow(defaultScenario(), names());
    QTRY_VERIFY(!checker.isPending());
    QCOMPARE(checked.count(), 1);
    QVERIFY(!hasErrors(checked.first().first().value<Problems>()));
}

void TestScenarioDocument::restoredWorkIsDirty()
{
    ScenarioDocument document(names());
    Scenario work = defaultScenario();
    work.name = QStringLiteral("lost and found");
    document.restore(QString(), work);
    QCOMPARE(document.scenario(), work);
    QVERIFY(document.isDirty());
    QTemporaryDir folder;
    QVERIFY(document.saveAs(folder.filePath(QStringLiteral("p.weir"))));
    QVERIFY(!document.isDirty());
}

QTEST_MAIN(TestScenarioDocument)
#include "tst_scenariodocument.moc"
