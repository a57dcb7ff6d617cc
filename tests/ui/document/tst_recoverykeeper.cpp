// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/recoverykeeper.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestRecoveryKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKeptOfACleanDocument();
    void theWorkOfALivingProcessIsNotOffered();
    void theWorkOfADeadProcessIsOffered();
    void savingRemovesTheCopy();
    void discardingRemovesTheWork();
};

namespace {

void makeDirty(ScenarioDocument &document)
{
    document.edit(QStringLiteral("Edit"), {},
                  [](Scenario &scenario) { scenario.name = QStringLiteral("unsaved"); });
}

/// What a crashed process leaves: its folder with the copy, and no lock that anyone holds.
void leaveWork(const QString &common)
{
    const QString folder = QDir(common).filePath(QStringLiteral("crashed"));
    Scenario scenario = defaultScenario();
    scenario.name = QStringLiteral("left behind");
    QVERIFY(
        RecoveryFile(folder).write(scenario, QStringLiteral("/p/a.weir"), QDateTime::currentDateTimeUtc()));
}

} // namespace

void TestRecoveryKeeper::nothingIsKeptOfACleanDocument()
{
    QTemporaryDir common;
    ScenarioDocument document({});
    RecoveryKeeper keeper(document, common.path());
    keeper.flush();
    QVERIFY(QDir(keeper.folder()).isEmpty());
}

void TestRecoveryKeeper::theWorkOfALivingProcessIsNotOffered()
{
    QTemporaryDir common;
    ScenarioDocument document({});
    RecoveryKeeper keeper(document, common.path());
    makeDirty(document);
    keeper.flush();
    QVERIFY(!QDir(keeper.folder()).isEmpty());
    QVERIFY(RecoveryKeeper::pending(common.path()).empty());
}

void TestRecoveryKeeper::theWorkOfADeadProcessIsOffered()
{
    QTemporaryDir common;
    leaveWork(common.path());
    const std::vector<PendingRecovery> pending = RecoveryKeeper::pending(common.path());
    QCOMPARE(pending.size(), std::size_t(1));
    QCOMPARE(pending[0].work.scenario.name, QStringLiteral("left behind"));
    QCOMPARE(pending[0].work.projectPath, QStringLiteral("/p/a.weir"));
}

void TestRecoveryKeeper::savingRemovesTheCopy()
{
    QTemporaryDir common;
    QTemporaryDir projects;
    ScenarioDocument document({});
    RecoveryKeeper keeper(document, common.path());
    makeDirty(document);
    keeper.flush();
    QVERIFY(document.saveAs(projects.filePath(QStringLiteral("p.weir"))));
    QVERIFY(QDir(keeper.folder()).isEmpty());
}

void TestRecoveryKeeper::discardingRemovesTheWork()
{
    QTemporaryDir common;
    leaveWork(common.path());
    RecoveryKeeper::discard(RecoveryKeeper::pending(common.path()).at(0));
    QVERIFY(RecoveryKeeper::pending(common.path()).empty());
}

QTEST_MAIN(TestRecoveryKeeper)
#include "tst_recoverykeeper.moc"
