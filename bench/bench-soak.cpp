// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated day through worker, collector and run file, on a clock that is moved by hand: does memory stay
// flat? Usage: bench-soak [--quick] [--hours N] [--rate N] [--tokens N] [--folder DIR]
#include "engine/collector.h"
#include "engine/worker.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "support/simulatedtransport.h"
#include "support/table.h"
#include "transport/threadtuning.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <queue>

#include <cstdio>
#include <unordered_map>

using namespace weir;
using namespace weir::bench;

namespace {

using namespace std::chrono_literals;

/// The worker looks at its own loop every 10 ms; between two such moments only the transport's events happen.
constexpr Nanoseconds turn = 10ms;
/// By then caches are full and the time line has as many points as it ever gets.
constexpr Nanoseconds earlyPart = 20min;

/// What the run consists of.
struct Plan
{
    double hours = 24;
    double rate = 10;         ///< Requests a second.
    std::size_t tokens = 100; ///< Of each request.
    QString folder;
};

/// Where a simulated run begins. The worker's alarm is the machine's: as long as the simulated clock lags
/// behind the machine's, it goes off at the loop's next turn, and the bench alone decides when that is.
TimePoint startOf(const Plan &plan)
{
    const Nanoseconds length{static_cast<qint64>(plan.hours * 3.6e12)};
    return MonotonicClock::now() - length - 1h;
}

/// In memory where there is room, since a commit a simulated second would make the bench wait for the disk.
QString usualFolder()
{
    constexpr qint64 roomForDay = qint64{2} << 30;
    const QString memory = QStringLiteral("/dev/shm");
    const QStorageInfo storage(memory);
    return storage.isValid() && storage.bytesAvailable() > roomForDay ? memory : QDir::tempPath();
}

/// Worker and collector in one thread, whose time is the bench's.
class Soak
{
public:
    explicit Soak(const Plan &plan)
        : m_plan(plan)
        , m_stream(openAiStream(plan.tokens))
        , m_clock(std::make_shared<ManualClock>(startOf(plan)))
        , m_context(contextFor(m_stream, loadOf(plan), m_clock))
        , m_path(plan.folder + QStringLiteral("/soak.weirrun"))
        , m_table({QStringLiteral("simulated"), QStringLiteral("requests"), QStringLiteral("events"),
                   QStringLiteral("RSS MB"), QStringLiteral("file MB"), QStringLiteral("cpu s"),
                   QStringLiteral("ns/event")})
    {
    }

    void run()
    {
        make();
        const TimePoint zero = m_clock->now();
        RunTimes times{zero, zero};
        m_collector->begin(times);
        m_collector->setPhase(RunPhase::Measure);
        m_worker->begin(times);
        m_table.printHead(10);
        simulate(zero);
        finish();
    }

private:
    static Load loadOf(const Plan &plan)
    {
        Load load;
        load.first().model = OpenLoad{.rate = plan.rate, .arrivals = Arrivals::Poisson, .cap = {}};
        load.first().duration = Nanoseconds{static_cast<qint64>(plan.hours * 3.6e12)};
        return load;
    }

    void make()
    {
        CollectorOutlet collectorOutlet;
        collectorOutlet.snapshot = [this](const SnapshotPtr &snapshot) { m_snapshot = snapshot; };
        collectorOutlet.finished = [this](const Result<Summary> &summary) { m_summary = summary; };
        m_collector = orGiveUp(
            Collector::create(*m_context, m_path, headerFor(*m_context), std::move(collectorOutlet)));

        WorkerOutlet outlet;
        outlet.batch = [this](WorkerBatch &&batch) {
            m_events += batch.events;
            m_collector->add(std::move(batch));
        };
        outlet.planEnded = [] {};
        outlet.drained = [this] { m_drained = true; };
        m_worker = std::make_unique<Worker>(
            *m_context, WorkerIndex{0}, driverFor(*m_context, 10'000, m_tickets),
            [this](const Clock &) {
                std::unique_ptr<SimulatedTransport> transport =
                    std::make_unique<SimulatedTransport>(*m_clock, m_stream);
                m_transport = transport.get();
                return transport;
            },
            std::move(outlet));
    }

    /// Some rows early, where caches fill, then evenly.
    void simulate(TimePoint zero)
    {
        std::vector<Nanoseconds> marks;
        for (const Nanoseconds early :
             {Nanoseconds{1min}, Nanoseconds{5min}, Nanoseconds{10min}, Nanoseconds{earlyPart}}) {
            if (early < m_length / 24)
                marks.push_back(early);
        }
        for (int i = 1; i <= 24; ++i)
            marks.push_back(m_length * i / 24);
        m_before = processTime();
        std::size_t next = 0;
        while (!m_drained) {
            m_transport->playUntil(m_clock->now() + turn);
            QCoreApplication::processEvents();
            if (next < marks.size() && m_clock->now() - zero >= marks[next])
                show(marks[next++]);
        }
    }

    void show(Nanoseconds at)
    {
        const Nanoseconds spent = processTime() - m_before;
        const quint64 rss = residentBytes();
        quint64 &peak = at <= earlyPart ? m_earlyPeak : m_latePeak;
        peak = std::max(peak, rss);
        m_table.add({text(at), number(static_cast<double>(m_snapshot ? m_snapshot->requests.started : 0)),
                     number(static_cast<double>(m_events)), megabytes(rss),
                     megabytes(static_cast<quint64>(QFileInfo(m_path).size())), number(seconds(spent), 1),
                     number(static_cast<double>(spent.count()) /
                            static_cast<double>(std::max<quint64>(m_events, 1)))});
        m_table.printLast();
    }

    void finish()
    {
        resetPeakResidentBytes();
        const quint64 rssBefore = residentBytes();
        const Nanoseconds before = processTime();
        m_worker.reset();
        m_collector->finish(RunState::Finished);
        const Nanoseconds spent = processTime() - before;
        if (!m_summary)
            giveUp(m_summary.error().text());
        const Summary &summary = *m_summary;
        const quint64 expected = summary.requests.succeeded * m_stream.events.size();
        if (m_events < expected || summary.requests.started != summary.requests.planned)
            giveUp(QStringLiteral("%1 events, but %2 requests succeeded; %3 of %4 requests started")
                       .arg(m_events)
                       .arg(summary.requests.succeeded)
                       .arg(summary.requests.started)
                       .arg(summary.requests.planned));
        printEnd(summary, spent, rssBefore);
    }

    void printEnd(const Summary &summary, Nanoseconds spent, quint64 rssBefore) const
    {
        std::printf("\nRSS in the first %s: up to %s MB", qUtf8Printable(text(earlyPart)),
                    qUtf8Printable(megabytes(m_earlyPeak)));
        if (m_latePeak > 0)
            std::printf("; afterwards: up to %s MB", qUtf8Printable(megabytes(m_latePeak)));
        std::printf(".\n");
        std::printf("Summary of %s requests: %s s of cpu; RSS %s MB before, %s MB at its peak.\n",
                    qUtf8Printable(number(static_cast<double>(summary.requests.started))),
                    qUtf8Printable(number(seconds(spent), 1)), qUtf8Printable(megabytes(rssBefore)),
                    qUtf8Printable(megabytes(peakResidentBytes())));
        std::printf("Run file: %s MB, %s bytes an event. Errors: %s of %s requests.\n",
                    qUtf8Printable(megabytes(static_cast<quint64>(QFileInfo(m_path).size()))),
                    qUtf8Printable(number(
                        static_cast<double>(QFileInfo(m_path).size()) / static_cast<double>(m_events), 1)),
                    qUtf8Printable(number(static_cast<double>(summary.requests.failed))),
                    qUtf8Printable(number(static_cast<double>(summary.requests.started))));
    }

    static double seconds(Nanoseconds time) { return static_cast<double>(time.count()) / 1e9; }
    static QString megabytes(quint64 bytes) { return number(static_cast<double>(bytes) / 1e6, 1); }
    static QString text(Nanoseconds time)
    {
        const qint64 total = time / 1s;
        return QStringLiteral("%1:%2:%3")
            .arg(total / 3600)
            .arg(total / 60 % 60, 2, 10, QLatin1Char('0'))
            .arg(total % 60, 2, 10, QLatin1Char('0'));
    }

    const Plan m_plan;
    const SampleStream m_stream;
    const Nanoseconds m_length{static_cast<qint64>(m_plan.hours * 3.6e12)};
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<const RunContext> m_context;
    const QString m_path;
    Table m_table;
    TicketCounters m_tickets;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<Worker> m_worker;
    SimulatedTransport *m_transport = nullptr; ///< The worker's.
    SnapshotPtr m_snapshot;
    Result<Summary> m_summary = Error{WEIR_TEXT("bench.run_did_not_end", "The run did not end"), {}, {}};
    Nanoseconds m_before{0};
    quint64 m_events = 0;
    quint64 m_earlyPeak = 0;
    quint64 m_latePeak = 0;
    bool m_drained = false;
};

} // namespace

int main(int argc, char **argv)
{
    preferUnixDispatcher();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption quick(QStringLiteral("quick"),
                                   QStringLiteral("A smoke test: one simulated minute."));
    const QCommandLineOption hours(QStringLiteral("hours"), QStringLiteral("Simulated time."),
                                   QStringLiteral("N"), QStringLiteral("24"));
    const QCommandLineOption rate(QStringLiteral("rate"), QStringLiteral("Requests a second."),
                                  QStringLiteral("N"), QStringLiteral("10"));
    const QCommandLineOption tokens(QStringLiteral("tokens"), QStringLiteral("Tokens of each answer."),
                                    QStringLiteral("N"), QStringLiteral("100"));
    const QCommandLineOption folder(
        QStringLiteral("folder"),
        QStringLiteral("Where the run file is made; else in memory or the temporary folder."),
        QStringLiteral("DIR"));
    parser.addOptions({quick, hours, rate, tokens, folder});
    parser.addHelpOption();
    parser.process(application);

    const QTemporaryDir temporary((parser.isSet(folder) ? parser.value(folder) : usualFolder()) +
                                  QStringLiteral("/bench-soak-XXXXXX"));
    if (!temporary.isValid())
        giveUp(temporary.errorString());
    Plan plan;
    plan.hours = parser.isSet(quick) ? 1.0 / 60 : parser.value(hours).toDouble();
    plan.rate = parser.value(rate).toDouble();
    plan.tokens = parser.value(tokens).toUInt();
    plan.folder = temporary.path();
    if (!(plan.hours > 0 && plan.rate > 0 && plan.tokens > 0))
        giveUp(QStringLiteral("hours, rate and tokens are numbers above 0"));
    std::printf("%s\n%s requests/s, %s tokens each\n\n", qUtf8Printable(machine()),
                qUtf8Printable(QString::number(plan.rate)), qUtf8Printable(QString::number(plan.tokens)));
    Soak(plan).run();
    return 0;
}
