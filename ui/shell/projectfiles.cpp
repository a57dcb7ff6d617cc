// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/projectfiles.h"

#include "document/newscenario.h"
#include "scenario/templates.h"
#include "session/appsettings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace weir {

namespace {

QString suffix()
{
    return QStringLiteral(".weir");
}

/// File systems have room for 255 bytes, those of suffixes included.
QString shortened(QString name)
{
    constexpr qsizetype mostBytes = 200;
    while (name.toUtf8().size() > mostBytes)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    return name.trimmed();
}

ChangedChoice askAboutChanges(QWidget *parent, const QString &name)
{
    QMessageBox box(QMessageBox::Warning, ProjectFiles::tr("Changed by another program"),
                    ProjectFiles::tr("“%1” was changed by another program since it was opened here. Saving "
                                     "over it loses those changes.")
                        .arg(name),
                    QMessageBox::Cancel, parent);
    const QPushButton *over = box.addButton(ProjectFiles::tr("Save Over It"), QMessageBox::DestructiveRole);
    QPushButton *elsewhere = box.addButton(ProjectFiles::tr("Save As…"), QMessageBox::AcceptRole);
    box.setDefaultButton(elsewhere);
    box.exec();
    return box.clickedButton() == over        ? ChangedChoice::Overwrite
           : box.clickedButton() == elsewhere ? ChangedChoice::SaveElsewhere
                                              : ChangedChoice::Cancel;
}

/// A scenario's name without the characters that folders and other systems' file names don't take.
QString fileName(const QString &name)
{
    static const QRegularExpression forbidden(QStringLiteral(R"([\x00-\x1f/\\:*?"<>|]+)"));
    const QString clean = shortened(QString(name).replace(forbidden, QStringLiteral("-")).simplified());
    return clean.isEmpty() ? QStringLiteral("untitled") : clean;
}

} // namespace

bool isProjectPath(const QString &path)
{
    return path.endsWith(suffix(), Qt::CaseInsensitive);
}

bool mayBeImported(const QString &path)
{
    static const QStringList suffixes{QStringLiteral("txt"), QStringLiteral("sh"),   QStringLiteral("curl"),
                                      QStringLiteral("bat"), QStringLiteral("cmd"),  QStringLiteral("ps1"),
                                      QStringLiteral("har"), QStringLiteral("json"), QStringLiteral("yaml"),
                                      QStringLiteral("yml"), QStringLiteral("jmx"),  QStringLiteral("js")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

FileQuestions fileDialogs(QWidget *parent)
{
    FileQuestions questions;
    questions.openPath = [parent](const QString &folder) {
        return QFileDialog::getOpenFileName(
            parent, ProjectFiles::tr("Open"), folder,
            ProjectFiles::tr("Projects and runs (*.weir *.weirrun);;All files (*)"));
    };
    questions.savePath = [parent](const QString &proposal) {
        return QFileDialog::getSaveFileName(parent, ProjectFiles::tr("Save the project"), proposal,
                                            ProjectFiles::tr("Projects (*.weir)"));
    };
    questions.unsaved = [parent](const QString &name) {
        const QMessageBox::StandardButton answer = QMessageBox::question(
            parent, ProjectFiles::tr("Unsaved changes"),
            ProjectFiles::tr("“%1” has unsaved changes. Save them?").arg(name),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
        return answer == QMessageBox::Save      ? UnsavedChoice::Save
               : answer == QMessageBox::Discard ? UnsavedChoice::Discard
                                                : UnsavedChoice::Cancel;
    };
    questions.changed = [parent](const QString &name) { return askAboutChanges(parent, name); };
    return questions;
}

ProjectFiles::ProjectFiles(ScenarioDocument &document, AppSettings &settings, FileQuestions questions,
                           QObject *parent)
    : QObject(parent), m_document(document), m_settings(settings), m_questions(std::move(questions))
{
}

bool ProjectFiles::confirmLeaving()
{
    if (!m_document.isDirty())
        return true;
    switch (m_questions.unsaved(m_document.displayName())) {
    case UnsavedChoice::Save:
        return save();
    case UnsavedChoice::Discard:
        return true;
    case UnsavedChoice::Cancel:
        break;
    }
    return false;
}

bool ProjectFiles::createFrom(const QString &name)
{
    const std::optional<Scenario> scenario = templateScenario(name);
    if (!scenario || !confirmLeaving())
        return false;
    m_document.reset(inWindowsLanguage(*scenario));
    Q_EMIT opened();
    return true;
}

bool ProjectFiles::createSample()
{
    if (!confirmLeaving())
        return false;
    m_document.reset(inWindowsLanguage(sampleScenario()));
    Q_EMIT opened();
    return true;
}

bool ProjectFiles::createImported(const Scenario &scenario)
{
    if (!confirmLeaving())
        return false;
    m_document.reset(scenario);
    Q_EMIT opened();
    return true;
}

bool ProjectFiles::openAsking()
{
    const QString path = m_questions.openPath(m_settings.values().lastFolder);
    if (path.isEmpty())
        return false;
    if (!isProjectPath(path)) {
        Q_EMIT otherFileChosen(path);
        return true;
    }
    return open(path);
}

bool ProjectFiles::open(const QString &path)
{
    if (!confirmLeaving())
        return false;
    const Result<void> result = m_document.open(path);
    if (!result) {
        Q_EMIT failed(result.error());
        return false;
    }
    remember(m_document.path());
    Q_EMIT opened();
    return true;
}

bool ProjectFiles::save()
{
    if (m_document.path().isEmpty())
        return saveAs();
    if (!m_document.isChangedOnDisk())
        return saveTo(m_document.path());
    switch (m_questions.changed(m_document.displayName())) {
    case ChangedChoice::Overwrite:
        return saveTo(m_document.path());
    case ChangedChoice::SaveElsewhere:
        return saveAs();
    case ChangedChoice::Cancel:
        break;
    }
    return false;
}

bool ProjectFiles::saveAs()
{
    const QString proposal =
        m_document.path().isEmpty()
            ? QDir(m_settings.values().lastFolder).filePath(fileName(m_document.scenario().name) + suffix())
            : m_document.path();
    QString path = m_questions.savePath(proposal);
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += suffix();
    return saveTo(path);
}

/// A name that nobody chose, a template's or that of the file so far, follows the file's. Empty: it stays.
QString ProjectFiles::nameFor(const QString &path) const
{
    const QString name = m_document.scenario().name;
    const QString wish = QFileInfo(path).completeBaseName();
    const QString current = m_document.path();
    const bool isMoved = QFileInfo(path).absoluteFilePath() != current;
    const bool isFiles = !current.isEmpty() && fileName(name) == QFileInfo(current).completeBaseName();
    const bool isTaken = isNameOfWeir(name) || isFiles;
    return isMoved && isTaken && fileName(name) != wish ? wish : QString();
}

bool ProjectFiles::saveTo(const QString &path)
{
    const Result<void> result = m_document.saveAs(path, nameFor(path));
    if (!result) {
        Q_EMIT failed(result.error());
        return false;
    }
    remember(m_document.path());
    Q_EMIT saved(m_document.path());
    return true;
}

void ProjectFiles::remember(const QString &path)
{
    m_settings.change([&](Settings &settings) {
        addRecentProject(settings, path);
        settings.lastFolder = QFileInfo(path).absolutePath();
    });
}

} // namespace weir
