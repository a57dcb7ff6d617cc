// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths in tokens: what is drawn, what a row says, how a person writes them.
#include "plan/tokenlengths.h"
#include "scenario/lengthtext.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace weir;

namespace {

TokenLength lengthOf(const char *text)
{
    const Result<TokenLength> length = lengthFromText(QString::fromLatin1(text));
    if (!length.ok())
        qFatal("no length: %s", text);
    return *length;
}

std::vector<double> drawnFrom(const TokenLength &length, int count)
{
    RequestTemplate request;
    request.promptTokens = length;
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(*drawnLengths(request, quint64(i), nullptr)->input);
    return values;
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / double(values.size());
}

double deviationOf(const std::vector<double> &values)
{
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return std::sqrt(sum / double(values.size()));
}

} // namespace

class TestTokenLengths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("deviation");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("fixed") << "512" << 512.0 << 0.0 << 512.0 << 512.0;
        QTest::newRow("uniform") << "100-200" << 150.0 << 29.15 << 100.0 << 200.0;
        QTest::newRow("normal") << "normal:550,150" << 550.0 << 150.0 << 1.0 << 1200.0;
        QTest::newRow("log-normal") << "lognormal:550,300" << 550.0 << 300.0 << 1.0 << 6000.0;
        QTest::newRow("histogram") << "1-9=3,101-109=1" << 30.0 << 43.4 << 1.0 << 109.0;
    }
    void shapes()
    {
        QFETCH(const QString, text);
        QFETCH(const double, mean);
        QFETCH(const double, deviation);
        const TokenLength length = *lengthFromText(text);
        const std::vector<double> values = drawnFrom(length, 20'000);
        QVERIFY2(std::abs(meanOf(values) - mean) <= mean * 0.02, qPrintable(QString::number(meanOf(values))));
        QVERIFY2(std::abs(deviationOf(values) - deviation) <= deviation * 0.05,
                 qPrintable(QString::number(deviationOf(values))));
        QFETCH(const double, low);
        QFETCH(const double, high);
        QVERIFY(*std::min_element(values.begin(), values.end()) >= low);
        QVERIFY(*std::max_element(values.begin(), values.end()) <= high);
        const std::optional<double> told = meanTokens(length);
        QVERIFY(told && std::abs(*told - mean) < 0.5);
        QVERIFY(usualMostTokens(length) >= mean);
    }

    void boundsHold()
    {
        const std::vector<double> values = drawnFrom(lengthOf("normal:100,500,90-110"), 1000);
        QCOMPARE(*std::min_element(values.begin(), values.end()), 90.0);
        QCOMPARE(*std::max_element(values.begin(), values.end()), 110.0);
    }

    void sameRequestSameLengths()
    {
        RequestTemplate request;
        request.promptTokens = lengthOf("1-1000000");
        request.outputTokens = request.promptTokens;
        const TraceLengths first = *drawnLengths(request, 7, nullptr);
        QVERIFY(first == *drawnLengths(request, 7, nullptr));
        QVERIFY(first.input != drawnLengths(request, 8, nullptr)->input);
        QVERIFY(first.input != first.output); // drawn apart
        QVERIFY(*drawnLengths(RequestTemplate(), 7, nullptr) == TraceLengths());
    }

    void rows_data()
    {
        QTest::addColumn<QJsonValue>("told");
        QTest::addColumn<int>("tokens"); // -1: fails
        QTest::newRow("number") << QJsonValue(12) << 12;
        QTest::newRow("text") << QJsonValue(QStringLiteral(" 12 ")) << 12;
        QTest::newRow("zero") << QJsonValue(0) << 0;
        QTest::newRow("fraction") << QJsonValue(1.5) << -1;
        QTest::newRow("negative") << QJsonValue(-1) << -1;
        QTest::newRow("too much") << QJsonValue(1e12) << -1;
        QTest::newRow("not a number") << QJsonValue(QStringLiteral("nan")) << -1;
        QTest::newRow("word") << QJsonValue(QStringLiteral("many")) << -1;
        QTest::newRow("null") << QJsonValue() << -1;
    }
    void rows()
    {
        QFETCH(const QJsonValue, told);
        QFETCH(const int, tokens);
        RequestTemplate request;
        request.outputTokens = lengthOf("row:n");
        const QJsonObject row{{QStringLiteral("n"), told}};
        const Result<TraceLengths> lengths = drawnLengths(request, 1, &row);
        QCOMPARE(lengths.ok() ? int(*lengths->output) : -1, tokens);
        QVERIFY(!drawnLengths(request, 1, nullptr).ok());
    }

    void textsAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("again"); // empty: refused
        const auto row = [](const char *text, const char *again) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(again);
        };
        row("512", "512");
        row(" 512 ", "512");
        row("100 - 200", "100-200");
        row("normal:550,150", "normal:550,150");
        row("lognormal: 550, 150, 1-8000", "lognormal:550,150,1-8000");
        row("1-128=3,200=0.5", "1-128=3,200-200=0.5");
        row("row:prompt_tokens", "row:prompt_tokens");
        for (const char *bad : {"many", "-5", "5-", "200-100", "1-2-3", "normal:550", "normal:a,b",
                                "normal:1,2,3-1", "gamma:1,2", "row:", "1-2=", "1-2=0", "1-2=-1", "1-2=inf",
                                "1=1,,2=1", "4294967296", "1e3", "+5", "=1"})
            row(bad, "");
    }
    void textsAreReadAndWritten()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, again);
        const Result<TokenLength> length = lengthFromText(text);
        QCOMPARE(length.ok() ? textOfLength(*length) : QString(), again);
        if (length.ok())
            QVERIFY(*lengthFromText(again) == *length);
        else
            QVERIFY(!length.error().advice.isEmpty());
    }

    void nothingIsNone()
    {
        QVERIFY(*lengthFromText(QStringLiteral(" ")) == TokenLength());
        QCOMPARE(textOfLength(TokenLength()), QString());
    }
};

QTEST_GUILESS_MAIN(TestTokenLengths)
#include "tst_tokenlengths.moc"
