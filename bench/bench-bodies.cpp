// SPDX-License-Identifier: GPL-3.0-or-later
// What a long prompt does to the time to first token: both transports, one request after the other over a
// kept connection, against a server that notes when the kernel had the request and when it answered.
#include "base/clock.h"
#include "streams/bodyserver.h"
#include "support/table.h"
#include "transport/http/httptransports.h"
#include "transport/threadtuning.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

using namespace weir;
using namespace weir::bench;

namespace {

constexpr double goalMs = 0.5;
/// What the exchange before leaves to do, the other transport's threads included, is no part of the next one.
constexpr std::chrono::milliseconds settle{10};

struct Options
{
    std::vector<int> kilobytes{1, 20, 500};
    int requests = 200;
    double serviceMs = 20;
};

/// Ends the loop when its exchange is over.
class Exchange final : public StreamHandler
{
public:
    explicit Exchange(QEventLoop &loop) : m_loop(loop) {}

    void onConnected(TimePoint) override {}
    void onTlsDone(TimePoint) override {}
    void onSent(TimePoint at) override { sent = at; }
    void onUploaded(TimePoint at) override { uploaded = at; }
    void onOpened(TimePoint, const Opening &) override {}
    void onStale(TimePoint) override {}
    void onData(TimePoint at, QByteArrayView) override { firstData = firstData.value_or(at); }
    void onEnded(TimePoint, const WireEnd &end) override
    {
        whole = end.kind == WireEnd::Kind::Clean;
        m_loop.quit();
    }

    std::optional<TimePoint> sent, uploaded, firstData;
    bool whole = false;

private:
    QEventLoop &m_loop;
};

/// Milliseconds of each request of one transport and size.
struct Samples
{
    std::vector<double> ttft, truth, error, upload;
    std::vector<double> before; ///< From the start to the first byte that went out.
    std::vector<double> after;  ///< From the answer's write to the stamp of its first bytes.
};

double milliseconds(Nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

double rank(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

WireRequest requestOf(int kilobytes, quint16 port)
{
    WireRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port));
    request.headers = {{"Content-Type", "application/json"}};
    request.body = QByteArray(kilobytes * 1000, 'b');
    request.channel = HttpRequest{};
    return request;
}

bool measure(Transport &transport, const WireRequest &request, const BodyServer &server, Samples &samples)
{
    QEventLoop loop;
    QTimer::singleShot(settle, &loop, &QEventLoop::quit);
    loop.exec();
    Exchange exchange(loop);
    const TimePoint started = MonotonicClock::now();
    transport.start(request, exchange);
    loop.exec();
    if (!exchange.whole || !exchange.firstData)
        return false;
    const BodyTruth truth = server.last();
    samples.ttft.push_back(milliseconds(*exchange.firstData - started));
    samples.truth.push_back(milliseconds(truth.written - truth.begun));
    samples.error.push_back(samples.ttft.back() - samples.truth.back());
    samples.after.push_back(milliseconds(*exchange.firstData - truth.written));
    if (exchange.sent)
        samples.before.push_back(milliseconds(*exchange.sent - started));
    if (exchange.sent && exchange.uploaded)
        samples.upload.push_back(milliseconds(*exchange.uploaded - *exchange.sent));
    return true;
}

void print(const std::map<std::pair<int, QString>, Samples> &all)
{
    Table table({QStringLiteral("body KB"), QStringLiteral("transport"), QStringLiteral("ttft p50 ms"),
                 QStringLiteral("p99 ms"), QStringLiteral("true p50 ms"), QStringLiteral("error p50 ms"),
                 QStringLiteral("to its first byte ms"), QStringLiteral("from the answer's ms"),
                 QStringLiteral("upload p50 ms"), QStringLiteral("within 0.5 ms")});
    for (const auto &[key, samples] : all) {
        const double error = rank(samples.error, 0.5);
        table.add({QString::number(key.first), key.second, number(rank(samples.ttft, 0.5), 3),
                   number(rank(samples.ttft, 0.99), 3), number(rank(samples.truth, 0.5), 3), number(error, 3),
                   number(rank(samples.before, 0.5), 3), number(rank(samples.after, 0.5), 3),
                   samples.upload.empty() ? QStringLiteral("-") : number(rank(samples.upload, 0.5), 3),
                   error <= goalMs ? QStringLiteral("holds") : QStringLiteral("misses")});
    }
    table.print();
}

int run(const Options &options)
{
    const BodyServer server(Nanoseconds{static_cast<qint64>(options.serviceMs * 1e6)});
    const SystemClock clock;
    const std::map<QString, std::shared_ptr<Transport>> transports{
        {QStringLiteral("curl"), makeTransport(TransportKind::Curl, clock, ReceiveStamps::Kernel)},
        {QStringLiteral("qt"), makeTransport(TransportKind::Qt, clock, ReceiveStamps::Kernel)}};
    std::map<std::pair<int, QString>, Samples> all;
    for (int round = 0; round < options.requests; ++round) {
        for (const int kilobytes : options.kilobytes) {
            const WireRequest request = requestOf(kilobytes, server.port());
            for (const auto &[name, transport] : transports) {
                Samples warmUp;
                Samples &samples = round == 0 ? warmUp : all[{kilobytes, name}];
                if (!measure(*transport, request, server, samples)) {
                    std::fprintf(stderr, "bench-bodies: a request of %d KB over %s broke\n", kilobytes,
                                 qPrintable(name));
                    return 1;
                }
            }
        }
    }
    print(all);
    return 0;
}

/// With the settings of a thread that sends a run's requests.
int runAsWorker(const Options &options)
{
    tuneThread();
    try {
        return run(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-bodies: %s\n", error.what());
        return 1;
    }
}

} // namespace

int main(int argc, char **argv)
{
    preferUnixDispatcher();
    QCoreApplication application(argc, argv);
    CLI::App app("Time to first token by the length of the body, with either transport.\n"
                 "Example: bench-bodies --kilobytes 20,100 --requests 500");
    Options options;
    bool quick = false;
    app.add_option("--kilobytes", options.kilobytes, "Lengths of the body")->delimiter(',');
    app.add_option("--requests", options.requests, "Of each length and transport")
        ->check(CLI::Range(2, 1'000'000));
    app.add_option("--service", options.serviceMs, "Milliseconds from the request to its first token")
        ->check(CLI::Range(0.0, 10000.0));
    app.add_flag("--quick", quick, "A few requests: does it work at all?");
    CLI11_PARSE(app, argc, argv);
    if (quick)
        options.requests = 4;
    int code = 1;
    const std::unique_ptr<QThread> worker(QThread::create([&] { code = runAsWorker(options); }));
    worker->start();
    worker->wait();
    return code;
}
