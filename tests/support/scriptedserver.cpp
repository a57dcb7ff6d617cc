// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include "base/workerthread.h"
#include "support/serverconnection.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QThread>

#include <condition_variable>
#include <mutex>

namespace weir::test {

namespace {

/// Lines of a head whose name is `name`.
QByteArrayList headerLines(const QByteArray &head, QByteArrayView name)
{
    QByteArrayList found;
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) == 0)
            found += line.mid(colon + 1).trimmed();
    }
    return found;
}

QSslConfiguration testTls()
{
    QFile certificate(QStringLiteral(WEIR_TEST_DATA "/tls/selfsigned.crt"));
    QFile key(QStringLiteral(WEIR_TEST_DATA "/tls/selfsigned.key"));
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        qFatal("The test certificate is missing");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(&certificate));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    return configuration;
}

} // namespace

QByteArray ReceivedRequest::header(QByteArrayView name) const
{
    const QByteArrayList lines = headerLines(head, name);
    return lines.isEmpty() ? QByteArray() : lines.front();
}

int ReceivedRequest::headerCount(QByteArrayView name) const
{
    return static_cast<int>(headerLines(head, name).size());
}

class ScriptedServer::Private
{
public:
    Private(ScriptSource scripts, Security how) : source(std::move(scripts)), security(how) {}

    void listen()
    {
        std::unique_ptr<QTcpServer> server =
            security == Security::Tls ? std::make_unique<QSslServer>() : std::make_unique<QTcpServer>();
        if (auto *tls = qobject_cast<QSslServer *>(server.get()))
            tls->setSslConfiguration(testTls());
        server->setListenBacklogSize(4096);
        server->setMaxPendingConnections(4096);
        if (!server->listen(QHostAddress::LocalHost))
            qFatal("The scripted server can't listen: %s", qPrintable(server->errorString()));
        port = server->serverPort();
        QObject::connect(server.get(), &QTcpServer::pendingConnectionAvailable, server.get(),
                         [this, owner = server.get()] { acceptAll(*owner); });
        thread.adopt(std::move(server));
    }

    void acceptAll(QTcpServer &server)
    {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            const int index = accepted++;
            ++open;
            auto *connection = new ServerConnection(socket, source(index), index, &server);
            connections.push_back(connection);
            QObject::connect(connection, &ServerConnection::requestRead, connection,
                             [this](const ReceivedRequest &request) { add(request); });
            QObject::connect(connection, &ServerConnection::movable, connection,
                             [this, connection] { connection->play(requestCount()); });
            QObject::connect(connection, &ServerConnection::closed, connection, [this, connection] {
                --open;
                std::erase(connections, connection);
                connection->deleteLater();
            });
            // Later: a script that closes at once must not do so while it is being set up.
            QMetaObject::invokeMethod(connection, &ServerConnection::movable, Qt::QueuedConnection);
        }
    }

    void add(const ReceivedRequest &request)
    {
        {
            const std::lock_guard lock(mutex);
            requests.push_back(request);
        }
        arrived.notify_all();
        for (ServerConnection *connection : connections) // whoever awaits this request plays on
            QMetaObject::invokeMethod(connection, &ServerConnection::movable, Qt::QueuedConnection);
    }

    int requestCount() const
    {
        const std::lock_guard lock(mutex);
        return static_cast<int>(requests.size());
    }

    const ScriptSource source;
    const Security security;
    quint16 port = 0;
    std::atomic<int> accepted = 0;
    std::atomic<int> open = 0;
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    std::vector<ReceivedRequest> requests;
    std::vector<ServerConnection *> connections; ///< Owned by the server object; only in its thread.
    WorkerThread thread{QStringLiteral("scripted-server")}; ///< Last: ends before what its tasks use.
};

ScriptedServer::ScriptedServer(const ServerScript &script, Security security)
    : ScriptedServer([script](int) { return script; }, security)
{
}

ScriptedServer::ScriptedServer(ScriptSource source, Security security)
    : m_d(std::make_unique<Private>(std::move(source), security))
{
    m_d->listen();
}

ScriptedServer::~ScriptedServer() = default;

quint16 ScriptedServer::port() const
{
    return m_d->port;
}

QUrl ScriptedServer::url(const QString &path) const
{
    const QString scheme = m_d->security == Security::Tls ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(m_d->port).arg(path));
}

std::vector<ReceivedRequest> ScriptedServer::requests() const
{
    const std::lock_guard lock(m_d->mutex);
    return m_d->requests;
}

int ScriptedServer::requestCount() const
{
    return m_d->requestCount();
}

int ScriptedServer::connectionCount() const
{
    return m_d->accepted;
}

int ScriptedServer::openConnectionCount() const
{
    return m_d->open;
}

bool ScriptedServer::waitForRequests(int count, std::chrono::milliseconds limit) const
{
    std::unique_lock lock(m_d->mutex);
    return m_d->arrived.wait_for(
        lock, limit, [this, count] { return m_d->requests.size() >= static_cast<std::size_t>(count); });
}

} // namespace weir::test
