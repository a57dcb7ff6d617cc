// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/outputfile.h"
#include "support/smalldisk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace weir;
using namespace weir::test;

namespace {

constexpr uid_t nobody = 65534;

/// Root may write everywhere, so a test of permissions is somebody else while it lives.
class AsNobody
{
public:
    AsNobody()
    {
        if (::geteuid() == 0)
            m_isOther = ::seteuid(nobody) == 0;
    }
    ~AsNobody()
    {
        if (m_isOther)
            m_isOther = ::seteuid(0) != 0;
    }

private:
    bool m_isOther = false;
};

/// No file may grow beyond so many bytes.
class FileLimit
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

struct stat statOf(const QString &path)
{
    struct stat found = {};
    ::stat(QFile::encodeName(path).constData(), &found);
    return found;
}

mode_t modeOf(const QString &path)
{
    return statOf(path).st_mode & 07777;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

void setMode(const QString &path, mode_t mode)
{
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
}

QByteArray codeOf(const Result<void> &written)
{
    return written ? QByteArray() : written.error().what.code();
}

} // namespace

class TestOutputFile : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString place(const QString &name) const { return m_folder.filePath(name); }
    /// A new folder that everybody may enter.
    [[nodiscard]] QString openFolder(const QString &name) const
    {
        const QString path = place(name);
        QDir().mkpath(path);
        setMode(m_folder.path(), 0755);
        setMode(path, 0777);
        return path;
    }

private Q_SLOTS:
    void initTestCase() { letWritesFail(); }

    void nothingChangesBeforeCommit()
    {
        const QString path = place(u"kept"_qs);
        QVERIFY(writeFile(path, "old"));
        {
            OutputFile file(path);
            file.write(QByteArray(200'000, 'n'));
            QCOMPARE(contentOf(path), QByteArray("old"));
        }
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(QDir(m_folder.path()).entryList({u".weir*"_qs}, QDir::Files | QDir::Hidden), QStringList());
    }

    void contentOfAnySize_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 65'535, 65'536, 65'537, 1'000'000})
            QTest::addRow("%d", size) << size;
    }
    void contentOfAnySize()
    {
        QFETCH(const int, size);
        const QByteArray content(size, 'c');
        const QString path = place(u"sized"_qs);
        QVERIFY(writeFile(path, content));
        QCOMPARE(contentOf(path), content);
        QVERIFY(writeFile(path, "shorter"));
        QCOMPARE(contentOf(path), QByteArray("shorter"));
    }

    void modeStays()
    {
        const QString path = place(u"mode"_qs);
        QVERIFY(writeFile(path, "old"));
        const mode_t mask = ::umask(0);
        ::umask(mask);
        QCOMPARE(modeOf(path), mode_t{0666} & ~mask);
        setMode(path, 0640);
        QVERIFY(writeFile(path, "new"));
        QCOMPARE(modeOf(path), mode_t{0640});
        QVERIFY(writeFile(path, "private", FileReaders::OwnerOnly));
        QCOMPARE(modeOf(path), mode_t{0600});
        QVERIFY(writeFile(place(u"new"_qs), "private", FileReaders::OwnerOnly));
        QCOMPARE(modeOf(place(u"new"_qs)), mode_t{0600});
    }

    void ownerStays()
    {
        if (::geteuid() != 0)
            QSKIP("only root can give files away");
        const QString path = place(u"owned"_qs);
        QVERIFY(writeFile(path, "old"));
        QCOMPARE(::chown(QFile::encodeName(path).constData(), nobody, nobody), 0);
        QVERIFY(writeFile(path, "new"));
        QCOMPARE(statOf(path).st_uid, nobody);
        QCOMPARE(statOf(path).st_gid, gid_t{nobody});
    }

    void linksAreFollowed()
    {
        QDir(m_folder.path()).mkdir(u"far"_qs);
        QVERIFY(writeFile(place(u"far/target"_qs), "old"));
        QVERIFY(QFile::link(u"far/target"_qs, place(u"first"_qs)));
        QVERIFY(QFile::link(place(u"first"_qs), place(u"second"_qs)));
        QVERIFY(writeFile(place(u"second"_qs), "new"));
        QVERIFY(QFileInfo(place(u"second"_qs)).isSymLink() && QFileInfo(place(u"first"_qs)).isSymLink());
        QCOMPARE(contentOf(place(u"far/target"_qs)), QByteArray("new"));
        QVERIFY(QFile::link(place(u"far/later"_qs), place(u"dangling"_qs)));
        QVERIFY(writeFile(place(u"dangling"_qs), "made"));
        QCOMPARE(contentOf(place(u"far/later"_qs)), QByteArray("made"));
        QVERIFY(QFile::link(place(u"ring"_qs), place(u"ring"_qs)));
        QVERIFY(!writeFile(place(u"ring"_qs), "never"));
    }

    void namesOfAnyKind_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("blanks") << u" two  blanks .weir"_qs;
        QTest::newRow("Chinese") << u"\u538b\u6d4b \u9879\u76ee.weir"_qs;
        QTest::newRow("255 bytes") << QString(255, u'n');
        QTest::newRow("255 bytes of Chinese") << QString(85, QChar(0x6d4b));
        QTest::newRow("a line break") << u"a\nb"_qs;
    }
    void namesOfAnyKind()
    {
        QFETCH(const QString, name);
        QVERIFY(writeFile(place(name), "first"));
        QVERIFY(writeFile(place(name), "second"));
        QCOMPARE(contentOf(place(name)), QByteArray("second"));
    }

    void refusals()
    {
        const auto why = [](const QString &path) { return failureOfWriting(path, "x").code(); };
        QCOMPARE(why(m_folder.path()), QByteArray("file_error.is_folder"));
        QCOMPARE(why(place(u"none/file"_qs)), QByteArray("file_error.missing"));
        QCOMPARE(why(QString()), QByteArray("file_error.missing"));
        QCOMPARE(why(place(QString(256, u'n'))), QByteArray("file_error.long_name"));
        QCOMPARE(codeOf(writeFile(place(u"none/file"_qs), "x")), QByteArray("file.cannot_write"));
        for (const QString &path : {m_folder.path(), place(u"none/file"_qs), place(QString(256, u'n'))})
            QVERIFY2(!whyNotWritable(path).isEmpty(), qPrintable(path));
        QVERIFY(whyNotWritable(place(u"to be made"_qs)).isEmpty());
        QVERIFY(whyNotWritable(u"/dev/stdout"_qs).isEmpty());
        QVERIFY(!QFile::exists(place(u"to be made"_qs)));
    }

    void aFileThatMayOnlyBeReadStays()
    {
        const QString folder = openFolder(u"readonly"_qs);
        const QString path = folder + u"/file"_qs;
        QVERIFY(writeFile(path, "old"));
        setMode(path, 0444);
        const AsNobody other;
        QCOMPARE(failureOfWriting(path, "new").code(), QByteArray("file_error.not_allowed"));
        QCOMPARE(whyNotWritable(path).code(), QByteArray("file_error.not_allowed"));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void aFileInAClosedFolderIsWrittenInPlace()
    {
        const QString folder = openFolder(u"closed"_qs);
        const QString path = folder + u"/file"_qs;
        QVERIFY(writeFile(path, "old"));
        setMode(path, 0666);
        setMode(folder, 0555);
        const ino_t before = statOf(path).st_ino;
        const AsNobody other;
        for (const QByteArray &content : {QByteArray(100'000, 'n'), QByteArray("short"), QByteArray()}) {
            QVERIFY(writeFile(path, content));
            QCOMPARE(contentOf(path), content);
        }
        QCOMPARE(statOf(path).st_ino, before);
        QCOMPARE(failureOfWriting(folder + u"/other"_qs, "x").code(), QByteArray("file_error.not_allowed"));
        QCOMPARE(whyNotWritable(folder + u"/other"_qs).code(), QByteArray("file_error.not_allowed"));
    }

    void otherNamesOfAFileStayWithIt()
    {
        const QString path = place(u"one name"_qs);
        const QString other = place(u"other name"_qs);
        QVERIFY(writeFile(path, "old"));
        QCOMPARE(::link(QFile::encodeName(path).constData(), QFile::encodeName(other).constData()), 0);
        QVERIFY(writeFile(path, "new"));
        QCOMPARE(contentOf(other), QByteArray("new"));
    }

    void aFullDiskKeepsTheOldFile_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("inPlace");
        for (const bool inPlace : {false, true}) {
            for (const int size : {10, 5'000, 65'536, 300'000})
                QTest::addRow("%d bytes, %s", size, inPlace ? "in place" : "replaced") << size << inPlace;
        }
    }
    void aFullDiskKeepsTheOldFile()
    {
        QFETCH(const int, size);
        QFETCH(const bool, inPlace);
        const SmallDisk disk;
        const QString path = disk.filePath(u"file"_qs);
        const QString other = disk.filePath(u"other"_qs);
        QVERIFY(disk.write(u"file"_qs, inPlace ? "" : "old"));
        if (inPlace)
            QCOMPARE(::link(QFile::encodeName(path).constData(), QFile::encodeName(other).constData()), 0);
        disk.fill();
        const QByteArray before = disk.read(u"file"_qs);
        QCOMPARE(failureOfWriting(path, QByteArray(size, 'n')).code(), disk.fullCode());
        QCOMPARE(disk.read(u"file"_qs), before);
        QCOMPARE(disk.files().size(), inPlace ? 2 : 1);
        disk.makeRoom();
        QVERIFY(writeFile(path, "new"));
        QCOMPARE(disk.read(u"file"_qs), QByteArray("new"));
    }

    void aLimitOnFilesKeepsTheOldFile()
    {
        const QString path = place(u"limited"_qs);
        QVERIFY(writeFile(path, "old"));
        const FileLimit limit(4096);
        QCOMPARE(failureOfWriting(path, QByteArray(5000, 'n')).code(), QByteArray("file_error.too_large"));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void devices()
    {
        QVERIFY(writeFile(u"/dev/null"_qs, "x"));
        QVERIFY(QFileInfo(u"/dev/null"_qs).exists() && !QFileInfo(u"/dev/null"_qs).isFile());
        if (!QFile::exists(u"/dev/full"_qs))
            QSKIP("there is no /dev/full");
        QCOMPARE(failureOfWriting(u"/dev/full"_qs, "x").code(), QByteArray("file_error.no_space"));
        QVERIFY(QFile::link(u"/dev/full"_qs, place(u"full"_qs)));
        QCOMPARE(failureOfWriting(place(u"full"_qs), "x").code(), QByteArray("file_error.no_space"));
    }

    void pipes()
    {
        const QString path = place(u"pipe"_qs);
        const QByteArray name = QFile::encodeName(path);
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
        // Nobody reads: it must not wait.
        QCOMPARE(failureOfWriting(path, "x").code(), QByteArray("file_error.no_reader"));
        FileDescriptor reader(::open(name.constData(), O_RDONLY | O_NONBLOCK));
        QVERIFY(writeFile(path, "told"));
        char got[8] = {};
        QCOMPARE(::read(reader.get(), got, sizeof got), ssize_t{4});
        QCOMPARE(QByteArray(got), QByteArray("told"));
        OutputFile file(path);
        reader = FileDescriptor();
        file.write(QByteArray(100'000, 'x'));
        QVERIFY2(file.commit(), "a reader that left had enough");
    }

    void aStandardStreamIsWrittenOnWhereItStands()
    {
        const QString path = place(u"stream"_qs);
        const FileDescriptor file(
            ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
        QCOMPARE(writeAll(file.get(), "before, "), 0);
        QVERIFY(writeFile(u"/dev/fd/"_qs + QString::number(file.get()), "then, "));
        QVERIFY(writeFile(u"/proc/self/fd/"_qs + QString::number(file.get()), "and then"));
        QCOMPARE(contentOf(path), QByteArray("before, then, and then"));
        QCOMPARE(failureOfWriting(u"/dev/fd/987"_qs, "x").code(), QByteArray("file_error.closed"));
        QCOMPARE(descriptorNamed(u"/dev/stdout"_qs), std::optional(1));
        QVERIFY(!descriptorNamed(u"/dev/fd/x"_qs) && !descriptorNamed(u"/tmp/stdout"_qs));
    }
};

int main(int argc, char **argv)
{
    enterOwnMounts();
    QCoreApplication application(argc, argv);
    TestOutputFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_outputfile.moc"
