// SPDX-License-Identifier: GPL-3.0-or-later
// The load on the Compose page: groups, steps, traces and the preview.
#include "charts/chartcard.h"
#include "compose/composepage.h"
#include "compose/loadgroupbar.h"
#include "compose/loadoutlook.h"
#include "compose/stepscard.h"
#include "compose/stepstable.h"
#include "compose/tracecard.h"
#include "fields/mixedit.h"
#include "fields/valueedit.h"
#include "lab/knownnames.h"
#include "scenario/edit/elements.h"
#include "scenario/edit/steps.h"
#include "scenario/templates.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    ThemeSource themes{ThemeMode::Light, QApplication::palette()};
    ScenarioDocument document{knownNames()};
    ComposePage page{document, themes};

    explicit Bench(const Scenario &scenario)
    {
        document.reset(scenario);
        page.resize(1200, 900);
        page.show();
        QTest::qWait(0); // the page goes back to the targets for another project
        page.showNode({ComposeGroup::Load, -1});
    }
    template <typename T>
    T *child()
    {
        return page.findChild<T *>();
    }
    QToolButton *button(QWidget *of, const QString &name)
    {
        for (QToolButton *button : of->findChildren<QToolButton *>()) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] const Load &load() const { return document.scenario().load; }
};

/// 5 requests a second for 30 s.
Scenario openRate()
{
    Scenario scenario = *templateScenario(u"open-rate"_qs);
    scenario.load.first().duration = 30s;
    scenario.load.warmUp = 0s;
    return scenario;
}

const std::vector<OpenStep> &stepsOf(const Bench &bench)
{
    return std::get<OpenLoad>(bench.load().first().model).steps;
}

} // namespace

class TestLoadEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsEditTheSteps()
    {
        Bench bench(openRate());
        StepsCard *card = bench.child<StepsCard>();
        const Load before = bench.load();
        bench.button(card, QStringLiteral("Add a step behind the selected one"))->click();
        QCOMPARE(stepsOf(bench), (std::vector<OpenStep>{RateStep{5, 30s}}));
        QCOMPARE(card->selectedStep(), 0);
        bench.button(card, QStringLiteral("Duplicate the selected step"))->click();
        QCOMPARE(card->selectedStep(), 1);
        QComboBox *shape = qobject_cast<QComboBox *>(bench.page.fields().find(u"/load/steps/1/shape"_qs));
        QVERIFY(shape && shape->isVisible());
        shape->setCurrentIndex(4);
        QCOMPARE(stepsOf(bench)[1], (OpenStep{AtOnceStep{1}}));
        bench.button(card, QStringLiteral("Move the selected step up"))->click();
        QCOMPARE(card->selectedStep(), 0);
        QCOMPARE(stepsOf(bench), (std::vector<OpenStep>{AtOnceStep{1}, RateStep{5, 30s}}));
        bench.button(card, QStringLiteral("Remove the selected step"))->click();
        QCOMPARE(stepsOf(bench), (std::vector<OpenStep>{RateStep{5, 30s}}));
        while (bench.document.undoStack()->canUndo())
            bench.document.undoStack()->undo();
        QCOMPARE(bench.load(), before);
        QVERIFY(!card->table()->isVisible());
        QVERIFY(bench.page.canRun());
    }

    void cellsAreEditedInPlace()
    {
        Bench bench(*templateScenario(u"spike"_qs));
        StepsTable *table = bench.child<StepsCard>()->table();
        const std::vector<OpenStep> before = stepsOf(bench);
        const auto type = [table](int column, const QString &text) {
            table->item(1, column)->setText(text); // what an editor does when it is left
            QCoreApplication::processEvents();
        };
        type(StepsTable::Load, u"12.5"_qs);
        QCOMPARE(stepNumber(bench.load().first(), 1, u"rate"), std::optional(12.5));
        type(StepsTable::Lasts, u"90s"_qs);
        QCOMPARE(stepTime(bench.load().first(), 1, u"duration"), std::optional<Nanoseconds>(90s));
        QCOMPARE(table->item(1, StepsTable::Lasts)->text(), u"1m30s"_qs);
        type(StepsTable::Shape, u"1"_qs);
        QCOMPARE(stepShape(bench.load().first(), 1), 1);
        QCOMPARE(stepNumber(bench.load().first(), 1, u"from"),
                 std::optional(stepFigures(bench.load().first(), 0).end));
        QCOMPARE(stepNumber(bench.load().first(), 1, u"to"), std::optional(12.5));
        const std::vector<OpenStep> edited = stepsOf(bench);
        type(StepsTable::Load, u"nonsense"_qs); // the cell shows what holds
        QCOMPARE(stepsOf(bench), edited);
        QVERIFY(table->item(1, StepsTable::Load)->text().contains(u"12.5"));
        QVERIFY(!(table->item(1, StepsTable::EndsAfter)->flags() & Qt::ItemIsEditable));
        for (int step = 0; step < 3; ++step)
            bench.document.undoStack()->undo();
        QCOMPARE(stepsOf(bench), before);
    }

    void keysEditTheSteps()
    {
        Bench bench(*templateScenario(u"spike"_qs));
        QTableWidget *table = bench.child<StepsCard>()->table();
        QApplication::setActiveWindow(&bench.page);
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        QCOMPARE(table->rowCount(), 3);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(stepsOf(bench)[2], (OpenStep{RateStep{20, 15s}}));
        QTest::keyClick(table, Qt::Key_Insert);
        QCOMPARE(stepsOf(bench).size(), std::size_t{4});
        QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(stepsOf(bench).size(), std::size_t{5});
        QTest::keyClick(table, Qt::Key_Delete);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(stepsOf(bench).size(), std::size_t{3});
    }

    void everyShapeHasItsFields_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<QStringList>("keys");
        const QStringList names{u"rate"_qs,    u"ramp"_qs, u"stairs"_qs, u"spread"_qs,
                                u"at once"_qs, u"peak"_qs, u"pause"_qs};
        const QList<QStringList> keys{{u"rate"_qs, u"duration"_qs},
                                      {u"from"_qs, u"to"_qs, u"duration"_qs},
                                      {u"increment"_qs, u"levels"_qs, u"level"_qs, u"ramp"_qs},
                                      {u"count"_qs, u"duration"_qs},
                                      {u"count"_qs},
                                      {u"count"_qs, u"duration"_qs},
                                      {u"duration"_qs}};
        for (int shape = 0; shape < keys.size(); ++shape)
            QTest::newRow(qPrintable(names[shape])) << shape << keys[shape];
    }

    void everyShapeHasItsFields()
    {
        QFETCH(int, shape);
        QFETCH(QStringList, keys);
        Scenario scenario = *templateScenario(u"spike"_qs);
        setStepShape(scenario.load.first(), 1, shape);
        Bench bench(scenario);
        bench.page.reveal(u"/load/steps/1"_qs);
        for (const QString &key : {u"rate"_qs, u"to"_qs, u"increment"_qs, u"levels"_qs, u"level"_qs,
                                   u"ramp"_qs, u"count"_qs, u"duration"_qs}) {
            QWidget *field = bench.page.fields().find(u"/load/steps/1/"_qs + key);
            QVERIFY2(field && field->isVisible() == keys.contains(key), qPrintable(key));
        }
        QVERIFY(bench.page.fields().draftProblems().isEmpty());
    }

    void problemsLeadToTheirStepAndGroup()
    {
        Bench bench(*templateScenario(u"drill"_qs));
        QApplication::setActiveWindow(&bench.page);
        bench.page.reveal(u"/load/groups/1/steps/2/rate"_qs);
        QCOMPARE(bench.child<LoadGroupBar>()->current(), 1);
        QCOMPARE(bench.child<StepsCard>()->selectedStep(), 2);
        NumberEdit *rate =
            qobject_cast<NumberEdit *>(bench.page.fields().find(u"/load/groups/1/steps/2/rate"_qs));
        QVERIFY(rate && rate->isVisible());
        rate->lineEdit()->selectAll();
        QTest::keyClicks(rate->lineEdit(), u"12.5"_qs);
        const OpenLoad &open = std::get<OpenLoad>(bench.load().groups[1].model);
        QCOMPARE(open.steps[2], (OpenStep{RateStep{12.5, 30s}}));
        bench.page.reveal(u"/load/groups/0/users"_qs);
        QCOMPARE(bench.child<LoadGroupBar>()->current(), 0);
        QVERIFY(bench.page.fields().find(u"/load/groups/0/users"_qs)->isVisible());
    }

    void groupsAreAddedAndRemoved()
    {
        Bench bench(openRate());
        const Load before = bench.load();
        LoadGroupBar *bar = bench.child<LoadGroupBar>();
        QTabBar *tabs = bar->findChild<QTabBar *>();
        QVERIFY(!tabs->isVisible());
        bench.button(bar, u"Add a load that runs beside this one, with its own requests and shape"_qs)
            ->click();
        QCOMPARE(bench.load().groups.size(), std::size_t{2});
        QCOMPARE(bar->current(), 1);
        QVERIFY(tabs->isVisible());
        QVERIFY(bench.load().groups[0].name != bench.load().groups[1].name);
        QVERIFY(bench.page.fields().find(u"/load/groups/1/name"_qs)->isVisible());
        bench.button(bar, u"Duplicate the chosen group"_qs)->click();
        QCOMPARE(bench.load().groups.size(), std::size_t{3});
        tabs->setCurrentIndex(0);
        QVERIFY(bench.page.fields().find(u"/load/groups/0/rate"_qs)->isVisible());
        bench.button(bar, u"Remove the chosen group"_qs)->click();
        QCOMPARE(bench.load().groups.size(), std::size_t{2});
        QTRY_VERIFY(bench.document.isChecked());
        QVERIFY2(bench.document.problems().empty(),
                 bench.document.problems().empty() ? ""
                                                   : qPrintable(bench.document.problems()[0].message.text()));
        while (bench.document.undoStack()->canUndo())
            bench.document.undoStack()->undo();
        QCOMPARE(bench.load(), before);
        QVERIFY(!tabs->isVisible());
    }

    void mixesFollowTheRequests()
    {
        Scenario scenario = *templateScenario(u"drill"_qs);
        renameElement(scenario, ElementList::Requests, 1, u"essay"_qs);
        QCOMPARE(scenario.load.groups[1].mix, QStringList{u"essay"_qs});
        removeElement(scenario, ElementList::Requests, 1);
        QVERIFY(scenario.load.groups[1].mix.isEmpty());
        QCOMPARE(scenario.load.groups[0].mix, QStringList{u"short"_qs});
    }

    void mixIsTicked()
    {
        Bench bench(*templateScenario(u"mixed"_qs));
        MixEdit *mix = bench.child<MixEdit>();
        QVERIFY(mix->isVisible());
        Q_EMIT mix->menu()->aboutToShow();
        QCOMPARE(mix->menu()->actions().size(), 2);
        mix->menu()->actions().at(1)->trigger();
        QCOMPARE(bench.load().first().mix, QStringList{u"long"_qs});
        bench.document.undoStack()->undo();
        QVERIFY(bench.load().first().mix.isEmpty());
        QVERIFY(mix->value().isEmpty());
    }

    void tracesTellTheirFacts()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"trace.csv"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("timestamp,input_length,output_length\n0,10,20\n1,30,40\n2,20,30\n");
        file.close();
        Scenario scenario = openRate();
        TraceLoad trace;
        trace.path = file.fileName();
        scenario.load.first().model = trace;
        scenario.load.first().duration.reset();
        Bench bench(scenario);
        TraceCard *card = bench.child<TraceCard>();
        QVERIFY(card->isVisible());
        QVERIFY(!bench.child<StepsCard>()->isVisible());
        const auto says = [card](const QString &part) {
            for (const QLabel *label : card->findChildren<QLabel *>()) {
                if (label->text().contains(part))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(says(u"3 requests"_qs) && says(u"30.0 tokens"_qs));
        QLineEdit *path = qobject_cast<QLineEdit *>(bench.page.fields().find(u"/load/path"_qs));
        path->selectAll();
        QTest::keyClicks(path, u"none.csv"_qs);
        QTRY_VERIFY(says(u"no such file"_qs));
        QVERIFY(bench.child<ChartCard>()->data().isEmpty());
    }

    void thePreviewShowsSumAndGroups()
    {
        Scenario scenario = *templateScenario(u"drill"_qs);
        const LoadOutlook plan = outlookOf({scenario, 0, 5s, QString()});
        QCOMPARE(plan.groups.size(), std::size_t{2});
        QCOMPARE(plan.length, std::optional<Nanoseconds>(2min));
        const ChartData chart = plannedChart(plan, scenario);
        QCOMPARE(chart.series.size(), std::size_t{4});
        double highest = 0;
        for (const QPointF &point : chart.series[0].points)
            highest = std::max(highest, point.y());
        QVERIFY(highest > 20); // the requests at once stand out of a rate of 10/s
        scenario.load.groups.resize(1);
        QCOMPARE(plannedChart(outlookOf({scenario, 0, 5s, QString()}), scenario).series.size(),
                 std::size_t{1});
    }

    void whatHasErrorsIsNotPlanned()
    {
        Scenario scenario = *templateScenario(u"spike"_qs);
        setStepNumber(scenario.load.first(), 0, u"rate", -5);
        QVERIFY(outlookOf({scenario, 0, 5s, QString()}).sum.empty());
    }

    void countsSayWhetherTheyAreExact()
    {
        Scenario scenario = openRate();
        QVERIFY(plannedChart(outlookOf({scenario, 0, 5s, QString()}), scenario)
                    .subtitle.english()
                    .startsWith(u"about 150"));
        std::get<OpenLoad>(scenario.load.first().model).arrivals = Arrivals::Even;
        QVERIFY(plannedChart(outlookOf({scenario, 0, 5s, QString()}), scenario)
                    .subtitle.english()
                    .startsWith(u"150 requests"));
    }
};

QTEST_MAIN(TestLoadEditor)
#include "tst_loadeditor.moc"
