// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/sseparser.h"

#include <QDir>
#include <QTest>

using namespace weir;

namespace {

/// Everything the parser said, as comparable texts.
class Collector final : public SseHandler
{
public:
    void onSseItem(const SseItem &item) override
    {
        const char *const kinds[] = {"event", "comment", "stray", "name", "malformed"};
        items.append(QByteArray(kinds[int(item.kind)]) + '|' + item.name.toByteArray() + '|' +
                     item.data.toByteArray() + '|' + item.lastId.toByteArray() + '|' +
                     QByteArray::number(item.position) + '|' + item.problem.english().toUtf8());
    }
    QByteArrayList items;
};

QByteArrayList parsed(const QByteArrayList &chunks, SseLimits limits = {})
{
    SseParser parser(limits);
    Collector collector;
    for (QByteArray chunk : chunks) {
        chunk.detach();
        parser.feed(chunk, collector);
        chunk.fill('#'); // A view kept too long shows.
    }
    return collector.items;
}

QByteArray corpusFile(const QString &name)
{
    QFile file(QStringLiteral(WEIR_TEST_DATA "/sse/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("items");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &items) {
            QTest::newRow(name) << bytes << items;
        };
        row("plain", "data: x\n\n", {"event||x||0|"});
        row("no space", "data:x\n\n", {"event||x||0|"});
        row("one space only is dropped", "data:  x\n\n", {"event|| x||0|"});
        row("several lines", "data: a\ndata: b\n\n", {"event||a\nb||0|"});
        row("name", "event: delta\ndata: x\n\n", {"event|delta|x||13|"});
        row("name lasts for one event", "event: delta\n\ndata: x\n\n", {"name|delta|||0|", "event||x||14|"});
        row("id is kept", "id: 3\ndata: x\n\ndata: y\n\n", {"event||x|3|6|", "event||y|3|15|"});
        row("id with NUL is ignored", QByteArray("id: 3\nid: 4\0\ndata: x\n\n", 22), {"event||x|3|13|"});
        row("no colon", "data\n\n", {"event||||0|"});
        row("no data, no event", "id: 3\n\n", {});
        row("unknown field", "foo: x\ndata: y\n\n", {"stray||foo: x||0|", "event||y||7|"});
        row("no field", "oops\n\n", {"stray||oops||0|"});
        row("comment", ": ping\n", {"comment|| ping||0|"});
        row("BOM",
            "\xEF\xBB\xBF"
            "data: x\n\n",
            {"event||x||3|"});
        row("only one BOM",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "data: x\n\n",
            {"stray||\xEF\xBB\xBF"
             "data: x||3|"});
        row("cut off", "data: x\n", {});
        row("CRLF", "data: x\r\n\r\n", {"event||x||0|"});
        row("CR", "data: x\r\rdata: y\r\r", {"event||x||0|", "event||y||9|"});
    }
    void parses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArrayList, items);
        QCOMPARE(parsed({bytes}), items);
    }

    void everySplitGivesTheSame_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : QDir(QStringLiteral(WEIR_TEST_DATA "/sse")).entryList(QDir::Files))
            QTest::newRow(qPrintable(name)) << name;
    }
    void everySplitGivesTheSame()
    {
        QFETCH(QString, name);
        const QByteArray bytes = corpusFile(name);
        const QByteArrayList whole = parsed({bytes});
        QVERIFY(!whole.isEmpty());
        QByteArrayList single;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            single.append(bytes.mid(i, 1));
            QCOMPARE(parsed({bytes.left(i), bytes.mid(i)}), whole);
            for (qsizetype j = i; j < bytes.size(); j += 3)
                QCOMPARE(parsed({bytes.left(i), bytes.mid(i, j - i), bytes.mid(j)}), whole);
        }
        QCOMPARE(parsed(single), whole);
    }

    void malformed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("last");
        const QByteArray why = "|The bytes are not UTF-8";
        QTest::newRow("bad tail") << QStringLiteral("malformed-utf8.sse") << "malformed||||17" + why;
        QTest::newRow("surrogate") << QStringLiteral("malformed-surrogate.sse") << "malformed||||6" + why;
        QTest::newRow("overlong") << QStringLiteral("malformed-overlong.sse") << "malformed||||2" + why;
    }
    void malformed()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, last);
        QCOMPARE(parsed({corpusFile(name)}).last(), last);
    }

    void sizesAreBounded()
    {
        const SseLimits limits{16, 24};
        QCOMPARE(parsed({"data: 0123456789\n\n"}, limits).first(), QByteArray("event||0123456789||0|"));
        QCOMPARE(parsed({"data: 0123456789A\n\n"}, limits).first(),
                 QByteArray("malformed||||0|A line is longer than 16 bytes"));
        QCOMPARE(parsed({":\ndata: 012", "3456789AB", "C"}, limits).last(),
                 QByteArray("malformed||||2|A line is longer than 16 bytes"));
        QCOMPARE(parsed({"data: 0123456789\ndata: 0123456789\ndata: 0123\n\n"}, limits).first(),
                 QByteArray("malformed||||34|An event is longer than 24 bytes"));
    }

    void theEndTakesWhatLacksItsOwn()
    {
        const auto ended = [](const QByteArray &bytes) {
            SseParser parser;
            Collector collector;
            parser.feed(bytes, collector);
            parser.finish(collector);
            return collector.items;
        };
        QCOMPARE(ended("data: x\n"), QByteArrayList{"event||x||0|"});
        QCOMPARE(ended("data: x"), QByteArrayList{"event||x||0|"});
        QCOMPARE(ended("data: x\ndata: y"), QByteArrayList{"event||x\ny||0|"});
        QCOMPARE(ended("data: x\n\n"), QByteArrayList{"event||x||0|"});
        QCOMPARE(ended("data: x\n\noops"), (QByteArrayList{"event||x||0|", "stray||oops||9|"}));
        QCOMPARE(ended("data: \xC3"), QByteArrayList());
        QCOMPARE(ended(""), QByteArrayList());
    }

    void retryTakesDigitsOnly()
    {
        SseParser parser;
        Collector collector;
        parser.feed("retry: 12x\nretry: -1\nretry:\n", collector);
        QVERIFY(!parser.retryMs());
        parser.feed("retry: 250\nretry: 99999999999999999999\n", collector);
        QCOMPARE(parser.retryMs(), std::optional<quint64>(250));
    }
};

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
