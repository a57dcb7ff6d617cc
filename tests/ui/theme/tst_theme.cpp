// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/accentrowdelegate.h"
#include "theme/applytheme.h"
#include "theme/icons.h"
#include "theme/quietstyle.h"
#include "theme/stylesheet.h"
#include "theme/tabulartext.h"
#include "theme/theme.h"
#include "theme/themesource.h"

#include <QApplication>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStyleFactory>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <memory>

using namespace weir;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void seriesStandOut_data();
    void seriesStandOut();
    void outcomesHaveColours();
    void knownContrast();
    void iconsLoad_data();
    void iconsLoad();
    void sheetHasNoOpenTokens();
    void sourceFollowsMode();
    void systemPaletteDecides();
    void appliesToApplication();
    void digitsAreEquallyWide();
    void selectedRowHasOneBar();
    void dialogsHaveNoStockPictures_data();
    void dialogsHaveNoStockPictures();
};

namespace {

void themeRows()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << lightTheme();
    QTest::newRow("dark") << darkTheme();
    QTest::newRow("print") << printTheme();
}

} // namespace

Q_DECLARE_METATYPE(weir::Theme)

void TestTheme::textIsReadable_data()
{
    themeRows();
}

void TestTheme::textIsReadable()
{
    QFETCH(const Theme, theme);
    for (const QColor &background : {theme.window, theme.surface, theme.surface2, theme.selection})
        QVERIFY(contrastRatio(theme.text, background) >= 4.5);
    for (const QColor &background : {theme.window, theme.surface, theme.surface2})
        QVERIFY(contrastRatio(theme.muted, background) >= 4.5);
    for (const QColor &text : {theme.accent, theme.pass, theme.warn, theme.fail, theme.invalid})
        QVERIFY(contrastRatio(text, theme.surface) >= 4.5);
    QVERIFY(contrastRatio(theme.onAccent, theme.accent) >= 4.5);
    QVERIFY(contrastRatio(theme.onFail, theme.fail) >= 4.5);
}

void TestTheme::seriesStandOut_data()
{
    themeRows();
}

void TestTheme::seriesStandOut()
{
    QFETCH(const Theme, theme);
    for (const QColor &color : theme.series)
        QVERIFY(contrastRatio(color, theme.surface) >= 3.0);
}

void TestTheme::outcomesHaveColours()
{
    for (const Theme &theme : {lightTheme(), darkTheme()}) {
        std::vector<QRgb> seen;
        for (const OutcomeClass outcome : allOutcomeClasses()) {
            const QColor color = theme.outcomeColor(outcome);
            QVERIFY2(contrastRatio(color, theme.surface) >= 1.8, qPrintable(toString(outcome)));
            QVERIFY2(std::find(seen.begin(), seen.end(), color.rgb()) == seen.end(),
                     qPrintable(toString(outcome)));
            seen.push_back(color.rgb());
        }
    }
}

void TestTheme::knownContrast()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // The WCAG's well-known grey on white: #767676 is the lightest that reaches 4.5.
    QVERIFY(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    QVERIFY(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
}

void TestTheme::iconsLoad_data()
{
    QTest::addColumn<Icon>("icon");
    for (const Icon icon : allIcons())
        QTest::addRow("%d", static_cast<int>(icon)) << icon;
}

void TestTheme::iconsLoad()
{
    QFETCH(const Icon, icon);
    const QColor color(0x12, 0x80, 0xF0);
    const QImage image = themedIcon(icon, color).pixmap(QSize(48, 48), 1.0).toImage();
    QCOMPARE(image.size(), QSize(48, 48));
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 250)
                continue;
            ++inked;
            QVERIFY(qAbs(pixel.blue() - color.blue()) <= 2 && qAbs(pixel.red() - color.red()) <= 2);
        }
    }
    QVERIFY(inked >= 3);
    QVERIFY(!appIcon().isNull());
}

void TestTheme::sheetHasNoOpenTokens()
{
    const QString sheet = styleSheet(darkTheme());
    QVERIFY(!sheet.contains(u'@'));
    QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
    QVERIFY(sheet.contains(QStringLiteral("#222a35")));
    QVERIFY(sheet != styleSheet(lightTheme()));
}

void TestTheme::sourceFollowsMode()
{
    ThemeSource source(ThemeMode::Light, QPalette(Qt::white));
    QSignalSpy spy(&source, &ThemeSource::changed);
    QCOMPARE(source.theme(), lightTheme());
    source.setMode(ThemeMode::Dark);
    QCOMPARE(source.theme(), darkTheme());
    source.setMode(ThemeMode::Dark);
    QCOMPARE(spy.count(), 1);
}

void TestTheme::systemPaletteDecides()
{
    QPalette dark(Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QVERIFY(ThemeSource(ThemeMode::System, dark).theme().dark);
    QPalette light(Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    QVERIFY(!ThemeSource(ThemeMode::System, light).theme().dark);
}

void TestTheme::appliesToApplication()
{
    applyTheme(*qApp, darkTheme());
    QCOMPARE(qApp->palette().color(QPalette::Window), darkTheme().window);
    QCOMPARE(qApp->font().pixelSize(), 13);
    applyTheme(*qApp, lightTheme());
    QCOMPARE(qApp->palette().color(QPalette::Window), lightTheme().window);
}

void TestTheme::digitsAreEquallyWide()
{
    const QFont font = uiFont(20);
    QCOMPARE(tabularWidth(font, QStringLiteral("1,111")), tabularWidth(font, QStringLiteral("9,888")));
    QVERIFY(tabularWidth(font, QStringLiteral("12")) > tabularWidth(font, QStringLiteral("1")));
    QCOMPARE(tabularWidth(font, QString()), 0.0);
}

void TestTheme::selectedRowHasOneBar()
{
    ThemeSource source(ThemeMode::Light, QPalette(Qt::white));
    applyTheme(*qApp, source.theme());
    QStandardItemModel model;
    QStandardItem *parent = new QStandardItem(QStringLiteral("Targets"));
    parent->appendRow(new QStandardItem(QStringLiteral("staging")));
    model.appendRow(parent);
    QTreeView tree;
    tree.setHeaderHidden(true);
    tree.setModel(&model);
    AccentRowDelegate delegate(source);
    tree.setItemDelegate(&delegate);
    tree.expandAll();
    tree.selectionModel()->select(parent->child(0)->index(), QItemSelectionModel::Select);
    tree.resize(300, 120);
    tree.show();
    const QRect row = tree.visualRect(parent->child(0)->index());
    QVERIFY(row.height() >= 28);
    const QImage image = tree.viewport()->grab().toImage();
    int accented = 0;
    for (int x = 0; x < image.width(); ++x)
        accented += image.pixel(x, row.top() + 2) == source.theme().accent.rgb() ? 1 : 0;
    QCOMPARE(accented, 3);
    QCOMPARE(image.pixel(0, row.top() + 2), source.theme().accent.rgb());
}

void TestTheme::dialogsHaveNoStockPictures_data()
{
    themeRows();
}

void TestTheme::dialogsHaveNoStockPictures()
{
    QFETCH(const Theme, theme);
    const QuietStyle style(theme);
    const std::unique_ptr<QStyle> stock(QStyleFactory::create(QStringLiteral("Fusion")));
    QCOMPARE(style.styleHint(QStyle::SH_DialogButtonBox_ButtonsHaveIcons, nullptr, nullptr, nullptr), 0);
    // The sign of each kind in its own colour.
    for (const auto &[which, colour] : {std::pair(QStyle::SP_MessageBoxInformation, theme.accent),
                                        std::pair(QStyle::SP_MessageBoxQuestion, theme.accent),
                                        std::pair(QStyle::SP_MessageBoxWarning, theme.warn),
                                        std::pair(QStyle::SP_MessageBoxCritical, theme.fail)}) {
        const QImage sign = style.standardPixmap(which, nullptr, nullptr).toImage();
        QVERIFY(!sign.isNull());
        QVERIFY(sign != stock->standardPixmap(which).toImage());
        QCOMPARE(style.standardIcon(which, nullptr, nullptr).pixmap(sign.size()).toImage(), sign);
        int coloured = 0;
        for (int y = 0; y < sign.height(); ++y) {
            for (int x = 0; x < sign.width(); ++x)
                coloured +=
                    sign.pixelColor(x, y).alpha() == 255 && sign.pixelColor(x, y).rgb() == colour.rgb();
        }
        QVERIFY(coloured > 10);
    }
    // Others stay as they are.
    QVERIFY(!style.standardPixmap(QStyle::SP_ArrowUp, nullptr, nullptr).isNull());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
