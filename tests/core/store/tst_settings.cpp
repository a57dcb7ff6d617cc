// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackEveryField()
    {
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath(u"new/weir.ini"_qs));
        QVERIFY(file.read() == Settings());
        Settings settings;
        settings.theme = ThemeMode::Dark;
        settings.language = u"zh_CN"_qs;
        settings.recentProjects = {u"/a,b/c.weir"_qs, u"/流.weir"_qs};
        settings.lastFolder = u"/a b"_qs;
        settings.lastPage = 3;
        settings.windowGeometry = QByteArray("\0\1\xff;=,\"", 7);
        settings.windowState = QByteArray("@x");
        settings.exportSize = {1200, 700};
        settings.exportScale = 2.5;
        settings.exportPrintTheme = true;
        // A member that the file forgets would keep its default, so none may have it here.
        const auto &[theme, language, recent, lastFolder, page, geometry, state, size, scale, print] =
            settings;
        const Settings defaults;
        QVERIFY(theme != defaults.theme && language != defaults.language &&
                recent != defaults.recentProjects && lastFolder != defaults.lastFolder &&
                page != defaults.lastPage && geometry != defaults.windowGeometry &&
                state != defaults.windowState && size != defaults.exportSize &&
                scale != defaults.exportScale && print != defaults.exportPrintTheme);
        QVERIFY(file.write(settings).ok());
        QVERIFY(file.read() == settings);
    }

    void replacesWhatCannotBe()
    {
        QTemporaryDir folder;
        QFile text(folder.filePath(u"weir.ini"_qs));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("[look]\ntheme=pink\n[window]\nlast_page=99\n[export]\nsize=@Size(-5 9)\nscale=nan\n");
        text.close();
        QVERIFY(SettingsFile(text.fileName()).read() == Settings());
    }

    void keepsTenRecentProjects()
    {
        Settings settings;
        for (int i = 0; i < 15; ++i)
            addRecentProject(settings, QString::number(i));
        addRecentProject(settings, u"8"_qs);
        QCOMPARE(settings.recentProjects.size(), 10);
        QCOMPARE(settings.recentProjects.first(), u"8"_qs);
        QCOMPARE(settings.recentProjects.count(u"8"_qs), 1);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
