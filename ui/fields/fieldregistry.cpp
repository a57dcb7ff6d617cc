// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/fieldregistry.h"

#include "theme/widgetlook.h"

#include <QStyle>

namespace weir {

namespace {

/// How well a field at `candidate` fits `path`: the length of the shared pointer when one contains the other,
/// else nothing.
qsizetype fit(const QString &candidate, const QString &path)
{
    const QString &inner = candidate.size() > path.size() ? candidate : path;
    const QString &outer = candidate.size() > path.size() ? path : candidate;
    if (inner == outer || inner.startsWith(outer + u'/'))
        return outer.size();
    return -1;
}

} // namespace

void FieldRegistry::add(const Path &path, QWidget *field)
{
    m_entries.push_back({path, field});
}

QWidget *FieldRegistry::find(const QString &path) const
{
    QWidget *best = nullptr;
    qsizetype bestFit = 0;
    for (const Entry &entry : m_entries) {
        const QString candidate = entry.path();
        if (candidate.isEmpty() || !entry.field)
            continue;
        if (candidate == path)
            return entry.field;
        const qsizetype length = fit(candidate, path);
        if (length > bestFit) {
            bestFit = length;
            best = entry.field;
        }
    }
    return best;
}

void FieldRegistry::markInvalid(const QStringList &paths)
{
    for (const Entry &entry : m_entries) {
        if (!entry.field)
            continue;
        QWidget *shown = entry.field->focusProxy() ? entry.field->focusProxy() : entry.field.data();
        setInvalidLook(*shown, paths.contains(entry.path()));
    }
}

void FieldRegistry::setDraftProblem(const QString &path, const QString &problem)
{
    if (m_drafts.value(path) == problem)
        return;
    if (problem.isEmpty())
        m_drafts.remove(path);
    else
        m_drafts.insert(path, problem);
    Q_EMIT draftProblemsChanged();
}

void FieldRegistry::clearDrafts()
{
    if (m_drafts.isEmpty())
        return;
    m_drafts.clear();
    Q_EMIT draftProblemsChanged();
}

} // namespace weir
