// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerun.h"
#include "scenario/check.h"
#include "scenario/scenariojson.h"
#include "store/projectfile.h"
#include "store/recovery.h"
#include "store/runcatalog.h"
#include "store/secretscan.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestProjectFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndReads()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.weir"_qs);
        const Scenario scenario = sampleHeader().scenario;
        QVERIFY(writeProject(path, scenario).ok());
        const Result<ProjectReading> reading = readProject(path);
        QVERIFY(reading.ok());
        QVERIFY(reading.value().problems.empty());
        QVERIFY(reading.value().scenario == scenario);
    }

    void readsUnicodeOfAnyKind_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("order"); ///< Of the two bytes of UTF-16; 0: UTF-8.
        QTest::newRow("UTF-8 with a mark") << QByteArray("\xef\xbb\xbf") << 0;
        QTest::newRow("UTF-16, low byte first") << QByteArray("\xff\xfe") << 1;
        QTest::newRow("UTF-16, high byte first") << QByteArray("\xfe\xff") << 2;
    }
    void readsUnicodeOfAnyKind()
    {
        QFETCH(QByteArray, before);
        QFETCH(int, order);
        Scenario scenario = defaultScenario();
        scenario.name = QString::fromUtf8("流 𝄞");
        QByteArray bytes = before;
        const QString text = QString::fromUtf8(scenarioToJson(scenario));
        if (order == 0)
            bytes += text.toUtf8();
        for (qsizetype i = 0; order > 0 && i < text.size(); ++i) {
            const char low = static_cast<char>(text[i].cell());
            const char high = static_cast<char>(text[i].row());
            bytes += order == 1 ? low : high;
            bytes += order == 1 ? high : low;
        }
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"p.weir"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const Result<ProjectReading> reading = readProject(file.fileName());
        QVERIFY2(reading.ok(), reading ? "" : qPrintable(reading.error().text()));
        QVERIFY(reading->problems.empty());
        QVERIFY(reading->scenario == scenario);
        QCOMPARE(reading->fingerprint, projectFingerprint(file.fileName()));
    }

    void tellsOfEscapesThatJsonHasNot()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"p.weir"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"weir\": 1,\n \"name\": \"C:\\xampp\"}");
        file.close();
        const Result<ProjectReading> reading = readProject(file.fileName());
        QVERIFY(reading.ok());
        QCOMPARE(reading->problems.size(), std::size_t{1});
        const QString says = reading->problems.front().message.english();
        QVERIFY2(says.contains(u"line 2, column 13"_qs) && says.contains(u"no escape \\x"_qs),
                 qPrintable(says));
    }

    void refusesSecrets_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("refused");
        QTest::newRow("key") << u"key"_qs << u"sk-1234567890abcdef"_qs << true;
        QTest::newRow("key reference") << u"key"_qs << u"env:API_KEY"_qs << false;
        QTest::newRow("header") << u"header"_qs << u"Bearer 1234567890"_qs << true;
        QTest::newRow("header reference") << u"header"_qs << u"Bearer env:API_KEY"_qs << false;
        QTest::newRow("password") << u"url"_qs << u"https://me:hidden@host/v1"_qs << true;
        QTest::newRow("query") << u"url"_qs << u"https://host/v1?key=abcdef"_qs << true;
        QTest::newRow("password by reference") << u"url"_qs << u"https://me:env:KEY@host/v1"_qs << false;
        QTest::newRow("key beside a reference") << u"header"_qs << u"sk-1234567890abcdef env:KEY"_qs << true;
        QTest::newRow("template") << u"header"_qs << u"Bearer {{key}}"_qs << false;
        QTest::newRow("plain url") << u"url"_qs << u"https://host/v1?size=5"_qs << false;
    }
    void refusesSecrets()
    {
        QFETCH(QString, place);
        QFETCH(QString, value);
        QFETCH(bool, refused);
        Scenario scenario = sampleHeader().scenario;
        Target &target = scenario.targets.front();
        if (place == u"key")
            target.auth = {AuthScheme::Bearer, value, u"X-Api-Key"_qs};
        else if (place == u"header")
            target.headers = {{u"Authorization"_qs, value}};
        else
            target.url = value;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.weir"_qs);
        QCOMPARE(writeProject(path, scenario).ok(), !refused);
        QCOMPARE(QFile::exists(path), !refused);
        QVERIFY(findSecretValues(withoutSecretValues(scenario)).empty());
    }

    void keysInTextsAreKeptFromOthersOnly()
    {
        Scenario scenario = defaultScenario();
        const QString prompt = u"What is AKIAIOSFODNN7EXAMPLE?"_qs;
        scenario.requests.front().prompt = prompt;
        QCOMPARE(withoutSecretValues(scenario).requests.front().prompt, prompt);
        QCOMPARE(withoutSecretValues(scenario, Texts::Cleaned).requests.front().prompt,
                 u"What is [redacted]?"_qs);
        QVERIFY(findSecretValues(scenario).empty());
    }

    void failsForWhatIsNoFile()
    {
        QTemporaryDir folder;
        QVERIFY(!readProject(folder.filePath(u"missing.weir"_qs)).ok());
        QVERIFY(!readProject(folder.path()).ok());
        QVERIFY(!writeProject(folder.filePath(u"no/such/folder.weir"_qs), sampleHeader().scenario).ok());
    }

    void recoversUnsavedWork()
    {
        QTemporaryDir folder;
        const RecoveryFile recovery(folder.filePath(u"settings"_qs));
        QVERIFY(!recovery.read().value().has_value());
        const RunHeader header = sampleHeader();
        QVERIFY(recovery.write(header.scenario, u"/x/a.weir"_qs, header.startedAt).ok());
        const Result<std::optional<RecoveredWork>> read = recovery.read();
        QVERIFY(read.ok() && read.value().has_value());
        QVERIFY(read.value()->scenario == header.scenario);
        QCOMPARE(read.value()->projectPath, u"/x/a.weir"_qs);
        QVERIFY(recovery.remove());
        QVERIFY(!recovery.read().value().has_value());
    }

    void listsAnnotatesAndDeletes()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"run.weirrun"_qs);
        {
            auto writer = RunFileWriter::create(path, sampleHeader());
            QVERIFY(writer.ok());
            QVERIFY(!annotate(path, {}, u"too early"_qs).ok());
            const QJsonObject ttft{{u"count"_qs, 5}, {u"p50"_qs, 51.5}, {u"p99"_qs, 80}};
            const QJsonObject requests{{u"started"_qs, 10}, {u"failed"_qs, 1}};
            QVERIFY(
                writer.value()
                    ->finish(RunState::Finished,
                             {{u"verdict"_qs, u"fail"_qs}, {u"ttft_ms"_qs, ttft}, {u"requests"_qs, requests}})
                    .ok());
        }
        QFile broken(folder.filePath(u"broken.weirrun"_qs));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.close();
        QVERIFY(annotate(path, {u"night"_qs, u"a,b"_qs}, u"before the change"_qs).ok());
        const std::vector<RunListing> runs = listRuns(folder.path());
        QCOMPARE(runs.size(), std::size_t{2});
        QCOMPARE(runs[0].verdict, u"fail"_qs);
        QCOMPARE(runs[0].ttftP50Ms.value(), 51.5);
        QCOMPARE(runs[0].errorRate.value(), 0.1);
        QCOMPARE(runs[0].tags, (QStringList{u"night"_qs, u"a,b"_qs}));
        QCOMPARE(runs[0].note, u"before the change"_qs);
        QVERIFY(!runs[1].error.isEmpty());
        const Result<QString> trashed = moveRunToTrash(path);
        QVERIFY(trashed.ok());
        QCOMPARE(listRuns(folder.path()).size(), std::size_t{1});
        QCOMPARE(restoreRun(trashed.value()).value(), path);
        QCOMPARE(listRuns(folder.path()).size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestProjectFile)
#include "tst_projectfile.moc"
