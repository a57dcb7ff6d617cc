// SPDX-License-Identifier: GPL-3.0-or-later
// The button beside a target's model: what it asks, and what the field makes of the answer.
#include "compose/modelfield.h"
#include "scenario/check.h"
#include "support/scriptedserver.h"

#include <QAbstractItemView>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

struct Bench
{
    ScriptedServer server;
    std::optional<ModelPlace> place;
    ModelField field{[this] { return place; }};
    QSignalSpy typed{field.lineEdit(), &QLineEdit::textEdited};

    explicit Bench(const ServerScript &script) : server(script)
    {
        place = ModelPlace{defaultScenario(), {}, 0};
        place->scenario.targets.front().url = server.url().toString();
        field.show();
    }
};

ServerScript answering(const QByteArray &body)
{
    return ServerScript().readRequest().send(httpResponse(200, body)).repeat();
}

} // namespace

class TestModelField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOnlyOneIsTaken()
    {
        Bench bench(answering(R"({"data":[{"id":"only"}]})"));
        bench.field.askButton()->click();
        QTRY_COMPARE(bench.field.lineEdit()->text(), QStringLiteral("only"));
        QCOMPARE(bench.typed.count(), 1); // as if typed: the scenario follows
        QVERIFY(bench.field.said().isEmpty());
        QVERIFY(bench.server.requests().front().head.startsWith("GET /v1/models "));
    }

    void severalAreOffered()
    {
        Bench bench(answering(R"({"data":[{"id":"a"},{"id":"b"}]})"));
        bench.field.askButton()->click();
        QTRY_COMPARE(bench.field.names(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(bench.typed.count(), 0);
        QCompleter *completer = bench.field.lineEdit()->completer();
        QTRY_VERIFY(completer->popup()->isVisible());
        Q_EMIT completer->activated(QStringLiteral("b"));
        QCOMPARE(bench.field.lineEdit()->text(), QStringLiteral("b"));
        QCOMPARE(bench.typed.count(), 1);
    }

    void whatWentWrongIsSaid()
    {
        Bench bench(ServerScript().readRequest().send(httpResponse(401, "no")).repeat());
        bench.field.askButton()->click();
        QTRY_VERIFY2(bench.field.said().contains(u"status 401"), qPrintable(bench.field.said()));
        bench.field.forget();
        QVERIFY(bench.field.said().isEmpty());
    }

    void aQuestionCanBeGivenUp()
    {
        Bench bench(ServerScript().readRequest());
        const QString ask = bench.field.askButton()->text();
        bench.field.askButton()->click();
        QVERIFY(bench.field.askButton()->text() != ask);
        QTRY_COMPARE(bench.server.requestCount(), 1);
        bench.field.askButton()->click();
        QCOMPARE(bench.field.askButton()->text(), ask);
        QTRY_COMPARE(bench.server.openConnectionCount(), 0);
        QVERIFY(bench.field.said().isEmpty());
    }

    void nobodyIsAskedWithoutATarget()
    {
        Bench bench(ServerScript().readRequest());
        bench.place.reset();
        bench.field.askButton()->click();
        QTest::qWait(50);
        QCOMPARE(bench.server.connectionCount(), 0);
    }
};

QTEST_MAIN(TestModelField)
#include "tst_modelfield.moc"
