// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/notesmodel.h"

#include "runview/phasetext.h"

#include <algorithm>

namespace weir {

void NotesModel::setNotes(const std::vector<RunNote> &notes)
{
    if (notes == m_notes)
        return;
    const bool continues =
        notes.size() > m_notes.size() && std::equal(m_notes.begin(), m_notes.end(), notes.begin());
    if (!continues) {
        beginResetModel();
        m_notes = notes;
        endResetModel();
        return;
    }
    beginInsertRows({}, static_cast<int>(m_notes.size()), static_cast<int>(notes.size()) - 1);
    m_notes = notes;
    endInsertRows();
}

int NotesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notes.size());
}

int NotesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant NotesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RunNote &note = m_notes[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return note.text.text();
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Time:
        return clockText(note.at);
    case Kind:
        if (note.kind == u"phase")
            return tr("phase");
        if (note.kind == u"steer")
            return tr("steering");
        if (note.kind == u"mark")
            return tr("mark");
        if (note.kind == u"error")
            return tr("error");
        return note.kind == u"warning" ? tr("warning") : note.kind;
    case Text:
        return note.text.text();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant NotesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Kind:
        return tr("Event");
    case Text:
        return tr("What happened");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace weir
