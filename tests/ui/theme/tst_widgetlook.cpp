// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/applytheme.h"
#include "theme/stylesheet.h"
#include "theme/widgetlook.h"

#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace weir;

class TestWidgetLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void theSheetKnowsEveryLook();
    void plainAsksForNothing();
    void aNewLookIsDrawn();
    void invalidInputsAreMarked();
    void verdictsHaveTheirLook();
};

namespace {

/// The selector that a widget's only property of that name asks for.
QString selectorOf(const QWidget &widget)
{
    for (const QByteArray &name : widget.dynamicPropertyNames()) {
        if (name.startsWith("weir"))
            return QStringLiteral("[%1=\"%2\"]")
                .arg(QString::fromLatin1(name), widget.property(name.constData()).toString());
    }
    return {};
}

} // namespace

void TestWidgetLook::theSheetKnowsEveryLook()
{
    const QString sheet = styleSheet(lightTheme());
    QStringList selectors;
    for (const TextLook look : {TextLook::Title, TextLook::Muted, TextLook::Code, TextLook::Warn,
                                TextLook::Fail, TextLook::Pass, TextLook::Invalid}) {
        QLabel label;
        setTextLook(label, look);
        selectors << QStringLiteral("QLabel") + selectorOf(label);
    }
    for (const ButtonLook look : {ButtonLook::Primary, ButtonLook::Danger, ButtonLook::Flat}) {
        QPushButton button;
        setButtonLook(button, look);
        selectors << QStringLiteral("QPushButton") + selectorOf(button);
        selectors << QStringLiteral("QToolButton") + selectorOf(button);
    }
    QPushButton rail;
    setButtonLook(rail, ButtonLook::Rail);
    selectors << QStringLiteral("QToolButton") + selectorOf(rail);
    for (const BarLook look : {BarLook::Top, BarLook::Rail, BarLook::Status}) {
        QWidget bar;
        setBarLook(bar, look);
        selectors << QStringLiteral("QWidget") + selectorOf(bar);
    }
    QFrame card;
    makeCard(card);
    QLabel chip;
    makeChip(chip);
    QLineEdit input;
    setInvalidLook(input, true);
    selectors << QStringLiteral("QFrame") + selectorOf(card) << QStringLiteral("QLabel") + selectorOf(chip)
              << QStringLiteral("QLineEdit") + selectorOf(input);
    QCOMPARE(selectors.removeDuplicates(), 0);
    for (const QString &selector : selectors)
        QVERIFY2(sheet.contains(selector), qPrintable(selector));
}

void TestWidgetLook::plainAsksForNothing()
{
    QLabel label;
    setTextLook(label, TextLook::Fail);
    setTextLook(label, TextLook::Plain);
    QVERIFY(!styleSheet(lightTheme()).contains(selectorOf(label)));
}

void TestWidgetLook::aNewLookIsDrawn()
{
    QLabel label(QStringLiteral("verdict"));
    setTextLook(label, TextLook::Pass);
    label.show();
    QVERIFY(label.palette().color(QPalette::WindowText) == lightTheme().pass);
    setTextLook(label, TextLook::Fail);
    QVERIFY(label.palette().color(QPalette::WindowText) == lightTheme().fail);
}

void TestWidgetLook::invalidInputsAreMarked()
{
    QLineEdit input;
    QVERIFY(!hasInvalidLook(input));
    setInvalidLook(input, true);
    QVERIFY(hasInvalidLook(input));
    setInvalidLook(input, false);
    QVERIFY(!hasInvalidLook(input));
}

void TestWidgetLook::verdictsHaveTheirLook()
{
    QVERIFY(textLookOf(Verdict::Pass) == TextLook::Pass);
    QVERIFY(textLookOf(Verdict::Fail) == TextLook::Fail);
    QVERIFY(textLookOf(Verdict::Invalid) == TextLook::Invalid);
    QVERIFY(textLookOf(Verdict::Incomplete) == TextLook::Warn);
}

QTEST_MAIN(TestWidgetLook)
#include "tst_widgetlook.moc"
