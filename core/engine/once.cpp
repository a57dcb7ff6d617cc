// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/once.h"

#include "base/credentials.h"
#include "base/workerthread.h"
#include "engine/machinefacts.h"
#include "engine/memoryguard.h"
#include "engine/pacer.h"
#include "engine/runplan.h"
#include "engine/session.h"
#include "engine/textpieces.h"
#include "engine/tokencounting.h"
#include "protocol/eventkind.h"
#include "store/runfile.h"
#include "transport/channels.h"
#include "transport/threadtuning.h"

namespace weir {

namespace {

constexpr qsizetype rawLimit = qsizetype{64} * 1024;
constexpr std::size_t eventLimit = 10'000;
/// Of all events together: a service may send 10,000 events of a megabyte.
constexpr qsizetype keptBytes = qsizetype{16} << 20;
/// Of an event that comes behind these.
constexpr qsizetype shortRawLimit = 256;

/// What the first row of a trace that asks this template wants; nothing where none does.
std::optional<TraceLengths> firstLengths(const Scenario &scenario, std::size_t templateIndex, quint64 seed,
                                         const QString &baseFolder)
{
    for (GroupIndex i = 0; i < scenario.load.groups.size(); ++i) {
        const LoadGroup &group = scenario.load.groups[i];
        const bool asks = group.mix.isEmpty() || group.mix.contains(scenario.requests[templateIndex].name);
        if (!asks || !std::holds_alternative<TraceLoad>(group.model))
            continue;
        Result<std::unique_ptr<ArrivalSequence>> arrivals = arrivalsOf(scenario.load, i, seed, baseFolder);
        if (!arrivals)
            continue;
        if (const std::optional<Arrival> first = (*arrivals)->next())
            return first->lengths;
    }
    return std::nullopt;
}

} // namespace

/// The part that lives in the worker thread.
class OnceRunner final : public QObject, private AttemptObserver
{
public:
    OnceRunner(std::shared_ptr<const RunContext> context, std::function<void(OnceResult)> done)
        : m_context(std::move(context))
        , m_redactor(m_context->redactor)
        , m_done(std::move(done))
        , m_transport(makeChannels(m_context->scenario, *m_context->clock))
        , m_pacer([this] { checkTimers(); })
    {
    }
    ~OnceRunner() override { m_transport.reset(); }

    void start(TemplateIndex index, const std::optional<TraceLengths> &lengths)
    {
        const PreparedTemplate &prepared = m_context->templates[index.value()];
        RequestRecord record;
        record.requestTemplate = index;
        record.target = prepared.target;
        record.intended = m_context->clock->now();
        AttemptObserver &observer = *this;
        m_session = std::make_unique<Session>(*m_context, *m_transport, observer, 0, std::move(record));

        RequestChoice choice;
        choice.requestTemplate = index;
        choice.seed = m_context->seed;
        if (prepared.data && m_context->data[*prepared.data].count() > 0)
            choice.row = RowIndex{0};
        m_session->begin(choice, {lengths});
        arm();
    }

    void end(LocalEnd reason)
    {
        if (m_session)
            m_session->end(reason);
    }

private:
    void onAttemptSends(const RenderedRequest &request) override
    {
        const WireRequest &wire = request.wire;
        m_redactor = m_redactor.with(request.secrets);
        m_result.method = wire.method();
        m_result.url = QUrl::fromEncoded(
            m_redactor.redacted(withoutCredentials(wire.url.adjusted(QUrl::RemoveUserInfo)).toEncoded()));
        m_result.requestHeaders = wire.headers;
        redact(m_result.requestHeaders);
        m_result.requestBody = m_redactor.redacted(wire.body);
    }

    void redact(std::vector<RawHeader> &headers) const
    {
        for (RawHeader &header : headers) {
            header.second = isCredentialHeader(QString::fromLatin1(header.first))
                                ? redactedText.toUtf8()
                                : m_redactor.redacted(header.second);
            header.first = m_redactor.redacted(header.first);
        }
    }

    void arm()
    {
        if (const std::optional<TimePoint> due = m_session->nextTimeout())
            m_pacer.wakeAt(*due);
    }

    void checkTimers()
    {
        m_session->checkTimers(m_context->clock->now());
        arm();
    }

    void onAttemptRead(Attempt &, quint64, quint32) override { arm(); }
    void onAttemptFirstToken(const RequestRecord &, TimePoint) override {}
    void onAttemptChunk(const RequestRecord &, std::optional<Nanoseconds>) override {}

    void onAttemptEvent(TimePoint at, const StreamEvent &event) override
    {
        const qsizetype limit = m_keptBytes < keptBytes ? rawLimit : shortRawLimit;
        const bool isKept = m_result.events.size() < eventLimit;
        const bool failed = event.isError || event.isMalformed;
        const QByteArray text = failed ? event.errorMessage.text().toUtf8() : event.text.toByteArray();
        if (!isKept || event.raw.size() > limit || text.size() > limit)
            ++m_result.cutEvents;
        if (!isKept)
            return;
        OnceEvent once;
        once.at = at - m_session->record().started.value_or(at);
        once.raw = m_redactor.redactedHead(event.raw, limit);
        once.kind = eventKind(event);
        once.text = failed ? m_redactor.redactedWords(event.errorMessage.text()).left(event.messageLength)
                           : QString::fromUtf8(m_redactor.redactedHead(text, limit));
        if (!failed && !m_redactor.isEmpty())
            m_pieces.add(event.text.isEmpty() ? event.reasoningText : event.text, m_result.events.size());
        m_keptBytes += once.raw.size() + once.text.size() * qsizetype{sizeof(QChar)};
        m_result.events.push_back(std::move(once));
    }

    /// A key that came in pieces, each in an event of its own.
    void redactAcrossEvents()
    {
        for (const std::size_t index : m_pieces.holdersOfSecrets(m_redactor)) {
            OnceEvent &event = m_result.events[index];
            event.raw = redactedText.toUtf8();
            if (!event.text.isEmpty())
                event.text = redactedText.toString();
        }
    }

    void onAttemptEnded(Attempt &attempt) override
    {
        m_pacer.cancel();
        redactAcrossEvents();
        m_result.head = attempt.facts().head;
        if (m_result.head)
            redact(m_result.head->headers);
        m_result.record = attempt.takeRecord();
        countTokensOf(m_result.record, *m_context); // no load runs beside it
        m_done(std::move(m_result));
    }

    std::shared_ptr<const RunContext> m_context;
    Redactor m_redactor; ///< The run's, and the credentials of this attempt alone.
    std::function<void(OnceResult)> m_done;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Session> m_session;
    Pacer m_pacer;
    TextPieces m_pieces;
    OnceResult m_result;
    qsizetype m_keptBytes = 0; ///< Of m_result.events.
};

class Once::Private
{
public:
    void guardMemory();

    std::unique_ptr<WorkerThread> thread;
    OnceRunner *runner = nullptr; ///< Lives in, and is owned by, `thread`.
    quint64 number = 0;           ///< Of the request that runs or ran last.
    std::optional<quint64> memoryLimit;
    std::unique_ptr<MemoryGuard> guard; ///< Last: it posts to the thread.
};

Once::Once(QObject *parent) : QObject(parent), m_d(std::make_unique<Private>()) {}

Once::~Once() = default;

Result<void> Once::start(const Scenario &scenario, const QString &baseFolder, std::size_t templateIndex,
                         const QStringList &builtinUrls)
{
    if (templateIndex >= scenario.requests.size())
        return Error{Message(WEIR_TEXT("once.no_such_request",
                                       "The scenario has %1 requests, number %2 was asked for"),
                             scenario.requests.size(), templateIndex + 1),
                     {},
                     Message(WEIR_TEXT("once.advice_existing", "Choose one that exists."))};
    const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    Scenario looked = scenario;
    looked.recording.answers = true; // the reader wants to see the answer, nothing is saved
    const Result<RunPlan> plan = planRun(looked, {baseFolder, builtinUrls, newRunId(clock->wallTime())});
    if (!plan)
        return plan.error();
    const Result<std::shared_ptr<const RunContext>> context = RunContext::prepare(*plan, clock);
    if (!context)
        return context.error();

    const quint64 number = ++m_d->number;
    m_d->guard.reset();
    m_d->thread = std::make_unique<WorkerThread>(QStringLiteral("once"));
    m_d->thread->run([&] {
        tuneThread();
        std::unique_ptr<OnceRunner> runner =
            std::make_unique<OnceRunner>(*context, [this, number](OnceResult result) {
                const std::shared_ptr<OnceResult> shared = std::make_shared<OnceResult>(std::move(result));
                const auto tell = [this, shared, number] {
                    if (number == m_d->number) // not that of a request which start() has replaced since
                        Q_EMIT finished(*shared);
                };
                QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
            });
        m_d->runner = runner.get();
        m_d->thread->adopt(std::move(runner));
    });
    const std::optional<TraceLengths> lengths =
        firstLengths((*context)->scenario, templateIndex, (*context)->seed, baseFolder);
    m_d->guardMemory();
    m_d->thread->post([runner = m_d->runner, templateIndex, lengths] {
        runner->start(TemplateIndex{static_cast<quint32>(templateIndex)}, lengths);
    });
    return {};
}

/// One stream fills the memory, if any does.
void Once::Private::guardMemory()
{
    const quint64 limit = memoryLimit.value_or(memoryLimitFor(readMachineFacts({}).memory));
    const auto relieve = [this](MemoryRelief, TimePoint) {
        thread->post([runner = runner] { runner->end(LocalEnd::MemoryGuard); });
    };
    guard = std::make_unique<MemoryGuard>(limit, std::make_shared<ReliefTally>(), relieve);
}

void Once::setMemoryLimit(quint64 bytes)
{
    m_d->memoryLimit = bytes;
}

void Once::cancel()
{
    if (m_d->thread)
        m_d->thread->post([runner = m_d->runner] { runner->end(LocalEnd::Abandoned); });
}

} // namespace weir
