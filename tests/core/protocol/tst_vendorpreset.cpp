// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorpreset.h"

#include <QTest>

using namespace weir;

class TestVendorPreset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtin()
    {
        const Result<VendorPreset> preset = findVendor(QStringLiteral("openai-chat"));
        QVERIFY(preset.ok());
        QCOMPARE(preset->path, QStringLiteral("/v1/chat/completions"));
        QCOMPARE(preset->terminator, QStringLiteral("[DONE]"));
        QVERIFY(preset->asksForUsage && preset->hasTerminator());
        QVERIFY(findVendor(QStringLiteral("nobody")).error().text().contains(QStringLiteral("openai-chat")));
    }

    void allProblemsAreFound()
    {
        const VendorReading reading =
            vendorFromJson(R"({"name": 3, "path": "v1", "framing": "xml", "bodi": "",
            "stream": {"content": ["a/b"], "timing": {"unit": "h"}, "end_mark": {"at": "/x"},
            "text_kind": {"reasoning": ["r"]}, "skip_text": {"at": "/x"}, "usage": {"input": ["x"], "output": 3}},
            "whole": {}, "whole_path": "v1"})");
        QStringList paths;
        for (const Problem &problem : reading.problems)
            paths << problem.path;
        for (const char *path :
             {"/weir_vendor", "/name", "/path", "/framing", "/bodi", "/body", "/stream/content",
              "/stream/timing/unit", "/stream/end_mark/at", "/stream/text_kind/at", "/stream/skip_text/at",
              "/stream/usage/input", "/stream/usage/output", "/whole/content", "/whole_path"})
            QVERIFY2(paths.contains(QLatin1String(path)), path);
        QVERIFY(hasErrors(vendorFromJson("[]").problems));
        QVERIFY(hasErrors(vendorFromJson("{").problems));
        QVERIFY(hasErrors(vendorFromJson(R"({"weir_vendor": 2})").problems));
    }

    void endpoints_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *base, const char *url) {
            QTest::newRow(base) << QString::fromLatin1(base) << QString::fromLatin1(url);
        };
        row("https://h", "https://h/v1/chat/completions");
        row("https://h/", "https://h/v1/chat/completions");
        row("https://h/v1", "https://h/v1/chat/completions");
        row("https://h/v1/", "https://h/v1/chat/completions");
        row("https://h/v1/chat/completions", "https://h/v1/chat/completions");
        row("https://h/openai", "https://h/openai/v1/chat/completions");
        row("https://h/openai/v1", "https://h/openai/v1/chat/completions");
        row("http://u:p@h:8080/v1?key=a%20b", "http://u:p@h:8080/v1/chat/completions?key=a%20b");
        row("https://h/a%2Fb", "https://h/a%2Fb/v1/chat/completions");
    }
    void endpoints()
    {
        QFETCH(QString, base);
        QFETCH(QString, url);
        const Result<QUrl> joined = endpointUrl(base, QStringLiteral("/v1/chat/completions"));
        QVERIFY(joined.ok());
        QCOMPARE(joined->toString(QUrl::FullyEncoded), url);
    }

    void badUrls()
    {
        QVERIFY(endpointUrl(QStringLiteral("localhost:80"), QStringLiteral("/x"))
                    .error()
                    .advice.contains(QStringLiteral("https://localhost:80")));
        for (const QString &bad : {QStringLiteral("ftp://h"), QStringLiteral("https://"), QString()})
            QVERIFY(!endpointUrl(bad, QStringLiteral("/x")).ok());
    }
};

QTEST_GUILESS_MAIN(TestVendorPreset)
#include "tst_vendorpreset.moc"
