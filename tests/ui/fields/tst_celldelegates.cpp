// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/celldelegates.h"
#include "theme/columnwidths.h"

#include <QLineEdit>
#include <QTableWidget>
#include <QTest>

using namespace weir;

class TestCellDelegates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEditorGrowsWithItsText();
    void choicesKeepTheirValues();
    void columnsFitTheirTexts();
};

void TestCellDelegates::theEditorGrowsWithItsText()
{
    QTableWidget table(1, 2);
    table.setItemDelegate(new GrowingDelegate(&table));
    table.resize(700, 200);
    table.setColumnWidth(0, 100);
    table.setItem(0, 0, new QTableWidgetItem(QStringLiteral("ttft")));
    table.show();
    table.editItem(table.item(0, 0));
    QLineEdit *edit = table.findChild<QLineEdit *>();
    QVERIFY(edit);
    QVERIFY(edit->width() >= 100 - 2);
    const int before = edit->width();
    const QString text = QStringLiteral("ttft{request:chat} p(99) < 500ms");
    edit->setText(text);
    QVERIFY(edit->width() > before);
    QVERIFY(edit->width() >= edit->fontMetrics().horizontalAdvance(text));
    edit->setText(text.repeated(20)); // the table's edge is where it ends
    QVERIFY(edit->geometry().right() <= table.viewport()->width());
    edit->setText(QStringLiteral("t"));
    QCOMPARE(edit->width(), before);
}

void TestCellDelegates::choicesKeepTheirValues()
{
    const ChoiceDelegate delegate({{QStringLiteral("a"), QStringLiteral("The first")}});
    QCOMPARE(delegate.displayText(QStringLiteral("a"), QLocale()), QStringLiteral("The first"));
    QCOMPARE(delegate.displayText(QStringLiteral("b"), QLocale()), QStringLiteral("b"));
}

void TestCellDelegates::columnsFitTheirTexts()
{
    QTableWidget table(1, 3);
    table.setItem(0, 0, new QTableWidgetItem(QString(60, u'x')));
    table.setItem(0, 1, new QTableWidgetItem(QString(600, u'x')));
    fitColumns(table, 700);
    QVERIFY(table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(QString(60, u'x')));
    QCOMPARE(table.columnWidth(1), 700);
}

QTEST_MAIN(TestCellDelegates)
#include "tst_celldelegates.moc"
