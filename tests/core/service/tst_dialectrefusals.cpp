// SPDX-License-Identifier: GPL-3.0-or-later
// How every dialect says no: to bodies that are no requests, and for the service, in its vendor's form.
#include "support/dialecttools.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

class TestDialectRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void malformed_data();
    void malformed();
    void errors_data();
    void errors();
};

void TestDialectRefusals::malformed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    const QList<QByteArray> bodies = {"",
                                      " ",
                                      "{",
                                      "[]",
                                      "null",
                                      "3",
                                      "\"text\"",
                                      "{}",
                                      "{\"model\":}",
                                      "{\"a\":\"\xff\xfe\"}",
                                      QByteArray("\0\0\0", 3),
                                      "{} {}",
                                      "data: {}",
                                      QByteArray("[").repeated(5000),
                                      "{\"messages\":" + QByteArray("[").repeated(3000) +
                                          QByteArray("]").repeated(3000) + "}"};
    for (const QByteArray &target : dialectPaths()) {
        for (qsizetype i = 0; i < bodies.size(); ++i)
            QTest::addRow("%s %d", target.constData(), int(i)) << target << bodies.at(i);
    }
}

void TestDialectRefusals::malformed()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    const Dialects dialects;
    const std::variant<AskedRequest, DialectRefusal> read =
        dialects.find(view(target))->read(view(target), {}, view(body), false);
    const auto *refusal = std::get_if<DialectRefusal>(&read);
    QVERIFY(refusal != nullptr);
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(refusal->body)).isObject());
}

void TestDialectRefusals::errors_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("pointer"); ///< Where the vendor's code stands ...
    QTest::addColumn<QString>("code");    ///< ... and what it is.
    QTest::addColumn<QString>("message"); ///< Where the message stands.
    QTest::addColumn<int>("sent");        ///< The HTTP status.
    const auto row = [](const QByteArray &target, int status, const char *pointer, const char *code,
                        const char *message, int sent) {
        QTest::addRow("%s %d", target.constData(), status)
            << target << status << QString::fromLatin1(pointer) << QString::fromLatin1(code)
            << QString::fromLatin1(message) << sent;
    };
    for (const char *openAi :
         {"/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/embeddings"}) {
        row(openAi, 401, "/error/type", "invalid_request_error", "/error/message", 401);
        row(openAi, 429, "/error/type", "rate_limit_error", "/error/message", 429);
        row(openAi, 503, "/error/type", "server_error", "/error/message", 503);
    }
    row("/v1/messages", 400, "/error/type", "invalid_request_error", "/error/message", 400);
    row("/v1/messages", 401, "/error/type", "authentication_error", "/error/message", 401);
    row("/v1/messages", 429, "/error/type", "rate_limit_error", "/error/message", 429);
    row("/v1/messages", 500, "/error/type", "api_error", "/error/message", 500);
    row("/v1/messages", 503, "/error/type", "overloaded_error", "/error/message", 503);
    row("/api/chat", 429, "/error", "no \"such\"", "/error", 429);
    row("/api/generate", 500, "/error", "no \"such\"", "/error", 500);
    const QByteArray dashScope = "/api/v1/services/aigc/text-generation/generation";
    row(dashScope, 400, "/code", "InvalidParameter", "/message", 400);
    row(dashScope, 401, "/code", "InvalidApiKey", "/message", 401);
    row(dashScope, 429, "/code", "Throttling.RateQuota", "/message", 429);
    row(dashScope, 500, "/code", "InternalError", "/message", 500);
    const QByteArray qianfan = "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m";
    row(qianfan, 401, "/error_code", "110", "/error_msg", 200);
    row(qianfan, 429, "/error_code", "18", "/error_msg", 200);
    row(qianfan, 500, "/error_code", "336000", "/error_msg", 200);
    row("/generate", 422, "/error_type", "validation", "/error", 422);
    row("/generate", 429, "/error_type", "overloaded", "/error", 429);
    row("/generate_stream", 500, "/error_type", "generation", "/error", 500);
    row("/completion", 400, "/error/type", "invalid_request_error", "/error/message", 400);
    row("/completion", 401, "/error/code", "401", "/error/message", 401);
    row("/completion", 503, "/error/type", "unavailable_error", "/error/message", 503);
}

void TestDialectRefusals::errors()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, pointer);
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(int, sent);
    const Dialects dialects;
    const Dialect &dialect = *dialects.find(view(target));
    const QByteArray body = QByteArray::fromStdString(dialect.error(status, "some_code", "no \"such\""));
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    QVERIFY2(!object.isEmpty(), body.constData());
    QCOMPARE(at(object, pointer.toUtf8()).toVariant().toString(), code);
    QCOMPARE(at(object, message.toUtf8()).toString(), QStringLiteral("no \"such\""));
    QCOMPARE(dialect.errorStatus(status), sent);
}

QTEST_GUILESS_MAIN(TestDialectRefusals)
#include "tst_dialectrefusals.moc"
