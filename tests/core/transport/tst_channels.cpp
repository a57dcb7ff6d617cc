// SPDX-License-Identifier: GPL-3.0-or-later
// Which channel takes a request, and what all of them together answer.
#include "support/recordinghandler.h"
#include "transport/channels.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

/// Ends nothing by itself; notes what it is asked.
class NotedTransport final : public Transport
{
public:
    explicit NotedTransport(QStringList &notes, QString name) : m_notes(notes), m_name(std::move(name)) {}

    StreamId start(const WireRequest &, StreamHandler &) override
    {
        note(QStringLiteral("start"));
        return StreamId{++m_last};
    }
    void abort(StreamId stream) override { note(QStringLiteral("abort %1").arg(stream.value())); }
    void finish(StreamId stream) override { note(QStringLiteral("finish %1").arg(stream.value())); }
    std::size_t openCount() const override { return m_last; }
    void prepare(const WireRequest &, std::size_t count) override
    {
        note(QStringLiteral("prepare %1").arg(count));
    }
    void allowWaiting(int alarm) override { note(QStringLiteral("wait %1").arg(alarm)); }

private:
    void note(const QString &what) { m_notes.append(m_name + u' ' + what); }

    QStringList &m_notes;
    QString m_name;
    quint64 m_last = 0;
};

WireRequest requestFor(const QString &url)
{
    WireRequest request;
    request.url = QUrl(url);
    return request;
}

} // namespace

class TestChannels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemes_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("code");
        for (const char *usable : {"http", "https", "ws", "wss", "WSS"})
            QTest::newRow(usable) << QString::fromLatin1(usable) << QByteArray();
        for (const char *known : {"grpc", "grpcs", "amqp", "kafka"})
            QTest::newRow(known) << QString::fromLatin1(known) << QByteArray("channel.not_built");
        QTest::newRow("ftp") << u"ftp"_qs << QByteArray("channel.unknown_scheme");
        QTest::newRow("none") << QString() << QByteArray("channel.unknown_scheme");
    }
    void schemes()
    {
        QFETCH(const QString, scheme);
        QFETCH(const QByteArray, code);
        const Result<void> checked = checkChannel(scheme);
        QCOMPARE(checked.ok(), code.isEmpty());
        QCOMPARE(channelOf(scheme).has_value(), code != "channel.unknown_scheme");
        if (!checked) {
            QCOMPARE(checked.error().what.code(), code);
            QVERIFY(checked.error().advice.english().contains(u"http, https, ws, wss"));
        }
    }

    void eachRequestGoesItsWay()
    {
        QStringList notes;
        QStringList made;
        Channels channels([&](ChannelKind kind) -> std::unique_ptr<Transport> {
            const QString name = kind == ChannelKind::Http ? u"http"_qs : u"ws"_qs;
            made.append(name);
            if (kind != ChannelKind::Http && kind != ChannelKind::WebSocket)
                return nullptr;
            return std::make_unique<NotedTransport>(notes, name);
        });
        RecordingHandler handler;
        channels.allowWaiting(7);
        QCOMPARE(made, QStringList());
        const StreamId first = channels.start(requestFor(u"https://h/"_qs), handler);
        channels.abort(StreamId{first.value() + 1}); // of a channel that was never made
        QCOMPARE(notes, QStringList({u"http wait 7"_qs, u"http start"_qs}));
        notes.clear();
        const StreamId second = channels.start(requestFor(u"wss://h/"_qs), handler);
        // One that waits for its own sockets would keep the other's waiting.
        QCOMPARE(notes, QStringList({u"http wait -1"_qs, u"ws wait -1"_qs, u"ws start"_qs}));
        QVERIFY(first != second);
        QCOMPARE(channels.openCount(), std::size_t{2});
        notes.clear();
        channels.abort(first);
        channels.finish(second);
        channels.prepare(requestFor(u"ws://h/"_qs), 3);
        QCOMPARE(notes, QStringList({u"http abort 1"_qs, u"ws finish 1"_qs, u"ws prepare 3"_qs}));
        QCOMPARE(made, QStringList({u"http"_qs, u"ws"_qs}));
        // Nobody's scheme goes to HTTP's, which refuses it.
        notes.clear();
        channels.start(requestFor(u"grpc://h/"_qs), handler);
        channels.start(requestFor(u"ftp://h/"_qs), handler);
        QCOMPARE(notes.count(u"http start"_qs), qsizetype{2});
    }
};

QTEST_GUILESS_MAIN(TestChannels)
#include "tst_channels.moc"
