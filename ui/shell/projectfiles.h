// SPDX-License-Identifier: GPL-3.0-or-later
// New, open, save and save as, with the questions that they ask.
#pragma once

#include "document/scenariodocument.h"

#include <QObject>

#include <functional>

namespace weir {

class AppSettings;

/// What the user wants done with unsaved changes.
enum class UnsavedChoice
{
    Save,
    Discard,
    Cancel
};

/// What the user wants done with a project that another program has changed.
enum class ChangedChoice
{
    Overwrite,
    SaveElsewhere,
    Cancel
};

/// The questions; replaced in tests. Every path may come back empty: the user gave up.
struct FileQuestions
{
    std::function<QString(const QString &folder)> openPath;
    std::function<QString(const QString &proposal)> savePath;
    std::function<UnsavedChoice(const QString &name)> unsaved;
    std::function<ChangedChoice(const QString &name)> changed;
};

/// The dialogs that ask a person. `parent`: what they stand over; outlives the result.
FileQuestions fileDialogs(QWidget *parent);

/// GUI thread.
class ProjectFiles : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ProjectFiles(ScenarioDocument &document, AppSettings &settings, FileQuestions questions,
                 QObject *parent = nullptr);

    /// Each is false when the user gave up or it failed; failures are told by failed().
    /// `name`: of a template (scenario/templates.h).
    bool createFrom(const QString &name);
    /// The sample project that is built in, not saved yet; as createFrom().
    bool createSample();
    /// What was imported, as a project that is not saved yet; as createFrom().
    bool createImported(const Scenario &scenario);
    bool openAsking();
    bool open(const QString &path);
    bool save();
    bool saveAs();
    /// Asks what to do with unsaved changes; true when the document may be replaced or closed.
    bool confirmLeaving();

Q_SIGNALS:
    void opened();
    void saved(const QString &path);
    void failed(const weir::Error &error);
    /// The user chose a file that is no project: a run, perhaps.
    void otherFileChosen(const QString &path);

private:
    bool saveTo(const QString &path);
    [[nodiscard]] QString nameFor(const QString &path) const;
    void remember(const QString &path);

    ScenarioDocument &m_document;
    AppSettings &m_settings;
    FileQuestions m_questions;
};

/// True for a project's file name.
bool isProjectPath(const QString &path);
/// True for names that files have which can be imported: recordings, collections, scripts.
bool mayBeImported(const QString &path);

} // namespace weir
