// SPDX-License-Identifier: GPL-3.0-or-later
#include "../store/samplerun.h"
#include "report/csvexport.h"
#include "report/summarycsv.h"
#include "report/textreports.h"
#include "store/runsummary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
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

    static Distribution ninetyNineMilliseconds() { return distributionOf({99e6, 99e6, 99e6, 99e6, 99e6}); }

    /// One failure, 70 tokens a second, all first tokens after 99 ms; no request ended.
    static WindowSummary level(int from, int to)
    {
        WindowSummary window;
        window.window.from = std::chrono::seconds{from};
        window.window.to = std::chrono::seconds{to};
        window.failed = 1;
        window.tokensPerSecond = 70;
        window.ttft = ninetyNineMilliseconds();
        window.e2e = emptyDistribution();
        return window;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"run.weirrun"_qs);
        auto writer = RunFileWriter::create(path, sampleHeader());
        QVERIFY(writer.ok());
        for (quint64 i = 0; i < 20; ++i) {
            RequestRecord record = sampleRecord(i);
            record.server.queue = std::chrono::microseconds{12'500};
            writer.value()->addRecords({record});
        }
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
        Summary summary;
        summary.ttft = distributionOf({50.5e6});
        summary.requestsPerSecond = 4;
        summary.windows = {level(0, 10), level(10, 25)};
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
        QCOMPARE(first[names.indexOf("headers_ms")], QByteArray("31")); // since the run's start
        QCOMPARE(first[names.indexOf("time_to_headers_ms")], QByteArray("30"));
        QCOMPARE(first[names.indexOf("inference_time_ms")], QByteArray("140"));
        for (const QByteArray name : {"queue_ms", "prefill_ms", "decode_ms"}) {
            QVERIFY2(names.contains(name), name.constData());
            QCOMPARE(first[names.indexOf(name)], name == "queue_ms" ? QByteArray("12.5") : QByteArray());
        }
        QVERIFY(requests[8].contains("api_error,1001,200,\"said \"\"no, never\"\"\""));
        QCOMPARE(linesOf(u"chunks.csv"_qs).size(), 101);
        QCOMPARE(linesOf(u"series.csv"_qs).size(), 2);
        QCOMPARE(linesOf(u"errors.csv"_qs).size(), 2);
        QVERIFY(linesOf(u"errors.csv"_qs)[1].startsWith("api_error,1001,2,"));
        QVERIFY(linesOf(u"summary.csv"_qs).contains("ttft_ms,p50,50.5,ms,,,,,,,"));
        QVERIFY(linesOf(u"summary.csv"_qs).contains("requests_per_second,value,4,1/s,,,,,,,"));
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

    void csvHasIntervalsAndParts()
    {
        Summary summary;
        summary.ttft = ninetyNineMilliseconds();
        summary.ttft.ranks[0].interval = Interval{90e6, 110e6};
        summary.ttft.ranks[3].interval = Interval{95e6, std::numeric_limits<double>::infinity()};
        summary.ttft.ranks[2].lowerBound = true;
        summary.tokensPerSecond = 70;
        summary.requests.started = 4;
        summary.intervals = {{u"tokens_per_second"_qs, {60, 80}}, {u"error_rate"_qs, {0, 0.25}}};
        PartSummary chat{u"chat, \"x\""_qs, level(0, 10)};
        chat.figures.intervals = {{u"tokens_per_second"_qs, {65, 75}}};
        summary.byRequest = {chat};
        summary.byTarget = {PartSummary{u"east"_qs, level(0, 10)}};
        summary.byGroup = {PartSummary{u"calm"_qs, level(0, 10)}};
        summary.windows = {level(0, 10)};
        summary.windows[0].window.users = 8;
        summary.windows[0].ttft.ranks[0].interval = Interval{90e6, 110e6};
        summary.windows[0].intervals = {{u"tokens_per_second"_qs, {65, 75}}};
        QVERIFY(exportCsv(*m_run, summary, m_folder.path()).ok());
        const QByteArrayList lines = linesOf(u"summary.csv"_qs);
        QCOMPARE(lines[0],
                 QByteArray("metric,stat,value,unit,low,high,request,target,lower_bound,group,turn"));
        for (const QByteArray &line :
             {QByteArray("ttft_ms,p95,99,ms,,,,,1,,"), QByteArray("ttft_ms,p50,99,ms,90,110,,,,,"),
              QByteArray("ttft_ms,p99,99,ms,95,,,,,,"), QByteArray("ttft_ms,p90,99,ms,,,,,,,"),
              QByteArray("tokens,per_second,70,1/s,60,80,,,,,"),
              QByteArray("error_rate,value,0,,0,0.25,,,,,"),
              QByteArray("tokens,per_second,70,1/s,65,75,\"chat, \"\"x\"\"\",,,,"),
              QByteArray("tokens,per_second,70,1/s,,,,east,,,"), QByteArray("ttft_ms,p50,99,ms,,,,east,,,"),
              QByteArray("ttft_ms,p50,99,ms,,,,,,calm,")})
            QVERIFY2(lines.contains(line), line.constData());
        const QByteArrayList windows = linesOf(u"windows.csv"_qs);
        const QByteArrayList columns = windows[0].split(',');
        const QByteArrayList first = windows[1].split(',');
        QCOMPARE(first.size(), columns.size());
        QCOMPARE(first[columns.indexOf("users")], QByteArray("8"));
        QCOMPARE(first[columns.indexOf("rate")], QByteArray());
        QCOMPARE(first[columns.indexOf("ttft_p50_low_ms")], QByteArray("90"));
        QCOMPARE(first[columns.indexOf("ttft_p50_high_ms")], QByteArray("110"));
        QCOMPARE(first[columns.indexOf("ttft_p99_low_ms")], QByteArray());
        QCOMPARE(first[columns.indexOf("tokens_per_second_low")], QByteArray("65"));
        QCOMPARE(first[columns.indexOf("tokens_per_second_high")], QByteArray("75"));
    }

    void summaryTellsTheRunsOrigin()
    {
        RunHeader header = sampleHeader();
        header.id = u"01ORIGIN"_qs;
        header.environment[u"weir"_qs] = u"0.2.0"_qs;
        header.environment[u"secret"_qs] = u"not for others"_qs;
        header.scenario.targets.front().url = u"https://me:secret-word@h/v1?key=sk-0123456789abcdef"_qs;
        header.scenario.targets.front().model = u"m"_qs;
        const QString path = m_folder.filePath(u"origin.weirrun"_qs);
        auto writer = RunFileWriter::create(path, header);
        QVERIFY(writer.ok());
        QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        const auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        const QJsonObject json = toJson(summarize(*reader.value()).value().summary);
        QCOMPARE(json.value(u"started").toString(), u"2026-11-21T00:30:00Z"_qs);
        QCOMPARE(json.value(u"weir").toString(), u"0.2.0"_qs);
        QCOMPARE(json.value(u"host"), QJsonValue(QJsonObject{{u"processors"_qs, 2}}));
        const QJsonObject target = json.value(u"targets").toArray().first().toObject();
        QCOMPARE(target.value(u"name").toString(), u"one"_qs);
        QCOMPARE(target.value(u"model").toString(), u"m"_qs);
        QVERIFY(target.value(u"url").toString().contains(u"h/v1"));
        const QByteArray text = QJsonDocument(json).toJson();
        QVERIFY2(!text.contains("secret-word") && !text.contains("0123456789abcdef"), text.constData());
        QVERIFY2(json.value(u"load").toObject().contains(u"drain"), text.constData());
    }

    void markdownHasALineForEachLevel()
    {
        Summary summary;
        QVERIFY(!toMarkdown(summary).contains(u"from_s"));
        summary.windows = {level(0, 10), level(10, 25)};
        summary.windows[1].window.users = 8;
        summary.windows[1].window.rate = 2.5;
        summary.windows[1].requests = 35;
        const QString text = toMarkdown(summary);
        QVERIFY2(text.contains(u"| 10.0 | 25.0 | 8 | 2.50 | 35 | 0 | 1 |"_qs), qPrintable(text));
        QVERIFY2(text.contains(u" 99.0 |"_qs), qPrintable(text));
    }

    void markdownHasALineForEachFigureWithAValue()
    {
        Summary summary;
        summary.ttft = ninetyNineMilliseconds();
        summary.itl = distributionOf({}, {5e6}); // only bounds
        summary.errors[OutcomeClass::RateLimited] = 7;
        const QString text = toMarkdown(summary);
        QVERIFY2(text.contains(u"| ttft_ms | 5 | 99.0 | 99.0 | 99.0 | 99.0 | 99.0 | 99.0 |"_qs),
                 qPrintable(text));
        QVERIFY2(text.contains(u"| itl_ms | 0 | > 5.00 |"_qs), qPrintable(text));
        QVERIFY2(text.contains(u"| rate\\_limited | 7 | requests |"_qs), qPrintable(text));
    }

    void markdownTellsTheErrorBars()
    {
        Summary summary;
        summary.calibration.gap = CalibrationGap::NoneMade;
        QVERIFY2(toMarkdown(summary).contains(u"\nNo error bars: "_qs), qPrintable(toMarkdown(summary)));
        CalibrationFigures figures;
        figures.transport = u"curl"_qs;
        figures.madeAt = QDateTime(QDate(2026, 11, 28), QTime(9, 0), Qt::UTC);
        figures.ttft.p99 = std::chrono::microseconds{250};
        summary.calibration.figures = figures;
        const QString text = toMarkdown(summary);
        QVERIFY2(text.contains(
                     u"Error bars by the calibration of 2026-11-28T09:00:00Z (curl): ttft_ms ± 0.250, "_qs),
                 qPrintable(text));
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
        Summary summary;
        summary.scenario = u"a|<b>"_qs;
        summary.verdict = Verdict::Fail;
        summary.reasons = {Message::verbatim(u"The rate is 0.1."_qs), Message::verbatim(u"It is slow."_qs)};
        summary.warnings = {Message::verbatim(u"Nobody checked <it>."_qs)};
        summary.thresholds = {{u"ttft p(99) < 500ms"_qs, 80, true, false},
                              {u"error_rate < 1%"_qs, 0.1, false, false}};
        const QByteArray junit = toJUnit(summary);
        QVERIFY(junit.contains("tests=\"3\" failures=\"2\" errors=\"0\""));
        QVERIFY(junit.contains("ttft p(99) &lt; 500ms"));
        QVERIFY(junit.contains("\"Did not hold; the value is 10.0 %.\""));
        QVERIFY(junit.contains("\"fail: The rate is 0.1. It is slow.\""));
        QVERIFY(junit.contains(">The rate is 0.1.\nIt is slow.</failure>"));
        QVERIFY(junit.contains("<system-out>Warnings:\n- Nobody checked &lt;it&gt;.</system-out>") ||
                junit.contains("<system-out>Warnings:\n- Nobody checked &lt;it>.</system-out>"));
        QCOMPARE(junit.count("<failure"), 2);
        const QString markdown = toMarkdown(summary);
        QVERIFY(markdown.contains(u"a\\|\\<b>"_qs));
        QVERIFY(markdown.contains(u"- It is slow.\n- Warning: Nobody checked \\<it>.\n"_qs));
    }

    void anIncompleteRunIsAnErrorOfJUnit()
    {
        Summary summary;
        summary.verdict = Verdict::Incomplete;
        summary.reasons = {Message::verbatim(u"It was interrupted."_qs)};
        summary.thresholds = {{u"ttft p(99) < 500ms"_qs, 80, true, false},
                              {u"tpot p(99) < 50ms"_qs, std::nullopt, false, false}};
        summary.scenario = u"sample"_qs;
        QVERIFY2(toMarkdown(summary).startsWith(u"# sample: incomplete\n\n- It was interrupted.\n"),
                 qPrintable(toMarkdown(summary)));
        const QByteArray junit = toJUnit(summary);
        QVERIFY2(junit.contains("tests=\"3\" failures=\"0\" errors=\"2\""), junit.constData());
        QVERIFY(junit.contains("<error message=\"There was no sample.\"/>"));
        QVERIFY(junit.contains("<error message=\"incomplete: It was interrupted.\">"));
        QVERIFY(!summary.thresholds.empty());
        summary.thresholds[0].ok = false;
        summary.thresholds[0].isDecided = false;
        summary.advice = {Message::verbatim(u"Look at the key."_qs)};
        const QByteArray open = toJUnit(summary);
        QVERIFY2(open.contains("<error message=\"Not decided, as the run did not come to its end;"),
                 open.constData());
        QVERIFY2(open.contains("Look at the key.</error>"), open.constData());
        QVERIFY(toMarkdown(summary).contains(u"- What to do: Look at the key.\n"_qs));
        summary.verdict = Verdict::Pass;
        summary.reasons.clear();
        summary.thresholds.clear();
        const QByteArray passed = toJUnit(summary);
        QVERIFY(passed.contains("failures=\"0\" errors=\"0\""));
        QVERIFY(!passed.contains("<error") && !passed.contains("system-out"));
    }

    void reportsUnwritableFolders()
    {
        const Result<QStringList> exported = exportCsv(*m_run, {}, u"/proc/no-such-folder"_qs);
        QVERIFY(!exported.ok());
        QCOMPARE(exported.error().what.code(), QByteArray("report.folder_not_made"));
        const Result<void> written = writeSummaryCsv({}, m_folder.filePath(u"no/such/file.csv"_qs));
        QVERIFY(!written.ok());
        QCOMPARE(written.error().what.code(), QByteArray("file.cannot_write"));
        QVERIFY(written.error().where.english().endsWith(u"no/such/file.csv"_qs));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
