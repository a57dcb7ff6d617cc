// SPDX-License-Identifier: GPL-3.0-or-later
// Files are written by base/outputfile and base/directfile alone: whatever else opens one loses it on a full
// disk. The run file is SQLite's.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

const QString source = QStringLiteral(WEIR_SOURCE);

/// What opens a file for writing, and who may: those who write to memory, and the writers themselves.
struct Way
{
    QRegularExpression words;
    QStringList homes; ///< Files that may say them.
};

const std::vector<Way> &ways()
{
    const QStringList writers{QStringLiteral("core/base/outputfile.cpp"),
                              QStringLiteral("core/base/outputfile.h"),
                              QStringLiteral("core/base/directfile.cpp"),
                              // What a pipe gave, and rows that are many: in files without a name.
                              QStringLiteral("core/base/unnamedfile.cpp")};
    const auto way = [](const char *words, const QStringList &homes = {}) {
        return Way{QRegularExpression(QString::fromLatin1(words)), homes};
    };
    static const std::vector<Way> all{
        way(R"(\bQ(SaveFile|TemporaryFile|PdfWriter|Printer|ImageWriter)\b)", writers),
        way(R"(\bQSettings\b)", {QStringLiteral("core/store/settings.cpp")}),
        way(R"(\bw?o?fstream\b|\bfilebuf\b)"),
        way(R"(\b(fopen|fdopen|freopen|creat|mkstemp|mkostemp|pwrite|sendfile|copy_file)\s*\()", writers),
        way(R"(\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b)", writers),
        // A QBuffer and a QDataStream on an array write to memory.
        way(R"(^(?!.*(buffer\.open\(|QDataStream)).*\b(QIODevice|QIODeviceBase|QFile|OpenModeFlag)::(WriteOnly|ReadWrite|Append|NewOnly|Truncate)\b)"),
        way(R"(\bQFile::copy\b|\.setFileName\(|\.setOutputFileName\()"),
        // Of QImage and QPixmap; a painter's has no argument.
        way(R"(^(?!.*&buffer).*(\.|->)save\([^)])"),
        way(R"(\bstd::cout\b|\bputs\(|\bprintf\(|(?<!/dev/)\bstdout\b)"),
    };
    return all;
}

QString withoutComments(QString text)
{
    static const QRegularExpression comment(QStringLiteral(R"(//[^\n]*|/\*.*?\*/)"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression line(QStringLiteral(R"(//[^\n]*)"));
    return text.remove(line).remove(comment);
}

QStringList writesIn(const QString &file, const QString &text)
{
    QStringList found;
    for (const QString &line : withoutComments(text).split(u'\n')) {
        for (const Way &way : ways()) {
            if (!way.homes.contains(file) && way.words.match(line).hasMatch())
                found << file + QStringLiteral(": ") + line.trimmed();
        }
    }
    return found;
}

} // namespace

class TestWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyOnePlaceWritesFiles()
    {
        QStringList found;
        for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
            QDirIterator all(source + u'/' + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                             QDir::Files, QDirIterator::Subdirectories);
            while (all.hasNext()) {
                QFile file(all.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                found << writesIn(file.fileName().mid(source.size() + 1), QString::fromUtf8(file.readAll()));
            }
        }
        QVERIFY2(found.isEmpty(),
                 qPrintable(QStringLiteral("Use writeFile() or OutputFile (base/outputfile.h):\n") +
                            found.join(u'\n')));
    }

    void otherWritersAreFound_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isForbidden");
        const auto row = [](const char *line, bool isForbidden) {
            QTest::newRow(line) << QString::fromLatin1(line) << isForbidden;
        };
        row("QSaveFile file(path);", true);
        row("file.open(QIODevice::WriteOnly)", true);
        row("if (!file.open(QFile::WriteOnly | QFile::Text))", true);
        row("file.open(QIODevice::ReadOnly | QIODevice::Append)", true);
        row("std::ofstream out(path);", true);
        row("std::fstream both(path);", true);
        row("FILE *file = fopen(path, \"w\");", true);
        row("::open(path, O_WRONLY | O_CREAT)", true);
        row("image.save(path);", true);
        row("image.save(path, \"PNG\")", true);
        row("QPdfWriter writer(path);", true);
        row("QSettings settings;", true);
        row("generator.setFileName(path);", true);
        row("std::cout << 1;", true);
        row("std::fwrite(a, 1, n, stdout);", true);
        row("file.open(QIODevice::ReadOnly)", false);
        row("buffer.open(QIODevice::WriteOnly);", false);
        row("QDataStream stream(&bytes, QIODevice::WriteOnly);", false);
        row("image.save(&buffer, \"PNG\")", false);
        row("painter.save();", false);
        row("std::ostringstream text;", false);
        row("// QSaveFile is not enough", false);
        row("Mode::ReadWrite", false);
        row("std::snprintf(text, sizeof text, \"%g\", value);", false);
    }
    void otherWritersAreFound()
    {
        QFETCH(const QString, line);
        QFETCH(const bool, isForbidden);
        QCOMPARE(!writesIn(QStringLiteral("core/report/new.cpp"), line).isEmpty(), isForbidden);
    }
};

QTEST_GUILESS_MAIN(TestWriting)
#include "tst_writing.moc"
