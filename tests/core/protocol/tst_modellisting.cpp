// SPDX-License-Identifier: GPL-3.0-or-later
// Where services list their models, who wants one, and what is read off an answer.
#include "protocol/modellisting.h"

#include <QTest>

using namespace weir;

namespace {

VendorPreset vendorOf(const char *name)
{
    return *findVendor(QString::fromLatin1(name));
}

} // namespace

class TestModelListing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsStandBesideTheAnswers_data()
    {
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("list");
        const auto row = [](const char *vendor, const char *url, const char *list) {
            QTest::newRow(url) << QString::fromLatin1(vendor) << QString::fromLatin1(url)
                               << QString::fromLatin1(list);
        };
        row("openai-chat", "https://h/v1/chat/completions", "https://h/v1/models");
        row("openai-chat", "https://h/proxy/v1/chat/completions", "https://h/proxy/v1/models");
        row("openai-chat", "https://h/api/v3/chat/completions", "https://h/api/v3/models");
        row("openai-chat", "https://h/chat/completions", "https://h/models");
        row("openai-chat", "https://h/v1beta/openai/chat/completions", "https://h/v1beta/openai/models");
        row("openai-chat", "https://h/v1/chat/completions?api-version=2",
            "https://h/v1/models?api-version=2");
        row("openai-completions", "https://h/v1/completions", "https://h/v1/models");
        row("openai-responses", "https://h/v1/responses", "https://h/v1/models");
        row("anthropic", "https://h/v1/messages", "https://h/v1/models");
        row("ollama-chat", "http://h:11434/api/chat", "http://h:11434/api/tags");
        row("ollama-generate", "http://h:11434/api/generate", "http://h:11434/api/tags");
    }
    void listsStandBesideTheAnswers()
    {
        QFETCH(const QString, vendor);
        QFETCH(const QString, url);
        QTEST(modelListUrl(QUrl(url), *findVendor(vendor)).toString(), "list");
    }

    void namesAreReadAsTheyAre_data()
    {
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isList");
        QTest::addColumn<QStringList>("names");
        const QString chat = QStringLiteral("openai-chat");
        const QString ollama = QStringLiteral("ollama-chat");
        const auto names = [](auto... name) { return QStringList{QString::fromUtf8(name)...}; };
        QTest::newRow("one") << chat << QByteArray("{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}") << true
                             << names("m");
        QTest::newRow("an adapter and an embedder beside it")
            << chat << QByteArray("{\"data\":[{\"id\":\"m\"},{\"id\":\"m-lora\"},{\"id\":\"embed\"}]}")
            << true << names("m", "m-lora", "embed");
        QTest::newRow("twice") << chat << QByteArray("{\"data\":[{\"id\":\"m\"},{\"id\":\"m\"}]}") << true
                               << names("m");
        QTest::newRow("none") << chat << QByteArray("{\"data\":[]}") << true << QStringList();
        QTest::newRow("odd elements")
            << chat << QByteArray("{\"data\":[1,{\"id\":5},{\"id\":\"\"},{\"id\":\"m\"}]}") << true
            << names("m");
        QTest::newRow("tags") << ollama << QByteArray("{\"models\":[{\"name\":\"qwen:7b\"}]}") << true
                              << names("qwen:7b");
        QTest::newRow("another vendor's")
            << ollama << QByteArray("{\"data\":[{\"id\":\"m\"}]}") << false << QStringList();
        QTest::newRow("an error") << chat << QByteArray("{\"error\":{\"message\":\"no\"}}") << false
                                  << QStringList();
        QTest::newRow("null") << chat << QByteArray("{\"data\":null}") << false << QStringList();
        QTest::newRow("a page") << chat << QByteArray("<html></html>") << false << QStringList();
        QTest::newRow("nothing") << chat << QByteArray() << false << QStringList();
    }
    void namesAreReadAsTheyAre()
    {
        QFETCH(const QString, vendor);
        QFETCH(const QByteArray, answer);
        const std::optional<ListedModels> read = listedModels(*findVendor(vendor), answer);
        QTEST(read.has_value(), "isList");
        QTEST(read.value_or(ListedModels()).names, "names");
    }

    /// An empty list says another thing.
    void namesThatNobodyCanUseAreCounted()
    {
        const QByteArray longName(50'000, 'm');
        const auto read = [](const QByteArray &name) {
            return listedModels(*findVendor(QStringLiteral("openai-chat")),
                                "{\"data\":[{\"id\":\"" + name + "\"}]}")
                .value_or(ListedModels());
        };
        for (const QByteArray &name : {longName, QByteArray("   "), QByteArray("\\t")}) {
            QCOMPARE(read(name).names, QStringList());
            QCOMPARE(read(name).unusableNames, quint64{1});
        }
        QCOMPARE(read("").unusableNames, quint64{0});
        QCOMPARE(read(longName.first(512)).names.size(), 1);
    }

    void whoNamesNoneLacksIt()
    {
        Target target;
        const QStringList own{QString()};
        QVERIFY(lacksModel(target, vendorOf("openai-chat"), own));
        QVERIFY(!lacksModel(target, vendorOf("openai-chat"), {}));
        QVERIFY(!lacksModel(target, vendorOf("openai-chat"), {QStringLiteral("{\"model\": \"x\"}")}));
        QVERIFY(lacksModel(target, vendorOf("openai-chat"), {QStringLiteral("{\"model\": \"{{model}}\"}")}));
        QVERIFY(!lacksModel(target, vendorOf("openai-chat"),
                            {QStringLiteral("{ {{#model}}\"model\": \"{{model}}\", {{/model}} \"a\": 1}")}));
        QVERIFY(!lacksModel(target, vendorOf("llamacpp"), own));  // no name in its body
        QVERIFY(!lacksModel(target, vendorOf("dashscope"), own)); // no list
        target.model = QStringLiteral("m");
        QVERIFY(!lacksModel(target, vendorOf("openai-chat"), own));
    }

    void badListsAreProblems_data()
    {
        QTest::addColumn<QByteArray>("models");
        QTest::newRow("no path") << QByteArray("{\"names\": \"/data/*/id\"}");
        QTest::newRow("no names") << QByteArray("{\"path\": \"/v1/models\"}");
        QTest::newRow("no pointer") << QByteArray("{\"path\": \"/v1/models\", \"names\": \"data\"}");
        QTest::newRow("the model in it") << QByteArray("{\"path\": \"/{{model}}\", \"names\": \"/a\"}");
        QTest::newRow("no object") << QByteArray("\"/v1/models\"");
    }
    void badListsAreProblems()
    {
        QFETCH(const QByteArray, models);
        const QByteArray json =
            "{\"weir_vendor\": 1, \"name\": \"x\", \"path\": \"/x\", \"body\": \"{}\",\n"
            "            \"stream\": {\"content\": \"/c\"}, \"whole\": {\"content\": \"/c\"}, \"models\": " +
            models + '}';
        const Problems problems = vendorFromJson(json).problems;
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(problems.front().path.startsWith(u"/models"), qPrintable(problems.front().path));
    }
};

QTEST_GUILESS_MAIN(TestModelListing)
#include "tst_modellisting.moc"
