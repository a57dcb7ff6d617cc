// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/failurenotes.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestFailureNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstOfEachKind();
    void cutRequestsAreNoFailures();
    void manyKindsAreBounded();
};

namespace {

RequestRecord ended(quint64 request, OutcomeClass outcome, const QString &detail = {}, Nanoseconds at = 1s)
{
    RequestRecord record;
    record.request = RequestId{request};
    record.outcome.outcome = outcome;
    record.outcome.detail = detail;
    record.closed = TimePoint(at);
    return record;
}

} // namespace

void TestFailureNotes::firstOfEachKind()
{
    FailureNotes notes;
    WorkerBatch batch;
    RequestRecord limited = ended(3, OutcomeClass::RateLimited, QStringLiteral("429"), 2s);
    limited.outcome.message = Message::verbatim(QStringLiteral("Too many requests."));
    batch.finished = {limited, ended(1, OutcomeClass::Success), ended(2, OutcomeClass::Http5xx, {}, 1s),
                      ended(4, OutcomeClass::Http5xx, {}, 3s)};
    const std::vector<FailureNote> first = notes.firstOf(batch);
    QCOMPARE(first.size(), std::size_t(2));
    QCOMPARE(first[0].at, TimePoint(1s));
    QCOMPARE(first[0].text.english(), QStringLiteral("The first http_5xx, request 2."));
    QCOMPARE(first[1].text.english(),
             QStringLiteral("The first rate_limited:429, request 3: Too many requests."));
    QVERIFY(notes.firstOf(batch).empty());
    batch.finished = {ended(9, OutcomeClass::Http5xx, QStringLiteral("503"))};
    QCOMPARE(notes.firstOf(batch).size(), std::size_t(1)); // another kind of the same class
}

void TestFailureNotes::cutRequestsAreNoFailures()
{
    FailureNotes notes;
    WorkerBatch batch;
    batch.finished = {ended(1, OutcomeClass::CutByTestEnd), ended(2, OutcomeClass::Abandoned)};
    QVERIFY(notes.firstOf(batch).empty());
}

void TestFailureNotes::manyKindsAreBounded()
{
    FailureNotes notes;
    WorkerBatch batch;
    for (int i = 0; i < 1000; ++i)
        batch.finished.push_back(ended(quint64(i), OutcomeClass::ApiError, QString::number(i)));
    const std::vector<FailureNote> first = notes.firstOf(batch);
    QCOMPARE(first.size(), std::size_t(FailureNotes::mostKinds + 1));
    QVERIFY(first.back().text.english().contains(u"further kinds"));
    QVERIFY(notes.firstOf(batch).empty());
}

QTEST_GUILESS_MAIN(TestFailureNotes)
#include "tst_failurenotes.moc"
