// SPDX-License-Identifier: GPL-3.0-or-later
// One small format with every kind of member: read, written and checked from one list.
#include "base/fields/fieldchecking.h"
#include "base/fields/fieldreading.h"
#include "base/fields/fieldwriting.h"
#include "base/fields/variants.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>

using namespace weir;
using namespace std::chrono_literals;

namespace weir {

enum class Colour
{
    Red,
    DarkBlue,
};

template <>
const QStringList &enumNames<Colour>()
{
    static const QStringList names{u"red"_qs, u"dark_blue"_qs};
    return names;
}

struct Inner
{
    int count = 1;
    bool isOn = true;

    friend bool operator==(const Inner &, const Inner &) = default;
};

struct Sample
{
    Colour kind = Colour::Red;
    QString name = u"none"_qs;
    double share = 0.5;
    double any = 1;
    quint32 word = 3;
    quint64 seed = 1;
    std::chrono::nanoseconds wait = 1s;
    std::optional<std::chrono::nanoseconds> limit;
    std::optional<quint64> most;
    QStringList tags;
    std::vector<QString> texts;
    Inner inner;
    std::vector<Inner> several;

    friend bool operator==(const Sample &, const Sample &) = default;
};

template <typename Visitor>
void describe(FieldsOf<Inner>, Visitor &&visit)
{
    visit(u"count", &Inner::count, Whole{1, 9});
    visit(u"is_on", &Inner::isOn);
}

template <typename Visitor>
void describe(FieldsOf<Sample>, Visitor &&visit)
{
    visit(u"kind", &Sample::kind, Always{});
    visit(u"name", &Sample::name);
    visit(u"share", &Sample::share, Real{0, 1});
    visit(u"any", &Sample::any);
    visit(u"word", &Sample::word);
    visit(u"seed", &Sample::seed);
    visit(u"wait", &Sample::wait, Span{1ms, 1min});
    visit(u"limit", &Sample::limit, Span{1ms, 1min});
    visit(u"most", &Sample::most);
    visit(u"tags", &Sample::tags);
    visit(u"texts", &Sample::texts, Most{2});
    visit(u"inner", &Sample::inner);
    visit(u"several", &Sample::several, Most{2});
}

struct Square
{
    double side = 1;
    friend bool operator==(const Square &, const Square &) = default;
};

struct Circle
{
    double radius = 1;
    friend bool operator==(const Circle &, const Circle &) = default;
};

template <typename Visitor>
void describe(FieldsOf<Square>, Visitor &&visit)
{
    visit(u"side", &Square::side);
}

template <typename Visitor>
void describe(FieldsOf<Circle>, Visitor &&visit)
{
    visit(u"radius", &Circle::radius);
}

} // namespace weir

namespace {

using Shape = std::variant<Square, Circle>;

const Alternatives shapes(u"shape"_qs, {{u"square"_qs, keysOf<Square>()}, {u"circle"_qs, keysOf<Circle>()}});

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

Sample readSample(const QByteArray &json, Problems &problems)
{
    Sample sample;
    JsonReader reader(objectOf(json), {}, problems);
    readMembers(reader, sample);
    reader.finish();
    return sample;
}

QByteArray writtenSample(const Sample &sample, Defaults defaults = Defaults::Omitted)
{
    return fieldToJson(sample, defaults).toBytes();
}

QStringList linesOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(problem.path + u": "_qs + problem.message.english());
    return lines;
}

Sample fullSample()
{
    Sample sample;
    sample.kind = Colour::DarkBlue;
    sample.name = u"full"_qs;
    sample.share = 0.25;
    sample.any = -1e300;
    sample.word = 0xffff'ffff;
    sample.seed = std::numeric_limits<quint64>::max();
    sample.wait = 20ms;
    sample.limit = 1min;
    sample.most = 0;
    sample.tags = {u"a"_qs, u"b"_qs};
    sample.texts = {u"c"_qs};
    sample.inner = {9, false};
    sample.several = {{1, true}, {2, false}};
    return sample;
}

Problems checked(Sample &sample)
{
    Problems problems;
    Findings findings(problems, {});
    checkMembers(findings, sample);
    return problems;
}

} // namespace

class TestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysFollowTheList()
    {
        QCOMPARE(keysOf<Inner>(), (QStringList{u"count"_qs, u"is_on"_qs}));
        QCOMPARE(keyOf(&Sample::wait), u"wait"_qs);
        QCOMPARE(keyOf(&Sample::any), u"any"_qs);
        QCOMPARE(changedKeys(Sample()), QStringList());
        Sample sample;
        sample.most = 3;
        sample.inner.count = 2;
        QCOMPARE(changedKeys(sample), (QStringList{u"most"_qs, u"inner"_qs}));
    }

    void whatIsWrittenIsReadBack()
    {
        Problems problems;
        const Sample sample = fullSample();
        QCOMPARE(readSample(writtenSample(sample), problems), sample);
        QCOMPARE(readSample(writtenSample(sample, Defaults::Written), problems), sample);
        QCOMPARE(linesOf(problems), QStringList());
        Sample same = sample;
        QCOMPARE(linesOf(checked(same)), QStringList());
        QCOMPARE(same, sample);
    }

    void defaultsAreLeftOut()
    {
        QCOMPARE(writtenSample({}), QByteArray("{\n  \"kind\": \"red\"\n}\n"));
        Sample sample;
        sample.several = {{}};
        QCOMPARE(writtenSample(sample),
                 QByteArray("{\n  \"kind\": \"red\",\n  \"several\": [\n    {}\n  ]\n}\n"));
        const QJsonObject whole = objectOf(writtenSample({}, Defaults::Written));
        QCOMPARE(whole.keys().size(), keysOf<Sample>().size());
        QVERIFY(whole.contains(u"limit") && whole.value(u"limit").isNull());
    }

    void nullIsTheDefault()
    {
        Problems problems;
        QCOMPARE(readSample(R"({"name":null,"share":null,"wait":null,"inner":null,"tags":null,"kind":null})",
                            problems),
                 Sample());
        QCOMPARE(linesOf(problems), QStringList());
    }

    void everyProblemHasItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *json, const char *line) {
            QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(line);
        };
        row(R"({"kind":"blue"})", "/kind: One of red, dark_blue is expected.");
        row(R"({"name":1})", "/name: A text in quotes is expected.");
        row(R"({"share":1.5})", "/share: A number from 0 to 1 is expected.");
        row(R"({"any":"1"})", "/any: A number is expected.");
        row(R"({"word":-1})", "/word: A whole number from 0 to 4,294,967,295 is expected.");
        row(R"({"seed":"5"})",
            "/seed: A whole number from 0 to 18,446,744,073,709,551,615 is expected; one above "
            "9,223,372,036,854,775,807 stands in quotes.");
        row(R"({"wait":"2m"})", "/wait: A duration from 1ms to 1m is expected.");
        row(R"({"limit":3})", "/limit: A duration in quotes is expected, like \"30s\".");
        row(R"({"most":1.5})", "/most: A whole number from 0 to 18,446,744,073,709,551,615 is expected; one "
                               "above 9,223,372,036,854,775,807 stands in quotes.");
        row(R"({"tags":[1]})", "/tags/0: A text in quotes is expected.");
        row(R"({"texts":["a","b","c"]})", "/texts: At most 2 are possible.");
        row(R"({"inner":[]})", "/inner: An object { } is expected here.");
        row(R"({"inner":{"count":10}})", "/inner/count: A whole number from 1 to 9 is expected.");
        row(R"({"inner":{"is_on":"yes"}})", "/inner/is_on: true or false is expected.");
        row(R"({"several":{}})", "/several: A list [ ] of objects is expected.");
        row(R"({"several":[{},{"count":0}]})", "/several/1/count: A whole number from 1 to 9 is expected.");
        row(R"({"shared":1})", "/shared: The key \"shared\" is unknown here; remove it or write \"share\".");
        row(R"({"name":"a","nam":"b"})",
            "/nam: The key \"nam\" is unknown here; remove it or correct its spelling.");
        row(R"({"a/b~c":1})",
            "/a~1b~0c: The key \"a/b~c\" is unknown here; remove it or correct its spelling.");
    }

    void everyProblemHasItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, line);
        Problems problems;
        (void)readSample(json, problems);
        QCOMPARE(linesOf(problems), QStringList{line});
    }

    void whatIsWrongKeepsItsDefault()
    {
        Problems problems;
        const Sample read = readSample(
            R"({"kind":7,"name":7,"share":7,"any":"","word":"","seed":[],"wait":7,"limit":"1h","most":-1,
                "tags":7,"inner":7,"several":7})",
            problems);
        QCOMPARE(read, Sample());
        QCOMPARE(problems.size(), std::size_t{12});
    }

    void valuesAreCheckedAsFilesAre()
    {
        Sample sample = fullSample();
        sample.kind = static_cast<Colour>(7);
        sample.share = std::nan("");
        sample.any = std::numeric_limits<double>::infinity();
        sample.wait = -1s;
        sample.limit = 1h;
        sample.texts.resize(3);
        sample.inner.count = 0;
        sample.several[1].count = 10;
        QStringList lines = linesOf(checked(sample));
        QVERIFY(lines.value(2).startsWith(u"/any: A number from -1.79769e+308 to 1.79769e+308"));
        lines.removeAt(2);
        QCOMPARE(lines, (QStringList{u"/kind: One of red, dark_blue is expected."_qs,
                                     u"/share: A number from 0 to 1 is expected."_qs,
                                     u"/wait: A duration from 1ms to 1m is expected."_qs,
                                     u"/limit: A duration from 1ms to 1m is expected."_qs,
                                     u"/texts: At most 2 are possible."_qs,
                                     u"/inner/count: A whole number from 1 to 9 is expected."_qs,
                                     u"/several/1/count: A whole number from 1 to 9 is expected."_qs}));
        // What is wrong has its default now, all else is as it was.
        QCOMPARE(sample.kind, Colour::Red);
        QCOMPARE(sample.share, 0.5);
        QCOMPARE(sample.wait, std::chrono::nanoseconds(1s));
        QVERIFY(!sample.limit);
        QCOMPARE(sample.inner, (Inner{1, false}));
        QCOMPARE(sample.several[1], (Inner{1, false}));
        QCOMPARE(sample.name, u"full"_qs);
    }

    void variantsAreReadByTheirDecider_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("one") << QByteArray(R"({"shape":"circle","radius":2})") << QStringList() << true;
        QTest::newRow("none") << QByteArray(R"({"radius":2})")
                              << QStringList{u"/shape: It is needed: one of square, circle."_qs} << false;
        QTest::newRow("unknown") << QByteArray(R"({"shape":"oval","radius":2})")
                                 << QStringList{u"/shape: One of square, circle is expected."_qs} << false;
        QTest::newRow("foreign") << QByteArray(R"({"shape":"circle","radius":2,"side":3})")
                                 << QStringList{u"/side: \"side\" belongs to \"shape\": \"square\"."_qs}
                                 << true;
    }

    void variantsAreReadByTheirDecider()
    {
        QFETCH(QByteArray, json);
        QFETCH(QStringList, lines);
        QFETCH(bool, isKnown);
        Problems problems;
        JsonReader reader(objectOf(json), {}, problems);
        Shape shape;
        QCOMPARE(readAlternative(reader, shapes, shape, -1), isKnown);
        reader.finish();
        QCOMPARE(linesOf(problems), lines);
        QVERIFY(shape == (isKnown ? Shape(Circle{2}) : Shape()));
    }

    void variantsAreWrittenWithTheirDecider()
    {
        OrderedJson object = OrderedJson::object();
        writeAlternative(object, shapes, Shape(Circle{2}), Defaults::Omitted);
        QCOMPARE(object.toBytes(), QByteArray("{\n  \"shape\": \"circle\",\n  \"radius\": 2\n}\n"));
        QCOMPARE(shapes.withoutForeign({{u"shape"_qs, u"circle"_qs}, {u"side"_qs, 1}, {u"radius"_qs, 1}}),
                 (QJsonObject{{u"shape"_qs, u"circle"_qs}, {u"radius"_qs, 1}}));
    }

    void aVariantMayHaveADefault()
    {
        Problems problems;
        JsonReader reader(objectOf("{}"), {}, problems);
        Shape shape;
        QVERIFY(readAlternative(reader, shapes, shape, 1));
        QVERIFY(shape == Shape(Circle{}));
        QVERIFY(problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
