// SPDX-License-Identifier: GPL-3.0-or-later
// Weir's own presets against the service's formats: what a dialect writes, the preset's decoder reads.
#include "protocol/decoder.h"
#include "protocol/requestrenderer.h"
#include "protocol/targetresolver.h"
#include "service/dialects/eventframer.h"
#include "support/dialectpresets.h"
#include "support/dialecttools.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

/// What a session would keep of a response.
struct Heard
{
    QString content, reasoning, finish, error;
    qsizetype chunks = 0;
    qsizetype toolChunks = 0;
    quint64 reasoningChunks = 0;
    Usage usage;
    ServerTiming timing;
    bool ended = false;
    bool malformed = false;
    bool rateLimit = false;
};

/// As the service sends them.
QByteArray bytesOf(const EventFramer &framer)
{
    return {framer.bytes().data(), qsizetype(framer.bytes().size())};
}

void take(std::optional<quint64> &place, const std::optional<quint64> &told)
{
    if (told)
        place = told;
}

Heard heard(const VendorPreset &preset, const QByteArray &bytes, const QByteArray &type, int status = 200,
            bool streamed = true)
{
    Heard result;
    const Result<std::shared_ptr<const DecoderFactory>> factory = DecoderFactory::compile(preset);
    if (!factory)
        return result;
    const std::unique_ptr<Decoder> decoder =
        (*factory)->decoderFor(ResponseHead{status, {{"Content-Type", type}}}, streamed);
    const Decoder::Sink sink = [&result](const StreamEvent &event) {
        if (result.ended)
            return;
        result.content += QString::fromUtf8(event.text);
        result.reasoning += QString::fromUtf8(event.reasoningText);
        result.chunks += event.chunk ? 1 : 0;
        result.toolChunks += event.chunk == ChunkKind::ToolCall ? 1 : 0;
        result.reasoningChunks += event.chunk == ChunkKind::Reasoning ? 1 : 0;
        result.finish = event.finishReason.value_or(result.finish);
        if (event.usage) {
            take(result.usage.input, event.usage->input);
            take(result.usage.cachedInput, event.usage->cachedInput);
            take(result.usage.output, event.usage->output);
            take(result.usage.reasoning, event.usage->reasoning);
        }
        if (event.timing)
            result.timing = *event.timing;
        if (event.isError)
            result.error = event.errorCode + u'|' + event.errorMessage.english();
        result.rateLimit = result.rateLimit || event.isRateLimit;
        result.malformed = result.malformed || event.isMalformed;
        result.ended = event.isTerminator;
    };
    decoder->feed(bytes, sink);
    decoder->finish(sink);
    return result;
}

/// One vendor: its preset's name is its dialect's name.
struct Vendor
{
    VendorPreset preset;
    Dialect *dialect = nullptr;
    QByteArray type; ///< Of its streams.
};

Vendor vendorOf(const QString &name)
{
    static const Dialects dialects;
    Vendor vendor;
    vendor.preset = *findVendor(name);
    vendor.dialect = dialects.find(view(vendor.preset.path.toUtf8()));
    vendor.type = vendor.preset.framing == StreamFraming::Sse ? "text/event-stream" : "application/x-ndjson";
    return vendor;
}

/// What the preset asks for, as a request and as its dialect understands it.
WireRequest rendered(const Vendor &vendor, bool stream)
{
    Target target;
    target.url = QStringLiteral("http://127.0.0.1:1");
    target.model = QStringLiteral("m");
    Redactor redactor;
    RequestTemplate request;
    request.system = QStringLiteral("be \"brief\"");
    request.prompt = QStringLiteral("say\n\"hello\"");
    request.maxTokens = 17;
    request.stream = stream;
    const Result<ResolvedTarget> resolved = resolveTarget(target, vendor.preset, {}, redactor);
    const Result<RequestRenderer> renderer = RequestRenderer::compile(request, *resolved, {});
    return renderer->render({}, RequestId{1}, 1, QStringLiteral("run"), nullptr)->wire;
}

} // namespace

class TestDialectPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasItsDialect();
    void requests_data() { vendors(); }
    void requests();
    void streams_data() { vendors(); }
    void streams();
    void wholes_data() { vendors(); }
    void wholes();
    void toolCalls_data() { vendors(); }
    void toolCalls();
    void errors_data() { vendors(); }
    void errors();
    void cutEvents_data() { vendors(); }
    void cutEvents();

private:
    static void vendors()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : presetsWithDialect())
            QTest::newRow(qPrintable(name)) << name;
    }
    /// Those that know text alone.
    static bool isRaw(const QString &name)
    {
        return name == u"openai-completions" || name == u"tgi" || name == u"llamacpp";
    }
};

void TestDialectPresets::everyPresetHasItsDialect()
{
    for (const QString &preset : presetsWithDialect()) {
        const Vendor vendor = vendorOf(preset);
        QVERIFY2(vendor.dialect != nullptr, qPrintable(preset));
        QCOMPARE(QString::fromUtf8(vendor.dialect->name().data(), qsizetype(vendor.dialect->name().size())),
                 dialectOf(preset));
        QCOMPARE(vendor.dialect->framing() == Framing::Sse, vendor.preset.framing == StreamFraming::Sse);
    }
}

void TestDialectPresets::requests()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    for (const bool stream : {true, false}) {
        const WireRequest wire = rendered(vendor, stream);
        HeaderMap headers;
        for (const RawHeader &header : wire.headers)
            headers[header.first.toLower().toStdString()] = header.second.toStdString();
        const QByteArray target = wire.url.path(QUrl::FullyEncoded).toUtf8();
        const Dialects dialects;
        QVERIFY2(dialects.find(view(target)) != nullptr, target.constData());
        const std::variant<AskedRequest, DialectRefusal> read =
            dialects.find(view(target))->read(view(target), lookupIn(headers), view(wire.body), true);
        QVERIFY2(std::holds_alternative<AskedRequest>(read), wire.body.constData());
        const AskedRequest &asked = std::get<AskedRequest>(read);
        QCOMPARE(asked.stream, stream);
        QCOMPARE(asked.maxTokens, std::optional<quint32>(17));
        QVERIFY(asked.promptText.find("say\n\"hello\"") != std::string::npos);
        QVERIFY(asked.promptText.find("be \"brief\"") != std::string::npos);
        if (stream)
            QVERIFY(asked.includeUsage);
    }
}

void TestDialectPresets::streams()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    AnswerFacts facts = sampleFacts();
    facts.asked.form = 3; // DashScope as its preset asks
    EventFramer events(vendor.dialect->framing());
    writeSample(*vendor.dialect->streamWriter(facts), events, FinishReason::Length, &sampleStages());
    const Heard result = heard(vendor.preset, bytesOf(events), vendor.type);
    QVERIFY(!result.malformed);
    QCOMPARE(result.error, QString());
    QCOMPARE(result.chunks, 5);
    QCOMPARE(result.content, isRaw(name) ? u" think hard one two six"_qs : u" one two six"_qs);
    QCOMPARE(result.reasoning, isRaw(name) ? QString() : u" think hard"_qs);
    QCOMPARE(result.reasoningChunks, isRaw(name) ? 0U : 2U);
    const QStringList cut{u"length"_qs, u"max_tokens"_qs, u"max_output_tokens"_qs, u"limit"_qs};
    QVERIFY2(cut.contains(result.finish), qPrintable(result.finish));
    QCOMPARE(result.ended, vendor.preset.hasTerminator());
    QCOMPARE(result.usage.input, std::optional<quint64>(12));
    QCOMPARE(result.usage.output, std::optional<quint64>(5));
    if (!vendor.preset.stream.usage.cachedInput.isEmpty())
        QCOMPARE(result.usage.cachedInput, std::optional<quint64>(4));
    if (!vendor.preset.stream.usage.reasoning.isEmpty())
        QCOMPARE(result.usage.reasoning, std::optional<quint64>(2));
    if (!vendor.preset.stream.timing.queue.empty()) {
        QCOMPARE(result.timing.queue, std::optional<Nanoseconds>(std::chrono::milliseconds(1)));
        QCOMPARE(result.timing.prefill, std::optional<Nanoseconds>(std::chrono::milliseconds(2)));
        QCOMPARE(result.timing.inference, std::optional<Nanoseconds>(std::chrono::milliseconds(5)));
    }
}

void TestDialectPresets::wholes()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    AnswerFacts facts = sampleFacts();
    facts.asked.form = name == u"tgi" || name == u"dashscope" ? 1 : 0;
    const WholeText text{" one two six", " think hard", FinishReason::Stop, sampleUsage, &sampleStages()};
    const QByteArray body = QByteArray::fromStdString(vendor.dialect->whole(facts, text));
    const Heard result = heard(vendor.preset, body, "application/json", 200, false);
    QVERIFY(!result.malformed && result.ended);
    QCOMPARE(result.error, QString());
    QCOMPARE(result.content, isRaw(name) ? u" think hard one two six"_qs : u" one two six"_qs);
    QCOMPARE(result.reasoning, isRaw(name) ? QString() : u" think hard"_qs);
    QVERIFY(!result.finish.isEmpty());
    QCOMPARE(result.usage.output, std::optional<quint64>(5));
    if (name != u"tgi") // tells no input in whole answers
        QCOMPARE(result.usage.input, std::optional<quint64>(12));
}

void TestDialectPresets::toolCalls()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    if (vendor.preset.stream.toolCall.isEmpty() && vendor.preset.stream.textKind.toolCall.isEmpty())
        return; // nothing to call tools with
    AnswerFacts facts = sampleFacts(true);
    facts.asked.form = 3;
    EventFramer events(vendor.dialect->framing());
    writeSample(*vendor.dialect->streamWriter(facts), events, FinishReason::ToolCall, nullptr);
    const Heard result = heard(vendor.preset, bytesOf(events), vendor.type);
    // Whole calls are one chunk, those in pieces one for each token.
    const bool comesWhole = name.startsWith(u"ollama") || name == u"qianfan";
    QCOMPARE(result.toolChunks, comesWhole ? 1 : 3);
    QCOMPARE(result.chunks, result.toolChunks + 2);
    QCOMPARE(result.content, QString());
    QVERIFY(!result.finish.isEmpty());
}

void TestDialectPresets::errors()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    EventFramer events(vendor.dialect->framing());
    const std::unique_ptr<StreamWriter> writer = vendor.dialect->streamWriter(sampleFacts());
    writer->begin(events, 3);
    writer->tokens(events, " a", 1, false);
    writer->fail(events, "it broke");
    const Heard inStream = heard(vendor.preset, bytesOf(events), vendor.type);
    QVERIFY2(inStream.error.endsWith(u"|it broke"), qPrintable(inStream.error));
    QVERIFY(!inStream.malformed && !inStream.rateLimit);
    QCOMPARE(inStream.chunks, 1);

    for (const bool streamed : {true, false}) {
        const DialectRefusal refusal = vendor.dialect->refused(429, "rate_limit_exceeded", "slow", streamed);
        QCOMPARE(refusal.status, vendor.dialect->errorStatus(429));
        const QByteArray type(refusal.contentType.data(), qsizetype(refusal.contentType.size()));
        const Heard refused =
            heard(vendor.preset, QByteArray::fromStdString(refusal.body), type, refusal.status, streamed);
        QVERIFY2(refused.error.endsWith(u"|slow"), qPrintable(refused.error));
        QVERIFY(refused.error.size() > 5 || name.startsWith(u"ollama"));
        // Inside HTTP 200 only the code tells that it was too many requests.
        if (vendor.dialect->errorStatus(429) == 200)
            QVERIFY(refused.rateLimit);
    }
}

void TestDialectPresets::cutEvents()
{
    QFETCH(QString, name);
    const Vendor vendor = vendorOf(name);
    for (const bool toolCall : {false, true}) {
        AnswerFacts facts = sampleFacts(toolCall);
        facts.asked.form = 3;
        EventFramer events(vendor.dialect->framing());
        const std::unique_ptr<StreamWriter> writer = vendor.dialect->streamWriter(facts);
        writer->begin(events, 3);
        writer->tokens(events, " think", 1, true);
        events.cutNext();
        writer->tokens(events, " one", 1, false);
        writer->tokens(events, " two", 1, false);
        writer->end(events, FinishReason::Stop, sampleUsage, nullptr);
        QVERIFY(!events.cutsNext());
        const Heard result = heard(vendor.preset, bytesOf(events), vendor.type);
        QVERIFY(result.malformed && !result.ended);
        QCOMPARE(result.chunks, 1);
        QCOMPARE(result.finish, QString());
    }
}

QTEST_GUILESS_MAIN(TestDialectPresets)
#include "tst_dialectpresets.moc"
