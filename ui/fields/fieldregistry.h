// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the editors each member of the project file is edited: the way from a problem to its field.
#pragma once

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

namespace weir {

/// Fields by the JSON pointer that they edit now. One per Compose page; GUI thread.
class FieldRegistry : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    using Path = std::function<QString()>; ///< The field's pointer now; empty while it edits nothing.

    void add(const Path &path, QWidget *field);
    /// The field at `path`, else the one that edits the nearest member around or inside it; null when there
    /// is none.
    [[nodiscard]] QWidget *find(const QString &path) const;

    /// Gives exactly the fields that edit one of `paths` now the look of a wrong value; all others lose it.
    void markInvalid(const QStringList &paths);

    /// A field's text that stands for no value, so that the scenario still has the last good one. Empty: it
    /// is fine again.
    void setDraftProblem(const QString &path, const QString &problem);
    /// Forgets the drafts of fields that now show another element.
    void clearDrafts();
    [[nodiscard]] const QMap<QString, QString> &draftProblems() const { return m_drafts; }

Q_SIGNALS:
    void draftProblemsChanged();

private:
    struct Entry
    {
        Path path;
        QPointer<QWidget> field;
    };
    std::vector<Entry> m_entries;
    QMap<QString, QString> m_drafts;
};

} // namespace weir
