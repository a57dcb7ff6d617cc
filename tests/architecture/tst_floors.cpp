// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the tree to the tables of docs/architecture.md: which room may include which, which library links
// which, and who may know the guests from outside.
#include "housetable.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir::test;

namespace {

const QString source = QStringLiteral(WEIR_SOURCE);

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

HouseTable table()
{
    return houseTableFrom(contentOf(source + QStringLiteral("/docs/architecture.md")));
}

/// Every folder below core, ui and app that holds sources itself.
QStringList foldersWithSources()
{
    QStringList folders;
    for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        QDirIterator all(source + u'/' + top, QDir::Dirs | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString folder = all.next();
            if (!QDir(folder)
                     .entryList({QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files)
                     .isEmpty())
                folders << folder.mid(source.size() + 1);
        }
    }
    return folders;
}

} // namespace

class TestFloors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTreeKeepsTheTable()
    {
        const QStringList found = violationsIn(source, table());
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void theTableNamesWhatIsThere()
    {
        const HouseTable house = table();
        QVERIFY(house.rooms.size() > 20);
        QStringList named;
        for (const Room &room : house.rooms) {
            named << room.path;
            QVERIFY2(QDir(source + u'/' + room.path).exists(), qPrintable(room.path));
            QVERIFY2(house.uses.contains(room.library), qPrintable(room.library));
        }
        QCOMPARE(named.removeDuplicates(), 0);
        for (const QString &folder : foldersWithSources())
            QVERIFY2(house.roomOf(folder + QStringLiteral("/x.h")), qPrintable(folder));
        QVERIFY(!house.guests.isEmpty());
        for (const Guest &guest : house.guests) {
            for (const QString &home : guest.homes)
                QVERIFY2(QDir(source + u'/' + home).exists(), qPrintable(home));
        }
    }

    /// A room may share its floor with others only where none of them could be meant to stand on another.
    void roomsOfALibraryStandOnFloorsThatItsUsersAreAbove()
    {
        const HouseTable house = table();
        for (const Room &upper : house.rooms) {
            for (const Room &lower : house.rooms) {
                if (house.uses.value(upper.library).contains(lower.library))
                    QVERIFY2(lower.floor < upper.floor,
                             qPrintable(upper.path + QStringLiteral(" over ") + lower.path));
            }
        }
    }

    void theLinkLineKeepsTheTable()
    {
        const HouseTable house = table();
        const QString cmake = contentOf(source + QStringLiteral("/core/CMakeLists.txt")) +
                              contentOf(source + QStringLiteral("/ui/CMakeLists.txt")) +
                              contentOf(source + QStringLiteral("/app/cli/CMakeLists.txt")) +
                              contentOf(source + QStringLiteral("/app/weir/CMakeLists.txt"));
        for (auto it = house.uses.begin(); it != house.uses.end(); ++it) {
            const QStringList linked = linkedLibraries(cmake, it.key());
            for (const QString &library : linked)
                QVERIFY2(it->contains(library), qPrintable(it.key() + QStringLiteral(" links ") + library));
            QVERIFY2(it.key() == u"weir_base" || !linked.isEmpty(), qPrintable(it.key()));
        }
    }

    void forbiddenIncludesAreFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("include");
        QTest::addColumn<QString>("why"); // empty: allowed
        const auto row = [](const char *name, const char *file, const char *include, const char *why) {
            QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(include)
                                << QString::fromLatin1(why);
        };
        row("own room", "core/engine/new.h", "engine/run.h", "");
        row("lower floor", "core/engine/new.h", "metrics/outcome.h", "");
        row("higher floor", "core/metrics/new.h", "engine/run.h", "stands no lower");
        row("the service knows nothing of the engine", "core/service/front/new.cpp", "engine/run.h",
            "weir_service does not use weir_core");
        row("the engine knows nothing of the service", "core/engine/new.cpp", "service/referenceservice.h",
            "weir_core does not use weir_service");
        row("the lab knows both", "core/lab/new.cpp", "service/referenceservice.h", "");
        row("the model knows no front", "core/service/model/new.h", "service/front/routes.h",
            "stands no lower");
        row("a dialect knows no front", "core/service/dialects/new.h", "service/front/routes.h",
            "stands no lower");
        row("core never draws", "core/report/new.cpp", "QWidget", "may know it");
        row("core has no charts", "core/report/new.cpp", "QtCharts/QChart", "may know it");
        row("sockets of Asio are the service's", "core/transport/new.cpp", "boost/asio/ip/tcp.hpp",
            "may know it");
        row("TLS servers are the service's", "core/lab/new.cpp", "openssl/ssl.h", "may know it");
        row("the service has its sockets", "core/service/front/new.cpp", "boost/beast/http.hpp", "");
        row("pages do not know each other", "ui/live/new.cpp", "runs/runspage.h", "stands no lower");
        row("pages do not know the shell", "ui/compose/new.cpp", "shell/mainwindow.h", "stands no lower");
        row("charts know no page", "ui/charts/new.cpp", "live/livepage.h", "stands no lower");
        row("the shell knows the pages", "ui/shell/new.cpp", "runs/runspage.h", "");
        row("the window knows the core", "ui/live/new.cpp", "engine/run.h", "");
        row("the command line knows no window", "app/cli/new.cpp", "shell/mainwindow.h",
            "weir-cli does not use weir_ui");
        row("standard headers", "core/base/new.h", "vector", "");
        row("paths upwards", "core/base/new.h", "../metrics/outcome.h", "includes start at");
        row("a folder outside of the table", "core/nowhere/new.h", "base/result.h", "no room");
    }
    void forbiddenIncludesAreFound()
    {
        QFETCH(QString, file);
        QFETCH(QString, include);
        QFETCH(QString, why);
        QTemporaryDir tree;
        QVERIFY(QDir(tree.path()).mkpath(file.section(u'/', 0, -2)));
        QFile added(tree.filePath(file));
        QVERIFY(added.open(QIODevice::WriteOnly));
        added.write("#pragma once\n#include \"" + include.toUtf8() + "\"\n");
        added.close();
        const QStringList found = violationsIn(tree.path(), table());
        QCOMPARE(found.size(), why.isEmpty() ? 0 : 1);
        if (!why.isEmpty()) {
            QVERIFY2(found.first().startsWith(file + QStringLiteral(":2 includes ") + include),
                     qPrintable(found.first()));
            QVERIFY2(found.first().contains(why), qPrintable(found.first()));
        }
    }
};

QTEST_GUILESS_MAIN(TestFloors)
#include "tst_floors.moc"
