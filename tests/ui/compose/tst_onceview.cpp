// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/onceview.h"
#include "runview/waterfall.h"
#include "scenario/check.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

OnceResult answered()
{
    OnceResult result;
    result.method = "POST";
    result.url = QUrl(QStringLiteral("https://api.example.com/v1/chat/completions"));
    result.requestHeaders = {{"Content-Type", "application/json"}, {"Authorization", "[redacted]"}};
    result.requestBody = R"({"model":"m"})";
    result.head = ResponseHead{200, {{"content-type", "text/event-stream"}}};
    result.events = {{12ms, "data: {}", QStringLiteral("role"), {}},
                     {20ms, "data: {\"x\":1}", QStringLiteral("content"), QStringLiteral("Hello")},
                     {30ms, "data: [DONE]", QStringLiteral("terminator"), {}}};
    RequestRecord &record = result.record;
    record.started = TimePoint(1s);
    record.sent = TimePoint(1s + 1ms);
    record.headers = TimePoint(1s + 10ms);
    record.firstContent = TimePoint(1s + 20ms);
    record.lastToken = TimePoint(1s + 28ms);
    record.closed = TimePoint(1s + 31ms);
    record.chunks = {{TimePoint(1s + 20ms), 5, ChunkKind::Content}};
    record.outcome.outcome = OutcomeClass::Success;
    return result;
}

} // namespace

class TestOnceView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryEvent();
    void failuresAreExplained();
    void curesLeadToTheirField();
    void copiesEverything();
    void barsFollowTheStamps();
    void barsSkipMissingStamps();
    void waterfallIsNotBlank();
};

void TestOnceView::showsEveryEvent()
{
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    OnceView view(themes);
    QVERIFY(!view.hasResult());
    view.showResult(answered());
    QVERIFY(view.hasResult());
    QCOMPARE(view.outcomeText(), QStringLiteral("success"));
    QCOMPARE(view.events()->rowCount(), 3);
    QCOMPARE(view.events()->item(1, 0)->text(), QStringLiteral("20.00 ms"));
    QCOMPARE(view.events()->item(1, 1)->text(), QStringLiteral("content"));
    QCOMPARE(view.events()->item(1, 2)->text(), QStringLiteral("Hello"));
    view.showMessage(QStringLiteral("Waiting"));
    QCOMPARE(view.events()->rowCount(), 0);
    QVERIFY(!view.hasResult());
}

void TestOnceView::failuresAreExplained()
{
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    OnceView view(themes);
    OnceResult result = answered();
    result.record.outcome = Outcome{OutcomeClass::ApiError, QStringLiteral("1001"), 200,
                                    Message::verbatim(QStringLiteral("quota is used up"))};
    view.showResult(result);
    QCOMPARE(view.outcomeText(), QStringLiteral("api_error:1001"));
    bool found = false;
    for (const QLabel *label : view.findChildren<QLabel *>())
        found = found || label->text() == u"quota is used up";
    QVERIFY(found);
}

void TestOnceView::curesLeadToTheirField()
{
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    OnceView view(themes);
    view.show();
    Scenario scenario = defaultScenario();
    scenario.targets.front().url = QStringLiteral("http://127.0.0.1:18299/");
    OnceResult result = answered();
    result.record.outcome = Outcome{OutcomeClass::ConnectRefused, {}, 0, {}};
    const std::optional<Cure> cure = cureOf(result.record, scenario);
    QVERIFY(cure);
    QCOMPARE(cure->field, QStringLiteral("/targets/0/url"));
    QSignalSpy wanted(&view, &OnceView::fieldWanted);
    view.showResult(result, cure);
    QVERIFY(view.cureButton().isVisible());
    bool isTold = false;
    for (const QLabel *label : view.findChildren<QLabel *>())
        isTold = isTold || label->text().contains(u"Nothing listens on 127.0.0.1:18299");
    QVERIFY(isTold);
    view.cureButton().click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), cure->field);
    view.showResult(answered(), cureOf(answered().record, scenario));
    QVERIFY(!view.cureButton().isVisible());
}

void TestOnceView::copiesEverything()
{
    const QString text = onceText(answered());
    for (const QString &part :
         {u"POST https://api.example.com/v1/chat/completions"_qs, u"Content-Type: application/json"_qs,
          u"\"model\": \"m\""_qs, u"Status 200"_qs, u"20.000 ms\tcontent\tdata: {\"x\":1}"_qs,
          u"data: [DONE]"_qs, u"\nsuccess"_qs})
        QVERIFY2(text.contains(part), qPrintable(part));
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    OnceView view(themes);
    view.showResult(answered());
    view.copy();
    QCOMPARE(QApplication::clipboard()->text(), text);
}

void TestOnceView::barsFollowTheStamps()
{
    const std::vector<WaterfallBar> bars = waterfallBars(answered().record);
    QCOMPARE(bars.size(), std::size_t(5));
    QCOMPARE(bars[0].from, Nanoseconds(0));
    for (std::size_t i = 1; i < bars.size(); ++i)
        QCOMPARE(bars[i].from, bars[i - 1].to);
    QCOMPARE(bars[2].to - bars[2].from, Nanoseconds(10ms)); // headers to first token
    QCOMPARE(bars.back().to, Nanoseconds(31ms));
}

void TestOnceView::barsSkipMissingStamps()
{
    QVERIFY(waterfallBars(RequestRecord()).empty());
    RequestRecord record = answered().record;
    record.headers.reset();
    record.firstContent.reset();
    record.lastToken.reset();
    const std::vector<WaterfallBar> bars = waterfallBars(record);
    QCOMPARE(bars.size(), std::size_t(2));
    QCOMPARE(bars[1].from, Nanoseconds(1ms));
    QCOMPARE(bars[1].to, Nanoseconds(31ms));
}

void TestOnceView::waterfallIsNotBlank()
{
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    Waterfall waterfall(themes);
    waterfall.resize(600, 160);
    const QImage blank = waterfall.grab().toImage();
    waterfall.setRecord(answered().record);
    QVERIFY(waterfall.grab().toImage() != blank);
    QVERIFY(!waterfall.accessibleDescription().isEmpty());
}

QTEST_MAIN(TestOnceView)
#include "tst_onceview.moc"
