// SPDX-License-Identifier: GPL-3.0-or-later
// A worker has every attempt authorized anew, and what was made for an attempt alone is kept out of its
// record.
#include "engine/runplan.h"
#include "engine/worker.h"
#include "protocol/targetresolver.h"
#include "scenario/check.h"
#include "transport/nulltransport.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// A key of its own for each attempt; fails from attempt `failsFrom` on.
class RollingAuthorizer final : public Authorizer
{
public:
    explicit RollingAuthorizer(quint32 failsFrom) : m_failsFrom(failsFrom) {}

    [[nodiscard]] Result<Proof> prove(const UnsignedRequest &request) const override
    {
        attempts.push_back(request.attempt);
        if (request.attempt >= m_failsFrom)
            return Error{Message::verbatim(u"The token has expired"_qs), {}, {}};
        const QByteArray key = "rolling-key-" + QByteArray::number(request.attempt);
        return Proof{{{"X-Rolling", key}}, {key}};
    }

    mutable std::vector<quint32> attempts; ///< One worker, one thread.

private:
    quint32 m_failsFrom;
};

/// Repeats the request's key in the body of a refusal, as careless services do.
class EchoTransport final : public Transport
{
public:
    explicit EchoTransport(const Clock &clock) : m_clock(clock) {}

    StreamId start(const WireRequest &request, StreamHandler &handler) override
    {
        NullScript script;
        script.opening = ResponseHead{429, {{"content-type", "application/json"}}};
        script.chunks = {R"({"error":{"message":"no more for )" +
                         ResponseHead{0, request.headers}.header("X-Rolling") + R"("}})"};
        m_transports.push_back(std::make_unique<NullTransport>(m_clock, script));
        return m_transports.back()->start(request, handler);
    }
    void abort(StreamId) override {}
    [[nodiscard]] std::size_t openCount() const override { return 0; }
    void prepare(const WireRequest &, std::size_t) override {}

private:
    const Clock &m_clock;
    std::vector<std::unique_ptr<NullTransport>> m_transports;
};

/// One request with up to three attempts. The records in the order of their ends.
std::vector<RequestRecord> recordsOf(const std::shared_ptr<const Authorizer> &authorizer)
{
    Scenario scenario = defaultScenario();
    scenario.targets.front().url = QStringLiteral("http://127.0.0.1:1");
    scenario.load.first().requests = 1;
    scenario.targets.front().retry.attempts = 3;
    scenario.targets.front().retry.backoff = 1ms;
    const std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    const Result<std::shared_ptr<const RunContext>> prepared =
        RunContext::prepare(*planRun(scenario, {{}, {}, QStringLiteral("auth")}), clock);
    if (!prepared)
        return {};
    const std::shared_ptr<RunContext> context = std::const_pointer_cast<RunContext>(*prepared);
    Redactor redactor;
    ResolvedTarget target =
        *resolveTarget(scenario.targets.front(), *findVendor(scenario.targets.front().vendor), {}, redactor);
    target.authorizer = authorizer;
    Result<RequestRenderer> renderer = RequestRenderer::compile(scenario.requests.front(), target, {});
    if (!renderer)
        return {};
    context->templates.front().renderer = std::move(*renderer);

    std::vector<RequestRecord> records;
    QEventLoop loop;
    WorkerOutlet outlet;
    outlet.batch = [&records](WorkerBatch &&batch) {
        for (RequestRecord &record : batch.finished)
            records.push_back(std::move(record));
    };
    outlet.planEnded = [] {};
    outlet.drained = [&loop] { loop.quit(); };
    const Load &load = context->scenario.load;
    TicketCounters tickets = ticketsFor(load);
    Worker worker(
        *context, WorkerIndex{0},
        makeLoadDriver(loadPlanOf(load, context->seed, {}, {1}), {WorkerIndex{0}, 1}, tickets).value(),
        [](const Clock &c) { return std::make_unique<EchoTransport>(c); }, outlet);
    const TimePoint zero = clock->now();
    worker.begin({zero, zero});
    QTimer::singleShot(30s, &loop, [&loop] { loop.quit(); });
    loop.exec();
    return records;
}

} // namespace

class TestAttemptAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRetryIsAuthorized()
    {
        const std::shared_ptr<const RollingAuthorizer> authorizer = std::make_shared<RollingAuthorizer>(9);
        const std::vector<RequestRecord> records = recordsOf(authorizer);
        QCOMPARE(authorizer->attempts, (std::vector<quint32>{1, 2, 3}));
        QCOMPARE(records.size(), std::size_t{3});
        for (const RequestRecord &record : records) {
            QCOMPARE(toString(record.outcome.outcome), toString(OutcomeClass::RateLimited));
            QCOMPARE(record.errorBody, QByteArray(R"({"error":{"message":"no more for [redacted]"}})"));
            QVERIFY(record.outcome.message.english().contains(QStringLiteral("[redacted]")));
            QVERIFY(!record.outcome.message.english().contains(QStringLiteral("rolling-key")));
        }
    }

    void aFailingAuthorizerIsALocalError()
    {
        const std::shared_ptr<const RollingAuthorizer> authorizer = std::make_shared<RollingAuthorizer>(2);
        const std::vector<RequestRecord> records = recordsOf(authorizer);
        QCOMPARE(authorizer->attempts, (std::vector<quint32>{1, 2}));
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(toString(records[0].outcome.outcome), toString(OutcomeClass::RateLimited));
        QCOMPARE(toString(records[1].outcome.outcome), toString(OutcomeClass::LocalError));
        QCOMPARE(records[1].outcome.message.english(), QStringLiteral("The token has expired"));
    }
};

QTEST_GUILESS_MAIN(TestAttemptAuth)
#include "tst_attemptauth.moc"
