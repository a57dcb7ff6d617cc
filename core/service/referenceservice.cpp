// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/referenceservice.h"

#include "service/front/connection.h"
#include "service/front/taskstore.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <pthread.h>
#include <thread>

namespace weir {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

namespace {

constexpr int backlog = 4096;
// Out of file descriptors, or as many connections as the limit allows: the others wait in the backlog until
// some are free again.
constexpr std::chrono::milliseconds acceptPause{50};
constexpr std::chrono::milliseconds publishEvery{250};
constexpr std::chrono::seconds publishFor{5};

using Acceptor = asio::basic_socket_acceptor<Tcp, ServiceExecutor>;

/// OpenSSL writes to sockets whose client may be gone, without Asio's MSG_NOSIGNAL.
void blockBrokenPipes()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace

struct ReferenceService::Private
{
    Private(const ServiceConfig &config, Authenticator authenticator)
        : io(1) // One thread runs it.
        , context(config, std::move(authenticator), io.get_executor())
        , acceptor(io.get_executor())
        , pause(io.get_executor())
        , publishing(io.get_executor())
    {
    }

    boost::system::error_code listen();
    void publish();
    void keepPublishing();
    void control(std::function<void(ServiceModel &, TimePoint)> what);
    void accept();
    void acceptLater();
    void onAccept(boost::system::error_code error, ServiceSocket socket);
    void stop();

    asio::io_context io;
    FrontContext context; ///< When it goes, the thread has ended, and no handler is left that refers to it.
    Acceptor acceptor;
    ServiceTimer pause;
    ServiceTimer publishing;
    std::atomic<qint64> askedNs{0};     ///< When state() was last called.
    std::atomic<bool> publishes{false}; ///< The timer runs.
    mutable std::mutex stateMutex;
    std::shared_ptr<const ModelState> state; ///< Guarded by stateMutex.
    quint16 port = 0;
    std::thread thread;
};

boost::system::error_code ReferenceService::Private::listen()
{
    boost::system::error_code error;
    const Tcp::endpoint wanted(asio::ip::address_v4::loopback(), context.config.port);
    acceptor.open(wanted.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(wanted, error);
    if (!error)
        acceptor.listen(backlog, error);
    if (!error)
        port = acceptor.local_endpoint(error).port();
    return error;
}

void ReferenceService::Private::accept()
{
    acceptor.async_accept(io.get_executor(), [this](boost::system::error_code error, ServiceSocket socket) {
        onAccept(error, std::move(socket));
    });
}

void ReferenceService::Private::onAccept(boost::system::error_code error, ServiceSocket socket)
{
    if (!acceptor.is_open())
        return;
    if (!error) {
        context.counters.connections.fetch_add(1, std::memory_order_relaxed);
        std::make_shared<Connection>(std::move(socket), context)->start();
        if (context.open.size() < context.config.limits.connections)
            return accept();
    }
    acceptLater();
}

void ReferenceService::Private::acceptLater()
{
    pause.expires_after(acceptPause);
    pause.async_wait([this](boost::system::error_code stopped) {
        if (stopped || !acceptor.is_open())
            return;
        if (context.open.size() < context.config.limits.connections)
            accept();
        else
            acceptLater();
    });
}

void ReferenceService::Private::publish()
{
    std::shared_ptr<const ModelState> fresh =
        std::make_shared<const ModelState>(context.clock.model().state(MonotonicClock::now()));
    const std::lock_guard lock(stateMutex);
    state = std::move(fresh);
}

void ReferenceService::Private::keepPublishing()
{
    if (!acceptor.is_open())
        return;
    publish();
    if (MonotonicClock::now() - timePointFromNs(askedNs.load()) > publishFor) {
        publishes = false;
        return;
    }
    publishing.expires_after(publishEvery);
    publishing.async_wait([this](boost::system::error_code stopped) {
        if (!stopped)
            keepPublishing();
    });
}

void ReferenceService::Private::control(std::function<void(ServiceModel &, TimePoint)> what)
{
    asio::post(io, [this, what = std::move(what)] {
        what(context.clock.model(), MonotonicClock::now());
        context.clock.changed();
        publish();
    });
}

void ReferenceService::Private::stop()
{
    boost::system::error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    publishing.cancel();
    const std::vector<OpenConnection *> open(context.open.begin(), context.open.end());
    for (OpenConnection *connection : open)
        connection->stop();
    context.tasks->stop();
    context.clock.stop();
    // Nothing is left to wait for, so run() returns by itself once the cancelled operations have ended.
}

Result<std::unique_ptr<ReferenceService>> ReferenceService::start(const ServiceConfig &config)
{
    const Result<void> checked = checkConfig(config);
    if (!checked)
        return checked.error();
    Result<Authenticator> authenticator = Authenticator::make(config.model.gateway);
    if (!authenticator)
        return authenticator.error();
    std::unique_ptr<Private> d = std::make_unique<Private>(config, std::move(*authenticator));
    if (const boost::system::error_code error = d->listen())
        return Error{
            Message(WEIR_TEXT("service.cannot_listen", "The service can't listen on 127.0.0.1:%1: %2."),
                    config.port, QString::fromStdString(error.message())),
            {},
            WEIR_TEXT("service.choose_port", "Choose another port, or 0 for any that is free.")};
    if (!config.truthFile.isEmpty()) {
        Result<std::unique_ptr<TruthLog>> truth = TruthLog::open(config.truthFile);
        if (!truth)
            return truth.error();
        d->context.truth = std::move(truth).value();
    }
    if (config.tls) {
        Result<std::unique_ptr<TlsContext>> tls = TlsContext::create();
        if (!tls)
            return tls.error();
        d->context.tls = std::move(tls).value();
    }
    d->publish();
    d->accept();
    d->thread = std::thread([io = &d->io] {
        blockBrokenPipes();
        pthread_setname_np(pthread_self(), "weir-service");
        io->run();
    });
    return std::unique_ptr<ReferenceService>(new ReferenceService(std::move(d)));
}

ReferenceService::ReferenceService(std::unique_ptr<Private> started) : d(std::move(started)) {}

ReferenceService::~ReferenceService()
{
    finish();
}

void ReferenceService::finish()
{
    if (!d->thread.joinable())
        return;
    asio::post(d->io, [this] { d->stop(); });
    d->thread.join();
    if (d->context.truth)
        d->context.truth->finish();
}

std::optional<Error> ReferenceService::truthError() const
{
    return d->context.truth ? d->context.truth->error() : std::nullopt;
}

quint16 ReferenceService::port() const
{
    return d->port;
}

QUrl ReferenceService::url() const
{
    const QString scheme = d->context.tls ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(d->port));
}

QByteArray ReferenceService::certificatePem() const
{
    return d->context.tls ? d->context.tls->certificatePem() : QByteArray();
}

ServiceStats ReferenceService::stats() const
{
    return d->context.stats();
}

std::shared_ptr<const ModelState> ReferenceService::state() const
{
    d->askedNs = toNs(MonotonicClock::now());
    if (!d->publishes.exchange(true))
        asio::post(d->io, [this] { d->keepPublishing(); });
    const std::lock_guard lock(d->stateMutex);
    return d->state;
}

void ReferenceService::setFaults(const std::vector<FaultShare> &faults)
{
    asio::post(d->io,
               [this, faults] { d->context.faults = FaultDraw(faults, d->context.config.model.drawSeed()); });
}

void ReferenceService::injectFault(FaultKind kind, quint32 requests)
{
    asio::post(d->io,
               [this, kind, requests] { d->context.injected.at(static_cast<std::size_t>(kind)) = requests; });
}

void ReferenceService::startDrill(const DrillConfig &drill)
{
    d->control([drill](ServiceModel &model, TimePoint now) { model.startDrill(now, drill); });
}

void ReferenceService::endDrills()
{
    d->control([](ServiceModel &model, TimePoint now) { model.endDrills(now); });
}

void ReferenceService::scaleTo(quint32 replicas)
{
    d->control([replicas](ServiceModel &model, TimePoint now) { model.scaleTo(now, replicas); });
}

void ReferenceService::flushCaches()
{
    d->control([](ServiceModel &model, TimePoint now) { model.flushCaches(now); });
}

} // namespace weir
