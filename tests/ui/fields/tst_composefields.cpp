// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/fieldbinder.h"
#include "fields/rowsedit.h"
#include "fields/templateedit.h"

#include <QGuiApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace weir;
using namespace std::chrono_literals;

class TestComposeFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void numbers_data();
    void numbers();
    void outcomeLists_data();
    void outcomeLists();
    void seeds();
    void typingEditsTheDocumentAndUndoRestores();
    void undoKeepsCursorOfUntouchedFields();
    void draftsAreToldAndEditNothing();
    void undoReplacesADraft();
    void registryFindsTheNearestField_data();
    void registryFindsTheNearestField();
    void placeholdersHaveTheThemesColour();
    void rowsMoveOnlyWhereThereIsAnother();
};

void TestComposeFields::placeholdersHaveTheThemesColour()
{
    const QPalette before = QGuiApplication::palette();
    const auto use = [](const QColor &link) {
        QPalette palette = QGuiApplication::palette();
        palette.setColor(QPalette::Link, link);
        QGuiApplication::setPalette(palette);
        QCoreApplication::processEvents();
    };
    use(Qt::darkBlue);
    TemplateEdit edit(TemplateLanguage::Plain, 2);
    edit.setValue(QStringLiteral("{{unique}}"));
    edit.show();
    QCoreApplication::processEvents();
    QSignalSpy edited(&edit, &TemplateEdit::edited);
    const auto colour = [&edit] {
        const QList<QTextLayout::FormatRange> formats = edit.document()->firstBlock().layout()->formats();
        return formats.isEmpty() ? QColor() : formats.first().format.foreground().color();
    };
    QCOMPARE(colour(), QColor(Qt::darkBlue));
    use(Qt::cyan);
    QCOMPARE(colour(), QColor(Qt::cyan));
    QCOMPARE(edited.count(), 0);
    QGuiApplication::setPalette(before);
}

void TestComposeFields::rowsMoveOnlyWhereThereIsAnother()
{
    RowsEdit rows({{QStringLiteral("File"), {}}}, {QString()}, QStringLiteral("file"));
    const auto enabled = [&rows] {
        int count = 0;
        for (const QToolButton *button : rows.findChildren<QToolButton *>())
            count += button->isEnabled() ? 1 : 0;
        return count;
    };
    QCOMPARE(enabled(), 1); // Add
    rows.setValue({{QStringLiteral("a")}});
    QCOMPARE(enabled(), 2); // Remove
    rows.setValue({{QStringLiteral("a")}, {QStringLiteral("b")}});
    QCOMPARE(enabled(), 4);
}

void TestComposeFields::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("optional");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("plain") << "1m30s" << false << true << qint64(90'000);
    QTest::newRow("spaces around") << "  250ms " << false << true << qint64(250);
    QTest::newRow("no unit") << "30" << false << false << qint64(-1);
    QTest::newRow("negative") << "-1s" << false << false << qint64(-1);
    QTest::newRow("empty, needed") << "" << false << false << qint64(-1);
    QTest::newRow("empty, optional") << "" << true << true << qint64(-1);
}

void TestComposeFields::durations()
{
    QFETCH(QString, text);
    QFETCH(bool, optional);
    QFETCH(bool, valid);
    QFETCH(qint64, milliseconds);
    DurationEdit field(optional);
    field.setValue(5s);
    QSignalSpy edited(&field, &ValueEdit::edited);
    field.lineEdit()->selectAll();
    if (text.isEmpty())
        QTest::keyClick(field.lineEdit(), Qt::Key_Delete);
    else
        QTest::keyClicks(field.lineEdit(), text);
    QCOMPARE(field.problem().isEmpty(), valid);
    if (!valid)
        return;
    QVERIFY(edited.count() > 0);
    QCOMPARE(field.value().has_value(), milliseconds >= 0);
    if (field.value())
        QCOMPARE(*field.value(), Nanoseconds(std::chrono::milliseconds(milliseconds)));
}

void TestComposeFields::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("lowIsOpen");
    QTest::addColumn<bool>("valid");
    QTest::newRow("whole") << "7" << true << false << true;
    QTest::newRow("fraction where whole is needed") << "7.5" << true << false << false;
    QTest::newRow("fraction") << "7.5" << false << false << true;
    QTest::newRow("with its unit") << "7 /s" << false << false << true;
    QTest::newRow("too high") << "101" << true << false << false;
    QTest::newRow("low end") << "0" << true << false << true;
    QTest::newRow("low end, open") << "0" << true << true << false;
    QTest::newRow("words") << "seven" << true << false << false;
    QTest::newRow("infinite") << "inf" << false << false << false;
}

void TestComposeFields::numbers()
{
    QFETCH(QString, text);
    QFETCH(bool, whole);
    QFETCH(bool, lowIsOpen);
    QFETCH(bool, valid);
    NumberEdit field({0, 100, whole, lowIsOpen, QStringLiteral("/s")});
    QTest::keyClicks(field.lineEdit(), text);
    QCOMPARE(field.problem().isEmpty(), valid);
    QCOMPARE(field.findChild<QLabel *>()->isHidden(), valid);
}

void TestComposeFields::outcomeLists_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("two") << "rate_limited, http_5xx" << true
                         << QStringList{u"rate_limited"_qs, u"http_5xx"_qs};
    QTest::newRow("trailing comma") << "deadline," << true << QStringList{u"deadline"_qs};
    QTest::newRow("unknown") << "bad_luck" << false << QStringList{};
    QTest::newRow("success is none") << "success" << false << QStringList{};
}

void TestComposeFields::outcomeLists()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(QStringList, names);
    OutcomeListEdit field;
    QTest::keyClicks(field.lineEdit(), text);
    QCOMPARE(field.problem().isEmpty(), valid);
    if (valid)
        QCOMPARE(field.value(), names);
}

void TestComposeFields::seeds()
{
    SeedEdit field({});
    field.setValue(18446744073709551615ull);
    QCOMPARE(field.text(), QStringLiteral("18446744073709551615"));
    QCOMPARE(field.value().value(), 18446744073709551615ull);
    QTest::keyClick(field.lineEdit(), Qt::Key_End);
    QTest::keyClicks(field.lineEdit(), QStringLiteral("0"));
    QVERIFY(!field.problem().isEmpty());
}

namespace {

/// A document with one bound line edit and one bound duration.
struct Form
{
    ScenarioDocument document{CheckContext{}};
    FieldRegistry registry;
    QObject context;
    QLineEdit url;
    DurationEdit connectTimer;
    FieldBinder<Target> binder{document, registry, &context,
                               [](Scenario &scenario) { return &scenario.targets[0]; },
                               [] { return QStringLiteral("/targets/0"); }};

    Form()
    {
        binder.bind(&url, QStringLiteral("Change the URL"), &Target::url);
        binder.bind(&connectTimer, QStringLiteral("Change the timer"), &Target::timers,
                    &StreamTimers::connect);
        binder.refresh();
    }
};

} // namespace

void TestComposeFields::typingEditsTheDocumentAndUndoRestores()
{
    Form form;
    const QString before = form.document.scenario().targets[0].url;
    QCOMPARE(form.url.text(), before);
    QTest::keyClick(&form.url, Qt::Key_End);
    QTest::keyClicks(&form.url, QStringLiteral("abc"));
    QCOMPARE(form.document.scenario().targets[0].url, before + QStringLiteral("abc"));
    QCOMPARE(form.document.undoStack()->count(), 1);
    QCOMPARE(form.document.undoStack()->undoText(), QStringLiteral("Change the URL"));
    form.document.undoStack()->undo();
    QCOMPARE(form.url.text(), before);
}

void TestComposeFields::undoKeepsCursorOfUntouchedFields()
{
    Form form;
    form.document.edit({}, {}, [](Scenario &scenario) { scenario.targets[0].model = QStringLiteral("m"); });
    form.url.setCursorPosition(2);
    form.document.undoStack()->undo();
    QCOMPARE(form.url.cursorPosition(), 2);
    QTest::keyClicks(&form.url, QStringLiteral("x"));
    QCOMPARE(form.url.cursorPosition(), 3);
}

void TestComposeFields::draftsAreToldAndEditNothing()
{
    Form form;
    const Nanoseconds before = form.document.scenario().targets[0].timers.connect;
    form.connectTimer.lineEdit()->selectAll();
    QTest::keyClicks(form.connectTimer.lineEdit(), QStringLiteral("x"));
    QCOMPARE(form.document.scenario().targets[0].timers.connect, before);
    QVERIFY(form.registry.draftProblems().contains(QStringLiteral("/targets/0/timers/connect")));
    form.connectTimer.lineEdit()->selectAll();
    QTest::keyClicks(form.connectTimer.lineEdit(), QStringLiteral("3s"));
    QVERIFY(form.registry.draftProblems().isEmpty());
    QCOMPARE(form.document.scenario().targets[0].timers.connect, Nanoseconds(3s));
}

void TestComposeFields::undoReplacesADraft()
{
    Form form;
    form.document.edit({}, {}, [](Scenario &scenario) { scenario.targets[0].model = QStringLiteral("m"); });
    form.connectTimer.lineEdit()->selectAll();
    QTest::keyClicks(form.connectTimer.lineEdit(), QStringLiteral("nonsense"));
    form.document.undoStack()->undo();
    QCOMPARE(form.connectTimer.text(), QStringLiteral("10s"));
    QVERIFY(form.registry.draftProblems().isEmpty());
}

void TestComposeFields::registryFindsTheNearestField_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field"); // empty: none
    QTest::newRow("exact") << "/targets/0/url"
                           << "/targets/0/url";
    QTest::newRow("inside the field's member") << "/targets/0/headers/1/value"
                                               << "/targets/0/headers";
    QTest::newRow("around the field's member") << "/targets/0"
                                               << "any";
    QTest::newRow("a name that only begins alike") << "/targets/0/urls"
                                                   << "";
    QTest::newRow("elsewhere") << "/load/rate"
                               << "";
}

void TestComposeFields::registryFindsTheNearestField()
{
    QFETCH(QString, path);
    QFETCH(QString, field);
    FieldRegistry registry;
    QLineEdit url;
    QLineEdit headers;
    registry.add([] { return QStringLiteral("/targets/0/url"); }, &url);
    registry.add([] { return QStringLiteral("/targets/0/headers"); }, &headers);
    registry.add([] { return QString(); }, &headers);
    const QWidget *found = registry.find(path);
    if (field.isEmpty())
        QVERIFY(!found);
    else if (field == u"any")
        QVERIFY(found);
    else
        QCOMPARE(found, field.endsWith(u"url") ? &url : &headers);
}

QTEST_MAIN(TestComposeFields)
#include "tst_composefields.moc"
