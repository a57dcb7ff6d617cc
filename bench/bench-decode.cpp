// SPDX-License-Identifier: GPL-3.0-or-later
// How fast bytes become records: framing, JSON and the session's stamps, from memory, on one core.
// Usage: bench-decode [--quick]
#include "engine/session.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "support/table.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <limits>

using namespace weir;
using namespace weir::bench;

namespace {

constexpr std::size_t tokensPerStream = 500;
constexpr qsizetype bigRead = 64 * 1024;

/// A transport that does nothing: the bench itself calls the handler.
class NoTransport final : public Transport
{
public:
    StreamId start(const WireRequest &, StreamHandler &) override { return StreamId{1}; }
    void abort(StreamId) override {}
    [[nodiscard]] std::size_t openCount() const override { return 0; }
    void prepare(const WireRequest &, std::size_t) override {}
};

/// Sees what a worker would see.
class Counter final : public AttemptObserver
{
public:
    void onAttemptRead(Attempt &, quint64 bytes, quint32 events) override
    {
        m_bytes += bytes;
        m_events += events;
    }
    void onAttemptFirstToken(const RequestRecord &, TimePoint) override {}
    void onAttemptChunk(const RequestRecord &, std::optional<Nanoseconds>) override { ++m_chunks; }
    void onAttemptEnded(Attempt &attempt) override
    {
        const RequestRecord record = attempt.takeRecord();
        m_kept += record.chunks.size();
        m_failed += record.outcome.outcome == OutcomeClass::Success ? 0 : 1;
    }

    quint64 m_bytes = 0, m_events = 0, m_chunks = 0, m_kept = 0, m_failed = 0;
};

/// One measured way: a stream cut into reads, through the decoder alone or through whole sessions.
class Case
{
public:
    Case(const SampleStream &stream, bool bigReads, bool withRecord)
        : m_stream(stream)
        , m_reads(bigReads ? stream.readsOf(bigRead) : stream.events)
        , m_withRecord(withRecord)
        , m_clock(std::make_shared<SystemClock>())
        , m_context(contextFor(stream, {}, m_clock))
    {
    }

    /// Runs for `length` and keeps the best time an event.
    void measure(Nanoseconds length)
    {
        quint64 events = 0;
        const Nanoseconds before = threadTime();
        Nanoseconds spent{0};
        while (spent < length) {
            events += m_withRecord ? playSession() : playDecoder();
            spent = threadTime() - before;
        }
        m_best = std::min(m_best, static_cast<double>(spent.count()) / static_cast<double>(events));
    }

    [[nodiscard]] double nanoseconds() const { return m_best; }
    /// `base`: nanoseconds that the last column is a multiple of.
    [[nodiscard]] QStringList row(const QString &name, double base) const
    {
        const double bytesPerEvent =
            static_cast<double>(m_stream.bytes()) / static_cast<double>(m_stream.events.size());
        return {name,
                number(bytesPerEvent),
                number(1e9 / m_best),
                number(1e3 * bytesPerEvent / m_best),
                number(m_best),
                QString::number(m_best / base, 'f', 2)};
    }

private:
    quint64 playDecoder()
    {
        const std::unique_ptr<Decoder> decoder =
            m_context->templates.front().decoders->decoderFor(m_stream.head, true);
        quint64 tokens = 0;
        quint64 events = 0;
        const Decoder::Sink sink = [&tokens, &events](const StreamEvent &event) {
            ++events;
            tokens += event.chunk ? 1 : 0;
        };
        for (const QByteArray &read : m_reads)
            decoder->feed(read, sink);
        decoder->finish(sink);
        expect(events, tokens);
        return events;
    }

    quint64 playSession()
    {
        Counter counter;
        Session session(*m_context, m_transport, counter, 0, RequestRecord{});
        session.start(m_request);
        session.onSent(m_clock->now());
        session.onOpened(m_clock->now(), m_stream.head);
        for (const QByteArray &read : m_reads)
            session.onData(m_clock->now(), read);
        session.onEnded(m_clock->now(), {});
        expect(counter.m_events, counter.m_failed == 0 ? counter.m_kept : 0);
        return counter.m_events;
    }

    /// A decoder that misses something would be fast.
    void expect(quint64 events, quint64 tokens) const
    {
        if (events == m_stream.events.size() && tokens == m_stream.tokens)
            return;
        std::fprintf(stderr, "%s: %llu events and %llu tokens instead of %zu and %zu\n",
                     qUtf8Printable(m_stream.preset.name), static_cast<unsigned long long>(events),
                     static_cast<unsigned long long>(tokens), m_stream.events.size(), m_stream.tokens);
        std::exit(1);
    }

    const SampleStream &m_stream;
    std::vector<QByteArray> m_reads;
    bool m_withRecord;
    std::shared_ptr<const SystemClock> m_clock;
    std::shared_ptr<const RunContext> m_context;
    NoTransport m_transport;
    RenderedRequest m_request;
    double m_best = std::numeric_limits<double>::max(); ///< Nanoseconds an event.
};

/// One of each shipped preset that streams text.
std::vector<SampleStream> presetStreams(std::size_t tokens)
{
    std::vector<SampleStream> streams;
    for (const VendorPreset &preset : builtinVendors()) {
        if (SampleStream stream = presetStream(preset, tokens); !stream.events.empty())
            streams.push_back(std::move(stream));
    }
    return streams;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const bool quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    const std::size_t tokens = quick ? 20 : tokensPerStream;
    const std::vector<SampleStream> streams{openAiStream(tokens), anthropicStream(tokens),
                                            ollamaStream(tokens)};
    const std::vector<SampleStream> presets = presetStreams(tokens);

    std::deque<std::pair<QString, Case>> cases;
    for (const SampleStream &stream : streams) {
        for (const bool withRecord : {true, false}) {
            for (const bool bigReads : {false, true}) {
                const QString name =
                    QStringLiteral("%1, %2, %3")
                        .arg(stream.preset.name,
                             withRecord ? QStringLiteral("decode and record") : QStringLiteral("decode only"),
                             bigReads ? QStringLiteral("reads of 64 KiB")
                                      : QStringLiteral("one event a read"));
                cases.emplace_back(std::piecewise_construct, std::forward_as_tuple(name),
                                   std::forward_as_tuple(stream, bigReads, withRecord));
            }
        }
    }
    for (const SampleStream &stream : presets)
        cases.emplace_back(std::piecewise_construct,
                           std::forward_as_tuple(QStringLiteral("preset %1").arg(stream.preset.name)),
                           std::forward_as_tuple(stream, false, false));
    // Short rounds, one after the other: what else the machine does then hits all cases alike.
    for (int round = 0; round < (quick ? 1 : 12); ++round) {
        for (auto &[name, each] : cases)
            each.measure(std::chrono::milliseconds{quick ? 1 : 100});
    }

    std::printf("%s\n\n", qUtf8Printable(machine()));
    Table table({QStringLiteral("what"), QStringLiteral("bytes/event"), QStringLiteral("events/s"),
                 QStringLiteral("MB/s"), QStringLiteral("ns/event"), QStringLiteral("of openai-chat")});
    const auto base = std::find_if(cases.begin(), cases.end(), [](const auto &named) {
        return named.first == QStringLiteral("openai-chat, decode only, one event a read");
    });
    for (const auto &[name, each] : cases)
        table.add(each.row(name, base->second.nanoseconds()));
    table.print();
    return 0;
}
