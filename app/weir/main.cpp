// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program: reads the command line, puts the window together, runs it.
#include "answer.h"
#include "base/directfile.h"
#include "base/lastwords.h"
#include "base/version.h"
#include "document/scenariodocument.h"
#include "lab/knownnames.h"
#include "live/livepage.h"
#include "rendercommand.h"
#include "runs/runspage.h"
#include "servicepage/servicepage.h"
#include "session/appsettings.h"
#include "session/languagesource.h"
#include "session/runcontroller.h"
#include "session/servicecontroller.h"
#include "shell/mainwindow.h"
#include "theme/applytheme.h"
#include "theme/themesource.h"
#include "transport/threadtuning.h"

#include <QApplication>

#include <CLI/CLI.hpp>

namespace {

using namespace weir;

struct CommandLine
{
    QString file;     ///< A project or a run; empty: none.
    QString settings; ///< The settings file; empty: the user's own.
};

/// What the command line asks for, or the exit code when it has been answered already.
std::variant<CommandLine, int> readCommandLine(int argc, char **argv)
{
    CLI::App app{"The window of Weir, which load-tests services that stream tokens.\n"
                 "Example: weir checkout-assistant.weir\n"
                 "`weir render RUN --out DIR` writes a run's charts as files, without a display; see weir "
                 "render --help.",
                 "weir"};
    app.set_version_flag("--version", std::string("weir ") + versionString);
    std::string file;
    std::string settings;
    app.add_option("FILE", file, "A project (NAME.weir) or a run (NAME.weirrun)")->type_name("");
    app.add_option("--settings", settings, "Settings file instead of the user's own")->type_name("FILE");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return answer(app, error);
    }
    return CommandLine{QString::fromLocal8Bit(file), QString::fromLocal8Bit(settings)};
}

/// Qt has words of its own for that, and ends the program with an abort.
void sayThatThereIsNoDisplay(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtFatalMsg) {
        std::cerr << "weir: No display. Use weir-cli, or weir render RUN --out DIR.\n";
        std::_Exit(1);
    }
    if (context.category == nullptr || !QByteArrayView(context.category).startsWith("qt.qpa"))
        std::cerr << qPrintable(qFormatLogMessage(type, context, text)) << '\n';
}

int runWindow(QApplication &application, const CommandLine &line)
{
    AppSettings settings(line.settings);
    LanguageSource language;
    language.use(settings.values().language);
    QObject::connect(&settings, &AppSettings::changed, &application,
                     [&language, &settings] { language.use(settings.values().language); });
    ThemeSource themes(settings.values().theme, QApplication::palette());
    applyTheme(application, themes.theme());
    QObject::connect(&themes, &ThemeSource::changed, &application,
                     [&application](const Theme &theme) { applyTheme(application, theme); });
    ScenarioDocument document(knownNames());
    RunController runs;
    ServiceController service;
    MainWindow window({settings, themes, document, runs, &service});
    LivePage *live = new LivePage(themes, runs);
    window.addPage(live);
    window.setRunPage(live);
    window.addPage(new RunsPage(themes, document, runs));
    window.addPage(new ServicePage(themes, document, service));
    window.restoreLayout();
    if (!line.file.isEmpty())
        window.openFile(line.file);
    window.offerRecovery();
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    sayLastWords("weir");
    letWritesFail();
    if (isRenderCommand(argc, argv))
        return runRenderCommand(argc, argv);
    const std::variant<CommandLine, int> asked = readCommandLine(argc, argv);
    if (const int *code = std::get_if<int>(&asked))
        return *code;
    preferUnixDispatcher();
    const QtMessageHandler usual = qInstallMessageHandler(sayThatThereIsNoDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setApplicationName(QStringLiteral("weir"));
    QApplication::setApplicationDisplayName(QStringLiteral("Weir"));
    QApplication::setApplicationVersion(QLatin1String(versionString));
    return runWindow(application, std::get<CommandLine>(asked));
}
