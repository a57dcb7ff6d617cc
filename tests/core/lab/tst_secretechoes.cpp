// SPDX-License-Identifier: GPL-3.0-or-later
// A service that gives the request's key back in every form and wherever its words are kept: none is stored,
// shown or exported.
#include "engine/once.h"
#include "report/csvexport.h"
#include "report/textreports.h"
#include "store/runfile.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"
#include "support/secretclothes.h"

#include <QDir>
#include <QDirIterator>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

const QByteArray key = "sk-Proj/9aB+c\"dE=f_gH&1<2>";
const QByteArray json = "Content-Type: application/json\r\n";

/// As the inside of a JSON string.
QByteArray inJson(const QByteArray &text)
{
    const QByteArray array =
        QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return array.sliced(2, array.size() - 4);
}

QByteArray content(const QByteArray &text)
{
    return sse(R"({"choices":[{"index":0,"delta":{"content":")" + inJson(text) + R"("}}]})");
}

QByteArray finish(const QByteArray &reason)
{
    return sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":")" + inJson(reason) + R"("}]})");
}

QByteArray errorJson(const QByteArray &code, const QByteArray &message)
{
    return R"({"error":{"code":")" + inJson(code) + R"(","message":")" + inJson(message) + R"("}})";
}

QByteArray streamed(const QByteArray &events)
{
    return sseHead("Connection: close\r\n") + chunk(events) + lastChunk();
}

QByteArray inPieces(const QByteArray &form)
{
    const qsizetype half = form.size() / 2;
    return content("your key is " + form.first(half)) + content(form.sliced(half) + ", keep it");
}

/// Answers that hold `form` wherever Weir keeps a service's words.
QByteArrayList answersWith(const QByteArray &form)
{
    const auto padded = [&form](qsizetype size) { return QByteArray(size, 'x') + ' ' + form + " and more"; };
    const QByteArray done = sse("[DONE]");
    return {
        httpResponse(401, errorJson("bad_key", "no such key: " + form + "."), json),
        httpResponse(401, errorJson(padded(50), "no"), json),
        httpResponse(400, errorJson("long", padded(1010)), json),
        httpResponse(403, padded(188), "Content-Type: text/plain\r\n"),
        httpResponse(500, padded(4080), "Content-Type: text/plain\r\n"),
        httpResponse(502, R"({"error":")" + inJson(inJson(padded(3))) + R"("})", json),
        streamed(inPieces(form) + finish("stop") + done),
        streamed(content("a") + finish(form) + done),
        streamed(content("a") + finish(padded(50)) + done),
        streamed(inPieces(form) + sse(errorJson(form, "it was " + form))),
        streamed(inPieces(form) + sse("{ no JSON " + form)),
        httpResponse(200, "{}", "Content-Type: text/" + form + "\r\n"),
        "HTTP/1.1 503 " + form + "\r\nContent-Length: 0\r\nX-Echo: " + form + "\r\n\r\n",
    };
}

ScriptedServer::ScriptSource answering(const QByteArrayList &answers)
{
    return [answers](int connection) {
        return ServerScript().readRequest().send(answers[connection % answers.size()]).close();
    };
}

Scenario asking(const QUrl &url, quint64 requests)
{
    QFETCH_GLOBAL(const TransportKind, transport);
    Scenario scenario = scenarioFor(url.toString(), requests);
    scenario.transport = transport;
    scenario.targets[0].auth.key = QStringLiteral("env:WEIR_TEST_ECHOED");
    scenario.targets[0].reuseConnections = false;
    scenario.recording.answers = scenario.recording.prompts = true;
    return scenario;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray textOf(const RequestRecord &record)
{
    return record.outcome.key().toUtf8() + '\n' + record.outcome.message.english().toUtf8() + '\n' +
           record.finishReason.toUtf8() + '\n' + record.errorBody + '\n' + record.answer + '\n';
}

/// All that is written of a run, by the name of the place.
QList<std::pair<QByteArray, QByteArray>> tracesOf(const FinishedRun &run, const QString &folder)
{
    QList<std::pair<QByteArray, QByteArray>> traces{{"run file", contentOf(run.path)}};
    QByteArray records;
    for (const RequestRecord &record : run.records)
        records += textOf(record);
    traces.append({"records", records});
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(run.path);
    if (!reader || !exportCsv(**reader, run.summary, folder + u"/csv"_qs) ||
        !writeJsonLines(**reader, folder + u"/run.jsonl"_qs))
        qFatal("the run can't be exported");
    for (QDirIterator files(folder + u"/csv"_qs, QDir::Files); files.hasNext();)
        traces.append({"CSV", contentOf(files.next())});
    traces.append({"JSON lines", contentOf(folder + u"/run.jsonl"_qs)});
    traces.append({"JUnit", toJUnit(run.summary)});
    traces.append({"Markdown", toMarkdown(run.summary).toUtf8()});
    traces.append({"summary", QJsonDocument(toJson(run.summary)).toJson()});
    return traces;
}

QByteArray textOf(const OnceResult &result)
{
    QByteArray text = result.url.toEncoded() + '\n' + result.requestBody + '\n' + textOf(result.record);
    for (const RawHeader &header : result.requestHeaders)
        text += header.first + ": " + header.second + '\n';
    if (result.head) {
        for (const RawHeader &header : result.head->headers)
            text += header.first + ": " + header.second + '\n';
    }
    for (const OnceEvent &event : result.events)
        text += event.raw + '\n' + event.text.toUtf8() + '\n';
    // What a reader could put together again.
    for (const OnceEvent &event : result.events)
        text += event.text.toUtf8();
    return text;
}

OnceResult lookedAt(const Scenario &scenario)
{
    Once once;
    QEventLoop loop;
    OnceResult looked;
    QObject::connect(&once, &Once::finished, &loop, [&](const OnceResult &result) {
        looked = result;
        loop.quit();
    });
    QTimer::singleShot(30s, &loop, [&loop] { loop.quit(); });
    if (once.start(scenario, {}, 0, {}))
        loop.exec();
    return looked;
}

} // namespace

class TestSecretEchoes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
    }
    void initTestCase() { qputenv("WEIR_TEST_ECHOED", key); }
    void cleanupTestCase() { qunsetenv("WEIR_TEST_ECHOED"); }

    void noFormIsStored_data()
    {
        QTest::addColumn<QByteArray>("form");
        for (const Clothes &clothes : clothesOf(key))
            QTest::newRow(clothes.name) << clothes.text;
    }

    void noFormIsStored()
    {
        QFETCH(QByteArray, form);
        const QByteArrayList answers = answersWith(form);
        const ScriptedServer server(answering(answers));
        const QTemporaryDir folder;
        const quint64 requests = quint64(answers.size());
        const Result<FinishedRun> run = runToEnd(asking(server.url(), requests), folder.path());
        QVERIFY2(run.ok(), run.ok() ? "" : qPrintable(run.error().text()));
        QCOMPARE(run->records.size(), std::size_t(requests));
        for (const auto &[place, text] : tracesOf(*run, folder.path())) {
            const QByteArray remains = remainsOf(key, form, text);
            QVERIFY2(remains.isEmpty(), place + ": " + remains + " in " + text.left(3000));
        }
        QVERIFY(std::any_of(run->records.begin(), run->records.end(), [](const RequestRecord &record) {
            return record.answer.contains("[redacted]"); // that it was echoed at all
        }));
    }

    void noFormIsShown_data() { noFormIsStored_data(); }
    void noFormIsShown()
    {
        QFETCH(QByteArray, form);
        const QByteArrayList answers = answersWith(form);
        for (const QByteArray &answer : {answers[0], answers[6], answers[9], answers[12]}) {
            const ScriptedServer server(answering({answer}));
            const QByteArray text = textOf(lookedAt(asking(server.url(), 1)));
            QVERIFY(text.contains("[redacted]"));
            const QByteArray remains = remainsOf(key, form, text);
            QVERIFY2(remains.isEmpty(), remains + " in " + text.left(3000));
        }
    }
};

QTEST_GUILESS_MAIN(TestSecretEchoes)
#include "tst_secretechoes.moc"
