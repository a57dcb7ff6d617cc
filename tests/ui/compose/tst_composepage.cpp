// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/composepage.h"
#include "compose/problemspanel.h"
#include "compose/scenariotree.h"
#include "fields/rowsedit.h"
#include "fields/templateedit.h"
#include "fields/valueedit.h"
#include "scenario/edit/elements.h"
#include "scenario/templates.h"
#include "theme/themesource.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>

using namespace weir;

namespace {

CheckContext names()
{
    CheckContext context;
    context.vendors = {QStringLiteral("openai-chat")};
    return context;
}

/// A scenario in which every editor has something to edit.
Scenario fullScenario(bool open)
{
    Scenario scenario = *templateScenario(open ? QStringLiteral("open-rate") : QStringLiteral("concurrent"));
    if (!open)
        scenario.load.first().model =
            ClosedLoad{5, {ThinkTime::Kind::Uniform, std::chrono::seconds{1}, std::chrono::seconds{3}}};
    scenario.targets[0].auth.scheme = AuthScheme::Header;
    scenario.targets[0].auth.key = QStringLiteral("env:KEY");
    scenario.load.first().abandon = {std::chrono::seconds{20}, 100, 0.5};
    addElement(scenario, ElementList::Data);
    addElement(scenario, ElementList::Targets);
    return scenario;
}

struct Bench
{
    ThemeSource themes{ThemeMode::Light, QApplication::palette()};
    ScenarioDocument document{names()};
    ComposePage page{document, themes};

    Bench()
    {
        page.resize(1200, 800);
        page.show();
    }
    QWidget *field(const QString &path) { return page.fields().find(path); }
};

/// Changes a field as a user would, to some other value that it takes.
void changeField(QWidget *field)
{
    if (QComboBox *box = qobject_cast<QComboBox *>(field)) {
        box->setCurrentIndex((box->currentIndex() + 1) % box->count());
    } else if (QCheckBox *check = qobject_cast<QCheckBox *>(field)) {
        check->click();
    } else if (TemplateEdit *text = qobject_cast<TemplateEdit *>(field)) {
        QTest::keyClicks(text, QStringLiteral("x"));
    } else if (RowsEdit *rows = qobject_cast<RowsEdit *>(field)) {
        rows->addRow();
    } else if (OutcomeListEdit *list = qobject_cast<OutcomeListEdit *>(field)) {
        list->lineEdit()->selectAll();
        QTest::keyClicks(list->lineEdit(), QStringLiteral("deadline"));
    } else if (DurationEdit *duration = qobject_cast<DurationEdit *>(field)) {
        duration->lineEdit()->selectAll();
        QTest::keyClicks(duration->lineEdit(), QStringLiteral("17s"));
    } else if (ValueEdit *value = qobject_cast<ValueEdit *>(field)) {
        value->lineEdit()->selectAll();
        QTest::keyClicks(value->lineEdit(), QStringLiteral("1"));
    } else {
        QLineEdit *line = qobject_cast<QLineEdit *>(field);
        if (!line)
            line = qobject_cast<QLineEdit *>(field->focusProxy());
        QVERIFY(line);
        QTest::keyClicks(line, QStringLiteral("x"));
    }
}

} // namespace

class TestComposePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldEditsAndUndoes_data();
    void everyFieldEditsAndUndoes();
    void certificatesAreFoldedAwayUntilTheyMatter();
    void namesAreRenamedAtTheEndOfEditing();
    void treeKeysAddDuplicateAndRemove();
    void problemLinksFocusTheirField_data();
    void problemLinksFocusTheirField();
    void clickingAProblemGoesThere();
    void whatFormAndCheckFindIsListedOnce();
    void runIsOfferedOnlyWithoutErrors();
    void wrongFieldsAreMarkedAndTheFormStays();
    void switchingTheModelThereAndBackKeepsTheLoad();
    void removingTheShownElementIsSafe();
    void vendorsAreShownByTheirTitles();
    void theOtherKindOfDataGoes();
    void fieldsStayAsLongAsTheirTexts();
    void everyControlHasANameATipAndAPlaceInTheTabOrder_data();
    void everyControlHasANameATipAndAPlaceInTheTabOrder();
};

void TestComposePage::everyFieldEditsAndUndoes_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<QString>("path");
    const char *common[] = {"/targets/0/url",
                            "/targets/0/model",
                            "/targets/0/tokenizer",
                            "/targets/0/auth/scheme",
                            "/targets/0/auth/header",
                            "/targets/0/auth/key",
                            "/targets/0/headers",
                            "/targets/0/verify_tls",
                            "/targets/0/tls/ca",
                            "/targets/0/tls/certificate",
                            "/targets/0/tls/key",
                            "/targets/0/tls/key_password",
                            "/targets/0/http2",
                            "/targets/0/reuse_connections",
                            "/targets/0/proxy",
                            "/targets/0/timers/connect",
                            "/targets/0/timers/first_token",
                            "/targets/0/timers/stall",
                            "/targets/0/timers/deadline",
                            "/targets/0/retry/backoff",
                            "/targets/0/retry/jitter",
                            "/targets/0/retry/on",
                            "/targets/0/retry/honour_retry_after",
                            "/requests/0/target",
                            "/requests/0/data",
                            "/requests/0/stream",
                            "/requests/0/max_tokens",
                            "/requests/0/system",
                            "/requests/0/prompt",
                            "/requests/0/body",
                            "/requests/0/checks",
                            "/data/0/format",
                            "/data/0/path",
                            "/data/0/prompts",
                            "/data/0/order",
                            "/data/0/at_end",
                            "/load/model",
                            "/load/duration",
                            "/load/requests",
                            "/load/warm_up",
                            "/load/drain",
                            "/load/max_duration",
                            "/load/start_after",
                            "/load/abandon/without_token",
                            "/load/abandon/after_chunks",
                            "/load/abandon/share",
                            "/goals/service_level/ttft",
                            "/goals/service_level/tpot",
                            "/goals/service_level/e2e",
                            "/goals/stall_limit",
                            "/goals/error_budget",
                            "/goals/thresholds",
                            "/goals/validity/achieved_share",
                            "/goals/validity/slip_p99",
                            "/goals/validity/loop_lag_p99",
                            "/goals/validity/processor_share",
                            "/goals/validity/processor_for",
                            "/goals/validity/throttled_share",
                            "/goals/validity/chunks_above_usage_share",
                            "/name",
                            "/description",
                            "/seed",
                            "/workers",
                            "/recording/chunk_times",
                            "/recording/prompts",
                            "/recording/answers"};
    for (const char *path : common)
        QTest::newRow(path) << true << QString::fromLatin1(path);
    for (const char *path : {"/load/rate", "/load/arrivals", "/load/cap", "/load/cap_policy"})
        QTest::newRow(path) << true << QString::fromLatin1(path);
    for (const char *path :
         {"/load/users", "/load/think/kind", "/load/think/low", "/load/think/high", "/load/think/deviation",
          "/load/pace", "/load/iterations", "/load/keep_connections"})
        QTest::newRow(path) << false << QString::fromLatin1(path);
}

void TestComposePage::everyFieldEditsAndUndoes()
{
    QFETCH(bool, open);
    QFETCH(QString, path);
    Bench bench;
    bench.document.reset(fullScenario(open));
    bench.page.showNode(nodeAt(path));
    const Scenario before = bench.document.scenario();
    QWidget *field = bench.field(path);
    QVERIFY(field);
    changeField(field);
    const Scenario after = bench.document.scenario();
    QVERIFY2(after != before, "the field changed nothing");
    QCOMPARE(bench.document.undoStack()->count(), 1);
    QVERIFY(!bench.document.undoStack()->undoText().isEmpty());
    bench.document.undoStack()->undo();
    QCOMPARE(bench.document.scenario(), before);
    bench.document.undoStack()->redo();
    QCOMPARE(bench.document.scenario(), after);
    QVERIFY(bench.page.fields().draftProblems().isEmpty());
}

void TestComposePage::certificatesAreFoldedAwayUntilTheyMatter()
{
    Bench bench;
    bench.page.show();
    bench.document.reset(fullScenario(true));
    bench.page.showNode({ComposeGroup::Targets, 0});
    QWidget *ca = bench.field(QStringLiteral("/targets/0/tls/ca"));
    QVERIFY(ca && !ca->isVisible());
    bench.document.edit(QStringLiteral("x"), {},
                        [](Scenario &scenario) { scenario.targets[0].tls.ca = QStringLiteral("none.pem"); });
    QVERIFY(ca->isVisible());
    bench.page.showNode({ComposeGroup::Targets, 1});
    QVERIFY(!ca->isVisible());
    bench.page.showNode({ComposeGroup::Targets, 0});
    QVERIFY(ca->isVisible());
}

void TestComposePage::namesAreRenamedAtTheEndOfEditing()
{
    Bench bench;
    Scenario scenario = fullScenario(true);
    scenario.requests[0].target = scenario.targets[0].name;
    bench.document.reset(scenario);
    bench.page.showNode({ComposeGroup::Targets, 0});
    QLineEdit *name = qobject_cast<QLineEdit *>(bench.field(QStringLiteral("/targets/0/name")));
    QVERIFY(name);
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("staging"));
    QVERIFY(!bench.document.isDirty());
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(bench.document.scenario().targets[0].name, QStringLiteral("staging"));
    QCOMPARE(bench.document.scenario().requests[0].target, QStringLiteral("staging"));
    name->selectAll();
    QTest::keyClicks(name, scenario.targets[1].name);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(name->text(), QStringLiteral("staging")); // the other target has that name
}

void TestComposePage::treeKeysAddDuplicateAndRemove()
{
    Bench bench;
    QApplication::setActiveWindow(&bench.page);
    QTreeView *view = bench.page.tree()->view();
    bench.page.showNode({ComposeGroup::Requests, 0});
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Insert);
    QTRY_COMPARE(bench.document.scenario().requests.size(), std::size_t(2));
    QCOMPARE(bench.page.tree()->current(), (ComposeNode{ComposeGroup::Requests, 1}));
    QTest::keyClick(view, Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(bench.document.scenario().requests.size(), std::size_t(3));
    QTest::keyClick(view, Qt::Key_Delete);
    QTRY_COMPARE(bench.document.scenario().requests.size(), std::size_t(2));
    bench.document.undoStack()->undo();
    QCOMPARE(bench.document.scenario().requests.size(), std::size_t(3));
}

void TestComposePage::problemLinksFocusTheirField_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("target") << "/targets/1/url";
    QTest::newRow("request") << "/requests/0/prompt";
    QTest::newRow("inside a table") << "/targets/0/headers/3/value";
    QTest::newRow("load") << "/load/rate";
    QTest::newRow("threshold") << "/goals/thresholds/1";
    QTest::newRow("settings") << "/seed";
}

void TestComposePage::problemLinksFocusTheirField()
{
    QFETCH(QString, path);
    Bench bench;
    bench.document.reset(fullScenario(true));
    QTest::qWait(0);
    QApplication::setActiveWindow(&bench.page);
    bench.page.reveal(path);
    QCOMPARE(bench.page.tree()->current(), nodeAt(path));
    QWidget *field = bench.field(path);
    QVERIFY(field && field->isVisible());
    QTRY_VERIFY(field->hasFocus() || (field->focusProxy() && field->focusProxy()->hasFocus()));
}

void TestComposePage::clickingAProblemGoesThere()
{
    Bench bench;
    bench.document.edit({}, {}, [](Scenario &scenario) {
        scenario.requests[0].prompt.clear();
        scenario.targets[0].url.clear();
    });
    QTRY_VERIFY(bench.document.isChecked());
    ProblemsPanel *panel = bench.page.problems();
    QVERIFY(!panel->problems().empty());
    bench.page.showNode({ComposeGroup::Load, -1});
    Q_EMIT panel->list()->itemClicked(panel->list()->item(0));
    QCOMPARE(bench.page.tree()->current().group, nodeAt(panel->problems()[0].path).group);
}

void TestComposePage::whatFormAndCheckFindIsListedOnce()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    bench.page.showNode({ComposeGroup::Load, -1});
    const QString path = QStringLiteral("/load/rate");
    const auto listed = [&bench, &path] {
        const Problems &problems = bench.page.problems()->problems();
        return std::count_if(problems.begin(), problems.end(),
                             [&path](const Problem &problem) { return problem.path == path; });
    };
    QTRY_VERIFY(bench.document.isChecked());
    QCOMPARE(listed(), 0);
    bench.document.edit(
        {}, {}, [](Scenario &scenario) { std::get<OpenLoad>(scenario.load.first().model).rate = -1; });
    QTRY_VERIFY(bench.page.fields().draftProblems().contains(path));
    QTRY_VERIFY(bench.document.isChecked());
    const Problems &checked = bench.document.problems();
    QVERIFY(std::any_of(checked.begin(), checked.end(),
                        [&path](const Problem &problem) { return problem.path == path; }));
    QCOMPARE(listed(), 1);
    QVERIFY(!bench.page.canRun());
}

void TestComposePage::runIsOfferedOnlyWithoutErrors()
{
    Bench bench;
    QTRY_VERIFY(bench.document.isChecked());
    QVERIFY(bench.page.canRun());
    QSignalSpy told(&bench.page, &ComposePage::canRunChanged);
    bench.document.edit({}, {}, [](Scenario &scenario) { scenario.targets.clear(); });
    QTRY_VERIFY(!bench.page.canRun());
    QVERIFY(told.count() > 0);
    bench.document.undoStack()->undo();
    QTRY_VERIFY(bench.page.canRun());
    bench.page.showNode({ComposeGroup::Load, -1});
    ValueEdit *drain = qobject_cast<ValueEdit *>(bench.field(QStringLiteral("/load/drain")));
    QTest::keyClicks(drain->lineEdit(), QStringLiteral("?"));
    QVERIFY(!bench.page.canRun());
    QVERIFY(hasErrors(bench.page.problems()->problems()));
}

void TestComposePage::wrongFieldsAreMarkedAndTheFormStays()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    bench.page.showNode({ComposeGroup::Load, -1});
    ValueEdit *rate = qobject_cast<ValueEdit *>(bench.field(QStringLiteral("/load/rate")));
    rate->lineEdit()->setText({});
    QTest::keyClicks(rate->lineEdit(), QStringLiteral("abc"));
    QVERIFY(rate->lineEdit()->property("weirInvalid").toBool());
    // Each row below keeps a height of its own.
    QWidget *above = rate;
    for (const char *path : {"/load/arrivals", "/load/cap", "/load/cap_policy"}) {
        QWidget *field = bench.field(QLatin1String(path));
        const auto bottom = [&] { return above->mapTo(&bench.page, QPoint(0, above->height())).y(); };
        QTRY_VERIFY2(field->mapTo(&bench.page, QPoint(0, 0)).y() >= bottom() && field->height() >= 20, path);
        above = field;
    }
    bench.document.edit({}, {},
                        [](Scenario &scenario) { scenario.targets[0].url = QStringLiteral("htp:/x"); });
    QTRY_VERIFY(bench.document.isChecked());
    bench.page.showNode({ComposeGroup::Targets, 0});
    QVERIFY(bench.field(QStringLiteral("/targets/0/url"))->property("weirInvalid").toBool());
    QVERIFY(!bench.field(QStringLiteral("/targets/0/name"))->property("weirInvalid").toBool());
}

void TestComposePage::switchingTheModelThereAndBackKeepsTheLoad()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    const Load before = bench.document.scenario().load;
    bench.page.showNode({ComposeGroup::Load, -1});
    QComboBox *model = qobject_cast<QComboBox *>(bench.field(QStringLiteral("/load/model")));
    model->setCurrentIndex(0);
    QVERIFY(!bench.document.scenario().load.isOpen());
    QVERIFY(!bench.field(QStringLiteral("/load/rate"))->isVisible());
    QVERIFY(bench.field(QStringLiteral("/load/users"))->isVisible());
    model->setCurrentIndex(1);
    QCOMPARE(bench.document.scenario().load, before);
}

void TestComposePage::removingTheShownElementIsSafe()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    for (ComposeGroup group : {ComposeGroup::Targets, ComposeGroup::Requests, ComposeGroup::Data}) {
        bench.page.showNode({group, elementCount(bench.document.scenario(), group) - 1});
        bench.document.edit({}, {}, [&](Scenario &scenario) {
            while (elementCount(scenario, group) > 0)
                removeElement(scenario, listOf(group).value(), 0);
        });
        QTest::qWait(0);
        bench.document.undoStack()->undo();
        QTest::qWait(0);
    }
    QCOMPARE(bench.document.scenario(), fullScenario(true));
}

void TestComposePage::vendorsAreShownByTheirTitles()
{
    Bench bench;
    Scenario scenario = fullScenario(true);
    scenario.targets[0].auth.scheme = AuthScheme::Vendor;
    bench.document.reset(scenario);
    bench.page.showNode(nodeAt(QStringLiteral("/targets/0/vendor")));
    const QComboBox *vendor = qobject_cast<QComboBox *>(bench.field(QStringLiteral("/targets/0/vendor")));
    const QComboBox *scheme =
        qobject_cast<QComboBox *>(bench.field(QStringLiteral("/targets/0/auth/scheme")));
    QVERIFY(vendor && scheme);
    QCOMPARE(vendor->currentText(), QStringLiteral("OpenAI chat completions"));
    QVERIFY(scheme->currentText().contains(QStringLiteral("Authorization: Bearer")));
    const QLineEdit *key = qobject_cast<QLineEdit *>(bench.field(QStringLiteral("/targets/0/auth/key")));
    QVERIFY(key && key->isVisibleTo(&bench.page));
    QCOMPARE(key->placeholderText(), QStringLiteral("env:OPENAI_API_KEY"));
    const auto choose = [&bench](const QString &name) {
        bench.document.edit(QStringLiteral("x"), {}, [&name](Scenario &s) { s.targets[0].vendor = name; });
    };
    choose(QStringLiteral("anthropic"));
    QVERIFY(scheme->currentText().contains(QStringLiteral("x-api-key")));
    QCOMPARE(key->placeholderText(), QStringLiteral("env:ANTHROPIC_API_KEY"));
    choose(QStringLiteral("ollama-chat"));
    QVERIFY(scheme->currentText().contains(QStringLiteral("no key")));
    QCOMPARE(key->placeholderText(), QStringLiteral("none needed"));
    choose(QStringLiteral(WEIR_TEST_DATA "/vendors/invented.json"));
    QVERIFY(scheme->currentText().contains(QStringLiteral("X-Key")));
    QVERIFY(vendor->currentText().endsWith(QStringLiteral("invented.json")));
    QVERIFY(vendor->currentText().startsWith(QStringLiteral("A vendor that no program")));
    QCOMPARE(vendor->currentData().toString(), QStringLiteral(WEIR_TEST_DATA "/vendors/invented.json"));
}

void TestComposePage::theOtherKindOfDataGoes()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    bench.document.edit({}, {}, [](Scenario &scenario) {
        scenario.data[0].format = DataSource::Format::Inline;
        scenario.data[0].prompts = {QStringLiteral("one"), QStringLiteral("two")};
        scenario.data[0].path.clear();
    });
    bench.page.showNode({ComposeGroup::Data, 0});
    const auto data = [&bench] { return bench.document.scenario().data[0]; };
    QComboBox *kind = qobject_cast<QComboBox *>(bench.field(QStringLiteral("/data/0/format")));
    QVERIFY(kind);
    kind->setCurrentIndex(static_cast<int>(DataSource::Format::Jsonl));
    QVERIFY(data().prompts.isEmpty());
    QVERIFY(!bench.field(QStringLiteral("/data/0/prompts"))->isVisible());
    bench.document.edit({}, {},
                        [](Scenario &scenario) { scenario.data[0].path = QStringLiteral("rows.jsonl"); });
    kind->setCurrentIndex(static_cast<int>(DataSource::Format::Inline));
    QVERIFY(data().path.isEmpty());
    QVERIFY(data().prompts.isEmpty());
    // Each step brings back what it took.
    bench.document.undoStack()->undo();
    QCOMPARE(data().path, QStringLiteral("rows.jsonl"));
    bench.document.undoStack()->undo();
    bench.document.undoStack()->undo();
    QCOMPARE(data().prompts, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
}

void TestComposePage::fieldsStayAsLongAsTheirTexts()
{
    Bench bench;
    bench.document.reset(fullScenario(true));
    bench.page.resize(2560, 1300);
    for (int group = 0; group < composeGroupCount; ++group) {
        const ComposeGroup shown = static_cast<ComposeGroup>(group);
        bench.page.showNode({shown, isNamedList(shown) ? 0 : -1});
        QCoreApplication::processEvents();
        QVERIFY(bench.page.editor(shown)->widget()->width() <= 1400);
        for (const QLineEdit *field : bench.page.editor(shown)->findChildren<QLineEdit *>())
            QVERIFY2(field->width() <= 1400, qPrintable(field->accessibleName()));
    }
}

void TestComposePage::everyControlHasANameATipAndAPlaceInTheTabOrder_data()
{
    QTest::addColumn<int>("group");
    QTest::addColumn<bool>("open");
    for (int group = 0; group < composeGroupCount; ++group) {
        QTest::addRow("group %d, open", group) << group << true;
        QTest::addRow("group %d, closed", group) << group << false;
    }
}

void TestComposePage::everyControlHasANameATipAndAPlaceInTheTabOrder()
{
    QFETCH(int, group);
    QFETCH(bool, open);
    Bench bench;
    bench.document.reset(fullScenario(open));
    const ComposeGroup shown = static_cast<ComposeGroup>(group);
    bench.page.showNode({shown, isNamedList(shown) ? 0 : -1});
    int controls = 0;
    for (const QWidget *widget : bench.page.findChildren<QWidget *>()) {
        const bool isControl =
            qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget) ||
            qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) ||
            qobject_cast<const QAbstractItemView *>(widget);
        // Parts of Qt's own widgets (a spin box's line edit, a table's corner) belong to these.
        const bool isInner = widget->objectName().startsWith(u"qt_") ||
                             widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView") ||
                             (widget->parentWidget() && widget->parentWidget()->inherits("QAbstractSpinBox"));
        if (!isControl || isInner || !widget->isVisible() || !widget->isEnabled())
            continue;
        ++controls;
        const QString what = QStringLiteral("%1 in %2: “%3”")
                                 .arg(QString::fromLatin1(widget->metaObject()->className()),
                                      QString::fromLatin1(widget->parentWidget()->metaObject()->className()),
                                      widget->accessibleName());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(what));
        QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(what));
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(what));
    }
    QVERIFY(controls > 4);
}

QTEST_MAIN(TestComposePage)
#include "tst_composepage.moc"
