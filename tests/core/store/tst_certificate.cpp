// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summary.h"
#include "samplecertificate.h"
#include "store/calibrationstore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace weir;
using namespace weir::test;

namespace {

SignatureWith always(const LoadSignature &load)
{
    return [load](const FixedStream &) { return load; };
}

LoadSignature sampleLoad(double streams = 100, double chunks = 5000)
{
    return {LoadKind::Open, streams, 50, chunks, 2};
}

/// A run of 10 s with so many chunks a second and so many mean open streams.
Summary summaryOf(double chunks, double streams)
{
    Summary summary;
    summary.window.to = std::chrono::seconds{10};
    summary.itl.count = static_cast<quint64>(chunks * 10);
    summary.requestsPerSecond = streams;
    summary.e2e.mean = 1e9;
    return summary;
}

} // namespace

class TestCertificate : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void jsonKeepsEverything()
    {
        const Result<Certificate> read = certificateFromJson(toJson(sampleCertificate()), {});
        QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text()));
        QCOMPARE(*read, sampleCertificate());
    }

    void malformed_data()
    {
        QTest::addColumn<QString>("key"); // "" replaces the whole
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("nothing") << QString() << QJsonValue(QJsonObject{});
        QTest::newRow("newer version") << QStringLiteral("weir_certificate") << QJsonValue(2);
        QTest::newRow("version as text")
            << QStringLiteral("weir_certificate") << QJsonValue(QStringLiteral("1"));
        QTest::newRow("no date") << QStringLiteral("made_at") << QJsonValue(QStringLiteral("yesterday"));
        QTest::newRow("no host") << QStringLiteral("host") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("load is a list") << QStringLiteral("load") << QJsonValue(QJsonArray{1});
        QTest::newRow("errors are a text") << QStringLiteral("errors_ms") << QJsonValue(QStringLiteral("x"));
        QTest::newRow("requests below zero") << QStringLiteral("requests") << QJsonValue(-1);
        QTest::newRow("endless stream")
            << QStringLiteral("stream") << QJsonValue(QJsonObject{{QStringLiteral("itl_ms"), 1e300}});
        QTest::newRow("unknown key") << QStringLiteral("colour") << QJsonValue(1);
    }
    void malformed()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(sampleCertificate());
        if (key.isEmpty())
            json = value.toObject();
        else
            json[key] = value;
        const Result<Certificate> read = certificateFromJson(json, QStringLiteral("here"));
        QVERIFY(!read.ok());
        QVERIFY(read.error().text().contains(QStringLiteral("here")));
    }

    void covers_data()
    {
        QTest::addColumn<LoadSignature>("load");
        QTest::addColumn<bool>("covered");
        QTest::newRow("the same") << sampleLoad() << true;
        QTest::newRow("less") << sampleLoad(1, 10) << true;
        QTest::newRow("a quarter more") << sampleLoad(125, 6250) << true;
        QTest::newRow("too many streams") << sampleLoad(126, 5000) << false;
        QTest::newRow("too many chunks") << sampleLoad(100, 6251) << false;
        QTest::newRow("another kind") << LoadSignature{LoadKind::Closed, 100, 50, 5000, 2} << false;
        QTest::newRow("too many a worker") << LoadSignature{LoadKind::Open, 100, 50, 5000, 1} << false;
        QTest::newRow("more workers") << LoadSignature{LoadKind::Open, 100, 50, 5000, 4} << true;
        // Calibrated with 20,000 bytes: up to 25,000.
        QTest::newRow("a short body") << LoadSignature{LoadKind::Open, 100, 50, 5000, 2, 8192} << true;
        QTest::newRow("a body a quarter longer")
            << LoadSignature{LoadKind::Open, 100, 50, 5000, 2, 25000} << true;
        QTest::newRow("too long a body") << LoadSignature{LoadKind::Open, 100, 50, 5000, 2, 25001} << false;
    }
    void covers()
    {
        QFETCH(LoadSignature, load);
        QTEST(weir::covers(sampleCertificate().load, load), "covered");
    }

    void shortBodiesCoverEachOtherAlone()
    {
        LoadSignature made = sampleLoad();
        LoadSignature load = sampleLoad();
        made.bodyBytes = 10;
        load.bodyBytes = 8192;
        QVERIFY(weir::covers(made, load));
        load.bodyBytes = 8193;
        QVERIFY(!weir::covers(made, load));
    }

    void longerBodiesThanPlannedQuoteNothing()
    {
        CertificateChoice choice;
        choice.certificate = sampleCertificate();
        Summary summary = summaryOf(1000, 50);
        summary.longestBody = 20'000;
        QVERIFY(quoteOf(choice, summary).figures.has_value());
        summary.longestBody = 500'000;
        QVERIFY(!quoteOf(choice, summary).figures);
        QVERIFY(quoteOf(choice, summary).gap == CalibrationGap::LoadExceeded);
    }

    void otherHost_data()
    {
        QTest::addColumn<HostFacts>("host");
        QTest::addColumn<CalibrationGap>("gap");
        const auto row = [](const char *name, const std::function<void(HostFacts &)> &change,
                            CalibrationGap gap) {
            HostFacts host = sampleHost();
            change(host);
            QTest::newRow(name) << host << gap;
        };
        row(
            "other load is looked at last", [](HostFacts &) {}, CalibrationGap::OtherLoad);
        row(
            "kernel", [](HostFacts &host) { host.kernel += u'x'; }, CalibrationGap::OtherHost);
        row(
            "Qt", [](HostFacts &host) { host.qt += u'x'; }, CalibrationGap::OtherHost);
        row(
            "Weir", [](HostFacts &host) { host.weir += u'x'; }, CalibrationGap::OtherHost);
        row(
            "processor", [](HostFacts &host) { host.processor += u'x'; }, CalibrationGap::OtherHost);
        row(
            "processors", [](HostFacts &host) { ++host.processors; }, CalibrationGap::OtherHost);
        row(
            "libcurl does not count for qt", [](HostFacts &host) { host.curl += u'x'; },
            CalibrationGap::OtherLoad);
    }
    void otherHost()
    {
        QFETCH(HostFacts, host);
        const CertificateChoice choice =
            findCertificate({sampleCertificate()}, host, QStringLiteral("qt"), always(sampleLoad(1000)));
        QVERIFY(!choice.certificate);
        QFETCH(CalibrationGap, gap);
        QCOMPARE(toString(choice.gap), toString(gap));
    }

    void kernelStampsAreATransportOfTheirOwn()
    {
        Scenario scenario;
        scenario.targets.resize(2);
        scenario.targets[0].url = QStringLiteral("http://127.0.0.1:8000");
        scenario.targets[1].url = QStringLiteral("builtin:");
        scenario.kernelStamps = true;
        QCOMPARE(stamperOf(scenario), QStringLiteral("qt-kernel-stamps"));
        scenario.targets[1].http2 = true; // which qt stamps when it reads
        QCOMPARE(stamperOf(scenario), QStringLiteral("qt"));
        scenario.targets[1] = {};
        scenario.targets[1].url = QStringLiteral("https://127.0.0.1:8000");
        QCOMPARE(stamperOf(scenario), QStringLiteral("qt"));
        scenario.transport = TransportKind::Curl;
        QCOMPARE(stamperOf(scenario), QStringLiteral("curl-kernel-stamps"));
        scenario.kernelStamps = false;
        QCOMPARE(stamperOf(scenario), QStringLiteral("curl"));
    }

    void libcurlCountsForCurl()
    {
        Certificate certificate = sampleCertificate();
        certificate.transport = QStringLiteral("curl");
        HostFacts host = sampleHost();
        const auto find = [&] {
            return findCertificate({certificate}, host, QStringLiteral("curl"), always(sampleLoad()));
        };
        QVERIFY(find().certificate);
        host.curl += u'x';
        QVERIFY(find().gap == CalibrationGap::OtherHost);
    }

    void gapsOfChoices()
    {
        QVERIFY(findCertificate({}, sampleHost(), QStringLiteral("qt"), always(sampleLoad())).gap ==
                CalibrationGap::NoneMade);
        const CertificateChoice other = findCertificate({sampleCertificate()}, sampleHost(),
                                                        QStringLiteral("curl"), always(sampleLoad()));
        QVERIFY(other.gap == CalibrationGap::OtherTransport);
    }

    void nearestLoadThenNewest()
    {
        Certificate heavy = sampleCertificate();
        heavy.load.chunksPerSecond = 50'000;
        heavy.load.streams = 1000;
        Certificate older = sampleCertificate();
        older.madeAt = older.madeAt.addDays(-1);
        const CertificateChoice choice = findCertificate({heavy, older, sampleCertificate()}, sampleHost(),
                                                         QStringLiteral("qt"), always(sampleLoad()));
        QVERIFY(choice.certificate);
        QCOMPARE(*choice.certificate, sampleCertificate());
    }

    void asksForTheLoadWithItsOwnStream()
    {
        FixedStream asked;
        const SignatureWith load = [&asked](const FixedStream &stream) {
            asked = stream;
            return sampleLoad();
        };
        QVERIFY(findCertificate({sampleCertificate()}, sampleHost(), QStringLiteral("qt"), load).certificate);
        QCOMPARE(asked, sampleCertificate().stream);
    }

    void choiceSurvivesTheRunFile()
    {
        CertificateChoice choice;
        choice.certificate = sampleCertificate();
        QCOMPARE(choiceFromJson(toJson(choice)).certificate, choice.certificate);
        choice.certificate.reset();
        choice.gap = CalibrationGap::OtherLoad;
        QVERIFY(choiceFromJson(toJson(choice)).gap == CalibrationGap::OtherLoad);
        QVERIFY(choiceFromJson({}).gap == CalibrationGap::NotRecorded);
        QVERIFY(!choiceFromJson({{QStringLiteral("certificate"), 7}}).certificate);
    }

    void quotesWhatTheRunKeptTo_data()
    {
        QTest::addColumn<double>("chunks");
        QTest::addColumn<double>("streams");
        QTest::addColumn<bool>("quoted");
        QTest::newRow("as calibrated") << 5000.0 << 100.0 << true;
        QTest::newRow("nothing came") << 0.0 << 0.0 << true;
        QTest::newRow("more chunks") << 7000.0 << 100.0 << false;
        QTest::newRow("more streams") << 5000.0 << 130.0 << false;
    }
    void quotesWhatTheRunKeptTo()
    {
        QFETCH(double, chunks);
        QFETCH(double, streams);
        QFETCH(bool, quoted);
        CertificateChoice choice;
        choice.certificate = sampleCertificate();
        const CalibrationQuote quote = quoteOf(choice, summaryOf(chunks, streams));
        QCOMPARE(quote.figures.has_value(), quoted);
        if (quoted)
            QCOMPARE(quote.figures->start, sampleCertificate().errors.start);
        else
            QVERIFY(quote.gap == CalibrationGap::LoadExceeded);
    }

    void storeReplacesAndLists()
    {
        const CalibrationStore store(m_folder.filePath(QStringLiteral("a/b")));
        QVERIFY(store.read().certificates.empty());
        Certificate again = sampleCertificate();
        again.madeAt = again.madeAt.addSecs(60);
        again.load.chunksPerSecond -= 17; // achieved, never the same twice
        Certificate other = sampleCertificate();
        other.load.streams = 5;
        const Result<QString> first = store.write(sampleCertificate());
        QVERIFY(first.ok());
        QCOMPARE(*store.write(again), *first);
        QVERIFY(*store.write(other) != *first);
        const StoredCertificates stored = store.read();
        QCOMPARE(stored.certificates.size(), std::size_t(2));
        QCOMPARE(stored.certificates[0], again); // the newest first
        QCOMPARE(stored.certificates[1], other);
        QVERIFY(stored.problems.empty());
    }

    void storeToleratesOtherFiles()
    {
        const QString folder = m_folder.filePath(QStringLiteral("odd"));
        const CalibrationStore store(folder);
        QVERIFY(store.write(sampleCertificate()).ok());
        const auto put = [&folder](const char *name, const QByteArray &content) {
            QFile file(QDir(folder).filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        };
        put("broken.json", "{");
        put("list.json", "[1]");
        put("huge.json", QByteArray(1 << 20, ' ') + "{}");
        put("notes.txt", "not looked at");
        QCOMPARE(mkfifo(QFile::encodeName(QDir(folder).filePath(QStringLiteral("pipe.json"))), 0600), 0);
        const StoredCertificates stored = store.read();
        QCOMPARE(stored.certificates.size(), std::size_t(1));
        QCOMPARE(stored.problems.size(), std::size_t(3));
        for (const Error &problem : stored.problems)
            QVERIFY(problem.where.english().endsWith(QStringLiteral(".json")));
    }

    void storeSaysWhenItCantWrite()
    {
        QFile file(m_folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Result<QString> written =
            CalibrationStore(m_folder.filePath(QStringLiteral("file/folder"))).write(sampleCertificate());
        QVERIFY(!written.ok());
        QVERIFY(!written.error().advice.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
