// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a person names as a file: read in bounds, or refused at once.
#include "base/inputfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace weir;

class TestInputFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(path(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("0123456789"), qint64{10});
        QCOMPARE(::mkfifo(QFile::encodeName(path(QStringLiteral("pipe"))).constData(), 0600), 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path(QStringLiteral("socket")));
        std::copy(name.begin(), name.end(), address.sun_path);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        ::close(socket);
    }

    void refusesWhatIsNoFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("folder") << m_folder.path() << QStringLiteral("it is a folder");
        QTest::newRow("pipe without a writer")
            << path(QStringLiteral("pipe")) << QStringLiteral("it is a pipe");
        QTest::newRow("socket") << path(QStringLiteral("socket")) << QStringLiteral("it is a socket");
        QTest::newRow("endless device") << QStringLiteral("/dev/zero") << QStringLiteral("it is a device");
        QTest::newRow("nothing there") << path(QStringLiteral("none")) << QStringLiteral("no such file");
    }
    void refusesWhatIsNoFile()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, says);
        const Result<QByteArray> read = readInputFile(path, 100);
        QVERIFY(!read);
        QVERIFY2(read.error().what.english().contains(says), qPrintable(read.error().what.english()));
        QCOMPARE(read.error().where.english(), path);
        QVERIFY(!read.error().advice.isEmpty());
    }

    void readsFilesInBounds()
    {
        QCOMPARE(*readInputFile(path(QStringLiteral("file")), 10), QByteArray("0123456789"));
        QCOMPARE(*readInputFile(path(QStringLiteral("file")), 4),
                 QByteArray("01234")); // one more than asked for
    }

    /// As a shell hands it down: `weir-cli check <(...)`.
    void readsPipesOfThisProcess()
    {
        std::array<int, 2> ends{};
        QCOMPARE(::pipe(ends.data()), 0);
        QCOMPARE(::write(ends[1], "piped", 5), ssize_t{5});
        ::close(ends[1]);
        QCOMPARE(*readInputFile(QStringLiteral("/dev/fd/%1").arg(ends[0]), 100), QByteArray("piped"));
        ::close(ends[0]);
    }
};

QTEST_APPLESS_MAIN(TestInputFile)
#include "tst_inputfile.moc"
