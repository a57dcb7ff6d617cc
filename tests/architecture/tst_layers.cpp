// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the includes and fails where a folder reaches against the table of docs/architecture.md.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

/// Each folder of core/ may use those before it.
const QStringList coreFolders = {
    QStringLiteral("base"),     QStringLiteral("metrics"),   QStringLiteral("scenario"),
    QStringLiteral("auth"),     QStringLiteral("tokens"),    QStringLiteral("plan"),
    QStringLiteral("protocol"), QStringLiteral("import"),    QStringLiteral("transport"),
    QStringLiteral("store"),    QStringLiteral("telemetry"), QStringLiteral("engine"),
    QStringLiteral("analysis"), QStringLiteral("report"),    QStringLiteral("service"),
    QStringLiteral("lab")};

struct Include
{
    int line = 0;
    QString target;
};

QList<Include> includesOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QList<Include> includes;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        const QRegularExpressionMatch match = pattern.match(line);
        if (match.hasMatch())
            includes.append({number, match.captured(1)});
    }
    return includes;
}

/// Why a file in `folder` of core may not include `target`; empty when it may.
QString violation(const QString &folder, const QString &target)
{
    static const QRegularExpression gui(
        QStringLiteral("^(QtGui|QtWidgets|QtCharts|QtSvg|QtOpenGL)(/"
                       "|$)|^Q(Widget|Application|GuiApplication|Painter|Image|Pixmap|Color|Font|Icon|"
                       "Chart|ChartView|Dialog|MainWindow|LineSeries|Brush|Pen|Palette)"));
    if (gui.match(target).hasMatch())
        return QStringLiteral("core never uses Gui, Widgets or Charts");
    const QString first = target.section(u'/', 0, 0);
    if (!target.contains(u'/') || !coreFolders.contains(first))
        return target.startsWith(QStringLiteral("../")) ? QStringLiteral("includes start at the layer's root")
                                                        : QString();
    return coreFolders.indexOf(first) <= coreFolders.indexOf(folder)
               ? QString()
               : QStringLiteral("%1 stands before %2 in the table and may not use it").arg(folder, first);
}

QStringList violationsIn(const QString &root, const QString &layer)
{
    QStringList found;
    QDirIterator files(root, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString relative = path.mid(root.size() + 1);
        if (!relative.contains(u'/'))
            continue; // the precompiled header
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const Include &include : includesOf(QString::fromUtf8(file.readAll()))) {
            const QString why = violation(relative.section(u'/', 0, 0), include.target);
            if (!why.isEmpty())
                found << QStringLiteral("%1/%2:%3 includes %4: %5")
                             .arg(layer, relative)
                             .arg(include.line)
                             .arg(include.target, why);
        }
    }
    return found;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRuleFindsWhatItShould_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("include");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("own folder") << "engine"
                                    << "engine/run.h" << true;
        QTest::newRow("folder above") << "engine"
                                      << "metrics/outcome.h" << true;
        QTest::newRow("folder below") << "metrics"
                                      << "engine/run.h" << false;
        QTest::newRow("service never knows the engine's users") << "report"
                                                                << "lab/builtintarget.h" << false;
        QTest::newRow("widgets") << "base"
                                 << "QWidget" << false;
        QTest::newRow("charts module") << "base"
                                       << "QtCharts/QChart" << false;
        QTest::newRow("standard") << "base"
                                  << "vector" << true;
        QTest::newRow("upwards path") << "base"
                                      << "../metrics/outcome.h" << false;
    }
    void theRuleFindsWhatItShould()
    {
        QFETCH(QString, folder);
        QFETCH(QString, include);
        QFETCH(bool, allowed);
        QCOMPARE(violation(folder, include).isEmpty(), allowed);
    }

    void coreKeepsItsLayers()
    {
        const QStringList found = violationsIn(QStringLiteral(WEIR_SOURCE "/core"), QStringLiteral("core"));
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void everyFolderOfCoreIsInTheTable()
    {
        for (const QString &folder :
             QDir(QStringLiteral(WEIR_SOURCE "/core")).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY2(coreFolders.contains(folder), qPrintable(folder));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
