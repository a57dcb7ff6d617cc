// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonsyntax.h"
#include "base/rawjson.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace weir;

class TestJsonSyntax : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreTold_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *json, const char *code) {
            QTest::newRow(json) << QByteArray(json) << QByteArray(code);
        };
        row("", "json_syntax.no_value");
        row("{\"a\": nul}", "json_syntax.no_value");
        row("{\"a\": []", "json_syntax.object_open");
        row("{\"a\" 1}", "json_syntax.no_colon");
        row("[1, []", "json_syntax.list_open");
        row("[1 2]", "json_syntax.no_comma");
        row("[1, 2", "json_syntax.ends_in_number");
        row("[1, \"a", "json_syntax.text_open");
        row("[\"\\u12\"]", "json_syntax.bad_escape");
        row("[1] [2]", "json_syntax.goes_on");
    }
    void faultsAreTold()
    {
        QFETCH(const QByteArray, json);
        QJsonParseError error;
        QJsonDocument::fromJson(json, &error);
        QTEST(syntaxFault(error).code(), "code");
    }

    /// What Qt takes, and makes another text of.
    void faultsInTexts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("code"); ///< Empty: none.
        QTest::addColumn<int>("offset");
        const auto row = [](const char *json, const char *code, int offset) {
            QTest::newRow(json) << QByteArray(json) << QByteArray(code) << offset;
        };
        row("{\"a\": \"\\\\ \\\" \\/ \\b\\f\\n\\r\\t A é 𝄞 漢\"}", "", 0);
        row("{\"a\": \"\\ud834\\uDD1E \\u00e9\"}", "", 0);
        row("{\"a\": \"\\x41\"}", "json_syntax.unknown_escape", 7);
        row("{\"a\\y\": 1}", "json_syntax.unknown_escape", 3);
        row("\"\\u12g4\"", "json_syntax.no_four_digits", 1);
        row("\"\\u 123\"", "json_syntax.no_four_digits", 1);
        row("\"\\u12", "json_syntax.no_four_digits", 1);
        row("\"a\\ud834\"", "json_syntax.half_character", 2);
        row("\"\\ud834\\ud834\"", "json_syntax.half_character", 1);
        row("\"\\udd1e\"", "json_syntax.half_character", 1);
        row("\"a\tb\"", "json_syntax.control_character", 2);
        row("\"\\", "json_syntax.unknown_escape", 1);
        row("[1,\t2]", "", 0);
    }
    void faultsInTexts()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, code);
        QFETCH(const int, offset);
        const std::optional<JsonFault> fault = textFault(json);
        QCOMPARE(fault ? QByteArray(fault->what.code()) : QByteArray(), code);
        if (fault)
            QCOMPARE(fault->offset, std::optional<qsizetype>(offset));
    }

    void missingValuesHaveANameBeforeThem_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *json, const char *words) {
            QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(words);
        };
        row(R"({"name": })", R"(a value is missing behind "name":)");
        row(R"({"name":})", R"(a value is missing behind "name":)");
        row("{\"a\": 1,\n \"b\" :\n}", R"(a value is missing behind "b":)");
        row(R"({"name": , "b": 2})", R"(a value is missing behind "name":)");
        row(R"({"list": [{"name": }]})", R"(a value is missing behind "name":)");
        row(R"({"a": 1, })", "a name is missing behind a comma");
        row(R"({"a": nul})", "a value is missing, or is none that JSON has");
        row(R"([1, ])", "a value is missing behind a comma");
        row("", "a value is missing, or is none that JSON has");
    }
    void missingValuesHaveANameBeforeThem()
    {
        QFETCH(const QByteArray, json);
        QJsonParseError error;
        QJsonDocument::fromJson(json, &error);
        QTEST(syntaxFault(error, json).english(), "words");
    }

    void everyFaultHasItsOwnWords()
    {
        QJsonParseError error;
        error.error = QJsonParseError::NoError;
        QVERIFY(syntaxFault(error).isEmpty());
        QSet<QByteArray> codes;
        for (int i = QJsonParseError::UnterminatedObject; i <= QJsonParseError::GarbageAtEnd; ++i) {
            error.error = static_cast<QJsonParseError::ParseError>(i);
            const QByteArray code = syntaxFault(error).code();
            QVERIFY2(code.startsWith("json_syntax."), code.constData());
            QVERIFY(!codes.contains(code));
            codes.insert(code);
        }
    }

    void longNumbersAreTold_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qsizetype>("offset");
        const auto row = [](const char *json, qsizetype offset) {
            QTest::newRow(json) << QByteArray(json) << offset;
        };
        row("[9223372036854775807, -9223372036854775808, -0]", -1);
        row("[9223372036854775808]", 1);
        row("{\"a\": -9223372036854775809}", 6);
        row("[18446744073709551615]", 1);
        row("[9223372036854775808.0, 1e400, 2E30]", -1);
        row("[\"9223372036854775808\", \"\\\"9223372036854775808\"]", -1);
    }
    void longNumbersAreTold()
    {
        QFETCH(const QByteArray, json);
        const std::optional<JsonFault> fault = numberFault(json);
        QTEST(fault ? *fault->offset : qsizetype(-1), "offset");
    }

    void rawJsonIsSentAsItIsWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *text, const char *code) {
            QTest::newRow(text) << QString::fromLatin1(text) << QByteArray(code);
        };
        row("{}", "");
        row("{\"a\": 9007199254740993}", "");
        row("{\"a\": {\"b\": 1, \"b\": 2}}", "json.key_twice");
        row("{\"a\": 18446744073709551615}", "json_syntax.long_number");
        row("{\"a\": 123456789012345678901234567890}", "json_syntax.long_number");
        row("{\"a\": \"\\ud800\"}", "json_syntax.half_character");
        row("{\"a\": \"\\x\"}", "json_syntax.unknown_escape");
        row("[1]", "json.object_needed");
        row("5", "json.object_needed");
        row("\"x\"", "json.object_needed");
        row("null", "json.object_needed");
        row("{", "json.not_json");
        row("{} {}", "json.not_json");
    }
    void rawJsonIsSentAsItIsWritten()
    {
        QFETCH(const QString, text);
        const Result<QJsonValue> value = RawJson{text}.value(QJsonValue::Object);
        QTEST(value ? QByteArray() : value.error().what.code(), "code");
    }
};

QTEST_GUILESS_MAIN(TestJsonSyntax)
#include "tst_jsonsyntax.moc"
