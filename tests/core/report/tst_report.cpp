// SPDX-License-Identifier: GPL-3.0-or-later
#include "../store/samplerun.h"
#include "report/csvexport.h"
#include "report/textreports.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestReport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<RunFileReader> m_run;

    QByteArrayList linesOf(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().replace("\r\n", "\n").trimmed().split('\n')
                                              : QByteArrayList();
    }

    static QJsonObject level(double from, double to)
    {
        return {{u"from_s"_qs, from},
                {u"to_s"_qs, to},
                {u"requests"_qs, QJsonObject{{u"failed"_qs, 1}}},
                {u"tokens"_qs, QJsonObject{{u"per_second"_qs, 70}}},
                {u"ttft_ms"_qs, QJsonObject{{u"count"_qs, 5}, {u"p99"_qs, 99}}},
                {u"e2e_ms"_qs, QJsonObject{{u"count"_qs, 0}, {u"p99"_qs, 0}}}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"run.weirrun"_qs);
        auto writer = RunFileWriter::create(path, sampleHeader());
        QVERIFY(writer.ok());
        for (quint64 i = 0; i < 20; ++i)
            writer.value()->addRecords({sampleRecord(i)});
        SeriesPoint point;
        point.succeeded = 3;
        point.errors[OutcomeClass::ApiError] = 2;
        writer.value()->addSeriesPoint(0, point);
        RunMilestones milestones;
        milestones.start = milestones.measureFrom = sampleHeader().zero;
        writer.value()->setMilestones(milestones, {});
        QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        m_run = std::move(RunFileReader::open(path)).value();
    }

    void writesCsv()
    {
        const QJsonObject summary{{u"ttft_ms"_qs, QJsonObject{{u"count"_qs, 20}, {u"p50"_qs, 50.5}}},
                                  {u"requests_per_second"_qs, 4},
                                  {u"windows"_qs, QJsonArray{level(0, 10), level(10, 25)}}};
        const Result<QStringList> written = exportCsv(*m_run, summary, m_folder.path());
        QVERIFY(written.ok());
        QCOMPARE(written.value().size(), 6);
        const QByteArrayList requests = linesOf(u"requests.csv"_qs);
        QCOMPARE(requests.size(), 21);
        const QByteArrayList names = requests[0].trimmed().split(',');
        const QByteArrayList first = requests[1].trimmed().split(',');
        QCOMPARE(first.size(), names.size());
        QCOMPARE(first[names.indexOf("started_ms")], QByteArray("1"));
        QCOMPARE(first[names.indexOf("ttft_ms")], QByteArray("50"));
        QCOMPARE(first[names.indexOf("connected_ms")], QByteArray());
        QCOMPARE(first[names.indexOf("output_tokens")], QByteArray("5"));
        QCOMPARE(first[names.indexOf("token_source")], QByteArray("usage"));
        QVERIFY(requests[8].contains("api_error,1001,200,\"said \"\"no, never\"\"\""));
        QCOMPARE(linesOf(u"chunks.csv"_qs).size(), 101);
        QCOMPARE(linesOf(u"series.csv"_qs).size(), 2);
        QCOMPARE(linesOf(u"errors.csv"_qs).size(), 2);
        QVERIFY(linesOf(u"errors.csv"_qs)[1].startsWith("api_error,1001,2,"));
        QVERIFY(linesOf(u"summary.csv"_qs).contains("ttft_ms,p50,50.5,ms"));
        const QByteArrayList windows = linesOf(u"windows.csv"_qs);
        QCOMPARE(windows.size(), 3);
        const QByteArrayList columns = windows[0].trimmed().split(',');
        const QByteArrayList second = windows[2].trimmed().split(',');
        QCOMPARE(second.size(), columns.size());
        QCOMPARE(second[columns.indexOf("from_s")], QByteArray("10"));
        QCOMPARE(second[columns.indexOf("failed")], QByteArray("1"));
        QCOMPARE(second[columns.indexOf("tokens_per_second")], QByteArray("70"));
        QCOMPARE(second[columns.indexOf("ttft_p99_ms")], QByteArray("99"));
        QCOMPARE(second[columns.indexOf("e2e_p99_ms")], QByteArray()); // no sample
    }

    void markdownHasALineForEachLevel()
    {
        const QString text = toMarkdown({{u"windows"_qs, QJsonArray{level(0, 10), level(10, 25)}}});
        QVERIFY2(text.contains(u"| 10.0 | 25.0 |"_qs), qPrintable(text));
        QVERIFY(!toMarkdown({}).contains(u"from_s"));
    }

    void writesJsonLines()
    {
        QVERIFY(writeJsonLines(*m_run, m_folder.filePath(u"run.jsonl"_qs)).ok());
        const QByteArrayList lines = linesOf(u"run.jsonl"_qs);
        QCOMPARE(lines.size(), 20);
        const QJsonObject record = QJsonDocument::fromJson(lines[7]).object();
        QCOMPARE(record.value(u"class"_qs).toString(), u"api_error"_qs);
        QCOMPARE(record.value(u"chunks_ns"_qs).toArray().size(), 5);
    }

    void writesJUnitAndMarkdown()
    {
        const QJsonObject held{
            {u"expression"_qs, u"ttft p(99) < 500ms"_qs}, {u"value"_qs, 80}, {u"ok"_qs, true}};
        const QJsonObject missed{
            {u"expression"_qs, u"error_rate < 1%"_qs}, {u"value"_qs, 0.1}, {u"ok"_qs, false}};
        const QJsonObject summary{{u"scenario"_qs, u"a|<b>"_qs},
                                  {u"verdict"_qs, u"fail"_qs},
                                  {u"reasons"_qs, QJsonArray{u"error_rate is 0.1"_qs}},
                                  {u"thresholds"_qs, QJsonArray{held, missed}}};
        const QByteArray junit = toJUnit(summary);
        QVERIFY(junit.contains("tests=\"3\" failures=\"2\""));
        QVERIFY(junit.contains("ttft p(99) &lt; 500ms"));
        QCOMPARE(junit.count("<failure"), 2);
        QVERIFY(toMarkdown(summary).contains(u"a\\|\\<b>"_qs));
    }

    void reportsUnwritableFolders()
    {
        QVERIFY(!exportCsv(*m_run, {}, u"/proc/no-such-folder"_qs).ok());
        QVERIFY(!writeSummaryJson({}, m_folder.filePath(u"no/such/file.json"_qs)).ok());
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
