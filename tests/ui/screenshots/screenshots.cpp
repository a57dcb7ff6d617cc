// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the real window through a run of the sample project and takes a picture of every page, light and
// dark. Usage: weir-screenshots [--page service] [--size 1024x700] [--language FILE.qm]... FOLDER
#include "compose/composepage.h"
#include "lab/knownnames.h"
#include "live/livepage.h"
#include "runs/rundetails.h"
#include "runs/runspage.h"
#include "runview/runview.h"
#include "servicepage/servicepage.h"
#include "servicepage/servicesetup.h"
#include "session/servicecontroller.h"
#include "shell/mainwindow.h"
#include "theme/applytheme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QEventLoop>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

using namespace weir;

namespace {

constexpr int secondsBeforeLivePicture = 16;
constexpr int longestRunSeconds = 90;
constexpr int secondsBeforeDrill = 34; // the preset's first replica needs 20 to start
constexpr double serviceRate = 14;
constexpr int secondsBeforeServicePicture = 26;

void spin(int milliseconds)
{
    QEventLoop loop; // sleeps between events: a busy one would stand in the picture as processor use
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Photographer
{
public:
    Photographer(QString folder, QString project, QSize size)
        : m_folder(std::move(folder)), m_project(std::move(project))
    {
        applyTheme(*qApp, m_themes.theme());
        QObject::connect(&m_themes, &ThemeSource::changed, qApp,
                         [](const Theme &theme) { applyTheme(*qApp, theme); });
        m_window.addPage(m_live);
        m_window.setRunPage(m_live);
        m_window.addPage(m_saved);
        m_window.addPage(m_servicePage);
        m_window.resize(size);
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
        return !m_runs.isRunning() && takeService();
    }

    /// The reference service, that scales under a load of its own and meets a drill.
    bool takeService()
    {
        m_window.openFile(m_project);
        m_window.showPage(3);
        m_servicePage->setup().choosePreset(QStringLiteral("cold"));
        both(QStringLiteral("service-off"));
        m_servicePage->setup().startOrStop();
        if (!m_service.isRunning())
            return false;
        m_servicePage->useAsTarget(0);
        m_document.edit({}, {}, [](Scenario &scenario) {
            scenario.load.warmUp = Nanoseconds::zero();
            scenario.load.first().duration = std::chrono::seconds(longestRunSeconds);
            if (OpenLoad *open = std::get_if<OpenLoad>(&scenario.load.first().model)) {
                open->rate = serviceRate;
                open->cap.reset();
            }
        });
        m_document.recheck();
        m_window.run();
        if (!m_runs.isRunning())
            return false;
        m_window.showPage(3);
        spin(secondsBeforeDrill * 1000);
        DrillConfig drill;
        drill.network.delay = std::chrono::milliseconds(200);
        drill.network.jitter = std::chrono::milliseconds(50);
        drill.length = std::chrono::minutes(1);
        m_service.startDrill(drill);
        m_service.injectFault(FaultKind::Stall, 3);
        spin(secondsBeforeServicePicture * 1000);
        both(QStringLiteral("service"));
        m_runs.stopNow();
        for (int i = 0; i < longestRunSeconds && m_runs.isRunning(); ++i)
            spin(1000);
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
    ServiceController m_service;
    MainWindow m_window{{m_settings, m_themes, m_document, m_runs, &m_service}};
    LivePage *m_live = new LivePage(m_themes, m_runs); // owned by the window once added
    RunsPage *m_saved = new RunsPage(m_themes, m_document, m_runs);
    ServicePage *m_servicePage = new ServicePage(m_themes, m_document, m_service);
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("weir"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QCommandLineOption page(QStringLiteral("page"), QStringLiteral("Only this page."),
                                  QStringLiteral("service"));
    const QCommandLineOption sizeOption(QStringLiteral("size"), QStringLiteral("Of the window."),
                                        QStringLiteral("WIDTHxHEIGHT"), QStringLiteral("1440x900"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      QStringLiteral("A translation; give it once for each file."),
                                      QStringLiteral("FILE.qm"));
    QCommandLineParser parser;
    parser.addOptions({page, sizeOption, language});
    parser.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("Where the pictures go."));
    parser.process(application);
    const QStringList sides = parser.value(sizeOption).split(u'x');
    const bool knowsPage = !parser.isSet(page) || parser.value(page) == u"service";
    bool knowsLanguage = true;
    for (const QString &file : parser.values(language)) {
        QTranslator *translator = new QTranslator(&application);
        knowsLanguage =
            translator->load(file) && QApplication::installTranslator(translator) && knowsLanguage;
    }
    if (parser.positionalArguments().size() != 1 || sides.size() != 2 || !knowsPage || !knowsLanguage) {
        std::fputs(qPrintable(parser.helpText()), stderr);
        return 2;
    }
    const QString pictures = parser.positionalArguments().constFirst();
    QDir().mkpath(pictures);
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("sample.weir"));
    QFile::copy(QStringLiteral(WEIR_SOURCE "/resources/samples/sample.weir"), project);
    Photographer photographer(pictures, project, {sides[0].toInt(), sides[1].toInt()});
    return (parser.isSet(page) ? photographer.takeService() : photographer.takeAll()) ? 0 : 1;
}
