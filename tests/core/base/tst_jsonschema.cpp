// SPDX-License-Identifier: GPL-3.0-or-later
// JSON pointers, expressions and schemas that a person wrote, against hostile values.
#include "base/jsonpointer.h"
#include "base/jsonschema.h"
#include "base/textpattern.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace weir;

namespace {

QJsonValue json(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonArray list = QJsonDocument::fromJson('[' + text + ']', &error).array();
    if (error.error != QJsonParseError::NoError || list.size() != 1)
        qFatal("not JSON: %s", text.constData());
    return list.first();
}

/// Lists within lists.
QJsonValue nested(int depth)
{
    return json(QByteArray(depth, '[') + QByteArray(depth, ']'));
}

} // namespace

class TestJsonSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointers_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("steps");
        QTest::newRow("whole") << QString() << QString();
        QTest::newRow("two") << QStringLiteral("/a/0") << QStringLiteral("a|0");
        QTest::newRow("empty name") << QStringLiteral("/") << QStringLiteral("");
        QTest::newRow("escapes") << QStringLiteral("/a~1b~0c/~01") << QStringLiteral("a/b~c|~1");
        QTest::newRow("no slash") << QStringLiteral("a/b") << QStringLiteral("none");
        QTest::newRow("bad escape") << QStringLiteral("/a~2") << QStringLiteral("none");
        QTest::newRow("escape at the end") << QStringLiteral("/a~") << QStringLiteral("none");
    }
    void pointers()
    {
        QFETCH(const QString, pointer);
        QFETCH(const QString, steps);
        const std::optional<QStringList> found = pointerSteps(pointer);
        QCOMPARE(found ? found->join(u'|') : QStringLiteral("none"), steps);
        QCOMPARE(found && found->isEmpty(), pointer.isEmpty());
    }

    void places_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QJsonValue>("value");
        const QJsonValue nothing(QJsonValue::Undefined);
        QTest::newRow("member") << QStringLiteral("/a/b") << QJsonValue(1);
        QTest::newRow("element") << QStringLiteral("/list/1") << QJsonValue(QStringLiteral("y"));
        QTest::newRow("number as a name") << QStringLiteral("/0") << QJsonValue(true);
        QTest::newRow("null") << QStringLiteral("/null") << QJsonValue(QJsonValue::Null);
        QTest::newRow("past the end") << QStringLiteral("/list/2") << nothing;
        QTest::newRow("leading zero") << QStringLiteral("/list/01") << nothing;
        QTest::newRow("minus") << QStringLiteral("/list/-1") << nothing;
        QTest::newRow("far beyond") << QStringLiteral("/list/99999999999999999999") << nothing;
        QTest::newRow("into a number") << QStringLiteral("/a/b/c") << nothing;
    }
    void places()
    {
        QFETCH(const QString, pointer);
        QFETCH(const QJsonValue, value);
        const QJsonValue document =
            json("{\"a\": {\"b\": 1}, \"list\": [\"x\", \"y\"], \"0\": true, \"null\": null}");
        QCOMPARE(valueAt(document, *pointerSteps(pointer)), value);
    }

    void patterns()
    {
        const Result<TextPattern> pattern = TextPattern::compile(QStringLiteral("(?i)^\\w+ RIVER"));
        QVERIFY(pattern.ok());
        QCOMPARE(pattern->find(QStringLiteral("große river")), TextPattern::Found::Yes);
        QCOMPARE(pattern->find(QStringLiteral("a long river")), TextPattern::Found::No);
        const Result<TextPattern> broken = TextPattern::compile(QStringLiteral("ab(c"));
        QVERIFY(!broken.ok());
        QCOMPARE(broken.error().where.english(), QStringLiteral("character 5"));
    }

    void patternsGiveUp_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::newRow("nested repeats") << QStringLiteral("^(a+)+$");
        QTest::newRow("own limit lifted") << QStringLiteral("(*LIMIT_MATCH=4000000000)^(a+)+$");
        QTest::newRow("alternatives") << QStringLiteral("^(a|aa)*$");
    }
    void patternsGiveUp()
    {
        QFETCH(const QString, expression);
        const Result<TextPattern> pattern = TextPattern::compile(expression);
        QVERIFY(pattern.ok());
        QCOMPARE(pattern->find(QString(5000, u'a') + u'!'), TextPattern::Found::GaveUp);
    }

    void schemas_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("where"); // of the first fault; empty: holds
        const QByteArray person =
            "{\"$id\": \"https://example.com/p\", \"type\": \"object\", \"required\": [\"name\"], "
            "\"additionalProperties\": false, \"properties\": {\"name\": {\"type\": \"string\", "
            "\"minLength\": 1}, \"age\": {\"type\": \"integer\", \"exclusiveMinimum\": 0}, "
            "\"format\": {\"const\": \"short\", \"format\": \"date\"}}}";
        const QByteArray tree = "{\"$ref\": \"#/$defs/node\", \"$defs\": {\"node\": {\"type\": \"object\", "
                                "\"properties\": {\"next\": {\"$ref\": \"#/$defs/node\"}, \"n\": {\"type\": "
                                "\"number\"}}}}}";
        QTest::newRow("holds") << person << QByteArray("{\"name\": \"A\", \"age\": 3}") << QString();
        QTest::newRow("lacks") << person << QByteArray("{\"age\": 3}") << QStringLiteral("<root>");
        QTest::newRow("too much") << person << QByteArray("{\"name\": \"A\", \"x\": 3}")
                                  << QStringLiteral("<root>");
        QTest::newRow("not an integer")
            << person << QByteArray("{\"name\": \"A\", \"age\": 1.5}") << QStringLiteral("<root>[age]");
        QTest::newRow("on the bound")
            << person << QByteArray("{\"name\": \"A\", \"age\": 0}") << QStringLiteral("<root>[age]");
        QTest::newRow("a property called format")
            << person << QByteArray("{\"name\": \"A\", \"format\": \"long\"}")
            << QStringLiteral("<root>[format]");
        QTest::newRow("format is a remark")
            << person << QByteArray("{\"name\": \"A\", \"format\": \"short\"}") << QString();
        QTest::newRow("tree") << tree << QByteArray("{\"next\": {\"next\": {\"n\": 1}}}") << QString();
        QTest::newRow("tree's fault") << tree << QByteArray("{\"next\": {\"next\": {\"n\": \"1\"}}}")
                                      << QStringLiteral("<root>[next][next][n]");
        QTest::newRow("nothing may be there") << QByteArray("{\"properties\": {\"a\": false}}")
                                              << QByteArray("{\"a\": 1}") << QStringLiteral("<root>");
        QTest::newRow("anything may be there")
            << QByteArray("{\"properties\": {\"a\": true}}") << QByteArray("{\"a\": 1}") << QString();
    }
    void schemas()
    {
        QFETCH(const QByteArray, schema);
        QFETCH(const QByteArray, value);
        QFETCH(const QString, where);
        const Result<JsonSchema> compiled = JsonSchema::compile(json(schema));
        QVERIFY2(compiled.ok(), compiled.ok() ? "" : qPrintable(compiled.error().text()));
        const std::optional<JsonSchema::Fault> fault = compiled->fault(json(value));
        QCOMPARE(fault ? fault->where : QString(), where);
        QCOMPARE(fault && !fault->what.isEmpty(), fault.has_value());
    }

    void refusedSchemas_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("where");
        QTest::newRow("pattern") << QByteArray("{\"properties\": {\"a\": {\"pattern\": \"x\"}}}")
                                 << QStringLiteral("/properties/a/pattern");
        QTest::newRow("quadratic") << QByteArray("{\"uniqueItems\": true}") << QStringLiteral("/uniqueItems");
        QTest::newRow("later draft") << QByteArray("{\"anyOf\": [{\"prefixItems\": []}]}")
                                     << QStringLiteral("/anyOf/0/prefixItems");
        QTest::newRow("elsewhere") << QByteArray("{\"items\": {\"$ref\": \"https://example.com/s\"}}")
                                   << QStringLiteral("/items/$ref");
        QTest::newRow("nowhere") << QByteArray("{\"$ref\": \"#/$defs/no\"}") << QStringLiteral("/$ref");
        QTest::newRow("itself") << QByteArray("{\"allOf\": [{\"$ref\": \"#\"}]}") << QString();
        QTest::newRow("each other") << QByteArray("{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"not\": "
                                                  "{\"$ref\": \"#/$defs/b\"}}, \"b\": {\"anyOf\": "
                                                  "[{\"$ref\": \"#/$defs/a\"}]}}}")
                                    << QStringLiteral("/$defs/a");
        QTest::newRow("wrong type") << QByteArray("{\"minLength\": \"x\"}") << QString();
        QTest::newRow("a boolean") << QByteArray("false") << QString();
        QTest::newRow("a list") << QByteArray("[]") << QString();
    }
    void refusedSchemas()
    {
        QFETCH(const QByteArray, schema);
        QFETCH(const QString, where);
        const Result<JsonSchema> compiled = JsonSchema::compile(json(schema));
        QVERIFY(!compiled.ok());
        QCOMPARE(compiled.error().where.english(), where);
        QVERIFY(!compiled.error().advice.isEmpty());
    }

    void deepSchemasAreRefused()
    {
        QJsonValue schema = QJsonObject();
        for (int i = 0; i < 200; ++i)
            schema = QJsonObject{{QStringLiteral("items"), schema}};
        QVERIFY(!JsonSchema::compile(schema).ok());
    }

    /// A few lines of references would else be thousands of millions of schemas for one number.
    void alternativesOfAlternativesAreCounted()
    {
        const auto alternatives = [](int levels) {
            QJsonObject defs{{QStringLiteral("a0"), json("{\"type\": \"number\"}")}};
            for (int level = 1; level <= levels; ++level) {
                QJsonArray same;
                for (int i = 0; i < 10; ++i)
                    same +=
                        QJsonObject{{QStringLiteral("$ref"), QStringLiteral("#/$defs/a%1").arg(level - 1)}};
                defs.insert(QStringLiteral("a%1").arg(level), QJsonObject{{QStringLiteral("anyOf"), same}});
            }
            return QJsonObject{{QStringLiteral("$defs"), defs},
                               {QStringLiteral("$ref"), QStringLiteral("#/$defs/a%1").arg(levels)}};
        };
        const Result<JsonSchema> few = JsonSchema::compile(alternatives(3));
        QVERIFY(few.ok());
        QVERIFY(few->fault(QJsonValue(QStringLiteral("no number"))));
        const Result<JsonSchema> many = JsonSchema::compile(alternatives(12));
        QVERIFY(!many.ok());
        QCOMPARE(many.error().what.code(), QByteArray("schema.too_many_at_once"));
        QCOMPARE(many.error().where.english(), QStringLiteral("/$defs/a4"));
    }

    void deepValuesAreHeld()
    {
        QCOMPARE(depthOf(json("3")), 0);
        QCOMPARE(depthOf(json("{\"a\": [1, {}]}")), 3);
        const Result<JsonSchema> lists =
            JsonSchema::compile(json("{\"type\": \"array\", \"items\": {\"anyOf\": [{\"$ref\": \"#\"}]}}"));
        QVERIFY(lists.ok());
        QVERIFY(!lists->fault(nested(JsonSchema::mostDepth)));
    }
};

QTEST_GUILESS_MAIN(TestJsonSchema)
#include "tst_jsonschema.moc"
