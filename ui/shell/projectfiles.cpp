// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/projectfiles.h"

#include "scenario/templates.h"
#include "session/appsettings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QRegularExpression>

namespace weir {

namespace {

QString suffix()
{
    return QStringLiteral(".weir");
}

/// A scenario's name without the characters that folders and other systems' file names don't take.
QString fileName(const QString &name)
{
    static const QRegularExpression forbidden(QStringLiteral(R"([\x00-\x1f/\\:*?"<>|]+)"));
    const QString clean = QString(name).replace(forbidden, QStringLiteral("-")).simplified();
    return clean.isEmpty() ? QStringLiteral("untitled") : clean;
}

} // namespace

bool isProjectPath(const QString &path)
{
    return path.endsWith(suffix(), Qt::CaseInsensitive);
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
    m_document.reset(*scenario);
    Q_EMIT opened();
    return true;
}

bool ProjectFiles::createSample()
{
    if (!confirmLeaving())
        return false;
    m_document.reset(sampleScenario());
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
    return m_document.path().isEmpty() ? saveAs() : saveTo(m_document.path());
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

bool ProjectFiles::saveTo(const QString &path)
{
    const Result<void> result = m_document.saveAs(path);
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
