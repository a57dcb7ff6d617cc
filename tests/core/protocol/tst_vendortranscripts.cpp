// SPDX-License-Identifier: GPL-3.0-or-later
// What vendors send, written down, and what the presets make of it: tests/data/vendors/NAME/CASE.*, each with
// its CASE.expected.json.
#include "protocol/transcript.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

const QString root = QStringLiteral(WEIR_TEST_DATA "/vendors");
const QString ending = QStringLiteral(".expected.json");
/// Every shipped preset has these, or says why it can't.
const QStringList neededCases{QStringLiteral("normal"), QStringLiteral("tool-call"),
                              QStringLiteral("reasoning"), QStringLiteral("error"), QStringLiteral("cut")};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The transcript's file of a case; empty where there is none.
QString transcriptOf(const QDir &folder, const QString &name)
{
    QStringList files = folder.entryList({name + QStringLiteral(".*")}, QDir::Files);
    files.removeAll(name + ending);
    return files.size() == 1 ? folder.filePath(files.first()) : QString();
}

/// A file without a head of its own has the content type of its name.
Transcript transcriptFrom(const QString &path, const VendorPreset &preset)
{
    const QByteArray recorded = contentOf(path);
    Transcript transcript = weir::transcriptFrom(recorded, preset);
    if (recorded.startsWith("HTTP/"))
        return transcript;
    const QString kind = path.section(u'.', -1);
    transcript.streamed = kind != u"json";
    const QByteArray type = kind == u"sse"      ? "text/event-stream"
                            : kind == u"ndjson" ? "application/x-ndjson"
                                                : "application/json";
    transcript.head = {200, {{"Content-Type", type}}};
    return transcript;
}

/// The first block of that kind in docs/vendor-presets.md.
QByteArray lesson(const QByteArray &kind)
{
    const QByteArray page = contentOf(QStringLiteral(WEIR_TEST_DATA "/../../docs/vendor-presets.md"));
    const QByteArray fence = "```" + kind + '\n';
    const qsizetype begin = page.indexOf(fence) + fence.size();
    return page.mid(begin, page.indexOf("```", begin) - begin);
}

} // namespace

class TestVendorTranscripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasItsCases_data()
    {
        QTest::addColumn<QString>("name");
        for (const VendorPreset &preset : builtinVendors())
            QTest::newRow(qPrintable(preset.name)) << preset.name;
    }
    void everyPresetHasItsCases()
    {
        QFETCH(const QString, name);
        const QDir folder(root + u'/' + name);
        for (const QString &needed : neededCases) {
            const QByteArray expected = contentOf(folder.filePath(needed + ending));
            QVERIFY2(!expected.isEmpty(), qPrintable(needed));
            const QString reason = QJsonDocument::fromJson(expected).object()[u"missing"].toString();
            QVERIFY2(transcriptOf(folder, needed).isEmpty() != reason.isEmpty(), qPrintable(needed));
        }
        for (const QString &file : folder.entryList(QDir::Files)) {
            if (!file.endsWith(ending))
                QVERIFY2(folder.exists(file.section(u'.', 0, 0) + ending), qPrintable(file));
        }
    }

    void eachDecodes_data()
    {
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QString>("name");
        for (const QString &vendor : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString &file : QDir(root + u'/' + vendor).entryList({u'*' + ending}, QDir::Files))
                QTest::addRow("%s: %s", qPrintable(vendor), qPrintable(file.chopped(ending.size())))
                    << vendor << file.chopped(ending.size());
        }
    }
    void eachDecodes()
    {
        QFETCH(const QString, vendor);
        QFETCH(const QString, name);
        const QDir folder(root + u'/' + vendor);
        const QJsonObject expected =
            QJsonDocument::fromJson(contentOf(folder.filePath(name + ending))).object();
        if (expected.contains(u"missing"))
            return;
        const Result<VendorPreset> preset = findVendor(vendor);
        QVERIFY2(preset.ok(), qPrintable(vendor));
        Transcript transcript = transcriptFrom(transcriptOf(folder, name), *preset);
        transcript.streamed = expected[u"streamed"].toBool(transcript.streamed);
        const Result<DecodedAnswer> answer = decodeTranscript(*preset, transcript);
        QVERIFY(answer.ok());
        const QJsonObject end = endToJson(*answer);
        QVERIFY2(end == expected[u"end"].toObject(),
                 "came out as:\n" + QJsonDocument(QJsonObject{{u"end"_qs, end}}).toJson());
    }

    /// Whoever follows the documentation has a vendor.
    void theLessonMakesAVendor()
    {
        QTemporaryDir project;
        QVERIFY(QDir(project.path()).mkdir(QStringLiteral("vendors")));
        QFile file(project.filePath(QStringLiteral("vendors/mine.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(lesson("json").count('\n') <= 10);
        file.write(lesson("json"));
        file.close();
        const Result<VendorPreset> preset = findVendor(QStringLiteral("mine"), project.path());
        QVERIFY2(preset.ok(), preset.ok() ? "" : qPrintable(preset.error().text()));
        QCOMPARE(preset->title, QStringLiteral("My own service"));
        const Transcript transcript = weir::transcriptFrom(lesson("http"), *preset);
        QVERIFY(transcript.streamed);
        const Result<DecodedAnswer> answer = decodeTranscript(*preset, transcript);
        QCOMPARE(answer->outcome.key(), QStringLiteral("success"));
        QCOMPARE(answer->content, QStringLiteral("The weir holds."));
        QCOMPARE(answer->finishReason, QStringLiteral("done"));
        QCOMPARE(answer->usage.input, std::optional<quint64>(7));
        QCOMPARE(answer->usage.output, std::optional<quint64>(3));
    }
};

QTEST_GUILESS_MAIN(TestVendorTranscripts)
#include "tst_vendortranscripts.moc"
