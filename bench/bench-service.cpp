// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream event of the reference service costs the service: `weir-cli serve` as a process of its own,
// and here as many plain sockets as there are streams, read without looking at the bytes.
#include "base/clock.h"
#include "streams/childprocess.h"
#include "support/cputime.h"
#include "support/table.h"

#include <QTemporaryDir>
#include <QUrl>

#include <CLI/CLI.hpp>

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <vector>

using namespace weir;
using namespace weir::bench;
using namespace std::chrono_literals;

namespace {

struct Figures
{
    double events = 0; ///< Of the streams, counted by their bytes' markers.
    Nanoseconds processor{0};
    Nanoseconds wall{0};
    quint64 memory = 0;
};

/// How a service is asked: what differs between the rows.
struct Case
{
    QString name;
    QStringList options;
};

void raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        throw std::system_error(errno, std::generic_category(), "connect");
    return fd;
}

void ask(int fd)
{
    static const QByteArray body =
        R"({"model":"m","messages":[{"role":"user","content":"Tell me of weirs."}],"stream":true})";
    static const QByteArray request =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        "Content-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body;
    if (::send(fd, request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL) !=
        request.size())
        throw std::system_error(errno, std::generic_category(), "send");
}

/// Reads all sockets to their ends and counts the events.
double drain(std::vector<int> sockets)
{
    std::vector<pollfd> polls;
    for (const int fd : sockets)
        polls.push_back({fd, POLLIN, 0});
    std::vector<char> buffer(1 << 20);
    double events = 0;
    std::size_t open = polls.size();
    while (open > 0) {
        if (::poll(polls.data(), polls.size(), 60'000) <= 0)
            throw std::runtime_error("the service fell silent");
        for (pollfd &entry : polls) {
            if ((entry.revents & (POLLIN | POLLHUP | POLLERR)) == 0)
                continue;
            const ssize_t size = ::recv(entry.fd, buffer.data(), buffer.size(), 0);
            if (size > 0) {
                // "data: " begins every event; one that is cut by the read is the error of this count.
                std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
                for (std::size_t at = bytes.find("data: "); at != bytes.npos;
                     at = bytes.find("data: ", at + 6))
                    ++events;
                continue;
            }
            ::close(entry.fd);
            entry.fd = -1;
            entry.revents = 0;
            --open;
        }
    }
    return events;
}

Figures measure(const QString &program, const Case &what, quint32 streams)
{
    const QTemporaryDir folder;
    ChildProcess service(program, QStringList{QStringLiteral("serve")} + what.options,
                         folder.filePath(QStringLiteral("errors.txt")));
    const std::optional<QString> line = service.readLine(10s);
    if (!line || !line->startsWith(QStringLiteral("listening on ")))
        throw std::runtime_error("the service did not start");
    const quint16 port = static_cast<quint16>(QUrl(line->mid(13)).port());
    std::vector<int> sockets;
    for (quint32 i = 0; i < streams; ++i)
        sockets.push_back(connectTo(port));
    const Nanoseconds before = service.processorTime();
    const TimePoint from = MonotonicClock::now();
    for (const int fd : sockets)
        ask(fd);
    Figures figures;
    figures.events = drain(std::move(sockets));
    figures.processor = service.processorTime() - before;
    figures.wall = MonotonicClock::now() - from;
    figures.memory = service.peakResidentBytes();
    service.terminate();
    service.wait(10s);
    return figures;
}

std::vector<Case> casesFor(quint32 tokens)
{
    const QString count = QString::number(tokens);
    const auto fixed = [&count](const char *itl) {
        return QStringList{QStringLiteral("--ttft"), QStringLiteral("200ms"),    QStringLiteral("--itl"),
                           QString::fromLatin1(itl), QStringLiteral("--tokens"), count};
    };
    return {{QStringLiteral("paced, 20 ms"), fixed("20ms")}, {QStringLiteral("flat out"), fixed("0ms")}};
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("What a stream event costs the reference service.\nExample: bench-service --streams 500");
    quint32 streams = 500;
    quint32 tokens = 200;
    bool quick = false;
    app.add_option("--streams", streams, "Streams at once")->check(CLI::Range(1, 20'000));
    app.add_option("--tokens", tokens, "Tokens of each")->check(CLI::Range(1, 100'000));
    app.add_flag("--quick", quick, "A tiny run");
    CLI11_PARSE(app, argc, argv);
    if (quick) {
        streams = 5;
        tokens = 10;
    }
    raiseFileLimit();
    const QString program =
        QString::fromLocal8Bit(argv[0]).section(u'/', 0, -2) + QStringLiteral("/weir-cli");
    std::puts(qPrintable(machine()));
    Table table({QStringLiteral("service"), QStringLiteral("streams"), QStringLiteral("events"),
                 QStringLiteral("events/s"), QStringLiteral("CPU us an event"),
                 QStringLiteral("events/s a core"), QStringLiteral("memory MB")});
    try {
        for (const Case &what : casesFor(tokens)) {
            const Figures figures = measure(program, what, streams);
            const double cpu = static_cast<double>(figures.processor.count()) / 1e9;
            table.add({what.name, number(streams), number(figures.events),
                       number(figures.events / std::chrono::duration<double>(figures.wall).count()),
                       number(cpu * 1e6 / figures.events, 2), number(figures.events / cpu),
                       number(static_cast<double>(figures.memory) / 1e6, 1)});
        }
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-service: %s\n", error.what());
        return 1;
    }
    table.print();
    return 0;
}
