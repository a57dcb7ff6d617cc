// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/templates.h"
#include "session/appsettings.h"
#include "shell/projectfiles.h"
#include "store/projectfile.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

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
    ChangedChoice changedAnswer = ChangedChoice::Cancel;
    int changedAsked = 0;
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
                        },
                        [this](const QString &) {
                            ++changedAsked;
                            return changedAnswer;
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
    void longNamesAreCut();
    void changesOfAnotherProgramAreAskedAbout_data();
    void changesOfAnotherProgramAreAskedAbout();
    void twoWindowsDoNotOverwriteEachOther();
    void aProjectThatIsGoneIsSavedAnew();
    void aProjectThatMayOnlyBeReadSaysSo();
    void namesOfAnyKind_data();
    void namesOfAnyKind();
    void aNameThatNobodyChoseFollowsTheFile_data();
    void aNameThatNobodyChoseFollowsTheFile();
    void filesOfTheScenarioStayTheSame();
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

void TestProjectFiles::longNamesAreCut()
{
    Bench bench;
    bench.document.edit({}, {}, [](Scenario &scenario) { scenario.name = QString(300, QChar(0x6d4b)); });
    QVERIFY(!bench.files.saveAs());
    const QString name = QFileInfo(bench.proposal).fileName();
    QVERIFY2(name.toUtf8().size() <= 255, qPrintable(name));
    QVERIFY(name.startsWith(QString(50, QChar(0x6d4b))) && name.endsWith(u".weir"));
}

void TestProjectFiles::changesOfAnotherProgramAreAskedAbout_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("isSaved");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("cancel") << int(ChangedChoice::Cancel) << false << false;
    QTest::newRow("save over it") << int(ChangedChoice::Overwrite) << true << true;
    QTest::newRow("save elsewhere") << int(ChangedChoice::SaveElsewhere) << true << false;
}

void TestProjectFiles::changesOfAnotherProgramAreAskedAbout()
{
    QFETCH(const int, answer);
    QFETCH(const bool, isSaved);
    QFETCH(const bool, isOver);
    Bench bench;
    const QString path = bench.folder.filePath(QStringLiteral("mine.weir"));
    bench.saveAnswer = path;
    QVERIFY(bench.files.save());
    bench.edit();
    QVERIFY(bench.files.save());
    QCOMPARE(bench.changedAsked, 0); // one's own saving is no change
    Scenario theirs = bench.document.scenario();
    theirs.name = QStringLiteral("theirs");
    QVERIFY(writeProject(path, theirs));
    bench.edit();
    bench.changedAnswer = static_cast<ChangedChoice>(answer);
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("other.weir"));
    QCOMPARE(bench.files.save(), isSaved);
    QCOMPARE(bench.changedAsked, 1);
    QCOMPARE(bench.document.isDirty(), !isSaved);
    QCOMPARE(readProject(path)->scenario.name == u"theirs", !isOver);
    QCOMPARE(QFile::exists(bench.saveAnswer), isSaved && !isOver);
}

void TestProjectFiles::twoWindowsDoNotOverwriteEachOther()
{
    Bench one;
    Bench two;
    one.saveAnswer = one.folder.filePath(QStringLiteral("shared.weir"));
    QVERIFY(one.files.save());
    QVERIFY(two.files.open(one.saveAnswer));
    one.edit();
    QVERIFY(one.files.save());
    const QString saved = one.document.scenario().name;
    two.edit();
    two.edit();
    QVERIFY(!two.files.save());
    QCOMPARE(two.changedAsked, 1);
    QCOMPARE(readProject(one.saveAnswer)->scenario.name, saved);
}

void TestProjectFiles::aProjectThatIsGoneIsSavedAnew()
{
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("mine.weir"));
    QVERIFY(bench.files.save());
    QVERIFY(QFile::remove(bench.saveAnswer));
    bench.edit();
    QVERIFY(bench.files.save());
    QCOMPARE(bench.changedAsked, 0);
    QVERIFY(QFile::exists(bench.saveAnswer));
}

void TestProjectFiles::aProjectThatMayOnlyBeReadSaysSo()
{
    if (geteuid() == 0)
        QSKIP("root may write everything; tst_outputfile does this as somebody else");
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("mine.weir"));
    QVERIFY(bench.files.save());
    QVERIFY(QFile::setPermissions(bench.saveAnswer, QFile::ReadOwner));
    bench.edit();
    QSignalSpy failed(&bench.files, &ProjectFiles::failed);
    QVERIFY(!bench.files.save());
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().value<Error>().text().contains(u"the permission is missing"));
    QVERIFY(bench.document.isDirty());
}

void TestProjectFiles::namesOfAnyKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("blanks") << QStringLiteral("two  blanks.weir");
    QTest::newRow("Chinese") << QStringLiteral("\u538b\u6d4b\u9879\u76ee.weir");
    QTest::newRow("255 bytes") << QString(250, u'n') + QStringLiteral(".weir");
}

void TestProjectFiles::namesOfAnyKind()
{
    QFETCH(const QString, name);
    Bench bench;
    bench.saveAnswer = bench.folder.filePath(name);
    QVERIFY(bench.files.save());
    bench.edit();
    QVERIFY(bench.files.save());
    QVERIFY(bench.files.open(bench.saveAnswer));
    QCOMPARE(bench.document.displayName(), name);
}

void TestProjectFiles::aNameThatNobodyChoseFollowsTheFile_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("a template's") << QString() << QStringLiteral("first") << QStringLiteral("second");
    QTest::newRow("a person's") << QStringLiteral("Mine") << QStringLiteral("Mine") << QStringLiteral("Mine");
}

void TestProjectFiles::aNameThatNobodyChoseFollowsTheFile()
{
    QFETCH(const QString, chosen);
    QFETCH(const QString, first);
    QFETCH(const QString, second);
    Bench bench;
    QVERIFY(bench.files.createFrom(QStringLiteral("soak")));
    if (!chosen.isEmpty())
        bench.document.edit({}, {}, [&](Scenario &scenario) { scenario.name = chosen; });
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("first.weir"));
    QVERIFY(bench.files.save());
    QCOMPARE(bench.document.scenario().name, first);
    QVERIFY(!bench.document.isDirty());
    bench.saveAnswer = bench.folder.filePath(QStringLiteral("second.weir"));
    QVERIFY(bench.files.saveAs());
    QCOMPARE(bench.document.scenario().name, second);
    QCOMPARE(readProject(bench.saveAnswer)->scenario.name, second);
    QCOMPARE(readProject(bench.folder.filePath(QStringLiteral("first.weir")))->scenario.name, first);
}

void TestProjectFiles::filesOfTheScenarioStayTheSame()
{
    Bench bench;
    const auto in = [&](const QString &name) { return bench.folder.filePath(name); };
    QDir(bench.folder.path()).mkpath(QStringLiteral("p/data"));
    QDir(bench.folder.path()).mkpath(QStringLiteral("q"));
    for (const QString &name : {QStringLiteral("p/data/a.jsonl"), QStringLiteral("far.jsonl")}) {
        QFile file(in(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    bench.document.edit({}, {}, [&](Scenario &scenario) {
        scenario.data.resize(2);
        scenario.data[0].path = bench.document.keptPath(in(QStringLiteral("p/data/a.jsonl")));
        scenario.data[1].path = in(QStringLiteral("far.jsonl"));
    });
    const auto paths = [&] {
        return QStringList{bench.document.scenario().data[0].path, bench.document.scenario().data[1].path};
    };
    bench.saveAnswer = in(QStringLiteral("p/mine.weir"));
    QVERIFY(bench.files.save());
    QCOMPARE(paths(), (QStringList{QStringLiteral("data/a.jsonl"), in(QStringLiteral("far.jsonl"))}));
    QVERIFY(!bench.document.isDirty());
    bench.saveAnswer = in(QStringLiteral("q/mine.weir"));
    QVERIFY(bench.files.saveAs());
    QCOMPARE(paths(), (QStringList{in(QStringLiteral("p/data/a.jsonl")), in(QStringLiteral("far.jsonl"))}));
    bench.saveAnswer = in(QStringLiteral("mine.weir"));
    QVERIFY(bench.files.saveAs());
    QCOMPARE(paths(), (QStringList{QStringLiteral("p/data/a.jsonl"), QStringLiteral("far.jsonl")}));
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
