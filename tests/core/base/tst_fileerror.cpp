// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fileerror.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <unistd.h>

using namespace weir;

class TestFileError : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void usualReasonsAreWeirsWords()
    {
        QFile missing(m_folder.filePath(QStringLiteral("missing")));
        QVERIFY(!missing.open(QIODevice::ReadOnly));
        QCOMPARE(failureOf(missing).code(), QByteArray("file_error.missing"));
        QCOMPARE(failureOf(missing).english(), QStringLiteral("there is no such file or folder"));
        QFile folder(m_folder.path());
        QVERIFY(!folder.open(QIODevice::WriteOnly));
        QCOMPARE(failureOf(folder).code(), QByteArray("file_error.is_folder"));
        QSaveFile saved(m_folder.path());
        QVERIFY(!saved.open(QIODevice::WriteOnly));
        QCOMPARE(failureOf(saved).code(), QByteArray("file_error.is_folder"));
        QSaveFile nowhere(m_folder.filePath(QStringLiteral("none/file")));
        QVERIFY(!nowhere.open(QIODevice::WriteOnly));
        QCOMPARE(failureOf(nowhere).code(), QByteArray("file_error.missing"));
    }

    /// Who is told to look at permissions when the disk is full looks in vain.
    void eachReasonHasItsOwnRemedy_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char *name, int error, const char *advice) {
            QTest::newRow(name) << error << QString::fromUtf8(advice);
        };
        row("full", ENOSPC, "Free some space on that disk, or choose another one.");
        row("quota", EDQUOT, "Remove files of yours on that disk, or choose another one.");
        row("permission", EACCES,
            "Check the permissions of the file and its folder, or choose another place.");
        row("not the owner", EPERM,
            "Check the permissions of the file and its folder, or choose another place.");
        row("read-only", EROFS, "Choose a place on a disk that can be written.");
        row("missing", ENOENT, "Check the path, or choose another place.");
    }
    void eachReasonHasItsOwnRemedy()
    {
        QFETCH(const int, error);
        QTEST(writingAdvice(systemFailure(error)).english(), "advice");
    }

    void aFullDiskIsTold()
    {
        QFile full(QStringLiteral("/dev/full"));
        if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            QSKIP("there is no /dev/full");
        QVERIFY(full.write("x") < 1);
        QCOMPARE(failureOf(full).code(), QByteArray("file_error.no_space"));
    }

    void missingPermissionsAreTold()
    {
        if (geteuid() == 0)
            QSKIP("root may read everything");
        QFile file(m_folder.filePath(QStringLiteral("secret")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(file.setPermissions(QFile::WriteOwner));
        QVERIFY(!file.open(QIODevice::ReadOnly));
        QCOMPARE(failureOf(file).code(), QByteArray("file_error.not_allowed"));
        QVERIFY(file.setPermissions(QFile::ReadOwner));
        QSaveFile save(file.fileName());
        QVERIFY(!save.open(QIODevice::WriteOnly));
        QCOMPARE(failureOf(save).code(), QByteArray("file_error.not_allowed"));
    }

    void wordsOfTheSystemAreKnown()
    {
        QCOMPARE(systemFailure(qt_error_string(EACCES)).code(), QByteArray("file_error.not_allowed"));
        QCOMPARE(systemFailure(QStringLiteral("execve: ") + qt_error_string(ENOENT)).code(),
                 QByteArray("file_error.missing"));
        QCOMPARE(systemFailure(QStringLiteral("Anything else")).english(), QStringLiteral("Anything else"));
        QVERIFY(systemFailure({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFileError)
#include "tst_fileerror.moc"
