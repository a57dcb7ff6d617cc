// SPDX-License-Identifier: GPL-3.0-or-later
// Answers without sockets: what is written when the client reads late.
#include "service/front/exchange.h"
#include "service/front/frontcontext.h"

#include <QTest>

using namespace weir;

namespace {

constexpr quint32 planned = 40;

/// A client that does not read until it is told to.
class LateReader final : public ByteSink, public ExchangeOwner
{
public:
    void send(std::string_view bytes) override
    {
        received.append(bytes.data(), qsizetype(bytes.size()));
        m_isFull = isLate;
    }
    [[nodiscard]] bool isEmpty() const override { return !m_isFull; }
    void exchangeEnded(ExchangeEnd how, bool /*working*/) override { end = how; }
    void tokensWritten(quint32 count) override { tokens += count; }
    void faultMet(FaultKind kind) override { faults.push_back(kind); }
    void readOn() { m_isFull = isLate = false; }

    bool isLate = true;
    QByteArray received;
    quint32 tokens = 0;
    std::vector<FaultKind> faults;
    std::optional<ExchangeEnd> end;

private:
    bool m_isFull = false;
};

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pileUpGoesOutInFewWrites();
    void faultsInsideComeAfterTheSameToken_data();
    void faultsInsideComeAfterTheSameToken();

private:
    /// All tokens are told before the reader reads on.
    void pileUp(LateReader &reader, std::optional<FaultKind> fault, quint64 seed);

    Dialects m_dialects;
};

void TestExchange::pileUp(LateReader &reader, std::optional<FaultKind> fault, quint64 seed)
{
    ExchangeOrder order;
    order.facts.asked.stream = true;
    order.dialect = &m_dialects.standard();
    order.seed = seed;
    order.fault = fault;
    const std::unique_ptr<Exchange> exchange = makeExchange(std::move(order), {}, reader, reader);
    ModelPlacement placement;
    placement.contentTokens = planned;
    exchange->onPlaced(placement);
    for (quint32 i = 0; i < planned; ++i)
        exchange->onTokens({TimePoint{}, 1, false});
    exchange->onFinished({});
    QCOMPARE(reader.tokens, 0U);
    reader.readOn();
    exchange->onDrained();
}

void TestExchange::pileUpGoesOutInFewWrites()
{
    LateReader reader;
    pileUp(reader, std::nullopt, 1);
    QCOMPARE(reader.tokens, planned);
    QVERIFY(reader.received.count("\"content\":\" ") < 3);
    QVERIFY(reader.received.contains("[DONE]"));
    QVERIFY(reader.end == ExchangeEnd::Finish);
}

void TestExchange::faultsInsideComeAfterTheSameToken_data()
{
    QTest::addColumn<FaultKind>("fault");
    QTest::addColumn<ExchangeEnd>("end");
    QTest::newRow("reset") << FaultKind::ResetInside << ExchangeEnd::Reset;
    QTest::newRow("truncate") << FaultKind::Truncate << ExchangeEnd::Finish;
    QTest::newRow("stall") << FaultKind::Stall << ExchangeEnd::WaitForClient;
    QTest::newRow("bad chunk") << FaultKind::BadChunk << ExchangeEnd::Close;
}

void TestExchange::faultsInsideComeAfterTheSameToken()
{
    QFETCH(FaultKind, fault);
    QFETCH(ExchangeEnd, end);
    for (quint64 seed = 1; seed <= 20; ++seed) {
        LateReader reader;
        pileUp(reader, fault, seed);
        QCOMPARE(reader.tokens, faultPoint(seed, planned));
        QVERIFY(!reader.received.contains("[DONE]"));
        QVERIFY(reader.end == end);
        QVERIFY(reader.faults == std::vector<FaultKind>{fault});
    }
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
