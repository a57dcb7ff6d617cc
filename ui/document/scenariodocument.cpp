// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/scenariodocument.h"

#include "document/newscenario.h"
#include "scenario/edit/relocate.h"
#include "store/projectfile.h"

#include <QDir>
#include <QFileInfo>

namespace weir {

ScenarioDocument::ScenarioDocument(CheckContext names, QObject *parent)
    : QObject(parent), m_names(std::move(names)), m_scenario(inWindowsLanguage(defaultScenario()))
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this] { Q_EMIT dirtyChanged(isDirty()); });
    connect(&m_checker, &ProblemChecker::checked, this, [this](const Problems &found) {
        m_checkProblems = found;
        setProblems(found);
    });
    m_checker.schedule(m_scenario, context());
}

QString ScenarioDocument::baseFolder() const
{
    return m_path.isEmpty() ? QDir::currentPath() : QFileInfo(m_path).absolutePath();
}

QString ScenarioDocument::keptPath(const QString &chosen) const
{
    return m_path.isEmpty() ? chosen : pathFromFolder(chosen, baseFolder());
}

QString ScenarioDocument::displayName() const
{
    return m_path.isEmpty() ? m_scenario.name : QFileInfo(m_path).fileName();
}

CheckContext ScenarioDocument::context() const
{
    CheckContext context = m_names;
    context.baseFolder = baseFolder();
    return context;
}

void ScenarioDocument::edit(const QString &text, const MergeKey &key,
                            const std::function<void(Scenario &)> &change)
{
    Scenario after = m_scenario;
    change(after);
    if (after == m_scenario)
        return;
    if (m_mergeEnded) {
        ++m_mergeRound;
        m_mergeEnded = false;
    }
    MergeKey rounded = key;
    if (!key.path.isEmpty())
        rounded.path += u'#' + QString::number(m_mergeRound);
    m_undo.push(new ScenarioEdit(text, rounded, m_scenario, std::move(after),
                                 [this](const Scenario &scenario) { apply(scenario); }));
}

void ScenarioDocument::endMerge()
{
    m_mergeEnded = true;
}

void ScenarioDocument::apply(const Scenario &scenario)
{
    m_scenario = scenario;
    m_checker.schedule(m_scenario, context());
    Q_EMIT changed();
}

bool ScenarioDocument::isChangedOnDisk() const
{
    if (m_path.isEmpty())
        return false;
    const QByteArray now = projectFingerprint(m_path);
    return !now.isEmpty() && now != m_fingerprint;
}

void ScenarioDocument::load(const QString &path, const Scenario &scenario, Problems fileProblems,
                            const QByteArray &fingerprint, bool recovered)
{
    m_scenario = scenario;
    m_path = path;
    m_fingerprint = fingerprint;
    m_recovered = recovered;
    m_fileProblems = std::move(fileProblems);
    m_checkProblems.clear();
    m_savedAt = path.isEmpty() ? std::nullopt : std::optional(QFileInfo(path).lastModified());
    m_undo.clear();
    m_checker.checkNow(m_scenario, context());
    Q_EMIT pathChanged();
    Q_EMIT replaced();
    Q_EMIT changed();
    Q_EMIT dirtyChanged(isDirty());
}

void ScenarioDocument::reset(const Scenario &scenario)
{
    load({}, scenario, {}, {}, false);
}

void ScenarioDocument::restore(const QString &path, const Scenario &scenario, const QByteArray &fingerprint)
{
    load(path, scenario, {}, fingerprint.isEmpty() ? projectFingerprint(path) : fingerprint, true);
}

Result<void> ScenarioDocument::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    Result<ProjectReading> reading = readProject(absolute);
    if (!reading)
        return reading.error();
    load(absolute, reading->scenario, std::move(reading->problems), reading->fingerprint, false);
    return {};
}

Result<void> ScenarioDocument::save()
{
    Q_ASSERT(!m_path.isEmpty());
    return saveAs(m_path);
}

Result<void> ScenarioDocument::saveAs(const QString &path, const QString &name)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const bool moved = absolute != m_path;
    Scenario saved = moved ? relocated(m_scenario, baseFolder(), QFileInfo(absolute).absolutePath(),
                                       [](const QString &file) { return QFileInfo::exists(file); })
                           : m_scenario;
    if (!name.isEmpty())
        saved.name = name;
    const Result<void> written = writeProject(absolute, saved);
    if (!written)
        return written;
    edit(tr("Save as"), {}, [&](Scenario &scenario) { scenario = saved; });
    m_fingerprint = projectFingerprint(absolute);
    m_path = absolute;
    m_savedAt = QDateTime::currentDateTime();
    m_recovered = false;
    m_fileProblems.clear();
    endMerge(); // an edit after saving must not melt into the saved step: the clean mark would be lost
    m_undo.setClean();
    if (moved)
        Q_EMIT pathChanged();
    recheck(); // relative data paths may start elsewhere now
    setProblems(m_checkProblems);
    Q_EMIT dirtyChanged(false);
    return {};
}

void ScenarioDocument::recheck()
{
    m_checker.checkNow(m_scenario, context());
}

void ScenarioDocument::setProblems(const Problems &found)
{
    Problems all = m_fileProblems;
    for (const Problem &problem : found) {
        if (std::find(all.begin(), all.end(), problem) == all.end())
            all.push_back(problem);
    }
    m_problems = std::move(all);
    Q_EMIT problemsChanged();
}

} // namespace weir
