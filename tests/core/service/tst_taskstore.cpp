// SPDX-License-Identifier: GPL-3.0-or-later
// The store of submitted requests with small bounds: full, expiring, given up.
#include "service/front/frontcontext.h"
#include "service/front/modelrequests.h"
#include "service/front/taskstore.h"
#include "service/referenceservice.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <boost/asio/io_context.hpp>

using namespace weir;
using namespace std::chrono_literals;

namespace {

struct Answer
{
    int status = 0;
    QJsonObject json;
    [[nodiscard]] std::string id() const { return json.value(u"task_id").toString().toStdString(); }
    [[nodiscard]] QString state() const { return json.value(u"status").toString(); }
    [[nodiscard]] QJsonObject error() const
    {
        // A failed task has the vendor's error body in a member of the same name.
        const QJsonObject outer = json.value(u"error").toObject();
        return outer.contains(u"error") ? outer.value(u"error").toObject() : outer;
    }
};

Answer answerOf(const Reply &reply)
{
    return {reply.status, QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object()};
}

/// Answers at once, or long after the test.
ServiceConfig config(bool quick)
{
    return fixedService(quick ? 0ms : 30min, 0ms, 8);
}

/// A store without a socket, whose service thread is the test's.
class LoneStore
{
public:
    explicit LoneStore(const ServiceConfig &config, TaskBounds bounds)
        : m_context(config, std::move(*Authenticator::make({})), m_io.get_executor())
        , m_store(m_context, bounds)
    {
    }
    ~LoneStore() { m_store.stop(); }
    LoneStore(const LoneStore &) = delete;
    LoneStore &operator=(const LoneStore &) = delete;

    Answer submit(std::optional<FaultKind> fault = {}, const QByteArray &callback = {})
    {
        AskedRequest asked;
        asked.callback = callback.toStdString();
        const quint64 key = requestKey(m_context.arrivals++);
        ExchangeOrder order = m_context.orderFor(std::move(asked), m_context.dialects.standard(), key);
        order.fault = fault;
        const ModelRequest request =
            modelRequestOf(order.facts.asked, {key, false, {}}, m_context.config.model);
        return answerOf(m_store.submit(std::move(order), {}, request));
    }
    /// What happens on the service's thread until now, then the answer.
    Answer poll(const std::string &id, quint32 tenant = 0)
    {
        m_io.restart();
        m_io.poll();
        return answerOf(m_store.poll(id, tenant));
    }
    Answer cancel(const std::string &id, quint32 tenant = 0) { return answerOf(m_store.cancel(id, tenant)); }
    [[nodiscard]] quint64 openStreams() const { return m_context.stats().openStreams; }

private:
    boost::asio::io_context m_io;
    FrontContext m_context;
    TaskStore m_store;
};

} // namespace

class TestTaskStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullOfRunningOnes();
    void fullOfFinishedOnes();
    void largeResultsMakeRoom();
    void resultsExpire();
    void hangingOnesFail();
    void hangingOnesAreToldOf();
    void hangingOnesCanBeTakenBack();
};

void TestTaskStore::fullOfRunningOnes()
{
    LoneStore store(config(false), {.tasks = 2});
    const Answer first = store.submit();
    QCOMPARE(store.submit().status, 200);
    const Answer refused = store.submit();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.error().value(u"code").toString(), u"too_many_tasks"_qs);
    QCOMPARE(store.openStreams(), quint64(2));
    QCOMPARE(store.poll(first.id(), 1).status, 404); // another tenant
    QCOMPARE(store.cancel(first.id(), 1).status, 404);
    QCOMPARE(store.cancel(first.id()).status, 200);
    QCOMPARE(store.submit().status, 200);
    QCOMPARE(store.submit().status, 503);
}

void TestTaskStore::fullOfFinishedOnes()
{
    LoneStore store(config(true), {.tasks = 2});
    const Answer first = store.submit();
    QTRY_COMPARE(store.poll(first.id()).state(), u"succeeded"_qs);
    const Answer second = store.submit();
    QTRY_COMPARE(store.poll(second.id()).state(), u"succeeded"_qs);
    // Asking makes no room, since none is needed.
    QCOMPARE(store.poll(first.id()).state(), u"succeeded"_qs);
    const Answer third = store.submit();
    QCOMPARE(third.status, 200);
    QCOMPARE(store.poll(first.id()).status, 404);
    QCOMPARE(store.poll(second.id()).state(), u"succeeded"_qs);
    QCOMPARE(store.poll(third.id()).status, 200);
}

void TestTaskStore::largeResultsMakeRoom()
{
    LoneStore store(config(true), {.bytes = 1});
    const Answer first = store.submit();
    QTRY_COMPARE(store.poll(first.id()).state(), u"succeeded"_qs); // the newest is kept whatever its size
    const Answer second = store.submit();
    QTRY_COMPARE(store.poll(second.id()).state(), u"succeeded"_qs);
    QCOMPARE(store.poll(first.id()).status, 404);
    // What was taken back takes no room any more.
    QCOMPARE(store.cancel(second.id()).status, 200);
    const Answer third = store.submit();
    QTRY_COMPARE(store.poll(third.id()).state(), u"succeeded"_qs);
}

void TestTaskStore::resultsExpire()
{
    LoneStore lasting(config(true), {.finishedFor = 1h});
    const Answer kept = lasting.submit();
    LoneStore brief(config(true), {.finishedFor = 0ms});
    const Answer lost = brief.submit();
    QTRY_COMPARE(brief.poll(lost.id()).status, 404);
    QCOMPARE(brief.cancel(lost.id()).status, 404);
    QCOMPARE(brief.openStreams(), quint64(0));
    QTRY_COMPARE(lasting.poll(kept.id()).state(), u"succeeded"_qs);
    // One that runs is not old, however long it does.
    LoneStore slow(config(false), {.finishedFor = 0ms, .hangingFor = 0ms});
    const Answer running = slow.submit();
    QCOMPARE(slow.poll(running.id()).status, 200);
}

void TestTaskStore::hangingOnesFail()
{
    LoneStore patient(config(true), {.tasks = 1, .hangingFor = 1h});
    const Answer hanging = patient.submit(FaultKind::Stall);
    LoneStore store(config(true), {.tasks = 1, .hangingFor = 1ms});
    const Answer submitted = store.submit(FaultKind::Stall);
    Answer polled;
    QTRY_COMPARE((polled = store.poll(submitted.id())).state(), u"failed"_qs);
    const QString message = polled.error().value(u"message").toString();
    QVERIFY2(message.contains(u"given up") && message.contains(u"stall"), qPrintable(message));
    QVERIFY(!polled.json.contains(u"result"));
    QVERIFY(polled.json.value(u"stages").toObject().contains(u"decode_ms")); // the model was through
    QCOMPARE(store.openStreams(), quint64(0));
    // It makes room as any finished one does.
    QCOMPARE(store.submit().status, 200);
    QCOMPARE(store.poll(submitted.id()).status, 404);
    // The other store's has its answer's half since, and waits.
    QTRY_COMPARE(patient.poll(hanging.id()).state(), u"running"_qs);
    QCOMPARE(patient.submit().status, 503);
    QCOMPARE(patient.openStreams(), quint64(1));
}

void TestTaskStore::hangingOnesAreToldOf()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    LoneStore store(config(true), {.hangingFor = 1ms});
    const Answer submitted = store.submit(
        FaultKind::Stall, "http://127.0.0.1:" + QByteArray::number(receiver.serverPort()) + "/told");
    QByteArray heard;
    QTcpSocket *socket = nullptr;
    QJsonObject told;
    // Nobody asks for this task: polls for another one only let time pass.
    const auto hears = [&] {
        store.poll("task-of-somebody-else");
        socket = socket != nullptr ? socket : receiver.nextPendingConnection();
        if (socket != nullptr)
            heard += socket->readAll();
        told = QJsonDocument::fromJson(heard.mid(heard.indexOf("\r\n\r\n") + 4)).object();
        return !told.isEmpty();
    };
    QTRY_VERIFY2(hears(), heard);
    QCOMPARE(told.value(u"task_id").toString().toStdString(), submitted.id());
    QCOMPARE(told.value(u"status").toString(), u"failed"_qs);
}

void TestTaskStore::hangingOnesCanBeTakenBack()
{
    LoneStore store(config(true), {.tasks = 2, .hangingFor = 50ms});
    const Answer first = store.submit(FaultKind::Stall);
    const Answer second = store.submit(FaultKind::Stall);
    // Most often it hangs by now; on a busy machine it has failed, and is as welcome back.
    QTRY_VERIFY(store.poll(first.id()).state() != u"pending");
    QCOMPARE(store.cancel(first.id()).status, 200);
    QCOMPARE(store.poll(first.id()).status, 404);
    QTRY_COMPARE(store.poll(second.id()).state(), u"failed"_qs);
    QCOMPARE(store.poll(first.id()).status, 404);
    QCOMPARE(store.openStreams(), quint64(0));
}

QTEST_GUILESS_MAIN(TestTaskStore)
#include "tst_taskstore.moc"
