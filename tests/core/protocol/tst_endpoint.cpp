// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/endpoint.h"
#include "protocol/vendorpreset.h"

#include <QTest>

using namespace weir;

/// Where requests go, given what a person wrote and what a vendor's path is.
class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamed_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *base, const char *path, const char *url) {
            QTest::addRow("%s + %s", base, path)
                << QString::fromLatin1(base) << QString::fromLatin1(path) << QString::fromLatin1(url);
        };
        const char *chat = "/v1/chat/completions";
        // The path is joined, its overlap merged.
        row("https://h", chat, "https://h/v1/chat/completions");
        row("https://h/", chat, "https://h/v1/chat/completions");
        row("  https://h/v1 ", chat, "https://h/v1/chat/completions");
        row("https://h/v1/", chat, "https://h/v1/chat/completions");
        row("https://h/v1/chat", chat, "https://h/v1/chat/completions");
        row("https://h/openai", chat, "https://h/openai/v1/chat/completions");
        row("https://h/openai/v1", chat, "https://h/openai/v1/chat/completions");
        row("https://h/v1/models", chat, "https://h/v1/models/v1/chat/completions");
        row("http://u:p@h:8080/v1?key=a%20b#x", chat, "http://u:p@h:8080/v1/chat/completions?key=a%20b");
        row("https://h/a%2Fb", chat, "https://h/a%2Fb/v1/chat/completions");
        row("https://h", "/", "https://h");
        row("https://h/x/", "/", "https://h/x/");
        // It ends in the vendor's path.
        row("https://h/v1/chat/completions", chat, "https://h/v1/chat/completions");
        row("https://h/v1/chat/completions/", chat, "https://h/v1/chat/completions/");
        row("https://h/openai/deployments/d1/chat/completions?api-version=2024-06-01", chat,
            "https://h/openai/deployments/d1/chat/completions?api-version=2024-06-01");
        row("https://h/api/v3/chat/completions", chat, "https://h/api/v3/chat/completions");
        row("https://h/chat/completions", chat, "https://h/chat/completions");
        row("https://h//gate//v1/chat/completions", chat, "https://h//gate//v1/chat/completions");
        row("https://h/proxy/messages", "/v1/messages", "https://h/proxy/messages");
        row("https://h/ollama/api/chat", "/api/chat", "https://h/ollama/api/chat");
        // It ends in a version of its own.
        row("https://h/api/v3", chat, "https://h/api/v3/chat/completions");
        row("https://h/api/v3/", chat, "https://h/api/v3/chat/completions");
        row("https://h/api/v3/chat", chat, "https://h/api/v3/chat/completions");
        row("https://h/api/paas/v4?a=1", chat, "https://h/api/paas/v4/chat/completions?a=1");
        row("https://h/v2", chat, "https://h/v2/chat/completions");
        row("https://h/v1beta", chat, "https://h/v1beta/chat/completions");
        row("https://h/v1beta2", "/v1/messages", "https://h/v1beta2/messages");
        row("https://h/v1beta/openai", chat, "https://h/v1beta/openai/chat/completions");
        row("https://h/v1beta/openai/", chat, "https://h/v1beta/openai/chat/completions");
        row("https://h/v1/openai", chat, "https://h/v1/openai/chat/completions");
        row("https://h/api/v3", "/api/v1/services/generation", "https://h/api/v3/services/generation");
        row("https://h/compatible-mode/v1", chat, "https://h/compatible-mode/v1/chat/completions");
        row("https://h/v2", "/api/chat", "https://h/v2/api/chat");
        row("https://h/very", chat, "https://h/very/v1/chat/completions");
        row("https://h/v", chat, "https://h/v/v1/chat/completions");
        // Queries and models of the vendor's.
        row("https://h", "/v1/x?alt=sse", "https://h/v1/x?alt=sse");
        row("https://h/?key=1", "/v1/x?alt=sse&key=2", "https://h/v1/x?key=1&alt=sse");
        row("https://h/v1/x?alt=json", "/v1/x?alt=sse", "https://h/v1/x?alt=json");
        row("https://h", "/v1/models/{{model}}:stream", "https://h/v1/models/a/b%20c:stream");
        row("https://h/v1/models/a/b%20c:stream", "/v1/models/{{ model }}:stream",
            "https://h/v1/models/a/b%20c:stream");
        // The URL says which model.
        row("https://h/v1/models/other:stream", "/v1/models/{{model}}:stream",
            "https://h/v1/models/other:stream");
        row("https://h/models/x%20y:stream", "/v1/models/{{model}}:stream", "https://h/models/x%20y:stream");
        row("https://h/d/d1/chat?v=2", "/d/{{model}}/chat?v=1", "https://h/d/d1/chat?v=2");
        row("https://h/p/d/d1/chat", "/d/{{model}}/chat?v=1", "https://h/p/d/d1/chat?v=1");
        row("https://h/d/chat", "/d/{{model}}/chat", "https://h/d/chat/d/a/b%20c/chat");
        row("https://h", "/run?m={{{model}}}", "https://h/run?m=a%2Fb%20c");
    }

    void streamed()
    {
        QFETCH(const QString, base);
        QFETCH(const QString, path);
        const Result<Endpoints> joined = endpointsOf(base, {path, {}}, QStringLiteral("a/b c"));
        QVERIFY(joined.ok());
        QTEST(joined->streamed.toString(QUrl::FullyEncoded), "url");
        QCOMPARE(joined->whole, joined->streamed);
    }

    void whole_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("streamed");
        QTest::addColumn<QString>("whole");
        const auto row = [](const char *base, const char *path, const char *streamed, const char *whole) {
            QTest::addRow("%s + %s", base, path)
                << QString::fromLatin1(base) << QString::fromLatin1(path) << QString::fromLatin1(streamed)
                << QString::fromLatin1(whole);
        };
        const char *both = "/generate_stream";
        row("http://h", both, "http://h/generate_stream", "http://h/generate");
        row("http://h/generate_stream", both, "http://h/generate_stream", "http://h/generate");
        row("http://h/generate", both, "http://h/generate_stream", "http://h/generate");
        row("http://h/tgi/generate_stream?a=1", both, "http://h/tgi/generate_stream?a=1",
            "http://h/tgi/generate?a=1");
        row("https://h/x", "/", "https://h/x", "https://h/x/generate");
        row("https://h/xy/", "/", "https://h/xy/", "https://h/xy/generate");
        row("https://h", "/?alt=sse", "https://h?alt=sse", "https://h/generate");
    }

    void whole()
    {
        QFETCH(const QString, base);
        QFETCH(const QString, path);
        const Result<Endpoints> joined = endpointsOf(base, {path, QStringLiteral("/generate")}, {});
        QVERIFY(joined.ok());
        QTEST(joined->streamed.toString(QUrl::FullyEncoded), "streamed");
        QTEST(joined->whole.toString(QUrl::FullyEncoded), "whole");
    }

    void everyVendorsOwnUrlStands()
    {
        for (const VendorPreset &vendor : builtinVendors()) {
            const QString path =
                QString(vendor.path).replace(QStringLiteral("{{model}}"), QStringLiteral("m"));
            const QString full =
                QStringLiteral("https://h/gate") + path.section(u'?', 0, 0) + QStringLiteral("?x=1");
            const QString query = path.section(u'?', 1);
            const Result<Endpoints> url = endpointsOf(full, {vendor.path, {}}, QStringLiteral("m"));
            QVERIFY2(url && url->streamed.toString() == (query.isEmpty() ? full : full + u'&' + query),
                     qPrintable(vendor.name));
        }
    }

    void faults_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *base, const char *words) {
            QTest::newRow(base) << QString::fromLatin1(base) << QString::fromLatin1(words);
        };
        row("localhost:8000/v1", "\"localhost:8000/v1\" has no scheme. Write http://localhost:8000/v1.");
        row("127.0.0.1", "\"127.0.0.1\" has no scheme. Write http://127.0.0.1.");
        row("192.168.1.7:80", "\"192.168.1.7:80\" has no scheme. Write http://192.168.1.7:80.");
        row("[::1]:80/v1", "\"[::1]:80/v1\" has no scheme. Write http://[::1]:80/v1.");
        row("gpu-box:8443", "\"gpu-box:8443\" has no scheme. Write https://gpu-box:8443.");
        row("api.example.com/v1", "\"api.example.com/v1\" has no scheme. Write https://api.example.com/v1.");
        row("http://h:99999/v1", "Port 99999 is above 65535.");
        row("http://u:1@[::1]:65536", "Port 65536 is above 65535.");
        row("http://h:123456789012345678901/", "Port 123456789012345678901 is above 65535.");
        row("http://h:0/", "Nothing can listen on port 0.");
        row("https://", "This is not a URL with a host, like https://api.example.com/v1.");
        row("https://h:port/", "This is not a URL with a host, like https://api.example.com/v1.");
        row("ftp://h", "\"ftp://h\" is no http or https URL. An example: https://api.example.com");
    }

    void faults()
    {
        QFETCH(const QString, base);
        const Result<Endpoints> url = endpointsOf(base, {QStringLiteral("/x"), {}}, {});
        QVERIFY(!url.ok());
        QTEST(url.error().message().english(), "words");
    }

    void pathsThatHoldTheModelWantOne()
    {
        const Result<Endpoints> joined =
            endpointsOf(QStringLiteral("https://h"), {QStringLiteral("/m/{{model}}"), {}}, {});
        QVERIFY(!joined.ok());
        QVERIFY(vendorFromJson(R"({"weir_vendor": 1, "name": "x", "path": "/{{models}}", "body": "{}",
            "stream": {}, "whole": {}})")
                    .problems.size() > 0);
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
