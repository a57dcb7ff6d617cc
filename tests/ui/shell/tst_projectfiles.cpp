// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/templates.h"
#include "session/appsettings.h"
#include "shell/projectfiles.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

/// Files with answers instead of dialogs.
struct Bench
{
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(QStringLiteral("weir.ini"))};
    ScenarioDocument document{CheckContext{}};
    QString openAnswer;
    QString saveAnswer;
    QString proposal;
    UnsavedChoice unsavedAnswer = UnsavedChoice::Cancel;
    int unsavedAsked = 0;
    ProjectFiles files{document,
                       settings,
                       {[this](const QString &) { return openAnswer; },
                        [this](const QString &path) {
                            proposal = path;
                            return saveAnswer;
                        },
                        [this](const QString &) {
                            ++unsavedAsked;
                            return unsavedAnswer;
                        }}};

    void edit()
    {
        document.edit({}, {}, [](Scenario &scenario) { scenario.name += u'x'; });
    }
};

} // namespace

class TestProjectFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saveAsAddsTheSuffixAndRemembers();
    void savingTwiceAsksOnce();
    void givingUpSavesNothing();
    void failuresAreTold();
    void leaving_data();
    void leaving();
    void openingARunIsHandedOn();
    void sampleIsTheBuiltInProject();
    void proposedNameIsAFileName();
};

void TestProjectFiles::sampleIsTheBuiltInProject()
{
    Bench bench;
    QVERIFY(bench.files.createSample());
    QCOMPARE(bench.document.scenario().targets[0].url, QStringLiteral("builtin:"));
    QCOMPARE(bench.document.scenario().requests.size(), std::size_t{2});
    QVERIFY(bench.document.path().isEmpty());
    QVERIFY(!bench.document.isDirty());
}

void TestProjectFiles::proposedNameIsAFileName()
{
    Bench bench;
    bench.document.edit({}, {},
                        [](Scenario &scenario) { scenario.name = QStringLiteral("Chat: a/b \\ c?"); });
    QVERIFY(!bench.files.saveAs());
    QCOMPARE(QFileInfo(bench.proposal).fileName(), QStringLiteral("Chat- a-b - c-.weir"));
}

void TestProjectFiles::saveAsAddsTheSuffixAndRemembers()
{
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("mine"));
    QVERIFY(bench.files.saveAs());
    const QString path = bench.folder.filePath(QStringLiteral("mine.weir"));
    QVERIFY(QFile::exists(path));
    QCOMPARE(bench.settings.values().recentProjects.value(0), path);
    QCOMPARE(AppSettings(bench.folder.filePath(QStringLiteral("weir.ini"))).values().recentProjects.value(0),
             path);
}

void TestProjectFiles::savingTwiceAsksOnce()
{
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("mine.weir"));
    QVERIFY(bench.files.save());
    bench.saveAnswer.clear();
    bench.edit();
    QVERIFY(bench.files.save());
    QVERIFY(!bench.document.isDirty());
}

void TestProjectFiles::givingUpSavesNothing()
{
    Bench bench;
    bench.edit();
    QVERIFY(!bench.files.save());
    QVERIFY(bench.document.isDirty());
    QVERIFY(bench.document.path().isEmpty());
}

void TestProjectFiles::failuresAreTold()
{
    Bench bench;
    QSignalSpy failed(&bench.files, &ProjectFiles::failed);
    bench.saveAnswer = QStringLiteral("/proc/nowhere/mine.weir");
    QVERIFY(!bench.files.save());
    QCOMPARE(failed.count(), 1);
    QVERIFY(!bench.files.open(bench.folder.filePath(QStringLiteral("missing.weir"))));
    QCOMPARE(failed.count(), 2);
}

void TestProjectFiles::leaving_data()
{
    QTest::addColumn<bool>("dirty");
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("leaves");
    QTest::addColumn<bool>("savedFile");
    QTest::newRow("clean: no question") << false << int(UnsavedChoice::Cancel) << true << false;
    QTest::newRow("save") << true << int(UnsavedChoice::Save) << true << true;
    QTest::newRow("discard") << true << int(UnsavedChoice::Discard) << true << false;
    QTest::newRow("cancel") << true << int(UnsavedChoice::Cancel) << false << false;
}

void TestProjectFiles::leaving()
{
    QFETCH(bool, dirty);
    QFETCH(int, answer);
    QFETCH(bool, leaves);
    QFETCH(bool, savedFile);
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("mine.weir"));
    bench.unsavedAnswer = static_cast<UnsavedChoice>(answer);
    if (dirty)
        bench.edit();
    QCOMPARE(bench.files.createFrom(QStringLiteral("soak")), leaves);
    QCOMPARE(bench.unsavedAsked, dirty ? 1 : 0);
    QCOMPARE(QFile::exists(bench.saveAnswer), savedFile);
    QCOMPARE(bench.document.scenario() == *templateScenario(QStringLiteral("soak")), leaves);
}

void TestProjectFiles::openingARunIsHandedOn()
{
    Bench bench;
    QSignalSpy other(&bench.files, &ProjectFiles::otherFileChosen);
    bench.openAnswer = QStringLiteral("/runs/a.weirrun");
    QVERIFY(bench.files.openAsking());
    QCOMPARE(other.count(), 1);
    QCOMPARE(other.first().first().toString(), bench.openAnswer);
}

QTEST_MAIN(TestProjectFiles)
#include "tst_projectfiles.moc"
