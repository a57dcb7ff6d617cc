// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartcard.h"
#include "document/scenariodocument.h"
#include "runs/figuresmodel.h"
#include "runs/goalsmodel.h"
#include "runs/requestsmodel.h"
#include "runs/requestsview.h"
#include "runs/rundetails.h"
#include "runs/runsmodel.h"
#include "runs/runspage.h"
#include "runs/summaryview.h"
#include "runs/tablecsv.h"
#include "runs/windowsmodel.h"
#include "runview/chartfiles.h"
#include "runview/runview.h"
#include "runview/waterfall.h"
#include "savedrun.h"
#include "session/runcontroller.h"
#include "store/runsnapshot.h"
#include "theme/themesource.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void snapshotOfAFile();
    void listModel();
    void listCsv();
    void onlyAWholeRunPasses_data();
    void onlyAWholeRunPasses();
    void figuresModel();
    void figuresHaveIntervals();
    void partsAreChosen();
    void summaryTellsItsErrorBars();
    void everyGoalIsListed();
    void shortfallsAreMarked_data();
    void shortfallsAreMarked();
    void damageFoundOnOpeningIsMarked();
    void windowsModel();
    void levelsAreShownWhereThereAreSome();
    void requestsModel();
    void loadIsBounded();
    void cancelledLoad();
    void pageOpensARun();
    void filterAndSort();
    void deleteIsUndone();
    void severalAreDeletedInOneStep();
    void actsNeedASelection();
    void unreadableFile();
    void annotates();
    void writesEveryChart_data();
    void writesEveryChart();

private:
    LoadedRunPtr load(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    ThemeSource m_themes{ThemeMode::Light, QPalette()};
};

namespace {

const std::atomic<bool> never{false};

/// A page over a project whose runs are in `folder`/sample.runs.
struct PageUnderTest
{
    explicit PageUnderTest(ThemeSource &themes, const QString &folder)
        : document(CheckContext()), page(themes, document, runs)
    {
        document.reset(Scenario());
        if (!document.saveAs(QDir(folder).filePath(QStringLiteral("sample.weir"))))
            qFatal("the project can't be saved");
        page.resize(1100, 700);
    }

    ScenarioDocument document;
    RunController runs;
    RunsPage page;
};

} // namespace

void TestRuns::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("sample.runs")));
}

LoadedRunPtr TestRuns::load(const QString &path)
{
    Result<LoadedRunPtr> run = loadRun(path, never, [](int) {});
    return run ? *run : nullptr;
}

void TestRuns::snapshotOfAFile()
{
    const QString path = writeSavedRun(m_folder->path(), 30);
    Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    QVERIFY(reader.ok());
    const Result<SnapshotPtr> result = snapshotOf(**reader);
    QVERIFY(result.ok());
    const Snapshot &snapshot = **result;
    QCOMPARE(snapshot.phase, RunPhase::Done);
    QCOMPARE(snapshot.elapsed, Nanoseconds(std::chrono::seconds{1}));
    QCOMPARE(snapshot.requests.started, quint64{30});
    QCOMPARE(snapshot.requests.succeeded, quint64{27});
    QCOMPARE(snapshot.requests.failed, quint64{3});
    QCOMPARE(snapshot.errors.at(OutcomeClass::ApiError), quint64{3});
    QCOMPARE(snapshot.ttft->count(), quint64{27});
    QCOMPARE(snapshot.series->points().size(), std::size_t{1});
    QVERIFY(!snapshot.tokensAreChunks);
    QCOMPARE(snapshot.notes.size(), std::size_t{1});
    // Five chunks and five tokens of usage a request: the count stays.
    QCOMPARE(snapshot.series->points().front().outputTokens, quint64{150});
}

void TestRuns::listModel()
{
    writeSavedRun(m_folder->path(), 10);
    RunsModel model(m_themes);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRuns(listRuns(m_folder->path()));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, RunsModel::ScenarioName).data().toString(), QStringLiteral("Sample"));
    QCOMPARE(model.index(0, RunsModel::Verdict).data().toString(), QStringLiteral("pass"));
    QCOMPARE(model.index(0, RunsModel::Verdict).data(Qt::ForegroundRole).value<QColor>(),
             m_themes.theme().pass);
    QCOMPARE(model.index(0, RunsModel::TtftP50).data().toString(), QStringLiteral("50.0"));
    QCOMPARE(model.index(0, RunsModel::TtftP50).data(Qt::UserRole).toDouble(), 50.0);
    model.setRuns({});
    QCOMPARE(model.rowCount(), 0);
}

void TestRuns::listCsv()
{
    RunListing run;
    run.scenario = QStringLiteral("a, b");
    run.verdict = QStringLiteral("fail");
    run.ttftP50Ms = 1234.5678;
    RunsModel model(m_themes);
    model.setRuns({run});
    const QByteArray csv = tableCsv(model);
    QVERIFY(csv.startsWith("When,Scenario,Verdict,TTFT p50 (ms)"));
    QVERIFY2(csv.contains("\"a, b\",fail,1234.5678,,"), csv.constData());
}

void TestRuns::onlyAWholeRunPasses_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("says");
    QTest::newRow("finished") << RunState::Finished << "pass"
                              << "pass";
    QTest::newRow("incomplete") << RunState::Stopped << "incomplete"
                                << "incomplete";
    QTest::newRow("stopped, by an older version") << RunState::Stopped << "pass"
                                                  << "incomplete";
    QTest::newRow("killed") << RunState::Interrupted << ""
                            << "incomplete";
    QTest::newRow("interrupted, but failed") << RunState::Interrupted << "fail"
                                             << "fail";
    QTest::newRow("interrupted, but invalid") << RunState::Interrupted << "invalid"
                                              << "invalid";
    QTest::newRow("goes on") << RunState::Running << ""
                             << "running";
    QTest::newRow("finished without a summary") << RunState::Finished << ""
                                                << "no summary";
}

void TestRuns::onlyAWholeRunPasses()
{
    QFETCH(const QString, says);
    RunListing run;
    QFETCH(RunState, state);
    QFETCH(QString, verdict);
    run.state = state;
    run.verdict = verdict;
    QCOMPARE(verdictText(run), says);
    RunsModel model(m_themes);
    model.setRuns({run});
    const QColor color = model.index(0, RunsModel::Verdict).data(Qt::ForegroundRole).value<QColor>();
    QCOMPARE(color == m_themes.theme().pass, says == u"pass");
}

void TestRuns::figuresModel()
{
    FiguresModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Summary summary;
    summary.ttft = distributionOf({1e6, 2e6, 3e6, 4e6});
    summary.outputTokens = distributionOf({7, 7, 7, 7});
    model.setFigures(summary);
    QCOMPARE(model.rowCount(), 2); // figures without samples have no row
    QCOMPARE(model.index(0, FiguresModel::Unit).data().toString(), QStringLiteral("ms"));
    QCOMPARE(model.index(0, FiguresModel::P50).data().toString(), QStringLiteral("2.00 ?")); // weak
    QCOMPARE(model.index(1, FiguresModel::Unit).data().toString(), QStringLiteral("tokens"));
    model.setFigures(Summary());
    QCOMPARE(model.rowCount(), 0);
}

void TestRuns::figuresHaveIntervals()
{
    FiguresModel model;
    FigureSet figures;
    figures.ttft = distributionOf(std::vector<double>(100, 118e6));
    figures.ttft.ranks[0].interval = Interval{112e6, 125e6};
    figures.ttft.ranks[1].interval = Interval{117e6, std::numeric_limits<double>::infinity()};
    figures.ttft.meanInterval = Interval{113e6, 124e6};
    model.setFigures(figures);
    const auto cell = [&model](FiguresModel::Column column) {
        return model.index(0, column).data().toString();
    };
    QCOMPARE(cell(FiguresModel::P50), QStringLiteral("118\n112 to 125"));
    QCOMPARE(cell(FiguresModel::P90), QStringLiteral("118\nabove 117"));
    QCOMPARE(cell(FiguresModel::P95), QStringLiteral("118 ?")); // without one; needs 200
    QCOMPARE(cell(FiguresModel::Mean), QStringLiteral("118\n113 to 124"));
    QVERIFY(model.index(0, FiguresModel::P50).data(Qt::ToolTipRole).toString().contains(u"95 %"));
    QVERIFY(!model.index(0, FiguresModel::P95).data(Qt::ToolTipRole).toString().contains(u"95 %"));
}

void TestRuns::partsAreChosen()
{
    const auto partOf = [](const QString &name, double ttftMs, quint64 requests) {
        PartSummary part{name, {}};
        part.figures.ttft = distributionOf(std::vector<double>(100, ttftMs * 1e6));
        part.figures.requests = requests;
        part.figures.measured = requests - 1;
        part.figures.requestsPerSecond = 3.5;
        part.figures.intervals[QStringLiteral("requests_per_second")] = {3.25, 3.75};
        return part;
    };
    SummaryView view;
    Summary summary;
    summary.ttft = distributionOf(std::vector<double>(100, 301e6));
    summary.windowRequests = 600;
    summary.windowMeasured = 580;
    summary.byRequest = {partOf(QStringLiteral("chat"), 21, 400), partOf(QStringLiteral("code"), 301, 200)};
    summary.byTarget = {partOf(QStringLiteral("one"), 300, 600)};
    view.setSummary(summary, Goals(), {});
    const auto shows = [&view](const QString &text) {
        for (const QLabel *label : view.findChildren<QLabel *>()) {
            if (label->text().contains(text))
                return true;
        }
        return false;
    };
    const auto median = [&view] { return view.figures().index(0, FiguresModel::P50).data().toString(); };
    QVERIFY(!view.parts().isHidden());
    QCOMPARE(view.parts().count(), 3); // the only target is all requests
    QCOMPARE(median(), QStringLiteral("301"));
    QVERIFY(shows(QStringLiteral("Of 580 of 600 requests")));
    view.parts().setCurrentIndex(1);
    QCOMPARE(view.parts().currentText(), QStringLiteral("Request “chat”"));
    QCOMPARE(median(), QStringLiteral("21.0"));
    QVERIFY(shows(QStringLiteral("Of 399 of 400 requests · requests/s: 3.50 (3.25 to 3.75)")));
    summary.byRequest.pop_back();
    view.setSummary(summary, Goals(), {});
    QVERIFY(view.parts().isHidden());
    QCOMPARE(median(), QStringLiteral("301"));
}

void TestRuns::summaryTellsItsErrorBars()
{
    SummaryView view;
    const auto shows = [&view](const QString &text) {
        for (const QLabel *label : view.findChildren<QLabel *>()) {
            if (label->text().contains(text))
                return true;
        }
        return false;
    };
    Summary summary;
    summary.calibration.gap = CalibrationGap::OtherLoad;
    view.setSummary(summary, Goals(), {});
    QVERIFY(shows(QStringLiteral("No error bars: no calibration on this machine covers this load")));
    CalibrationFigures figures;
    figures.ttft.p99 = std::chrono::microseconds{800};
    summary.calibration.figures = figures;
    view.setSummary(summary, Goals(), {});
    QVERIFY(shows(QStringLiteral("first token ± 800 µs")));
}

void TestRuns::everyGoalIsListed()
{
    Summary summary;
    summary.thresholds = {{QStringLiteral("ttft p(50) < 500ms"), 250.0, true},
                          {QStringLiteral("e2e p(99) < 1s"), 1500.0, false}};
    summary.requests.started = 10;
    SummaryView view;
    view.setSummary(summary, Goals(), {});
    const GoalsModel &goals = view.goals();
    QCOMPARE(goals.rowCount(), 3); // and the error budget
    const auto cell = [&goals](int row, GoalsModel::Column column) {
        return goals.data(goals.index(row, column), Qt::DisplayRole).toString();
    };
    QCOMPARE(cell(0, GoalsModel::Goal), QStringLiteral("ttft p(50) < 500ms"));
    QCOMPARE(cell(0, GoalsModel::Measured), QStringLiteral("250 ms"));
    QCOMPARE(cell(0, GoalsModel::Standing), QStringLiteral("held"));
    QVERIFY(cell(0, GoalsModel::Margin).endsWith(u"left"));
    QCOMPARE(cell(1, GoalsModel::Standing), QStringLiteral("broken"));
    QVERIFY(cell(1, GoalsModel::Margin).endsWith(u"beyond"));
    QCOMPARE(cell(2, GoalsModel::Standing), QStringLiteral("held"));
    QVERIFY(!goals.data(goals.index(0, 0), Qt::ToolTipRole).toString().isEmpty());
}

void TestRuns::shortfallsAreMarked_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<bool>("isMarked");
    QTest::newRow("whole") << RunState::Finished << true << false;
    QTest::newRow("goes on") << RunState::Running << true << false;
    QTest::newRow("stopped") << RunState::Stopped << true << true;
    QTest::newRow("killed") << RunState::Interrupted << true << true;
    QTest::newRow("damaged") << RunState::Finished << false << true;
}

void TestRuns::shortfallsAreMarked()
{
    QFETCH(const RunState, state);
    QFETCH(const bool, isReadable);
    QFETCH(const bool, isMarked);
    RunListing run;
    run.path = QStringLiteral("/runs/a.weirrun");
    run.state = state;
    run.verdict = QStringLiteral("pass");
    if (!isReadable)
        run.error = Message::verbatim(QStringLiteral("Row 3 of the table series is damaged"));
    RunsModel model(m_themes);
    model.setRuns({run});
    const QModelIndex verdict = model.index(0, RunsModel::Verdict);
    QCOMPARE(!model.data(verdict, Qt::DecorationRole).isNull(), isMarked);
    const QString tip = model.data(verdict, Qt::ToolTipRole).toString();
    QVERIFY(tip.startsWith(run.path));
    QCOMPARE(tip.contains(u'\n'), isMarked);
    QVERIFY(isReadable || tip.contains(u"Row 3 of the table series is damaged"));
    QVERIFY(model.data(model.index(0, RunsModel::When), Qt::DecorationRole).isNull());
}

void TestRuns::damageFoundOnOpeningIsMarked()
{
    RunListing run;
    run.path = QStringLiteral("/runs/a.weirrun");
    run.state = RunState::Finished;
    run.verdict = QStringLiteral("pass");
    RunsModel model(m_themes);
    model.setRuns({run});
    model.setDamaged(run.path, Message::verbatim(QStringLiteral("A row is damaged")));
    QVERIFY(model.data(model.index(0, RunsModel::Note), Qt::DisplayRole).toString().contains(u"damaged"));
    model.setRuns({run}); // the list is read again, by the head alone
    QVERIFY(!model.data(model.index(0, RunsModel::Verdict), Qt::DecorationRole).isNull());
}

void TestRuns::windowsModel()
{
    WindowsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    WindowSummary first;
    first.window = {Window::Kind::Steady, 0s, 10s};
    first.requests = 1000;
    first.failed = 7;
    first.ttft = distributionOf({1e6, 2e6, 3e6, 4e6});
    first.ttft.ranks[0].interval = Interval{1.5e6, 2.5e6};
    first.tokensPerSecond = 70;
    first.intervals[QStringLiteral("tokens_per_second")] = {65, 75};
    first.window.users = 8;
    WindowSummary second;
    second.window = {Window::Kind::Steady, 10s, 25s};
    model.setWindows({first, second});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, WindowsModel::Started).data().toString(), QStringLiteral("1,000"));
    QCOMPARE(model.index(0, WindowsModel::Failed).data().toString(), QStringLiteral("7"));
    QCOMPARE(model.index(0, WindowsModel::TtftP50).data().toString(),
             QStringLiteral("2.00 ?\n1.50 to 2.50")); // weak
    QCOMPARE(model.index(0, WindowsModel::TokenRate).data().toString(), QStringLiteral("70.0\n65.0 to 75.0"));
    QCOMPARE(model.index(0, WindowsModel::Level).data().toString(), QStringLiteral("8 users"));
    QCOMPARE(model.index(1, WindowsModel::Level).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(1, WindowsModel::To).data().toString(), QStringLiteral("25.0"));
    QCOMPARE(model.index(1, WindowsModel::TtftP50).data().toString(), QStringLiteral("–"));
    QVERIFY(model.headerData(WindowsModel::E2eP99, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!model.headerData(WindowsModel::ColumnCount, Qt::Horizontal, Qt::DisplayRole).isValid());
}

void TestRuns::levelsAreShownWhereThereAreSome()
{
    SummaryView view;
    Summary summary;
    view.setSummary(summary, Goals(), QString());
    QTableView *levels = nullptr;
    for (QTableView *table : view.findChildren<QTableView *>()) {
        if (table->accessibleName() == u"Levels of the load")
            levels = table;
    }
    QVERIFY(levels);
    QVERIFY(levels->isHidden());
    summary.windows.resize(3);
    view.setSummary(summary, Goals(), QString());
    QVERIFY(!levels->isHidden());
    QCOMPARE(levels->model()->rowCount(), 3);
}

void TestRuns::requestsModel()
{
    const LoadedRunPtr run = load(writeSavedRun(m_folder->path(), 20));
    QVERIFY(run);
    RequestsModel model(m_themes);
    RequestsFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRun(run);
    QCOMPARE(model.rowCount(), 20);
    QCOMPARE(model.index(0, RequestsModel::Ttft).data(Qt::UserRole).toDouble(), 50.0);
    QCOMPARE(model.index(0, RequestsModel::E2e).data(Qt::UserRole).toDouble(), 130.0);
    QCOMPARE(model.index(7, RequestsModel::Class).data().toString(), QStringLiteral("api_error:1001"));
    filter.setOutcome(OutcomeClass::ApiError);
    QCOMPARE(filter.rowCount(), 2);
    filter.setOutcome(std::nullopt);
    filter.sort(RequestsModel::Id, Qt::DescendingOrder);
    QCOMPARE(filter.index(0, RequestsModel::Id).data().toString(), QStringLiteral("19"));
}

void TestRuns::loadIsBounded()
{
    const LoadedRunPtr run = load(writeSavedRun(m_folder->path(), 50));
    QVERIFY(run);
    QCOMPARE(run->records, quint64{50});
    QVERIFY(run->rows.size() <= LoadedRun::mostRows);
    for (std::size_t i = 0; i < run->rows.size(); ++i)
        QCOMPARE(run->rows[i].position, static_cast<quint64>(i));
    const Result<RequestRecord> record = readRecordAt(run->path, 7);
    QVERIFY(record.ok());
    QCOMPARE(record->request.value(), quint64{7});
    QCOMPARE(record->chunks.size(), std::size_t{5});
    QVERIFY(!readRecordAt(run->path, 50).ok());
}

void TestRuns::cancelledLoad()
{
    const std::atomic<bool> cancelled{true};
    QVERIFY(!loadRun(writeSavedRun(m_folder->path(), 5), cancelled, [](int) {}).ok());
}

void TestRuns::pageOpensARun()
{
    const QString path = writeSavedRun(m_folder->filePath(QStringLiteral("sample.runs")), 30);
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    test.page.openRun(path);
    QTRY_VERIFY(test.page.details().run());
    QVERIFY(test.page.canExport());
    QVERIFY(!test.page.details().charts().charts()[1]->data().isEmpty());
    QVERIFY(test.page.details().summary().figures().rowCount() > 3);
    RequestsView &requests = test.page.details().requests();
    QCOMPARE(requests.table().model()->rowCount(), 30);
    QCOMPARE(requests.table().currentIndex().row(), 0);
    QTRY_VERIFY(!requests.waterfall().accessibleDescription().isEmpty());
    const QLabel &verdict = test.page.details().verdict();
    // Three of 30 failed, which is above the error budget.
    QCOMPARE(verdict.text(), QStringLiteral("fail"));
    QCOMPARE(verdict.property("weirText").toString(), QStringLiteral("fail"));
    // No button of the opened run lies under the space bar.
    QVERIFY(!qobject_cast<QPushButton *>(test.page.focusWidget()));
    QCOMPARE(test.page.focusWidget(), &test.page.details());
    requests.table().selectRow(7);
    QTRY_VERIFY(!requests.waterfall().accessibleDescription().isEmpty());
}

void TestRuns::filterAndSort()
{
    writeSavedRun(m_folder->filePath(QStringLiteral("sample.runs")), 10);
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    test.page.filter().setText(QStringLiteral("no such text"));
    QCOMPARE(test.page.table().model()->rowCount(), 0);
    test.page.filter().setText(QStringLiteral("sAmple"));
    QCOMPARE(test.page.table().model()->rowCount(), 1);
}

void TestRuns::deleteIsUndone()
{
    const QString path = writeSavedRun(m_folder->filePath(QStringLiteral("sample.runs")), 10);
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    test.page.table().selectRow(0);
    test.page.deleteSelected();
    QTRY_COMPARE(test.page.model().rowCount(), 0);
    QVERIFY(!QFile::exists(path));
    QVERIFY(test.page.undoBar().isVisible());
    test.page.undoBar().button().click();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    QVERIFY(QFile::exists(path));
}

void TestRuns::severalAreDeletedInOneStep()
{
    const QString folder = m_folder->filePath(QStringLiteral("sample.runs"));
    const QString first = writeSavedRun(folder, 4);
    const QString second = folder + QStringLiteral("/second.weirrun");
    QVERIFY(QFile::copy(first, second));
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 2);
    test.page.table().selectAll();
    test.page.deleteSelected();
    QTRY_COMPARE(test.page.model().rowCount(), 0);
    QVERIFY(!QFile::exists(first) && !QFile::exists(second));
    QCOMPARE(test.page.undoStack()->count(), 1);
    QVERIFY(test.page.undoStack()->undoText().contains(u"2"));
    test.page.undoStack()->undo();
    QTRY_COMPARE(test.page.model().rowCount(), 2);
    QVERIFY(QFile::exists(first) && QFile::exists(second));
    test.page.undoBar().button().click(); // too late: it has been taken back
    QVERIFY(!test.page.undoStack()->canUndo());
    test.page.undoStack()->redo();
    QTRY_COMPARE(test.page.model().rowCount(), 0);
}

void TestRuns::actsNeedASelection()
{
    writeSavedRun(m_folder->filePath(QStringLiteral("sample.runs")), 4);
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    test.page.table().clearSelection();
    QStringList acts;
    for (const QAction *action : test.page.table().actions()) {
        acts.append(action->text());
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    }
    QCOMPARE(acts, QStringList({u"Open"_qs, u"Edit tags…"_qs, u"Edit note…"_qs, u"Delete"_qs}));
    test.page.table().selectRow(0);
    for (const QAction *action : test.page.table().actions())
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
}

void TestRuns::unreadableFile()
{
    const QString path = m_folder->filePath(QStringLiteral("sample.runs/broken.weirrun"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no run");
    file.close();
    PageUnderTest test(m_themes, m_folder->path());
    test.page.show();
    QTRY_COMPARE(test.page.model().rowCount(), 1);
    QCOMPARE(test.page.model().index(0, RunsModel::Verdict).data().toString(), QStringLiteral("unreadable"));
    test.page.openRun(path);
    QTRY_VERIFY(test.page.details().problem().isVisible());
    QVERIFY(!test.page.details().problem().text().isEmpty());
    QVERIFY(!test.page.details().run());
    QVERIFY(!test.page.openFile(QStringLiteral("something.txt")));
}

void TestRuns::annotates()
{
    writeSavedRun(m_folder->path(), 5);
    RunsModel model(m_themes);
    model.setRuns(listRuns(m_folder->path()));
    QVERIFY(model.flags(model.index(0, RunsModel::Note)) & Qt::ItemIsEditable);
    QVERIFY(!(model.flags(model.index(0, RunsModel::Size)) & Qt::ItemIsEditable));
    QVERIFY(
        model.setData(model.index(0, RunsModel::Tags), QStringLiteral("cold, night ,cold"), Qt::EditRole));
    QVERIFY(
        model.setData(model.index(0, RunsModel::Note), QStringLiteral(" after the update "), Qt::EditRole));
    const std::vector<RunListing> runs = listRuns(m_folder->path());
    QCOMPARE(runs.front().tags, QStringList({QStringLiteral("cold"), QStringLiteral("night")}));
    QCOMPARE(runs.front().note, QStringLiteral("after the update"));
}

void TestRuns::writesEveryChart_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("png") << static_cast<int>(ChartFileOptions::Format::Png) << QStringLiteral("png");
    QTest::newRow("svg") << static_cast<int>(ChartFileOptions::Format::Svg) << QStringLiteral("svg");
}

void TestRuns::writesEveryChart()
{
    QFETCH(int, format);
    QFETCH(QString, suffix);
    const LoadedRunPtr run = load(writeSavedRun(m_folder->path(), 30));
    QVERIFY(run);
    ChartFileOptions options;
    options.folder = m_folder->filePath(QStringLiteral("charts"));
    options.format = static_cast<ChartFileOptions::Format>(format);
    options.size = QSize(640, 360);
    const Result<QStringList> written = writeChartFiles(*run->snapshot, run->header.scenario, options);
    QVERIFY(written.ok());
    QStringList names;
    for (const QString &path : *written) {
        QVERIFY2(QFileInfo(path).size() > 500, qPrintable(path));
        names << QFileInfo(path).completeBaseName();
        QCOMPARE(QFileInfo(path).suffix(), suffix);
        if (suffix == u"png")
            QCOMPARE(QImage(path).size(), options.size);
    }
    names.sort();
    QCOMPARE(
        names.join(u' '),
        QStringLiteral("error-classes errors-over-time gaps load server-times throughput ttft-distribution "
                       "ttft-over-time"));
}

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
