// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibrationdialog.h"
#include "calibrate/calibrationmodel.h"
#include "store/calibrationstore.h"
#include "support/runtoend.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// One user, short answers, and limits of validity that no busy machine reaches.
Scenario smallScenario()
{
    Scenario scenario = weir::test::scenarioFor(QStringLiteral("builtin:"));
    scenario.load.first().requests.reset();
    scenario.load.first().duration = 1s;
    scenario.requests.front().maxTokens = 3;
    scenario.goals.validity = weir::test::toleratingAll();
    return scenario;
}

struct Bench
{
    QTemporaryDir folder;
    CalibrationDialog dialog{folder.path(), QString()};

    explicit Bench(Nanoseconds duration)
    {
        dialog.setScenario(smallScenario(), folder.path());
        dialog.setOptions({20ms, 20ms, duration});
        dialog.show();
    }
    QPushButton *button(const QString &name)
    {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] bool says(const QString &part) const
    {
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->text().contains(part))
                return true;
        }
        return false;
    }
    [[nodiscard]] std::size_t saved() const
    {
        return CalibrationStore(folder.path()).read().certificates.size();
    }
};

} // namespace

class TestCalibrationDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAndSaves()
    {
        Bench bench(1s);
        const QAbstractItemModelTester tester(bench.dialog.findChild<CalibrationModel *>());
        QSignalSpy busy(&bench.dialog, &CalibrationDialog::busyChanged);
        QPushButton *start = bench.button(QStringLiteral("Start"));
        QVERIFY(start->isEnabled());
        start->click();
        QVERIFY(bench.dialog.isBusy());
        QVERIFY(!start->isEnabled());
        QVERIFY(bench.button(QStringLiteral("Cancel"))->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.dialog.isBusy(), 60'000);
        QCOMPARE(busy.size(), 2);
        QVERIFY(start->isEnabled());
        const std::size_t transports = allTransports().size();
        QCOMPARE(bench.saved(), transports);
        QCOMPARE(bench.dialog.results().rowCount(), int(transports) * 5);
    }

    void cancelSavesNothing()
    {
        Bench bench(10min);
        bench.dialog.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("Transport ")), 20'000); // it measures
        bench.button(QStringLiteral("Cancel"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.dialog.isBusy(), 30'000);
        QCOMPARE(bench.saved(), std::size_t(0));
        QCOMPARE(bench.dialog.results().rowCount(), 0);
    }

    void closingEndsIt()
    {
        Bench bench(10min);
        bench.dialog.start();
        bench.dialog.close();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.dialog.isBusy(), 30'000);
    }

    void waitsForARun()
    {
        Bench bench(1s);
        bench.dialog.setRunGoesOn(true);
        QVERIFY(!bench.button(QStringLiteral("Start"))->isEnabled());
        bench.dialog.start();
        QVERIFY(!bench.dialog.isBusy());
        bench.dialog.setRunGoesOn(false);
        QVERIFY(bench.button(QStringLiteral("Start"))->isEnabled());
    }

    void everyControlTellsWhatItIs()
    {
        Bench bench(1s);
        for (const QPushButton *button : bench.dialog.findChildren<QPushButton *>()) {
            QVERIFY(!button->toolTip().isEmpty());
            QVERIFY(!button->accessibleName().isEmpty());
        }
    }
};

QTEST_MAIN(TestCalibrationDialog)
#include "tst_calibrationdialog.moc"
