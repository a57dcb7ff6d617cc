// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a full disk: nothing that was there is lost, and nothing is said to be saved that is not.
#include "base/outputfile.h"
#include "charts/chartexport.h"
#include "charts/errorbars.h"
#include "document/recoverykeeper.h"
#include "report/chartcsv.h"
#include "runview/chartfiles.h"
#include "shell/mainwindow.h"
#include "shell/statusline.h"
#include "store/projectfile.h"
#include "support/smalldisk.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

void rename(ScenarioDocument &document, const QString &name)
{
    document.edit({}, {}, [&](Scenario &scenario) { scenario.name = name; });
}

/// A window whose project lies on a small disk.
struct Bench
{
    SmallDisk disk;
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(QStringLiteral("weir.ini"))};
    ThemeSource themes{ThemeMode::Light, QApplication::palette()};
    ScenarioDocument document{CheckContext{}};
    RunController runs;
    int unsavedAsked = 0;
    MainWindow window{{settings, themes, document, runs},
                      {[](const QString &) { return QString(); },
                       [this](const QString &) { return disk.filePath(QStringLiteral("p.weir")); },
                       [this](const QString &) {
                           ++unsavedAsked;
                           return UnsavedChoice::Save;
                       },
                       [](const QString &) { return ChangedChoice::Cancel; }}};

    Bench()
    {
        window.show();
        QApplication::setActiveWindow(&window);
        window.showPage(0);
    }
    [[nodiscard]] QString savedText() const { return window.findChild<StatusLine *>()->savedText(); }
};

} // namespace

class TestFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savingKeepsTheProject();
    void savingAsKeepsTheDocument();
    void settingsStay();
    void recoverySaysSo();
    void everyPictureAndTable_data();
    void everyPictureAndTable();
};

void TestFullDisk::savingKeepsTheProject()
{
    Bench bench;
    WEIR_NEED_DISK(bench.disk);
    QVERIFY(bench.window.files()->save());
    QVERIFY(bench.savedText() != u"Not saved");
    const QByteArray before = bench.disk.read(QStringLiteral("p.weir"));
    QVERIFY(!before.isEmpty());
    rename(bench.document, QStringLiteral("edited"));
    bench.disk.fill();
    QTest::keyClick(&bench.window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(bench.window.messageBar()->isVisible());
    QVERIFY2(bench.window.messageBar()->text().contains(u"no space is left on the disk"),
             qPrintable(bench.window.messageBar()->text()));
    QCOMPARE(bench.disk.read(QStringLiteral("p.weir")), before);
    QCOMPARE(bench.disk.files(), QStringList{QStringLiteral("p.weir")});
    QVERIFY(bench.document.isDirty() && bench.window.isWindowModified());
    QCOMPARE(bench.savedText(), QStringLiteral("Not saved"));
    QVERIFY(!bench.window.close()); // asked, answered with Save, which fails again
    QCOMPARE(bench.unsavedAsked, 1);
    bench.disk.makeRoom();
    QVERIFY(bench.window.files()->save());
    QVERIFY(!bench.document.isDirty());
    QCOMPARE(readProject(bench.disk.filePath(QStringLiteral("p.weir")))->scenario.name,
             QStringLiteral("edited"));
}

void TestFullDisk::savingAsKeepsTheDocument()
{
    Bench bench;
    WEIR_NEED_DISK(bench.disk);
    rename(bench.document, QStringLiteral("edited"));
    bench.disk.fill();
    QVERIFY(!bench.window.files()->saveAs());
    QVERIFY(bench.document.path().isEmpty() && bench.document.isDirty());
    QCOMPARE(bench.document.undoStack()->count(), 1);
    QVERIFY(bench.settings.values().recentProjects.isEmpty());
    QVERIFY(bench.disk.files().isEmpty());
}

void TestFullDisk::settingsStay()
{
    const SmallDisk disk;
    const SettingsFile file(disk.filePath(QStringLiteral("weir.ini")));
    Settings settings;
    settings.lastFolder = QStringLiteral("/kept");
    QVERIFY(file.write(settings));
    const QByteArray before = disk.read(QStringLiteral("weir.ini"));
    disk.fill();
    settings.windowState = QByteArray(10'000, 's');
    const Result<void> written = file.write(settings);
    QVERIFY(!written);
    QVERIFY2(written.error().text().contains(QString::fromLatin1(disk.fullWords())),
             qPrintable(written.error().text()));
    QCOMPARE(disk.read(QStringLiteral("weir.ini")), before);
    QCOMPARE(file.read().lastFolder, QStringLiteral("/kept"));
}

void TestFullDisk::recoverySaysSo()
{
    const SmallDisk disk;
    ScenarioDocument document(CheckContext{});
    RecoveryKeeper keeper(document, disk.filePath(QStringLiteral("recovery")));
    QSignalSpy unkept(&keeper, &RecoveryKeeper::unkept);
    rename(document, QStringLiteral("first"));
    keeper.flush();
    QCOMPARE(unkept.count(), 0);
    disk.fill();
    rename(document, QStringLiteral("second"));
    keeper.flush();
    keeper.flush();
    QCOMPARE(unkept.count(), 1); // once, and the older copy stays
    const Result<std::optional<RecoveredWork>> kept = RecoveryFile(keeper.folder()).read();
    QVERIFY(kept && kept->has_value());
    QCOMPARE((*kept)->scenario.name, QStringLiteral("first"));
}

void TestFullDisk::everyPictureAndTable_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *name : {"PNG", "SVG", "CSV", "page", "all charts"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFullDisk::everyPictureAndTable()
{
    QFETCH(const QString, kind);
    const SmallDisk disk(64);
    WEIR_NEED_DISK(disk);
    const QString name = kind == u"all charts" ? QStringLiteral("ttft-over-time.png") : QStringLiteral("old");
    QVERIFY(disk.write(name, "old"));
    disk.fill();
    ChartData chart;
    chart.id = QStringLiteral("chart");
    chart.series.resize(1);
    for (int i = 0; i < 1000; ++i)
        chart.series[0].points.push_back({double(i), double(i % 7)});
    const auto save = [&]() -> Result<void> {
        if (kind == u"PNG")
            return savePng(disk.filePath(name), drawingOf(chart), {});
        if (kind == u"SVG")
            return saveSvg(disk.filePath(name), drawingOf(chart), {});
        if (kind == u"CSV")
            return writeFile(disk.filePath(name), toCsv(chart));
        if (kind == u"page") {
            QLabel page(QStringLiteral("page"));
            page.resize(300, 200);
            return saveWidgetPng(disk.filePath(name), page);
        }
        ChartFileOptions options;
        options.folder = disk.path();
        const Result<QStringList> written = writeChartFiles(Snapshot(), defaultScenario(), options);
        return written ? Result<void>() : written.error();
    };
    const Result<void> saved = save();
    QVERIFY(!saved);
    QVERIFY2(saved.error().text().contains(u"no space is left on the disk"),
             qPrintable(saved.error().text()));
    QCOMPARE(disk.read(name), QByteArray("old"));
    QCOMPARE(disk.files(), QStringList{name});
}

int main(int argc, char **argv)
{
    enterOwnMounts();
    QApplication application(argc, argv);
    TestFullDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_fulldisk.moc"
