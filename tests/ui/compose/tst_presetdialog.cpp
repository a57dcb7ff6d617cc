// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/presetdialog.h"
#include "protocol/jsonplace.h"

#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

const QByteArray answer =
    "data: {\"piece\": \"The weir\"}\n\ndata: {\"piece\": \" holds.\", \"why\": \"done\"}\n\n"
    "data: [DONE]\n\n";

QString own(const QString &more)
{
    return QStringLiteral(
               "{\n  \"weir_vendor\": 1,\n  \"name\": \"mine\",\n  \"like\": \"generic-sse\"%1\n}\n")
        .arg(more);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPresetDialog : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8()); }

    void linesOfMembers_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<int>("line");
        QTest::newRow("the whole") << QString() << 1;
        QTest::newRow("a text") << u"/a"_qs << 2;
        QTest::newRow("within an object") << u"/b/c"_qs << 4;
        QTest::newRow("within a list") << u"/b/d/1"_qs << 7;
        QTest::newRow("missing: its object's") << u"/b/e"_qs << 3;
        QTest::newRow("missing altogether") << u"/x/y"_qs << 1;
    }
    void linesOfMembers()
    {
        QFETCH(const QString, pointer);
        QTEST(lineOf("{\n\"a\": \"x\",\n\"b\": {\n\"c\": 1,\n\"d\": [\n1,\n2]}}", pointer), "line");
        QCOMPARE(lineOf("{\n{", pointer), 1);
    }

    void problemsStandAtTheirLines()
    {
        PresetDialog dialog;
        dialog.showVendor(u"openai-chat"_qs, {});
        QVERIFY(dialog.presetText()->toPlainText().contains(u"\"openai-chat\""_qs));
        QCOMPARE(dialog.problems()->count(), 0);
        QVERIFY(dialog.saveButton()->isEnabled());
        dialog.presetText()->setPlainText(own(u",\n  \"path\": \"x\",\n  \"colour\": 1"_qs));
        QTRY_COMPARE(dialog.problems()->count(), 2);
        QVERIFY(dialog.problems()->item(0)->text().startsWith(u"Line 5: /path: "_qs));
        QVERIFY(dialog.problems()->item(1)->text().startsWith(u"Line 6: /colour: "_qs));
        QVERIFY(!dialog.saveButton()->isEnabled());
        dialog.problems()->setCurrentRow(1);
        QCOMPARE(dialog.presetText()->textCursor().selectedText().trimmed(), u"\"colour\": 1"_qs);
    }

    void anAnswerDecodesWhileOneTypes()
    {
        PresetDialog dialog;
        dialog.showVendor(u"generic-sse"_qs, {});
        dialog.transcriptText()->setPlainText(QString::fromUtf8(answer));
        QTRY_COMPARE(dialog.events()->rowCount(), 3);
        QVERIFY(dialog.end()->toPlainText().startsWith(u"outcome empty_stream"_qs));
        QVERIFY(dialog.end()->toPlainText().contains(u"/piece"_qs)); // where the text is
        dialog.presetText()->setPlainText(
            own(u", \"stream\": {\"content\": \"/piece\", \"finish_reason\": \"/why\"}"_qs));
        QTRY_VERIFY(dialog.end()->toPlainText().startsWith(u"outcome success"_qs));
        QCOMPARE(dialog.events()->item(0, 0)->text(), u"content"_qs);
        QCOMPARE(dialog.events()->item(0, 2)->text(), u"\"The weir\""_qs);
        QCOMPARE(dialog.events()->item(1, 2)->text(), u"\" holds.\"  finish done"_qs);
    }

    /// What is no text, like Amazon's messages, comes whole from a file.
    void anAnswerFromAFileIsItsBytes()
    {
        PresetDialog dialog;
        dialog.showVendor(u"bedrock-converse"_qs, {});
        dialog.showTranscript(QStringLiteral(WEIR_TEST_DATA "/vendors/bedrock-converse/normal.http"));
        QTRY_VERIFY(dialog.events()->rowCount() > 0);
        QVERIFY(dialog.end()->toPlainText().startsWith(u"outcome success"_qs));
    }

    void aPresetOfWeirsIsSavedBesideTheProject()
    {
        const QTemporaryDir project;
        PresetDialog dialog;
        QSignalSpy saved(&dialog, &PresetDialog::saved);
        dialog.showVendor(u"generic-sse"_qs, project.path());
        dialog.presetText()->setPlainText(own(u", \"path\": \"/mine\""_qs));
        dialog.saveButton()->click();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.front().front().toString(), u"mine"_qs);
        QCOMPARE(findVendor(u"mine"_qs, project.path())->path, u"/mine"_qs);
        dialog.presetText()->setPlainText(own(u", \"path\": \"/other\""_qs));
        dialog.saveButton()->click();
        QCOMPARE(findVendor(u"mine"_qs, project.path())->path, u"/other"_qs);
        QCOMPARE(QDir(project.filePath(u"vendors"_qs)).entryList(QDir::Files), QStringList{u"mine.json"_qs});
    }

    void withoutAProjectItIsTheUsersOwn()
    {
        PresetDialog dialog;
        dialog.showVendor(u"generic-sse"_qs, {});
        dialog.presetText()->setPlainText(own({}));
        dialog.saveButton()->click();
        QCOMPARE(contentOf(userVendorFolder() + u"/mine.json"_qs), own({}).toUtf8());
    }

    void aFileIsSavedWhereItStands()
    {
        const QTemporaryDir project;
        QFile file(project.filePath(u"some.json"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(own({}).toUtf8());
        file.close();
        PresetDialog dialog;
        QSignalSpy saved(&dialog, &PresetDialog::saved);
        dialog.showVendor(u"some.json"_qs, project.path());
        QCOMPARE(dialog.presetText()->toPlainText(), own({}));
        dialog.presetText()->setPlainText(own(u", \"path\": \"/x\""_qs));
        dialog.saveButton()->click();
        QCOMPARE(saved.front().front().toString(), u"some.json"_qs);
        QCOMPARE(findVendor(u"some.json"_qs, project.path())->path, u"/x"_qs);
    }
};

QTEST_MAIN(TestPresetDialog)
#include "tst_presetdialog.moc"
