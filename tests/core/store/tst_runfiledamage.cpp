// SPDX-License-Identifier: GPL-3.0-or-later
// A run file that is not as it was written: it is told, or no figure has changed.
#include "base/random.h"
#include "base/version.h"
#include "samplerun.h"
#include "store/rowcheck.h"
#include "store/runsnapshot.h"
#include "store/runsummary.h"
#include "store/sqlite.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestRunFileDamage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_good;
    QString m_goodFigures;
    int m_files = 0;

    QString newPath() { return m_folder.filePath(QStringLiteral("run%1.weirrun").arg(m_files++)); }

    QString write(const QByteArray &bytes)
    {
        const QString path = newPath();
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }

    /// All that reports and the window make of a file, as text; an error where it can't be read.
    static Result<QString> figuresOf(const QString &path)
    {
        const Result<std::unique_ptr<RunFileReader>> opened = RunFileReader::open(path);
        if (!opened)
            return opened.error();
        const RunFileReader &reader = **opened;
        const Result<SummaryWithSamples> summary = summarize(reader);
        if (!summary)
            return summary.error();
        const Result<SnapshotPtr> snapshot = snapshotOf(reader);
        if (!snapshot)
            return snapshot.error();
        QString all = QString::fromUtf8(QJsonDocument(toJson(summary->summary)).toJson());
        const auto add = [&all](const auto &...values) { ((all += QStringLiteral(" %1").arg(values)), ...); };
        const Result<void> read = reader.forEachRecord({}, [&](const RequestRecord &record) {
            add(record.request.value(), record.attempt.value(), toString(record.outcome.outcome),
                record.outcome.message.english(), record.finishReason, record.bytesReceived,
                record.usage.output.value_or(0), toNs(record.intended));
            for (const Stamp &stamp : {record.started, record.firstContent, record.lastToken, record.closed})
                add(stamp ? toNs(*stamp) : -1);
            for (const ChunkStamp &chunk : record.chunks)
                add(toNs(chunk.at), chunk.textLength, static_cast<int>(chunk.kind));
        });
        if (!read)
            return read.error();
        const TimeSeries series = reader.series();
        for (const SeriesPoint &point : series.points())
            add(point.planned, point.started, point.succeeded, point.chunks, point.bytes,
                point.openStreamsMax, point.plannedUsers, point.ttft.count(),
                toNs(timePointFromNs(0) + point.slipMax));
        for (const RunNote &note : reader.notes())
            add(note.at.count(), note.kind, note.text.english());
        for (const TimePoint at : reader.dropped())
            add(toNs(at));
        add(toString(reader.state()), reader.header().seed, reader.header().transport);
        return all;
    }

    /// A run as one ends: attempts with chunks, one that failed, series, histograms, notes, a request that
    /// was dropped.
    QString finishedRun(const std::function<QJsonObject(QJsonObject)> &change = {})
    {
        using namespace std::chrono_literals;
        const QString path = newPath();
        RunHeader header = sampleHeader();
        header.environment[QStringLiteral("weir")] = QString::fromLatin1(versionString);
        header.scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 10ms")};
        Result<std::unique_ptr<RunFileWriter>> created = RunFileWriter::create(path, header);
        RunFileWriter &writer = **created;
        const TimePoint zero = header.zero;
        for (quint64 i = 0; i < 60; ++i)
            writer.addRecords({sampleRecord(i, zero, 12)});
        writer.updateOpen({{sampleRecord(900, zero, 4)}});
        writer.addDropped({zero + 10ms, zero + 20ms});
        Histogram lag;
        for (int i = 1; i < 40; ++i)
            lag.record(i * 100us);
        writer.setHistogram(QStringLiteral("loop_lag"), lag);
        for (quint32 second = 0; second < 20; ++second) {
            SeriesPoint point;
            point.planned = point.started = second;
            point.plannedUsers = 2.5;
            point.ttft.record(50ms);
            point.errors[OutcomeClass::ApiError] = 1;
            writer.addSeriesPoint(second, point);
        }
        writer.addNote({1s, QStringLiteral("warning"), Message::verbatim(QStringLiteral("it was loud"))});
        writer.addNote({2s, QStringLiteral("mark"), Message::verbatim(QStringLiteral("here"))});
        RunMilestones milestones;
        milestones.start = milestones.measureFrom = zero;
        milestones.end = zero + 20s;
        milestones.planned = 62;
        milestones.dropped = 2;
        GeneratorHealth health;
        health.events = 700;
        writer.setMilestones(milestones, health);
        if (!writer.commit())
            return {};
        QJsonObject summary;
        {
            const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
            const Result<SummaryWithSamples> figures = summarize(**reader, {}, RunState::Finished);
            summary = toJson(figures->summary);
        }
        return writer.finish(RunState::Finished, change ? change(summary) : summary) ? path : QString();
    }

    /// Empty when it is told or changes nothing.
    QString unseenDamage(const QByteArray &bytes)
    {
        const QString path = write(bytes);
        const Result<QString> figures = figuresOf(path);
        QFile::remove(path);
        return figures && *figures != m_goodFigures ? *figures : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = finishedRun();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_good = file.readAll();
        const Result<QString> figures = figuresOf(path);
        QVERIFY2(figures.ok(), qPrintable(figures ? QString() : figures.error().text()));
        m_goodFigures = *figures;
        QVERIFY(!m_goodFigures.contains(QStringLiteral("don't rely on it")));
    }

    void tellsFlippedBits()
    {
        Random random(57);
        int told = 0;
        for (int i = 0; i < 200; ++i) {
            QByteArray bytes = m_good;
            const qsizetype at = static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size())));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            const QString path = write(bytes);
            const Result<QString> figures = figuresOf(path);
            QFile::remove(path);
            told += figures ? 0 : 1;
            QVERIFY2(!figures || *figures == m_goodFigures,
                     qPrintable(QStringLiteral("byte %1 in page %2").arg(at).arg(at / 4096 + 1)));
        }
        QVERIFY2(told > 50, qPrintable(QString::number(told))); // free space and indexes' spare bytes aside
    }

    void tellsEmptiedPages()
    {
        constexpr qsizetype page = 4096;
        for (qsizetype at = 0; at < m_good.size(); at += page) {
            QByteArray bytes = m_good;
            bytes.replace(at, page, QByteArray(page, '\0'));
            QVERIFY2(unseenDamage(bytes).isEmpty(), qPrintable(QString::number(at / page + 1)));
        }
    }

    void namesWhatIsDamaged_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &sql, const QString &says) {
            QTest::newRow(name) << sql << says;
        };
        row("negative ttft", u"UPDATE requests SET first_content_ns = started_ns - 5 WHERE request = 5"_qs,
            u"request 5, attempt 1 is not as it was written"_qs);
        row("no start", u"UPDATE requests SET started_ns = NULL WHERE request = 6"_qs,
            u"request 6, attempt 1"_qs);
        row("another outcome", u"UPDATE requests SET outcome = 'success' WHERE request = 7"_qs,
            u"request 7, attempt 1"_qs);
        row("doubled request", u"INSERT INTO requests SELECT * FROM requests WHERE request = 8"_qs,
            u"row \"request 8, attempt 1\" of the table requests stands there twice"_qs);
        row("lost request", u"DELETE FROM requests WHERE request = 9"_qs,
            u"the table requests has 59 rows, and 60 were written"_qs);
        row("emptied chunks", u"UPDATE chunks SET times = x'' WHERE request = 5"_qs,
            u"row \"request 5, attempt 1\" of the table chunks"_qs);
        row("lost chunks", u"DELETE FROM chunks WHERE request = 5"_qs,
            u"the table chunks has 59 rows, and 60 were written"_qs);
        row("doubled chunks", u"INSERT INTO chunks SELECT * FROM chunks WHERE request = 5"_qs,
            u"of the table chunks stands there twice"_qs);
        row("chunks of another", u"UPDATE chunks SET request = 300 WHERE request = 5"_qs,
            u"the table chunks"_qs);
        row("lost open request", u"DELETE FROM open_requests"_qs, u"the table open_requests has 0 rows"_qs);
        row("lost parts", u"DELETE FROM open_chunks"_qs, u"the table open_chunks has 0 rows"_qs);
        row("a second changed", u"UPDATE series SET succeeded = 9 WHERE second = 3"_qs,
            u"row \"3\" of the table series"_qs);
        row("a second lost", u"DELETE FROM series WHERE second = 3"_qs, u"the table series has 19 rows"_qs);
        row("a second's histogram", u"UPDATE series SET ttft_histogram = NULL WHERE second = 4"_qs,
            u"row \"4\" of the table series"_qs);
        row("histogram", u"UPDATE histograms SET counts = zeroblob(40)"_qs,
            u"row \"loop_lag\" of the table histograms"_qs);
        row("no histogram", u"DELETE FROM histograms"_qs, u"the table histograms has 0 rows"_qs);
        row("note", u"UPDATE notes SET text = 'it was quiet' WHERE kind = 'warning'"_qs,
            u"the table notes"_qs);
        row("no notes", u"DELETE FROM notes"_qs, u"the table notes has 0 rows"_qs);
        row("no drops", u"DELETE FROM dropped"_qs, u"the table dropped has 0 rows"_qs);
        row("other drops", u"UPDATE dropped SET intended_ns = 1"_qs, u"The table dropped is damaged"_qs);
        row("milestones", u"UPDATE documents SET json = '{}' WHERE name = 'milestones'"_qs,
            u"row \"milestones\" of the table documents"_qs);
        row("no health", u"DELETE FROM documents WHERE name = 'health'"_qs,
            u"the table documents has 3 rows"_qs);
        row("no counts", u"DELETE FROM documents WHERE name = 'rows'"_qs,
            u"row \"rows\" of the table documents"_qs);
        row("scenario", u"UPDATE meta SET value = replace(value, '10ms', '90ms') WHERE key = 'scenario'"_qs,
            u"row \"scenario\" of the table meta"_qs);
        row("state", u"UPDATE meta SET value = 'stopped' WHERE key = 'state'"_qs, u"row \"state\""_qs);
    }
    void namesWhatIsDamaged()
    {
        QFETCH(const QString, statement);
        QFETCH(const QString, says);
        const QString path = write(m_good);
        {
            const Result<std::unique_ptr<SqliteConnection>> connection =
                SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite);
            const Result<void> done = (*connection)->run(statement);
            QVERIFY2(done.ok(), qPrintable(done ? QString() : done.error().text()));
        }
        const Result<QString> figures = figuresOf(path);
        QVERIFY(!figures);
        QVERIFY2(figures.error().text().contains(says), qPrintable(figures.error().text()));
        QVERIFY(figures.error().text().contains(path));
        QVERIFY(!figures.error().advice.isEmpty());
    }

    /// Goals that are not read would let every run pass.
    void refusesAScenarioThatCannotBeRead()
    {
        const QString path = write(m_good);
        {
            const Result<std::unique_ptr<SqliteConnection>> connection =
                SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite);
            const QString broken = QStringLiteral("{\"weir\": 1, \"goals\": 7");
            const qint64 check = checkOf({QStringLiteral("scenario"), broken});
            QVERIFY((*connection)
                        ->run(u"UPDATE meta SET value = '%1', row_check = %2 WHERE key = 'scenario'"_qs
                                  .arg(broken)
                                  .arg(check))
                        .ok());
        }
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY(!reader);
        QVERIFY2(reader.error().text().contains(QStringLiteral("its scenario can't be read")),
                 qPrintable(reader.error().text()));
    }

    void holdsFiguresAgainstTheSavedOnes()
    {
        const QString path = finishedRun([](QJsonObject summary) {
            QJsonObject ttft = summary[QStringLiteral("ttft_ms")].toObject();
            ttft[QStringLiteral("p50")] = 12.5;
            summary[QStringLiteral("ttft_ms")] = ttft;
            return summary;
        });
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        const Result<SummaryWithSamples> figures = summarize(**reader);
        QVERIFY(figures.ok());
        QVERIFY(!figures->summary.warnings.empty());
        const QString said = figures->summary.warnings.back().english();
        QVERIFY2(said.contains(QStringLiteral("ttft_ms.p50 was 12.5 and is 50")), qPrintable(said));
        // Another stretch has other figures.
        const Result<SummaryWithSamples> part =
            summarize(**reader, WindowRange{std::chrono::seconds{0}, std::chrono::seconds{1}, {}, {}});
        QVERIFY(part.ok());
        for (const Message &warning : part->summary.warnings)
            QVERIFY(!warning.english().contains(QStringLiteral("don't rely on it")));
    }

    void listsWithoutReadingEverything()
    {
        const QString path = write(m_good);
        {
            const Result<std::unique_ptr<SqliteConnection>> connection =
                SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite);
            QVERIFY((*connection)->run(u"DELETE FROM notes"_qs).ok());
        }
        QVERIFY(RunFileReader::open(path, RunFileReader::Depth::Header).ok());
        QVERIFY(!RunFileReader::open(path).ok());
    }

    /// Words that come from servers need not be text that a database keeps as it is.
    void keepsStrangeWords()
    {
        const QString path = newPath();
        RequestRecord record = sampleRecord(1);
        record.finishReason = QString(QChar(0xd83d)) + QStringLiteral("cut");
        record.outcome.detail = QString(QChar(QChar::ByteOrderMark)) + QStringLiteral("marked");
        record.outcome.message =
            Message::verbatim(QString(QChar(0xfffe)) + QStringLiteral("a\0b") + QChar(0xdc00));
        record.prompt = QByteArray("\0\xff", 2);
        const Result<std::unique_ptr<RunFileWriter>> writer = RunFileWriter::create(path, sampleHeader());
        (*writer)->addRecords({record});
        (*writer)->addNote(
            {Nanoseconds{0}, QStringLiteral("mark"), Message::verbatim(QString(QChar(0xfeff)))});
        QVERIFY((*writer)->finish(RunState::Finished, {}).ok());
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        int visited = 0;
        const Result<void> read =
            (*reader)->forEachRecord({}, [&visited](const RequestRecord &) { ++visited; });
        QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text()));
        QCOMPARE(visited, 1);
    }

    void checksChangeWithEachColumn()
    {
        const QVariantList row{qint64{5}, 2.5, QStringLiteral("a"), QByteArray("b"), QVariant()};
        const qint64 check = checkOf(row);
        QCOMPARE(check, checkOf(row));
        for (qsizetype i = 0; i < row.size(); ++i) {
            for (const QVariant &other : {QVariant(qint64{4}), QVariant(0.0), QVariant(QStringLiteral("")),
                                          QVariant(QByteArray("c"))}) {
                QVariantList changed = row;
                changed[i] = other;
                QVERIFY(checkOf(changed) != check);
            }
        }
        QCOMPARE(checkOf({0.0}), checkOf({-0.0}));
        QVERIFY(checkOf({QStringLiteral("ab"), QStringLiteral("c")}) !=
                checkOf({QStringLiteral("a"), QStringLiteral("bc")}));
    }
};

QTEST_GUILESS_MAIN(TestRunFileDamage)
#include "tst_runfiledamage.moc"
