// SPDX-License-Identifier: GPL-3.0-or-later
// Where a vendor's name leads: beside the project, into the user's folder, or to the presets that come with
// Weir; and what "like" makes of them.
#include "base/jsonmerge.h"
#include "protocol/vendorlibrary.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

/// With apostrophes for quotes.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

/// A preset that stands alone.
QByteArray plain(const QByteArray &name, const QByteArray &path)
{
    return json("{'weir_vendor': 1, 'name': '" + name + "', 'path': '" + path +
                "', 'body': '{}', 'stream': {'content': '/text'}, 'whole': {'content': '/text'}}");
}

QByteArray likeOf(const QByteArray &name, const QByteArray &like, const QByteArray &more = {})
{
    return json("{'weir_vendor': 1, 'name': '" + name + "', 'like': '" + like + "'" + more + "}");
}

QStringList linesOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines << problem.path + u' ' + problem.message.english();
    return lines;
}

} // namespace

class TestVendorLibrary : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_project;

    [[nodiscard]] QString project() const { return m_project->path(); }

    static void write(const QString &path, const QByteArray &text)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void writeOwn(const QString &name, const QByteArray &text) const
    {
        write(project() + QStringLiteral("/vendors/") + name, text);
    }
    void writeUsers(const QString &name, const QByteArray &text) const
    {
        write(userVendorFolder() + u'/' + name, text);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8()); }

    void init()
    {
        m_project = std::make_unique<QTemporaryDir>();
        QDir(userVendorFolder()).removeRecursively();
    }

    void theUsersFolderIsThatOfSettings()
    {
        QCOMPARE(userVendorFolder(), m_settings.path() + QStringLiteral("/weir/vendors"));
    }

    void theNearestCounts()
    {
        QCOMPARE(findVendor(u"mine"_qs, project()).ok(), false);
        writeUsers(u"mine.json"_qs, plain("mine", "/user"));
        QCOMPARE(findVendor(u"mine"_qs, project())->path, u"/user"_qs);
        QCOMPARE(findVendor(u"mine"_qs)->path, u"/user"_qs);
        writeOwn(u"mine.json"_qs, plain("mine", "/project"));
        QCOMPARE(findVendor(u"mine"_qs, project())->path, u"/project"_qs);
        QCOMPARE(findVendor(u"mine"_qs)->path, u"/user"_qs);
        const std::optional<VendorEntry> entry = vendorEntry(u"mine"_qs, project());
        QCOMPARE(entry->origin, VendorOrigin::Project);
        QCOMPARE(entry->hides, std::optional(VendorOrigin::ConfigFolder));
        QCOMPARE(entry->path, project() + u"/vendors/mine.json"_qs);
    }

    void builtinsAreHiddenByTheirName()
    {
        writeOwn(u"other.json"_qs, plain("groq", "/own"));
        QCOMPARE(findVendor(u"groq"_qs, project())->path, u"/own"_qs);
        const std::optional<VendorEntry> entry = vendorEntry(u"groq"_qs, project());
        QCOMPARE(entry->hides, std::optional(VendorOrigin::BuiltIn));
        QVERIFY(vendorNames(project()).contains(u"groq"_qs));
        QVERIFY(!vendorNames(project()).contains(u"other"_qs)); // it says what it is called
        QCOMPARE(vendorEntries(project()).size(), builtinVendors().size());
        // Whatever else comes with Weir is not changed by it.
        writeOwn(u"openai-chat.json"_qs, plain("openai-chat", "/changed"));
        QVERIFY(findVendor(u"deepseek"_qs, project())->path != u"/changed"_qs);
        QCOMPARE(findVendor(u"deepseek"_qs, project())->stream.content,
                 findVendor(u"deepseek"_qs)->stream.content);
    }

    void oldNamesStillLead()
    {
        QCOMPARE(findVendor(u"anthropic"_qs)->name, u"anthropic-messages"_qs);
        writeOwn(u"anthropic.json"_qs, plain("anthropic", "/own"));
        QCOMPARE(findVendor(u"anthropic"_qs, project())->path, u"/own"_qs);
    }

    void brokenFilesAreTheirOwnProblem()
    {
        writeOwn(u"broken.json"_qs, "{\"name\": ");
        writeOwn(u"good.json"_qs, plain("good", "/good"));
        QVERIFY(findVendor(u"good"_qs, project()).ok());
        const Result<VendorPreset> broken = findVendor(u"broken"_qs, project());
        QVERIFY(!broken.ok());
        QVERIFY(broken.error().text().contains(u"/vendors/broken.json"_qs));
        const std::vector<VendorEntry> entries = vendorEntries(project());
        QCOMPARE(entries.size(), builtinVendors().size() + 2);
        for (const VendorEntry &entry : entries)
            QCOMPARE(hasErrors(entry.reading.problems), entry.name == u"broken"_qs);
    }

    void unknownNamesAreToldWhatThereIs()
    {
        QVERIFY(findVendor(u"nobody at all"_qs).error().text().contains(u"openai-chat"_qs));
        QVERIFY(findVendor(u"deepsek"_qs).error().text().contains(u"Did you mean deepseek?"_qs));
    }

    void membersAreMerged_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QByteArray>("merged");
        const auto row = [](const char *name, const char *base, const char *changes, const char *merged) {
            QTest::newRow(name) << json(base) << json(changes) << json(merged);
        };
        row("other members stay", "{'a': 1, 'b': 2}", "{'b': 3}", "{'a': 1, 'b': 3}");
        row("objects merge", "{'a': {'b': 1, 'c': 2}}", "{'a': {'c': 3}}", "{'a': {'b': 1, 'c': 3}}");
        row("lists are replaced", "{'a': ['x', 'y']}", "{'a': ['z']}", "{'a': ['z']}");
        row("null takes away", "{'a': {'b': 1, 'c': 2}, 'd': 1}", "{'a': {'b': null}, 'd': null}",
            "{'a': {'c': 2}}");
        row("an object for a text", "{'a': 'x'}", "{'a': {'b': 1, 'c': null}}", "{'a': {'b': 1}}");
        row("a text for an object", "{'a': {'b': 1}}", "{'a': 'x'}", "{'a': 'x'}");
        row("an empty object changes nothing", "{'a': {'b': 1}}", "{'a': {}}", "{'a': {'b': 1}}");
        row("nothing to take away", "{'a': 1}", "{'b': null}", "{'a': 1}");
    }
    void membersAreMerged()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, changes);
        const QJsonObject made =
            mergedJson(QJsonDocument::fromJson(base).object(), QJsonDocument::fromJson(changes).object());
        QFETCH(const QByteArray, merged);
        QCOMPARE(made, QJsonDocument::fromJson(merged).object());
    }

    void aPresetIsLikeAnother()
    {
        const VendorReading reading = vendorFromJson(likeOf(
            "own", "openai-chat",
            ", 'path': '/own', 'terminator': null, 'stream': {'content': '/x', 'usage': {'input': null}}"));
        QCOMPARE(linesOf(reading.problems), QStringList());
        const VendorPreset base = *findVendor(u"openai-chat"_qs);
        const VendorPreset &own = reading.preset;
        QCOMPARE((QStringList{own.name, own.title, own.path, own.terminator, own.body}),
                 (QStringList{u"own"_qs, u"own"_qs, u"/own"_qs, QString(), base.body}));
        QCOMPARE(own.stream.content, QStringList{u"/x"_qs});
        QCOMPARE(own.stream.usage.input, QStringList());
        QCOMPARE(own.stream.usage.output, base.stream.usage.output);
        QCOMPARE(own.whole.content, base.whole.content);
        QCOMPARE(own.models.path, base.models.path);
    }

    void chainsOfFiles()
    {
        writeOwn(u"first.json"_qs, plain("first", "/first"));
        writeOwn(u"second.json"_qs, likeOf("second", "first.json", ", 'path': '/second'"));
        writeOwn(u"third.json"_qs, likeOf("third", "second", ", 'title': 'Third'"));
        const Result<VendorPreset> third = findVendor(u"third"_qs, project());
        QVERIFY2(third.ok(), third.ok() ? "" : qPrintable(third.error().text()));
        QCOMPARE((QStringList{third->title, third->path, third->stream.content.value(0)}),
                 (QStringList{u"Third"_qs, u"/second"_qs, u"/text"_qs}));
        QCOMPARE(findVendor(u"vendors/third.json"_qs, project())->path, u"/second"_qs);
    }

    /// The one that it hides is meant.
    void aPresetMayBeLikeTheOneOfItsName()
    {
        writeUsers(u"openai-chat.json"_qs, likeOf("openai-chat", "openai-chat", ", 'path': '/mine'"));
        writeOwn(u"openai-chat.json"_qs, likeOf("openai-chat", "openai-chat", ", 'method': 'PUT'"));
        const Result<VendorPreset> preset = findVendor(u"openai-chat"_qs, project());
        QVERIFY2(preset.ok(), preset.ok() ? "" : qPrintable(preset.error().text()));
        QCOMPARE(preset->path, u"/mine"_qs);
        QCOMPARE(preset->method, QByteArray("PUT"));
        QVERIFY(!preset->stream.content.isEmpty());
    }

    void likeThatLeadsNowhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const QByteArray &text, const char *line) {
            QTest::newRow(name) << text << QString::fromLatin1(line);
        };
        row("unknown", likeOf("own", "nobody"), "/like There is no preset \"nobody\"");
        row("no text", json("{'weir_vendor': 1, 'name': 'own', 'like': 3}"), "/like The name of another");
        row("itself", likeOf("own", "own"),
            "/like The preset \"own\" is, by its own \"like\", like this one.");
        row("its own file", likeOf("own", "own.json"), "/like The preset \"own.json\" is, by its own");
        row("no file", likeOf("own", "none.json"), "/like In \"");
        row("a circle", likeOf("own", "round"), "/like In \"");
        row("a broken one", likeOf("own", "broken"), "/like In \"");
        row("its problem", likeOf("own", "broken"), "broken.json\": /path: The path begins with \"/\".");
        row("what was taken away", likeOf("own", "openai-chat", ", 'body': null, 'asks_for_usage': null"),
            "/body This key is needed.");
        row("what does not fit", likeOf("own", "openai-chat", ", 'body': '{}'"),
            "/asks_for_usage The body has no \"include_usage\" that is set. (This key comes from "
            "\"openai-chat\".)");
        row("no name", json("{'weir_vendor': 1, 'like': 'openai-chat'}"), "/name This key is needed.");
        row("no version", json("{'name': 'own', 'like': 'openai-chat'}"),
            "/weir_vendor The file's version is missing");
    }
    void likeThatLeadsNowhere()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, line);
        writeOwn(u"own.json"_qs, text);
        writeOwn(u"round.json"_qs, likeOf("round", "own"));
        writeOwn(u"broken.json"_qs, plain("broken", "path"));
        const QStringList lines = linesOf(vendorEntry(u"own"_qs, project())->reading.problems);
        QVERIFY2(lines.join(u'\n').contains(line), qPrintable(lines.join(u'\n')));
        QCOMPARE(lines.size(), 1);
    }

    void chainsHaveAnEnd()
    {
        writeOwn(u"v0.json"_qs, plain("v0", "/zero"));
        for (int i = 1; i <= 9; ++i)
            writeOwn(QStringLiteral("v%1.json").arg(i),
                     likeOf("v" + QByteArray::number(i), "v" + QByteArray::number(i - 1)));
        QVERIFY(findVendor(u"v8"_qs, project()).ok());
        const Result<VendorPreset> tooLong = findVendor(u"v9"_qs, project());
        QVERIFY(!tooLong.ok());
        QVERIFY(tooLong.error().text().contains(u"over 8 links"_qs));
    }

    void aByteOrderMarkIsNoFault()
    {
        writeOwn(u"marked.json"_qs, "\xEF\xBB\xBF" + plain("marked", "/m"));
        QVERIFY(findVendor(u"marked"_qs, project()).ok());
    }

    void whatStandsTwiceIsToldOf()
    {
        QByteArray text = plain("twice", "/a");
        text.insert(text.size() - 1, json(", 'path': '/b'"));
        const QStringList lines = linesOf(vendorFromJson(text).problems);
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.first().startsWith(u"/path "_qs), qPrintable(lines.first()));
    }
};

QTEST_GUILESS_MAIN(TestVendorLibrary)
#include "tst_vendorlibrary.moc"
