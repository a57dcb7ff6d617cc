// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figuretext.h"

#include <QJsonArray>
#include <QTest>

#include <limits>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// Every percentile is 118 ms, between 112 and 125.
Distribution certain()
{
    Distribution distribution = distributionOf({118e6, 118e6, 118e6});
    for (Distribution::Rank &rank : distribution.ranks)
        rank.interval = Interval{112e6, 125e6};
    distribution.meanInterval = Interval{113e6, 124e6};
    return distribution;
}

PartSummary part(const QString &name, quint64 measured, quint64 requests)
{
    PartSummary part{name, {}};
    part.figures.requests = requests;
    part.figures.measured = measured;
    part.figures.failed = requests - measured;
    part.figures.errorRate = 0.25;
    part.figures.errors[OutcomeClass::Http5xx] = requests - measured;
    part.figures.requestsPerSecond = 3.5;
    part.figures.goodputShare = 0.75;
    part.figures.intervals[QStringLiteral("requests_per_second")] = {3.25, 3.75};
    part.figures.ttft = certain();
    part.figures.upload = certain();
    return part;
}

/// Two templates, one target, two levels.
Summary sample()
{
    Summary summary;
    summary.origin.startedAt = QDateTime(QDate(2026, 11, 30), QTime(1, 2, 3), Qt::UTC);
    summary.origin.program = u"0.2.0"_qs;
    summary.origin.host = {{u"processors"_qs, 2}};
    summary.origin.targets = {{u"one"_qs, u"https://h/v1"_qs, u"openai-chat"_qs, u"m"_qs}};
    summary.origin.load = {{u"warm_up"_qs, u"5s"_qs}};
    summary.window = {Window::Kind::Steady, 5s, 65s};
    summary.windowRequests = 600;
    summary.windowMeasured = 580;
    summary.requests.started = 700;
    summary.goodputShare = 0.9;
    summary.requestsPerSecond = 9.8;
    summary.intervals[QStringLiteral("requests_per_second")] = {9.41, 10.2};
    summary.intervals[QStringLiteral("goodput_share")] = {0.875, 0.9375};
    summary.ttft = certain();
    summary.e2e = certain();
    summary.byRequest = {part(u"chat"_qs, 300, 400), part(u"code \"x\""_qs, 150, 200)};
    summary.byTarget = {part(u"one"_qs, 450, 600)};
    WindowSummary level;
    level.window = {Window::Kind::Steady, 0s, 10s};
    level.window.users = 8;
    summary.windows = {level, level};
    summary.windows[1].window.users.reset();
    summary.windows[1].window.rate = 2.5;
    summary.coalescedRequests = 3;
    summary.lingeredConnections = 4;
    summary.staleConnections = 5;
    summary.kernelStampShare = 0.5;
    return summary;
}

QString headlineOf(const QString &text)
{
    const qsizetype from = text.indexOf(u"\nFigures");
    return text.mid(from, text.indexOf(u"\n\n", from + 1) - from);
}

} // namespace

class TestSummaryParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonTellsWhereTheRunComesFrom()
    {
        const QJsonObject json = toJson(sample());
        QCOMPARE(json.value(u"started").toString(), u"2026-11-30T01:02:03Z"_qs);
        QCOMPARE(json.value(u"weir").toString(), u"0.2.0"_qs);
        QCOMPARE(json.value(u"host"), QJsonValue(QJsonObject{{u"processors"_qs, 2}}));
        QCOMPARE(json.value(u"targets").toArray(), (QJsonArray{QJsonObject{{u"name"_qs, u"one"_qs},
                                                                           {u"url"_qs, u"https://h/v1"_qs},
                                                                           {u"vendor"_qs, u"openai-chat"_qs},
                                                                           {u"model"_qs, u"m"_qs},
                                                                           {u"server"_qs, QJsonValue()}}}));
        QVERIFY(json.contains(u"capacity") && json.value(u"capacity").isNull());
        Summary strict = sample();
        strict.origin.targets[0].tls = {{u"ca"_qs, u"ca.pem"_qs}};
        strict.origin.targets[0].server = u"uvicorn, nginx"_qs;
        QCOMPARE(toJson(strict).value(u"targets").toArray().at(0).toObject().value(u"server").toString(),
                 u"uvicorn, nginx"_qs);
        QCOMPARE(toJson(strict).value(u"targets").toArray().at(0).toObject().value(u"tls"),
                 QJsonValue(QJsonObject{{u"ca"_qs, u"ca.pem"_qs}}));
        QCOMPARE(json.value(u"load").toObject().value(u"warm_up").toString(), u"5s"_qs);
        QVERIFY(toJson(Summary()).value(u"started").isNull());
    }

    void jsonHasParts()
    {
        const QJsonObject json = toJson(sample());
        const QJsonObject requests = json.value(u"by_request").toObject();
        QCOMPARE(requests.keys(), (QStringList{u"chat"_qs, u"code \"x\""_qs}));
        const QJsonObject chat = requests.value(u"chat").toObject();
        QCOMPARE(chat.value(u"requests"), QJsonValue(QJsonObject{{u"started"_qs, 400},
                                                                 {u"measured"_qs, 300},
                                                                 {u"succeeded"_qs, 0},
                                                                 {u"failed"_qs, 100},
                                                                 {u"cut"_qs, 0},
                                                                 {u"dropped"_qs, 0}}));
        QCOMPARE(chat.value(u"errors"), QJsonValue(QJsonObject{{u"http_5xx"_qs, 100}}));
        QCOMPARE(chat.value(u"requests_per_second").toDouble(), 3.5);
        QCOMPARE(chat.value(u"intervals"),
                 QJsonValue(QJsonObject{{u"requests_per_second"_qs, QJsonArray{3.25, 3.75}}}));
        QCOMPARE(chat.value(u"ttft_ms").toObject().value(u"p50").toDouble(), 118.0);
        QCOMPARE(json.value(u"by_target").toObject().keys(), QStringList{u"one"_qs});
        // A part has every figure, as the run has.
        for (const FigureInfo &info : allFigures())
            QVERIFY2(chat.contains(info.key.toString()), qPrintable(info.key.toString()));
        QCOMPARE(chat.value(u"upload_ms").toObject().value(u"count").toInt(), 3);
    }

    void jsonHasIntervalsAndLevels()
    {
        const QJsonObject json = toJson(sample());
        QCOMPARE(json.value(u"intervals"),
                 QJsonValue(QJsonObject{{u"requests_per_second"_qs, QJsonArray{9.41, 10.2}},
                                        {u"goodput_share"_qs, QJsonArray{0.875, 0.9375}}}));
        const QJsonObject ttft = json.value(u"ttft_ms").toObject().value(u"intervals").toObject();
        QCOMPARE(ttft.value(u"p99").toArray(), (QJsonArray{112.0, 125.0}));
        QCOMPARE(ttft.value(u"mean").toArray(), (QJsonArray{113.0, 124.0}));
        const QJsonArray levels = json.value(u"levels").toArray();
        QCOMPARE(levels, (QJsonArray{QJsonObject{{u"users"_qs, 8.0},
                                                 {u"rate"_qs, QJsonValue()},
                                                 {u"from_s"_qs, 0.0},
                                                 {u"to_s"_qs, 10.0}},
                                     QJsonObject{{u"users"_qs, QJsonValue()},
                                                 {u"rate"_qs, 2.5},
                                                 {u"from_s"_qs, 0.0},
                                                 {u"to_s"_qs, 10.0}}}));
        const QJsonObject window = json.value(u"window").toObject();
        QCOMPARE(window.value(u"requests").toInt(), 600);
        QCOMPARE(window.value(u"measured").toInt(), 580);
        QCOMPARE(window.value(u"weak"), QJsonValue(false));
        const QJsonObject generator = json.value(u"generator").toObject();
        QCOMPARE(generator.value(u"coalesced_requests").toInt(), 3);
        QCOMPARE(generator.value(u"lingered_connections").toInt(), 4);
        QCOMPARE(generator.value(u"stale_connections").toInt(), 5);
        QCOMPARE(generator.value(u"kernel_stamps_share").toDouble(), 0.5);
        QVERIFY(json.contains(u"completions_per_second"));
    }

    void jsonIsNullWhereNothingWasMeasured()
    {
        Summary summary = sample();
        summary.goodputShare.reset();
        QVERIFY(toJson(summary).value(u"goodput_share").isNull());
        QVERIFY(toJson(summary).value(u"goodput_per_second").isNull());
        QVERIFY2(toText(summary, false).contains(u"nothing to measure"), qPrintable(toText(summary, false)));
    }

    void jsonNamesMixedSourcesOfTokens()
    {
        Summary summary = sample();
        QCOMPARE(toJson(summary).value(u"tokens").toObject().value(u"source").toString(), u"chunks"_qs);
        summary.tokenSource = TokenSource::Mixed;
        summary.tokenSources = {{TokenSource::Usage, 31}, {TokenSource::Chunks, 36}};
        const QJsonObject tokens = toJson(summary).value(u"tokens").toObject();
        QCOMPARE(tokens.value(u"source").toString(), u"mixed"_qs);
        QCOMPARE(tokens.value(u"sources"), QJsonValue(QJsonObject{{u"usage"_qs, 31}, {u"chunks"_qs, 36}}));
    }

    void longClassesStandApartFromTheirCounts()
    {
        Summary summary = sample();
        summary.errorDetails = {{u"unexpected_response:text/html"_qs, 2}};
        const QString text = toText(summary, false);
        QVERIFY2(text.contains(u"unexpected_response:text/html 2\n"), qPrintable(text));
    }

    void aSimulationSaysSoOnce()
    {
        Summary summary = sample();
        summary.simulated = true;
        const QString text = toText(summary, false);
        QCOMPARE(text.count(u"Simulated in virtual time"), 1);
        QVERIFY2(!text.contains(u"\nGenerator") && !text.contains(u"Error bars"), qPrintable(text));
    }

    void textHasIntervals()
    {
        const QString text = toText(sample(), false);
        const QString headline = headlineOf(text);
        QVERIFY2(headline.startsWith(u"\nFigures (steady window, 5.00 to 65.0 s; of 580 of 600 requests)"_qs),
                 qPrintable(text));
        QCOMPARE(headline.count(u"118 ms (112 to 125)"_qs), 6); // two figures, three percentiles
        QVERIFY2(text.contains(u"9.80/s (9.41 to 10.2)"_qs), qPrintable(text));
        QVERIFY2(text.contains(u"90.0 % (87.5 to 93.8)"_qs), qPrintable(text));
        QVERIFY(text.contains(u"95 % intervals"));
        Summary without = sample();
        without.ttft = without.e2e = distributionOf({1e6});
        QVERIFY(!headlineOf(toText(without, false)).contains(u"95 % intervals"));
    }

    void textStaysWithin80Columns()
    {
        Summary summary = sample();
        // The widest that can be: whole digits, in seconds, all bounds.
        for (Distribution Summary::*member :
             {&Summary::ttft, &Summary::itl, &Summary::tpot, &Summary::e2e, &Summary::responseTtft}) {
            Distribution &figure = summary.*member;
            figure = distributionOf({12.34e9, 12.34e9});
            for (Distribution::Rank &rank : figure.ranks) {
                rank.lowerBound = true;
                rank.interval = Interval{11.11e9, 13.33e9};
            }
        }
        for (const QString &line : toText(summary, false).split(u'\n')) {
            if (!line.contains(u"Error bars") && !line.contains(u"error bars"))
                QVERIFY2(line.size() <= 80, qPrintable(line));
        }
        QVERIFY(!headlineOf(toText(summary, false)).contains(u"p95"));
        QVERIFY(headlineOf(toText(sample(), false)).contains(u"p95"));
    }

    void textHasABlockForEachPartOfSeveral()
    {
        const QString text = toText(sample(), false);
        QVERIFY2(text.contains(u"\nRequest \"chat\" (of 300 of 400 requests)\n"_qs), qPrintable(text));
        QVERIFY2(text.contains(u"\nRequest \"code \"x\"\" (of 150 of 200 requests)\n"_qs), qPrintable(text));
        QVERIFY2(text.contains(u"3.50/s (3.25 to 3.75)"_qs), qPrintable(text));
        QVERIFY2(!text.contains(u"\nTarget"), qPrintable(text)); // one target is all requests
    }

    void textTellsAnOpenEnd()
    {
        QCOMPARE(intervalText(Interval{2e6, std::numeric_limits<double>::infinity()}, 1e6),
                 u" (above 2.00)"_qs);
        QCOMPARE(intervalText(std::nullopt, 1), QString());
        const Distribution::Rank bound{99, 1.5e9, true, Interval{1.25e9, 1.75e9}};
        QCOMPARE(rankText(bound, infoOf(Figure::Ttft)), u"> 1.50 s (1.25 to 1.75)"_qs);
        const Distribution::Rank tokens{50, 100, false, Interval{90, 110}};
        QCOMPARE(rankText(tokens, infoOf(Figure::OutputTokens)), u"100 (90.0 to 110)"_qs);
    }
};

QTEST_APPLESS_MAIN(TestSummaryParts)
#include "tst_summaryparts.moc"
