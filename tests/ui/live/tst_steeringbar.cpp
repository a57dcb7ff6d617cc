// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/steeringbar.h"
#include "scenario/check.h"
#include "session/runcontroller.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace std::chrono_literals;

namespace {

QToolButton *button(SteeringBar &bar, const QString &text)
{
    for (QToolButton *one : bar.findChildren<QToolButton *>()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

/// A run against the built-in service that lasts until it is stopped.
Scenario longScenario()
{
    Scenario scenario = defaultScenario();
    scenario.requests[0].maxTokens = 3;
    scenario.load.first().model = OpenLoad{.rate = 10};
    scenario.load.first().duration = 1h;
    scenario.load.drain = 1s;
    return scenario;
}

bool hasNote(const SnapshotPtr &snapshot, const QString &kind, const QString &part)
{
    return snapshot && std::any_of(snapshot->notes.begin(), snapshot->notes.end(), [&](const RunNote &note) {
               return note.kind == kind && note.text.english().contains(part);
           });
}

} // namespace

class TestSteeringBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWorksWithoutARun()
    {
        RunController runs;
        QWidget page;
        SteeringBar bar(runs, page, &page);
        for (const QToolButton *one : bar.findChildren<QToolButton *>()) {
            QVERIFY2(!one->isEnabled(), qPrintable(one->text()));
            QVERIFY(!one->toolTip().isEmpty());
            QVERIFY(!one->accessibleName().isEmpty());
        }
        QVERIFY(!runs.steer({2, false}).ok());
    }

    void steersPausesMarksAndStops()
    {
        const QTemporaryDir folder;
        RunController runs;
        QWidget page;
        SteeringBar bar(runs, page, &page);
        page.show();
        const Result<void> started =
            runs.start(longScenario(), folder.path(), folder.filePath(QStringLiteral("a.weir")));
        QVERIFY2(started.ok(), started ? "" : qPrintable(started.error().text()));
        QTRY_VERIFY(button(bar, QStringLiteral("More load"))->isEnabled());
        button(bar, QStringLiteral("More load"))->click();
        QCOMPARE(runs.steering().factor, 1.1);
        button(bar, QStringLiteral("Less load"))->click();
        QCOMPARE(runs.steering().factor, 1.0);
        button(bar, QStringLiteral("Less load"))->click();
        QVERIFY(runs.steering().factor < 1);
        button(bar, QStringLiteral("Pause"))->click();
        QVERIFY(runs.steering().paused);
        button(bar, QStringLiteral("Resume"))->click();
        QVERIFY(!runs.steering().paused);
        QTest::keyClicks(bar.findChild<QLineEdit *>(), QStringLiteral("half time\r"));
        QTRY_VERIFY(hasNote(runs.snapshot(), QStringLiteral("mark"), QStringLiteral("half time")));
        QTRY_VERIFY(hasNote(runs.snapshot(), QStringLiteral("steer"), QStringLiteral("paused")));
        button(bar, QStringLiteral("Stop now"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!runs.isRunning(), 20'000);
        QTRY_VERIFY(!button(bar, QStringLiteral("More load"))->isEnabled());
    }

    void texts_data()
    {
        QTest::addColumn<bool>("open");
        QTest::addColumn<bool>("steps");
        QTest::addColumn<bool>("paused");
        QTest::addColumn<QString>("text");
        QTest::newRow("rate") << true << false << false << u"load × 1.50: 15.0 /s"_qs;
        QTest::newRow("users") << false << false << false << u"load × 1.50: 6 users"_qs;
        QTest::newRow("course") << true << true << false << u"load × 1.50"_qs;
        QTest::newRow("paused") << true << false << true << u"load paused"_qs;
    }

    void texts()
    {
        QFETCH(bool, open);
        QFETCH(bool, steps);
        QFETCH(bool, paused);
        QFETCH(QString, text);
        Load load = longScenario().load;
        if (!open)
            load.first().model = ClosedLoad{.users = 4};
        else if (steps)
            load.first().model = OpenLoad{.steps = {RateRamp{0, 5, 10s}}};
        QCOMPARE(steeredLoadText({1.5, paused}, load), text);
    }
};

QTEST_MAIN(TestSteeringBar)
#include "tst_steeringbar.moc"
