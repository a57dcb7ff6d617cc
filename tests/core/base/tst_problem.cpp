// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"

#include <QTest>

using namespace weir;

namespace {

Problem problemAt(const QString &path, const QString &words, Severity severity = Severity::Error)
{
    return {severity, path, Message::verbatim(words)};
}

} // namespace

class TestProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorLinesLeaveOutWarnings()
    {
        QVERIFY(errorLines({}).isEmpty());
        const Problems onlyWarning{problemAt(u"/a"_qs, u"odd"_qs, Severity::Warning)};
        QVERIFY(errorLines(onlyWarning).isEmpty());
        QVERIFY(!hasErrors(onlyWarning));
        const Problems mixed{problemAt(u"/a"_qs, u"wrong"_qs),
                             problemAt(u"/b"_qs, u"odd"_qs, Severity::Warning), problemAt({}, u"broken"_qs)};
        QVERIFY(hasErrors(mixed));
        QCOMPARE(errorLines(mixed).english(), u"/a: wrong\nbroken"_qs);
    }

    void warningsKeepTheirPlaces()
    {
        QVERIFY(placedWarnings({problemAt(u"/a"_qs, u"wrong"_qs)}).empty());
        const Problems mixed{problemAt(u"/b"_qs, u"odd"_qs, Severity::Warning),
                             problemAt(u"/a"_qs, u"wrong"_qs), problemAt({}, u"old"_qs, Severity::Warning)};
        QCOMPARE(englishOf(placedWarnings(mixed)), (QStringList{u"/b: odd"_qs, u"old"_qs}));
        QCOMPARE(placed(mixed[1]).english(), u"/a: wrong"_qs);
    }

    void manyLinesKeepTheirOrder()
    {
        Problems many;
        QStringList expected;
        for (int i = 0; i < 5000; ++i) {
            many.push_back(problemAt(u"/list/%1"_qs.arg(i), u"no"_qs));
            expected.append(u"/list/%1: no"_qs.arg(i));
        }
        const Message lines = errorLines(many);
        QCOMPARE(lines.english(), expected.join(u'\n'));
        // As deep as a file of a run can hold it.
        QCOMPARE(Message::fromStored(lines.stored()).english(), lines.english());
    }
};

QTEST_GUILESS_MAIN(TestProblem)
#include "tst_problem.moc"
