// SPDX-License-Identifier: GPL-3.0-or-later
// 1,000 mixed requests against the reference service: every fault comes out as its class, request by request,
// and the counts add up.
#include "store/runfile.h"
#include "support/cliprocess.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;

namespace {

/// What docs/metrics.md gives each fault.
const std::map<QString, OutcomeClass> expectedClass = {
    {QString(), OutcomeClass::Success},
    {QStringLiteral("reset-on-accept"), OutcomeClass::ClosedBeforeResponse},
    {QStringLiteral("reset-before"), OutcomeClass::ClosedBeforeResponse},
    {QStringLiteral("reset-inside"), OutcomeClass::StreamInterrupted},
    {QStringLiteral("truncate"), OutcomeClass::StreamTruncated},
    {QStringLiteral("stall"), OutcomeClass::StallTimeout},
    {QStringLiteral("bad-json"), OutcomeClass::MalformedStream},
    {QStringLiteral("bad-chunk"), OutcomeClass::MalformedStream},
    {QStringLiteral("rate-limit"), OutcomeClass::RateLimited},
    {QStringLiteral("http-500"), OutcomeClass::Http5xx},
    {QStringLiteral("business-code"), OutcomeClass::ApiError},
    {QStringLiteral("empty"), OutcomeClass::EmptyStream},
};

/// Qt calls broken framing a clean end.
OutcomeClass classOf(const QString &fault, const QString &transport)
{
    return transport == u"qt" && fault == u"bad-chunk" ? OutcomeClass::StreamTruncated
                                                       : expectedClass.at(fault);
}

/// Fault by request id, as the service tells it; the first line of an id counts (a re-sent request meets the
/// same fault).
std::map<QString, QString> readTruth(const QString &path)
{
    std::map<QString, QString> faults;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return faults;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        faults.emplace(line.value(QStringLiteral("id")).toString(),
                       line.value(QStringLiteral("fault")).toString());
    }
    return faults;
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultIsItsClass_data()
    {
        QTest::addColumn<QString>("transport");
        for (const char *name : {"qt", "curl"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everyFaultIsItsClass()
    {
        QFETCH(const QString, transport);
        const QTemporaryDir folder;
        QStringList options = {QStringLiteral("--ttft"),   QStringLiteral("10ms"),
                               QStringLiteral("--itl"),    QStringLiteral("2ms"),
                               QStringLiteral("--tokens"), QStringLiteral("12"),
                               QStringLiteral("--truth"),  folder.filePath(QStringLiteral("truth.jsonl"))};
        for (const auto &[fault, outcome] : expectedClass) {
            if (!fault.isEmpty())
                options << QStringLiteral("--fault") << fault + QStringLiteral(":0.06");
        }
        ServingCli server(QStringLiteral(WEIR_CLI), options, folder.path());
        QVERIFY(!server.url().isEmpty());
        const QString path = folder.filePath(QStringLiteral("run.weirrun"));
        const CliResult run =
            callCli(QStringLiteral(WEIR_CLI),
                    {QStringLiteral("run"), QStringLiteral("--url"), server.url(), QStringLiteral("--vus"),
                     QStringLiteral("40"), QStringLiteral("--requests"), QStringLiteral("1000"),
                     QStringLiteral("--set"), QStringLiteral("targets.0.timers.stall=500ms"),
                     QStringLiteral("--summary"), QStringLiteral("-"), QStringLiteral("--out"), path,
                     QStringLiteral("--quiet"), QStringLiteral("--transport"), transport},
                    folder.path());
        QVERIFY2(run.exitCode == 0 || run.exitCode == 98 || run.exitCode == 99, run.error.constData());
        QCOMPARE(server.stop(), 0);

        const std::map<QString, QString> truth = readTruth(folder.filePath(QStringLiteral("truth.jsonl")));
        Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        const QString tag = (*reader)->header().id.right(10);
        std::map<QString, int> seen;
        QStringList wrong;
        int count = 0;
        const Result<void> read = (*reader)->forEachRecord(RecordQuery{}, [&](const RequestRecord &record) {
            ++count;
            const QString id = QStringLiteral("%1-%2").arg(tag).arg(record.request.value());
            const auto known = truth.find(id);
            if (known == truth.end()) {
                wrong << QStringLiteral("%1 is not in the truth file: %2 (%3)")
                             .arg(id, record.outcome.key(), record.outcome.message.english());
                return;
            }
            ++seen[known->second];
            if (classOf(known->second, transport) != record.outcome.outcome)
                wrong << QStringLiteral("%1: fault \"%2\" came out as %3 (%4)")
                             .arg(id, known->second, record.outcome.key(), record.outcome.message.english());
            if (known->second.isEmpty() && record.usage.output != std::optional<quint64>(12))
                wrong << id + QStringLiteral(": tokens are wrong");
        });
        QVERIFY(read.ok());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QCOMPARE(count, 1000);
        for (const auto &[fault, outcome] : expectedClass)
            QVERIFY2(seen[fault] > 0, qPrintable(fault));

        const QJsonObject requests = run.json().value(QStringLiteral("requests")).toObject();
        const auto number = [&requests](const char *key) {
            return requests.value(QLatin1String(key)).toInt();
        };
        QCOMPARE(number("started"), 1000);
        QCOMPARE(number("planned"), number("started") + number("dropped"));
        QCOMPARE(number("started"), number("succeeded") + number("failed") + number("cut"));
        QCOMPARE(number("succeeded"), seen[QString()]);
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
