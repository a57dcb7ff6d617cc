// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/answerprogress.h"
#include "transport/http/wirenotes.h"

#include <QTest>

using namespace weir;

namespace {

TimePoint at(qint64 ns)
{
    return timePointFromNs(ns);
}

/// The counts after the whole answer, fed in pieces of that size.
AnswerProgress fed(QByteArrayView answer, qsizetype piece)
{
    AnswerProgress progress;
    for (qsizetype i = 0; i < answer.size(); i += piece) {
        const QByteArrayView part = answer.sliced(i, std::min(piece, answer.size() - i));
        progress.feed({part.data(), static_cast<std::size_t>(part.size())});
    }
    return progress;
}

} // namespace

/// What a thread of QNAM's notes of an exchange, and how it counts what it sees.
class TestWireNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesAreCountedWithoutTheirFrames_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("hasHead");
        QTest::addColumn<qint64>("bytes");
        const QByteArray head("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
        const QByteArray chunked = head + "Transfer-Encoding: Chunked\r\n\r\n";
        const auto row = [](const char *name, const QByteArray &answer, bool hasHead, qint64 bytes) {
            QTest::newRow(name) << answer << hasHead << bytes;
        };
        row("nothing", "", false, 0);
        row("half a head", head, false, 0);
        row("a head", head + "\r\n", true, 0);
        row("by length", head + "Content-Length: 5\r\n\r\nhello", true, 5);
        row("to the end", head + "\r\nhello", true, 5);
        row("chunks", chunked + "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", true, 6);
        row("large digits", chunked + "0A\r\n0123456789\r\n", true, 10);
        row("an extension", chunked + "5;name=value\r\nhello\r\n", true, 5);
        row("line feeds alone", chunked + "5\nhello\n2\nme\n", true, 7);
        row("trailers", chunked + "1\r\na\r\n0\r\nX-Trailer: 7\r\n\r\n", true, 1);
        row("half a chunk", chunked + "ff\r\nhello", true, 5);
        row("interim heads", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + chunked + "2\r\nok\r\n", true,
            2);
        row("only an interim head", "HTTP/1.1 103 Early Hints\r\n\r\n", false, 0);
        row("a chunk without end", chunked + "ffffffffffffffffffff\r\nhello", true, 0);
        row("no size", chunked + "hello\r\nhello", true, 0);
        row("no HTTP", "SSH-2.0-OpenSSH\r\nhello", true, 0);
    }
    void bodiesAreCountedWithoutTheirFrames()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const bool, hasHead);
        QFETCH(const qint64, bytes);
        for (qsizetype piece = 1; piece <= std::max(qsizetype{1}, answer.size()); ++piece) {
            const AnswerProgress progress = fed(answer, piece);
            QCOMPARE(progress.hasHead(), hasHead);
            QCOMPARE(progress.bodyBytes(), bytes);
        }
    }

    void aHeadWithoutEndIsNotKept()
    {
        AnswerProgress progress;
        const std::string line = "X-Long: " + std::string(1000, 'x');
        progress.feed("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 1000; ++i)
            progress.feed(line);
        progress.feed("\r\n\r\nbody");
        QCOMPARE(progress.bodyBytes(), 0);
    }

    void notesAreFoundAsLongAsTheyLive()
    {
        std::shared_ptr<WireNotes> notes = WireNotes::make("body", WireNotes::Body::OfQnam);
        const RawHeader mark = notes->mark();
        QVERIFY(WireNotes::markPrefix().contains(mark.first));
        const quint64 id = mark.second.toULongLong(nullptr, 16);
        QCOMPARE(WireNotes::find(id), notes);
        QVERIFY(WireNotes::make({}, WireNotes::Body::OfQnam)->mark().second != mark.second);
        notes.reset();
        QVERIFY(!WireNotes::find(id));
    }

    void readsAreFoundByTheirPlaceInTheBody()
    {
        const std::shared_ptr<WireNotes> notes = WireNotes::make({}, WireNotes::Body::OfQnam);
        QVERIFY(!notes->sent());
        QVERIFY(!notes->head());
        QVERIFY(!notes->readOf(0));
        QVERIFY(!notes->wasFirstOnKept());
        notes->noteSent(at(1), true);
        notes->noteUploaded(at(2));
        notes->noteHead({0, at(3), true});
        notes->noteBody({10, at(4), true});
        notes->noteBody({30, at(5), false});
        QCOMPARE(notes->sent(), at(1));
        QCOMPARE(notes->uploaded(), at(2));
        QCOMPARE(notes->head()->at, at(3));
        QCOMPARE(notes->readOf(0)->bodyEnd, 10);
        QCOMPARE(notes->readOf(9)->at, at(4));
        QCOMPARE(notes->readOf(10)->at, at(5));
        QVERIFY(!notes->readOf(10)->byKernel);
        QVERIFY(!notes->readOf(30));
        QCOMPARE(notes->wasFirstOnKept(), true);
        QCOMPARE(notes->sentCount(), 1);
        notes->noteBegun(); // it goes again, over another connection
        QVERIFY(!notes->uploaded());
        notes->noteSent(at(7), false);
        QCOMPARE(notes->sent(), at(7));
        QCOMPARE(notes->wasFirstOnKept(), true);
        QCOMPARE(notes->sentCount(), 2);
    }

    void whoIsFarBehindGetsLateStamps()
    {
        const std::shared_ptr<WireNotes> notes = WireNotes::make({}, WireNotes::Body::OfQnam);
        constexpr qint64 reads = 1000;
        for (qint64 i = 1; i <= reads; ++i)
            notes->noteBody({i, at(i), true});
        qint64 known = 0;
        while (const std::optional<WireNotes::Read> read = notes->readOf(known)) {
            QCOMPARE(toNs(read->at), read->bodyEnd);
            known = read->bodyEnd;
        }
        QVERIFY(known > 0);
        QVERIFY(known < reads);
        notes->noteBody({reads + 1, at(reads + 1), true});
        QCOMPARE(notes->readOf(known)->at, at(reads + 1)); // of the first one that is missing, too
    }
};

QTEST_GUILESS_MAIN(TestWireNotes)
#include "tst_wirenotes.moc"
