// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of real answers over sockets, on both transports: from the bytes of a server to the run file.
#include "support/runtoend.h"
#include "support/scriptedserver.h"
#include "support/streamcases.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <tuple>

using namespace weir;
using namespace weir::test;

Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

/// Cases that one run can hold: each is one of its requests.
using Group = std::vector<StreamCase>;

std::vector<Group> groups()
{
    std::map<std::tuple<QString, bool, quint32>, Group> made;
    for (const StreamCase &shape : streamCases())
        made[{shape.vendor, shape.stream, shape.mostEventMib}].push_back(shape);
    std::vector<Group> list;
    for (auto &[key, group] : made)
        list.push_back(std::move(group));
    return list;
}

Scenario scenarioOf(const Group &group, const QString &url, TransportKind transport)
{
    Scenario scenario = scenarioFor(url, group.size());
    scenario.transport = transport;
    scenario.targets[0].vendor = group.front().vendor;
    scenario.targets[0].reuseConnections = false;
    scenario.requests[0].stream = group.front().stream;
    scenario.mostEventMib = group.front().mostEventMib;
    return scenario;
}

/// Which connection each request came over: a library that opens one connection too many serves a later
/// request with it.
std::map<quint64, int> connectionsOf(const std::vector<ReceivedRequest> &requests)
{
    std::map<quint64, int> connections;
    for (const ReceivedRequest &request : requests) {
        const QByteArray id = request.header("X-Weir-Request-Id");
        connections[id.mid(id.lastIndexOf('-') + 1).toULongLong()] = request.connection;
    }
    return connections;
}

} // namespace

class TestLiveStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::addColumn<int>("index");
        const std::vector<Group> all = groups();
        for (const auto &[name, kind] : {std::pair{"qt", TransportKind::Qt}, {"curl", TransportKind::Curl}})
            for (std::size_t i = 0; i < all.size(); ++i) {
                const StreamCase &first = all[i].front();
                QTest::addRow("%s, %s, %s, %u MiB", name, qPrintable(first.vendor),
                              first.stream ? "streamed" : "whole", first.mostEventMib)
                    << kind << int(i);
            }
    }
    void shapes()
    {
        QFETCH(const TransportKind, transport);
        QFETCH(const int, index);
        const Group group = groups()[std::size_t(index)];
        // A library that opens one connection too many has the last shape asked twice, and one not at all.
        const auto shapeOf = [&group](int connection) -> const StreamCase & {
            return group[std::min(std::size_t(connection), group.size() - 1)];
        };
        const ScriptedServer server([&](int connection) { return shapeOf(connection).script(); });
        const QTemporaryDir folder;
        Result<FinishedRun> run =
            runToEnd(scenarioOf(group, server.url().toString(), transport), folder.path());
        QVERIFY2(run.ok(), run.ok() ? "" : qPrintable(run.error().text()));
        QCOMPARE(run->records.size(), group.size());
        const std::map<quint64, int> connections = connectionsOf(server.requests());
        QStringList faults;
        for (const RequestRecord &record : run->records) {
            const auto found = connections.find(record.request.value());
            QVERIFY(found != connections.end());
            const StreamCase &shape = shapeOf(found->second);
            const QString fault = shape.faultOf(record);
            if (!fault.isEmpty())
                faults << shape.name + QStringLiteral(": ") + fault;
        }
        QCOMPARE(faults.join(u'\n'), QString());
    }

    void whatWasReadAllTheSameIsSaid()
    {
        const auto shape =
            std::find_if(streamCases().begin(), streamCases().end(),
                         [](const StreamCase &one) { return one.name == u"a stream under plain text"; });
        QVERIFY(shape != streamCases().end());
        const ScriptedServer server([&shape](int) { return shape->script(); });
        const QTemporaryDir folder;
        const Result<FinishedRun> run =
            runToEnd(scenarioOf({*shape, *shape}, server.url().toString(), TransportKind::Qt), folder.path());
        QVERIFY(run.ok());
        const QStringList warnings = englishOf(run->summary.warnings).filter(QStringLiteral("text/plain"));
        QCOMPARE(warnings.size(), 1);
        QVERIFY2(warnings.front().startsWith(u"On 2 of 2 requests "), qPrintable(warnings.front()));
    }
};

QTEST_GUILESS_MAIN(TestLiveStreams)
#include "tst_livestreams.moc"
