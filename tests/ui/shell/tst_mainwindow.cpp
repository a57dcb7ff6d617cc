// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibrationdialog.h"
#include "compose/composepage.h"
#include "compose/importdialog.h"
#include "compose/oncedialog.h"
#include "compose/onceview.h"
#include "compose/presetdialog.h"
#include "compose/scenariotree.h"
#include "document/recoverykeeper.h"
#include "fields/valueedit.h"
#include "runs/repeatsdialog.h"
#include "runs/repeatsmodel.h"
#include "scenario/templates.h"
#include "session/languagesource.h"
#include "session/page.h"
#include "shell/mainwindow.h"
#include "shell/settingsdialog.h"
#include "shell/statusline.h"
#include "shell/topbar.h"
#include "shell/welcomepage.h"
#include "shell/windowmenus.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>
#include <QWheelEvent>

using namespace weir;

namespace {

/// A second page that remembers what it was asked.
class TestPage : public Page
{
public:
    [[nodiscard]] QString title() const override { return QStringLiteral("Test"); }
    [[nodiscard]] Icon icon() const override { return Icon::Runs; }
    bool openFile(const QString &path) override
    {
        opened = path;
        return path.endsWith(u".weirrun");
    }
    [[nodiscard]] bool canExport() const override { return true; }
    void exportPage() override { ++exports; }

    QString opened;
    int exports = 0;
};

struct Bench
{
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(QStringLiteral("weir.ini"))};
    ThemeSource themes{ThemeMode::Light, QApplication::palette()};
    ScenarioDocument document;
    RunController runs;
    QString saveAnswer = folder.filePath(QStringLiteral("p.weir"));
    MainWindow window;

    Bench()
        : document([] {
            CheckContext names;
            names.vendors = {QStringLiteral("openai-chat")};
            return names;
        }())
        , window({settings, themes, document, runs},
                 {[](const QString &) { return QString(); }, [this](const QString &) { return saveAnswer; },
                  [](const QString &) { return UnsavedChoice::Discard; },
                  [](const QString &) { return ChangedChoice::Cancel; }})
    {
        window.show();
        QApplication::setActiveWindow(&window);
    }
    QAction *action(Command command) { return window.menus()->action(command); }
};

/// As where another language was chosen.
void renew(MainWindow &window)
{
    const ComposePage *old = window.composePage();
    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(&window, &change);
    QTRY_VERIFY(window.composePage() != old);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithTheWelcomePage();
    void everyTemplateIsOffered();
    void shortcutsAreTheHabits_data();
    void shortcutsAreTheHabits();
    void noShortcutIsTakenTwice();
    void pageKeysSwitch();
    void undoKeyReachesTheDocumentFromAField();
    void undoIsThatOfThePage();
    void saveKeySaves();
    void dirtyMarkIsTrue();
    void runIsOfferedOnlyWithoutErrors();
    void filesGoToThePageThatKnowsThem();
    void exportIsThePagesOwn();
    void themeAndLayoutAreRemembered();
    void aRunStartsAndEnds();
    void severalRunsShowTheirSpread();
    void tryOnceShowsTheAnswer();
    void calibrationAndRunExcludeEachOther();
    void recoveryIsOfferedAndRestored();
    void messagesMoveNothing();
    void messagesGoWithTheirProject();
    void settingsOpenByTheirKey();
    void everyPageHasItsKey();
    void theWheelChangesNoFieldWithoutFocus();
    void theLanguageIsThatOfTheSettings();
    void whatIsGoingOnOutlivesTheLanguage();
    void aPastedCommandIsTakenOver();
    void whatCannotBeImportedIsTold();
};

void TestMainWindow::startsWithTheWelcomePage()
{
    Bench bench;
    QCOMPARE(bench.window.currentPage(), -1);
    bench.action(Command::Welcome)->trigger();
    QCOMPARE(bench.window.currentPage(), -1);
    bench.window.showPage(0);
    QCOMPARE(bench.window.currentPage(), 0);
    bench.window.showPage(7); // no such page: nothing happens
    QCOMPARE(bench.window.currentPage(), 0);
}

void TestMainWindow::everyTemplateIsOffered()
{
    Bench bench;
    QMenu *file = bench.window.menuBar()->actions().first()->menu();
    QMenu *create = file->actions().first()->menu();
    QMenu *welcome = nullptr;
    for (const QPushButton *button : bench.window.findChild<WelcomePage *>()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"New")
            welcome = button->menu();
    }
    QVERIFY(create && welcome);
    QCOMPARE(create->actions().first()->shortcut(), QKeySequence(QKeySequence::New));
    const std::vector<ScenarioTemplate> templates = scenarioTemplates();
    for (QMenu *menu : {create, welcome}) {
        QCOMPARE(menu->actions().size(), qsizetype(templates.size()));
        for (qsizetype i = 0; i < menu->actions().size(); ++i) {
            const ScenarioTemplate &which = templates[std::size_t(i)];
            QAction *action = menu->actions().at(i);
            QCOMPARE(action->text(), which.title.text());
            QCOMPARE(action->toolTip(), which.description.text());
            bench.window.showWelcome();
            action->trigger();
            QCOMPARE(bench.document.scenario(), *templateScenario(which.name));
            QCOMPARE(bench.window.currentPage(), 0);
        }
    }
}

void TestMainWindow::shortcutsAreTheHabits_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<QString>("keys");
    QTest::newRow("open") << int(Command::Open) << "Ctrl+O";
    QTest::newRow("save") << int(Command::Save) << "Ctrl+S";
    QTest::newRow("save as") << int(Command::SaveAs) << "Ctrl+Shift+S";
    QTest::newRow("run") << int(Command::Run) << "Ctrl+R";
    QTest::newRow("run several times") << int(Command::RunTimes) << "Ctrl+Shift+R";
    QTest::newRow("stop") << int(Command::Stop) << "Ctrl+.";
    QTest::newRow("try once") << int(Command::TryOnce) << "Ctrl+Return";
    QTest::newRow("help") << int(Command::Shortcuts) << "F1";
}

void TestMainWindow::shortcutsAreTheHabits()
{
    QFETCH(int, command);
    QFETCH(QString, keys);
    Bench bench;
    QCOMPARE(bench.action(static_cast<Command>(command))->shortcut(), QKeySequence(keys));
}

void TestMainWindow::noShortcutIsTakenTwice()
{
    Bench bench;
    QStringList seen;
    for (const QAction *action : bench.window.menus()->allActions()) {
        const QString keys = action->shortcut().toString();
        if (keys.isEmpty())
            continue;
        QVERIFY2(!seen.contains(keys), qPrintable(keys));
        seen.append(keys);
    }
    for (const QString &keys : {u"Ctrl+N"_qs, u"Ctrl+Z"_qs, u"Ctrl+Shift+Z"_qs, u"Ctrl+1"_qs})
        QVERIFY2(seen.contains(keys), qPrintable(keys));
}

void TestMainWindow::pageKeysSwitch()
{
    Bench bench;
    bench.window.addPage(new TestPage);
    QTest::keyClick(&bench.window, Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(bench.window.currentPage(), 1);
    QTest::keyClick(&bench.window, Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(bench.window.currentPage(), 0);
}

void TestMainWindow::undoKeyReachesTheDocumentFromAField()
{
    Bench bench;
    bench.window.showPage(0);
    bench.window.composePage()->reveal(QStringLiteral("/targets/0/model"));
    QLineEdit *field = qobject_cast<QLineEdit *>(
        bench.window.composePage()->fields().find(QStringLiteral("/targets/0/model")));
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("abc"));
    QCOMPARE(bench.document.scenario().targets[0].model, QStringLiteral("abc"));
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(bench.document.scenario().targets[0].model, QString());
    QCOMPARE(field->text(), QString());
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(bench.document.scenario().targets[0].model, QStringLiteral("abc"));
}

void TestMainWindow::undoIsThatOfThePage()
{
    Bench bench;
    bench.window.addPage(new TestPage); // has no steps of its own
    bench.window.showPage(0);
    bench.document.edit({}, {}, [](Scenario &scenario) { scenario.name = QStringLiteral("mine"); });
    bench.window.showPage(1);
    QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.document.scenario().name, QStringLiteral("mine"));
    bench.window.showPage(0);
    QTest::keyClick(&bench.window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(bench.document.scenario().name != u"mine");
}

void TestMainWindow::saveKeySaves()
{
    Bench bench;
    bench.window.showPage(0);
    bench.window.composePage()->tree()->addElement();
    QVERIFY(bench.document.isDirty());
    QTest::keyClick(&bench.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!bench.document.isDirty());
    QVERIFY(QFile::exists(bench.saveAnswer));
}

void TestMainWindow::dirtyMarkIsTrue()
{
    Bench bench;
    const QLabel *name = bench.window.topBar()->nameLabel();
    QVERIFY(!name->text().contains(u'●'));
    bench.document.edit({}, {}, [](Scenario &scenario) { scenario.name = QStringLiteral("mine"); });
    QVERIFY(name->text().contains(u'●'));
    QVERIFY(bench.window.isWindowModified());
    bench.document.undoStack()->undo();
    QVERIFY(!name->text().contains(u'●'));
    QVERIFY(!bench.window.isWindowModified());
}

void TestMainWindow::runIsOfferedOnlyWithoutErrors()
{
    Bench bench;
    QTRY_VERIFY(bench.document.isChecked());
    QVERIFY(bench.action(Command::Run)->isEnabled());
    QVERIFY(bench.window.topBar()->runButton()->isEnabled());
    QVERIFY(!bench.action(Command::Stop)->isEnabled());
    bench.document.edit({}, {}, [](Scenario &scenario) { scenario.targets.clear(); });
    QTRY_VERIFY(!bench.action(Command::Run)->isEnabled());
    QVERIFY(!bench.window.topBar()->runButton()->isEnabled());
    QVERIFY(!bench.window.topBar()->tryButton()->isEnabled());
    QVERIFY(!bench.window.topBar()->runButton()->toolTip().isEmpty());
}

void TestMainWindow::filesGoToThePageThatKnowsThem()
{
    Bench bench;
    TestPage *page = new TestPage;
    bench.window.addPage(page);
    bench.window.openFile(QStringLiteral("/runs/a.weirrun"));
    QCOMPARE(page->opened, QStringLiteral("/runs/a.weirrun"));
    QCOMPARE(bench.window.currentPage(), 1);
    bench.window.openFile(QStringLiteral("/x/picture.png"));
    QVERIFY(bench.window.messageBar()->isVisible());
    QVERIFY(bench.window.messageBar()->text().contains(u"picture.png"));
    ScenarioDocument other{CheckContext{}};
    const QString path = bench.folder.filePath(QStringLiteral("other.weir"));
    other.edit({}, {}, [](Scenario &scenario) { scenario.name = QStringLiteral("other one"); });
    QVERIFY(other.saveAs(path));
    bench.window.openFile(path);
    QCOMPARE(bench.document.scenario().name, QStringLiteral("other one"));
    QCOMPARE(bench.window.currentPage(), 0);
}

void TestMainWindow::exportIsThePagesOwn()
{
    Bench bench;
    TestPage *page = new TestPage;
    bench.window.addPage(page);
    bench.window.showPage(0);
    QVERIFY(!bench.action(Command::Export)->isEnabled());
    bench.window.showPage(1);
    QVERIFY(bench.action(Command::Export)->isEnabled());
    bench.action(Command::Export)->trigger();
    QCOMPARE(page->exports, 1);
}

void TestMainWindow::themeAndLayoutAreRemembered()
{
    Bench bench;
    Q_EMIT bench.window.menus()->themeChosen(ThemeMode::Dark);
    QVERIFY(bench.themes.theme().dark);
    bench.window.addPage(new TestPage);
    bench.window.showPage(1);
    bench.window.close();
    const AppSettings again(bench.folder.filePath(QStringLiteral("weir.ini")));
    QCOMPARE(again.values().theme, ThemeMode::Dark);
    QCOMPARE(again.values().lastPage, 1);
    QVERIFY(!again.values().windowGeometry.isEmpty());
    QVERIFY(!again.values().windowState.isEmpty());
}

void TestMainWindow::aRunStartsAndEnds()
{
    Bench bench;
    TestPage *page = new TestPage;
    new QPushButton(page); // where the focus would go by itself
    bench.window.addPage(page);
    bench.window.setRunPage(page);
    QVERIFY(bench.document.saveAs(bench.saveAnswer)); // the run file goes beside it
    bench.document.edit({}, {}, [](Scenario &scenario) {
        scenario.load.first().duration.reset();
        scenario.load.first().requests = 2;
    });
    QSignalSpy snapshots(&bench.runs, &RunController::snapshotChanged);
    std::optional<Result<RunResult>> result;
    connect(&bench.runs, &RunController::finished, this,
            [&](const Result<RunResult> &ended) { result = ended; });
    bench.window.run();
    QVERIFY2(bench.runs.isRunning(), qPrintable(bench.window.messageBar()->text()));
    QVERIFY(bench.runs.isBuiltinServiceRunning());
    QCOMPARE(bench.window.currentPage(), 1);
    QCOMPARE(bench.window.focusWidget(), page); // Space must press nothing
    QVERIFY(bench.action(Command::Stop)->isEnabled());
    QVERIFY(!bench.action(Command::Run)->isEnabled());
    QVERIFY(!bench.runs.start(bench.document.scenario(), {}, {})); // one at a time
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 60'000);
    QVERIFY2(result->ok(), result->ok() ? "" : qPrintable(result->error().text()));
    QCOMPARE(result->value().summary.requests.succeeded, quint64(2));
    QVERIFY(QFile::exists(result->value().runPath));
    QVERIFY(snapshots.count() > 0);
    QVERIFY(!bench.runs.isRunning());
    QVERIFY(!bench.runs.isBuiltinServiceRunning());
    QVERIFY(bench.window.messageBar()->isVisible());
    QPushButton *open = bench.window.messageBar()->choices().back();
    QCOMPARE(open->text(), QStringLiteral("Open"));
    open->click();
    QCOMPARE(page->opened, result->value().runPath);
    QVERIFY(!bench.window.messageBar()->isVisible());
}

void TestMainWindow::messagesMoveNothing()
{
    Bench bench;
    bench.window.showPage(0);
    QCoreApplication::processEvents();
    const auto places = [&bench] {
        QList<QRect> found;
        for (const QWidget *widget : bench.window.composePage()->findChildren<QWidget *>())
            found << QRect(widget->mapTo(&bench.window, QPoint()), widget->size());
        return found;
    };
    // Texts that wrap find their height in turns of their own.
    QVERIFY(QTest::qWaitFor([&places] {
        const QList<QRect> seen = places();
        QTest::qWait(50);
        return places() == seen;
    }));
    const QList<QRect> before = places();
    bench.window.tell(QString(400, u'x') + u' ' + QString(400, u'y'), MessageBar::Kind::Error);
    QCoreApplication::processEvents();
    QVERIFY(bench.window.messageBar()->isVisible());
    QCOMPARE(places(), before);
    const MessageBar *bar = bench.window.messageBar();
    QVERIFY(bar->parentWidget()->rect().contains(bar->geometry()));
    // However long, it lies over the status line, and leaves the page all but its margin, until the user asks
    // for the rest.
    const StatusLine *status = bench.window.findChild<StatusLine *>();
    constexpr int margin = 12;
    const auto leavesThePage = [&] {
        return bar->y() >= status->y() - margin && bar->geometry().contains(status->geometry());
    };
    QVERIFY(leavesThePage());
    QCOMPARE(bar->text().size(), 801);
    QVERIFY(bar->unfoldButton().isVisible());
    bar->unfoldButton().click();
    QCoreApplication::processEvents();
    QVERIFY(!leavesThePage());
    QVERIFY(bar->parentWidget()->rect().contains(bar->geometry()));
    bar->unfoldButton().click();
    QCoreApplication::processEvents();
    QVERIFY(leavesThePage());
    bench.window.tell(QStringLiteral("Verdict: pass. Saved as test.weirrun"), MessageBar::Kind::Info,
                      {{QStringLiteral("Open"), [] {}}});
    QCoreApplication::processEvents();
    QVERIFY(leavesThePage());
    QVERIFY(!bar->unfoldButton().isVisible());
    bench.window.resize(900, 600);
    QCoreApplication::processEvents();
    QVERIFY(bar->parentWidget()->rect().contains(bar->geometry()));
}

void TestMainWindow::messagesGoWithTheirProject()
{
    Bench bench;
    bench.window.tell(QStringLiteral("Verdict: fail."), MessageBar::Kind::Warning);
    QVERIFY(bench.window.messageBar()->isVisible());
    QVERIFY(bench.window.files()->createFrom(QStringLiteral("baseline")));
    QVERIFY(!bench.window.messageBar()->isVisible());
    bench.window.messageBar()->showMessage(MessageBar::Kind::Info, QStringLiteral("Work was found."), {},
                                           MessageBar::About::Program);
    QVERIFY(bench.window.files()->createFrom(QStringLiteral("soak")));
    QVERIFY(bench.window.messageBar()->isVisible());
}

void TestMainWindow::settingsOpenByTheirKey()
{
    Bench bench;
    QCOMPARE(bench.action(Command::Settings)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    bench.action(Command::Settings)->trigger();
    SettingsDialog *dialog = bench.window.findChild<SettingsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QComboBox *theme = dialog->findChildren<QComboBox *>().first();
    QCOMPARE(theme->currentData().toInt(), static_cast<int>(bench.settings.values().theme));
    theme->setCurrentIndex(theme->findData(static_cast<int>(ThemeMode::Dark)));
    QVERIFY(bench.themes.theme().dark);
    QCOMPARE(bench.settings.values().theme, ThemeMode::Dark);
}

void TestMainWindow::severalRunsShowTheirSpread()
{
    Bench bench;
    QVERIFY(bench.document.saveAs(bench.saveAnswer)); // the run files go beside it
    bench.document.edit({}, {}, [](Scenario &scenario) {
        scenario.load.first().duration.reset();
        scenario.load.first().requests = 2;
    });
    QTRY_VERIFY(bench.action(Command::RunTimes)->isEnabled());
    bench.action(Command::RunTimes)->trigger();
    QInputDialog *question = bench.window.findChild<QInputDialog *>();
    QVERIFY(question && question->isVisible());
    question->setIntValue(2);
    question->accept();
    QVERIFY2(bench.runs.isRunning(), qPrintable(bench.window.messageBar()->text()));
    QVERIFY(!bench.action(Command::RunTimes)->isEnabled());
    QVERIFY(!bench.action(Command::Run)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(bench.window.findChild<RepeatsDialog *>() != nullptr, 60'000);
    const RepeatsDialog *spread = bench.window.findChild<RepeatsDialog *>();
    QVERIFY(spread->isVisible() && !spread->isModal());
    const RepeatsModel &model = spread->model();
    QVERIFY(model.rowCount() > 10);
    QCOMPARE(model.data(model.index(0, RepeatsModel::Figure), Qt::UserRole).toString(),
             QStringLiteral("ttft_ms.mean"));
    QCOMPARE(model.data(model.index(0, RepeatsModel::Runs), Qt::DisplayRole).toString(), QStringLiteral("2"));
    const double least = model.data(model.index(0, RepeatsModel::Least), Qt::UserRole).toDouble();
    const double most = model.data(model.index(0, RepeatsModel::Most), Qt::UserRole).toDouble();
    const double mean = model.data(model.index(0, RepeatsModel::Mean), Qt::UserRole).toDouble();
    QVERIFY(least > 0 && least <= mean && mean <= most);
    QVERIFY(!spread->verdictLabel().text().isEmpty());
    QVERIFY(bench.action(Command::RunTimes)->isEnabled());
}

void TestMainWindow::tryOnceShowsTheAnswer()
{
    Bench bench;
    bench.window.tryOnce();
    OnceDialog *dialog = bench.window.findChild<OnceDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->view()->hasResult(), 60'000);
    QCOMPARE(dialog->view()->outcomeText(), QStringLiteral("success"));
    QVERIFY(dialog->view()->events()->rowCount() > 2);
}

void TestMainWindow::calibrationAndRunExcludeEachOther()
{
    Bench bench;
    QVERIFY(bench.document.saveAs(bench.saveAnswer)); // the run file goes beside it
    QTRY_VERIFY(bench.action(Command::Calibrate)->isEnabled());
    QVERIFY(bench.action(Command::Run)->isEnabled());
    bench.action(Command::Calibrate)->trigger();
    CalibrationDialog *dialog = bench.window.findChild<CalibrationDialog *>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    dialog->start();
    QVERIFY(dialog->isBusy());
    QVERIFY(!bench.action(Command::Run)->isEnabled());
    bench.window.run();
    QVERIFY(!bench.runs.isRunning());
    dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), 30'000);
    QVERIFY(bench.action(Command::Run)->isEnabled());
    bench.window.run();
    QVERIFY(bench.runs.isRunning());
    dialog->start();
    QVERIFY(!dialog->isBusy());
    bench.runs.stopNow();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.runs.isRunning(), 30'000);
}

void TestMainWindow::recoveryIsOfferedAndRestored()
{
    Bench bench;
    const QString left = QDir(bench.settings.folder()).filePath(QStringLiteral("recovery/crashed"));
    Scenario scenario = defaultScenario();
    scenario.name = QStringLiteral("left behind");
    QVERIFY(RecoveryFile(left).write(scenario, {}, QDateTime::currentDateTimeUtc()));
    bench.window.offerRecovery();
    QVERIFY(bench.window.messageBar()->isVisible());
    QPushButton *restore = bench.window.messageBar()->findChildren<QPushButton *>().last();
    for (QPushButton *button : bench.window.messageBar()->findChildren<QPushButton *>()) {
        if (button->text() == u"Restore")
            restore = button;
    }
    restore->click();
    QCOMPARE(bench.document.scenario().name, QStringLiteral("left behind"));
    QVERIFY(bench.document.isDirty());
    QVERIFY(!QDir(left).exists());
}

void TestMainWindow::everyPageHasItsKey()
{
    Bench bench;
    constexpr int pageCount = 5;
    for (int i = 1; i < pageCount; ++i)
        bench.window.addPage(new TestPage);
    for (int round = 0; round < 2; ++round) {
        for (int i = pageCount - 1; i >= 0; --i) {
            QTest::keyClick(&bench.window, static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            QTRY_COMPARE(bench.window.currentPage(), i);
        }
        renew(bench.window); // and so in another language
    }
}

void TestMainWindow::theWheelChangesNoFieldWithoutFocus()
{
    Bench bench;
    bench.window.showPage(0);
    bench.window.composePage()->reveal(QStringLiteral("/targets/0/vendor"));
    QComboBox box(&bench.window);
    box.addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    box.setCurrentIndex(1);
    box.show();
    QVERIFY(!box.hasFocus());
    const auto turn = [&box](int angle) {
        const QPointF at = box.rect().center();
        QWheelEvent event(at, box.mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&box, &event);
    };
    turn(-120);
    turn(120);
    turn(120);
    QCOMPARE(box.currentIndex(), 1);
}

void TestMainWindow::theLanguageIsThatOfTheSettings()
{
    const QLocale before;
    {
        Bench bench;
        LanguageSource language;
        language.use(QStringLiteral("en"));
        connect(&bench.settings, &AppSettings::changed, &bench.settings,
                [&] { language.use(bench.settings.values().language); });
        const ComposePage *page = bench.window.composePage();
        Q_EMIT bench.window.menus()->languageChosen(QStringLiteral("zh_CN"));
        QCOMPARE(bench.settings.values().language, QStringLiteral("zh_CN"));
        QCOMPARE(QLocale().language(), QLocale::Chinese);
        QTRY_VERIFY(bench.window.composePage() != page);
        // The choice that is in use makes nothing anew.
        QCoreApplication::processEvents();
        page = bench.window.composePage();
        language.use(QStringLiteral("zh_CN"));
        QCoreApplication::processEvents();
        QVERIFY(bench.window.composePage() == page);
    }
    QLocale::setDefault(before);
}

void TestMainWindow::whatIsGoingOnOutlivesTheLanguage()
{
    Bench bench;
    bench.window.showPage(0);
    bench.document.edit(QStringLiteral("a step"), {},
                        [](Scenario &scenario) { scenario.name = QStringLiteral("changed"); });
    ComposePage *page = bench.window.composePage();
    page->showNode({ComposeGroup::Load, -1});
    page->reveal(QStringLiteral("/load/drain"));
    ValueEdit *drain = qobject_cast<ValueEdit *>(page->fields().find(QStringLiteral("/load/drain")));
    QVERIFY(drain);
    drain->type(QStringLiteral("no time"));
    QVERIFY(!page->canRun());
    bench.window.tell(QStringLiteral("What was said."), MessageBar::Kind::Warning,
                      {{QStringLiteral("Act"), [] {}}});
    bench.action(Command::Settings)->trigger();
    bench.action(Command::Shortcuts)->trigger();
    for (QToolButton *button : page->findChildren<QToolButton *>()) {
        if (button->text() == u"Look at the preset…")
            button->click();
    }
    const QPointer<PresetDialog> preset = bench.window.findChild<PresetDialog *>();
    QVERIFY(preset && preset->isVisible());

    renew(bench.window);

    page = bench.window.composePage();
    QCOMPARE(bench.window.currentPage(), 0);
    QVERIFY((page->tree()->current() == ComposeNode{ComposeGroup::Load, -1}));
    drain = qobject_cast<ValueEdit *>(page->fields().find(QStringLiteral("/load/drain")));
    QVERIFY(drain);
    QCOMPARE(drain->text(), QStringLiteral("no time"));
    QVERIFY(!page->canRun());
    QVERIFY(!bench.action(Command::Run)->isEnabled());
    QVERIFY(bench.window.messageBar()->isVisible());
    QCOMPARE(bench.window.messageBar()->text(), QStringLiteral("What was said."));
    QCOMPARE(bench.window.messageBar()->choices().size(), std::size_t(1));
    const QList<SettingsDialog *> settings = bench.window.findChildren<SettingsDialog *>();
    QCOMPARE(settings.size(), qsizetype(1));
    QVERIFY(settings.first()->isVisible());
    QVERIFY(preset && preset->isVisible()); // something may be written there
    QVERIFY(bench.window.isWindowModified());
    bench.document.undoStack()->undo();
    QVERIFY(!bench.document.isDirty());
    // The welcome page stays the welcome page.
    bench.window.showWelcome();
    renew(bench.window);
    QCOMPARE(bench.window.currentPage(), -1);
    QVERIFY(bench.window.findChild<WelcomePage *>()->isVisible());
}

void TestMainWindow::aPastedCommandIsTakenOver()
{
    Bench bench;
    bench.window.showPage(0);
    QApplication::clipboard()->setText(u"a text of a letter"_qs);
    QTest::keySequence(&bench.window, QKeySequence::Paste);
    QVERIFY(!bench.window.findChild<ImportDialog *>());
    QApplication::clipboard()->setText(
        u"curl -s https://h.example/v1/chat/completions -H 'Authorization: Bearer a-secret-key-1' -d "
        "'{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], \"stream\": true}'"_qs);
    QTest::keySequence(&bench.window, QKeySequence::Paste);
    ImportDialog *dialog = bench.window.findChild<ImportDialog *>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    QCOMPARE(dialog->preview()->rowCount(), 3); // target, request, load
    QVERIFY(dialog->notes()->count() > 0);
    QCOMPARE(dialog->secrets()->rowCount(), 1);

    dialog->secrets()->item(0, 1)->setText(u"no reference"_qs);
    dialog->createButton()->click();
    QVERIFY(dialog->isVisible() && !dialog->failure()->text().isEmpty());
    dialog->secrets()->item(0, 1)->setText(u"env:MINE"_qs);
    const std::size_t before = bench.document.scenario().requests.size();
    dialog->addButton()->click();
    QVERIFY(!dialog->isVisible());
    QCOMPARE(bench.document.scenario().requests.size(), before + 1);
    QCOMPARE(bench.document.scenario().targets.back().auth.key, u"env:MINE"_qs);
    bench.document.undoStack()->undo();
    QCOMPARE(bench.document.scenario().requests.size(), before);

    bench.action(Command::Import)->trigger();
    QVERIFY(dialog->isVisible() && dialog->text()->toPlainText().isEmpty());
    QVERIFY(!dialog->createButton()->isEnabled());
    dialog->showText(QApplication::clipboard()->text().toUtf8());
    dialog->createButton()->click();
    QCOMPARE(bench.document.scenario().requests.size(), std::size_t(1));
    QCOMPARE(bench.document.scenario().requests.front().prompt, u"Hi"_qs);
    QCOMPARE(bench.document.scenario().targets.front().auth.key, u"env:API_KEY"_qs);
    QVERIFY(bench.document.path().isEmpty());
}

void TestMainWindow::whatCannotBeImportedIsTold()
{
    Bench bench;
    QFile file(bench.folder.filePath(u"notes.txt"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Nothing of this is a command.");
    file.close();
    bench.window.openFile(file.fileName());
    ImportDialog *dialog = bench.window.findChild<ImportDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->failure()->text().isEmpty());
    QVERIFY(!dialog->createButton()->isEnabled() && !dialog->addButton()->isEnabled());
    dialog->format()->setCurrentIndex(dialog->format()->findText(u"k6"_qs));
    QVERIFY(!dialog->createButton()->isEnabled());
    dialog->showText("export const options = { vus: 3, duration: '5s' };");
    QVERIFY(dialog->createButton()->isEnabled());
    dialog->addButton()->click();
    QCOMPARE(std::get<ClosedLoad>(bench.document.scenario().load.first().model).users, 3U);
    QCOMPARE(bench.document.scenario().targets, defaultScenario().targets);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
