// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the real window through a run of the sample project and takes a picture of every page, light and
// dark. Usage: weir-screenshots FOLDER
#include "compose/composepage.h"
#include "lab/knownnames.h"
#include "live/livepage.h"
#include "live/runview.h"
#include "runs/rundetails.h"
#include "runs/runspage.h"
#include "shell/mainwindow.h"
#include "theme/applytheme.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace weir;

namespace {

constexpr int secondsBeforeLivePicture = 16;
constexpr int longestRunSeconds = 90;

void spin(int milliseconds)
{
    QEventLoop loop; // sleeps between events: a busy one would stand in the picture as processor use
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Photographer
{
public:
    Photographer(QString folder, QString project) : m_folder(std::move(folder)), m_project(std::move(project))
    {
        applyTheme(*qApp, m_themes.theme());
        QObject::connect(&m_themes, &ThemeSource::changed, qApp,
                         [](const Theme &theme) { applyTheme(*qApp, theme); });
        m_window.addPage(m_live);
        m_window.setRunPage(m_live);
        m_window.addPage(m_saved);
        m_window.resize(1440, 900);
        m_window.show();
    }

    bool takeAll()
    {
        both(QStringLiteral("welcome"));
        m_window.openFile(m_project);
        spin(800);
        m_window.showPage(0);
        for (const auto &[path, name] :
             {std::pair(QStringLiteral("/targets/0/url"), QStringLiteral("compose-target")),
              std::pair(QStringLiteral("/requests/0/prompt"), QStringLiteral("compose-request")),
              std::pair(QStringLiteral("/goals/thresholds"), QStringLiteral("compose-goals")),
              std::pair(QStringLiteral("/load/rate"), QStringLiteral("compose"))}) {
            m_window.composePage()->reveal(path);
            both(name);
        }
        m_window.run();
        if (!m_runs.isRunning())
            return false;
        spin(secondsBeforeLivePicture * 1000);
        both(QStringLiteral("live"));
        for (int i = 0; i < longestRunSeconds && m_runs.isRunning(); ++i)
            spin(1000);
        spin(1000);
        m_window.showPage(2);
        spin(1500);
        both(QStringLiteral("runs"));
        m_window.openFile(m_runs.runPath());
        spin(2500);
        QTabWidget *tabs = m_saved->details().findChild<QTabWidget *>();
        const QStringList names = {QStringLiteral("run"), QStringLiteral("run-summary"),
                                   QStringLiteral("run-requests")};
        for (int i = 0; i < names.size() && tabs != nullptr; ++i) {
            tabs->setCurrentIndex(i);
            both(names[i]);
        }
        return !m_runs.isRunning();
    }

private:
    void both(const QString &name)
    {
        m_themes.setMode(ThemeMode::Dark);
        take(name + QStringLiteral("-dark"));
        m_themes.setMode(ThemeMode::Light);
        take(name + QStringLiteral("-light"));
    }

    void take(const QString &name)
    {
        spin(600);
        const QString path = QDir(m_folder).filePath(name + QStringLiteral(".png"));
        if (!m_window.grab().save(path))
            std::fprintf(stderr, "can't write %s\n", qPrintable(path));
    }

    QString m_folder;
    QString m_project;
    QTemporaryDir m_own;
    AppSettings m_settings{m_own.filePath(QStringLiteral("weir.ini"))};
    ThemeSource m_themes{ThemeMode::Light, QPalette()};
    ScenarioDocument m_document{knownNames()};
    RunController m_runs;
    MainWindow m_window{{m_settings, m_themes, m_document, m_runs}};
    LivePage *m_live = new LivePage(m_themes, m_runs); // owned by the window once added
    RunsPage *m_saved = new RunsPage(m_themes, m_document, m_runs);
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: weir-screenshots FOLDER\n");
        return 2;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("weir"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("sample.weir"));
    QFile::copy(QStringLiteral(WEIR_SOURCE "/resources/samples/sample.weir"), project);
    Photographer photographer(QString::fromLocal8Bit(argv[1]), project);
    return photographer.takeAll() ? 0 : 1;
}
