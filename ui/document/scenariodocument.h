// SPDX-License-Identifier: GPL-3.0-or-later
// The open project: its scenario, its file, its undo stack and what is wrong with it.
#pragma once

#include "base/result.h"
#include "document/problemchecker.h"
#include "document/scenarioedit.h"
#include "scenario/scenario.h"

#include <QDateTime>
#include <QObject>
#include <QUndoStack>

#include <functional>
#include <optional>

namespace weir {

/// All views read scenario() and change it by edit() only, so everything can be undone. GUI thread.
class ScenarioDocument : public QObject
{
    Q_OBJECT

public:
    /// `names`: the vendors and built-in presets that exist; its folder is replaced by the project's own.
    explicit ScenarioDocument(CheckContext names, QObject *parent = nullptr);

    [[nodiscard]] const Scenario &scenario() const { return m_scenario; }
    /// Path of the project file; empty while it was never saved.
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Where relative data paths start: the project's folder, else the current one.
    [[nodiscard]] QString baseFolder() const;
    /// A chosen file's path as the project keeps it: relative below its folder, so that both can move
    /// together.
    [[nodiscard]] QString keptPath(const QString &chosen) const;
    /// File name, or the scenario's name while there is no file.
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] bool isDirty() const { return m_recovered || !m_undo.isClean(); }
    [[nodiscard]] std::optional<QDateTime> savedAt() const { return m_savedAt; }
    /// True when the project's file holds what neither was opened nor saved here: another program, or another
    /// window, wrote it. Reads the file. A file that is gone holds nothing that saving could destroy.
    [[nodiscard]] bool isChangedOnDisk() const;
    /// Of what the file held when it was opened or saved last; empty without a file.
    [[nodiscard]] const QByteArray &fingerprint() const { return m_fingerprint; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }
    [[nodiscard]] const CheckContext &names() const { return m_names; }

    /// Changes the scenario as one undoable step. `text` names the step for the Edit menu. Nothing happens
    /// when `change` changes nothing. Consecutive edits with the same key merge until endMerge().
    void edit(const QString &text, const MergeKey &key, const std::function<void(Scenario &)> &change);
    /// The next edit starts a new step even if its key is the last one's; called when a field loses the
    /// focus.
    void endMerge();

    /// Starts an unsaved project.
    void reset(const Scenario &scenario);
    /// Unsaved work found after a crash: like open, but dirty. `fingerprint`: of the file that it was made
    /// from; empty: as the file is now.
    void restore(const QString &path, const Scenario &scenario, const QByteArray &fingerprint = {});
    Result<void> open(const QString &path);
    /// Needs a path().
    Result<void> save();
    /// In another folder the paths of the scenario's files change so that they name the same files; `name`:
    /// the scenario's new name, empty: as it is. Both are one step that can be undone. When it fails, nothing
    /// changes: the document stays as dirty as it was.
    Result<void> saveAs(const QString &path, const QString &name = {});

    /// What the last check and the reading of the file found. Checked again shortly after every change.
    [[nodiscard]] const Problems &problems() const { return m_problems; }
    /// False while an edit has not been checked yet.
    [[nodiscard]] bool isChecked() const { return !m_checker.isPending(); }
    /// Checks at once, e.g. before a run and after a data file changed.
    void recheck();

Q_SIGNALS:
    void changed();  ///< scenario() is another.
    void replaced(); ///< Another project was loaded; comes before changed().
    void pathChanged();
    void dirtyChanged(bool dirty);
    void problemsChanged();

private:
    void apply(const Scenario &scenario);
    void load(const QString &path, const Scenario &scenario, Problems fileProblems,
              const QByteArray &fingerprint, bool recovered);
    void setProblems(const Problems &found);
    [[nodiscard]] CheckContext context() const;

    CheckContext m_names;
    Scenario m_scenario;
    QString m_path;
    QUndoStack m_undo;
    Problems m_fileProblems; ///< From reading the file; gone once it is saved anew.
    Problems m_checkProblems;
    Problems m_problems;
    ProblemChecker m_checker;
    std::optional<QDateTime> m_savedAt;
    bool m_recovered = false; ///< Differs from the file although the stack is clean.
    bool m_mergeEnded = false;
    quint64 m_mergeRound = 0; ///< Part of the key, so that a new round never merges with the last.
    QByteArray m_fingerprint; ///< Of the file as it was opened or saved last.
};

} // namespace weir
