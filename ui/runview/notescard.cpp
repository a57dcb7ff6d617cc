// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/notescard.h"

#include "runview/notesmodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace weir {

namespace {

constexpr int rowHeight = 26;

} // namespace

NotesCard::NotesCard(const TableWords &words, Frame frame, const Widths &widths, QWidget *parent)
    : NotesCard(words, frame, *new NotesModel, parent)
{
    table().verticalHeader()->setDefaultSectionSize(rowHeight);
    table().horizontalHeader()->hide();
    table().setColumnWidth(NotesModel::Time, widths.time);
    table().setColumnWidth(NotesModel::Kind, widths.kind);
}

NotesCard::NotesCard(const TableWords &words, Frame frame, NotesModel &notes, QWidget *parent)
    : TableCard(words, frame, notes, parent), m_notes(&notes)
{
    m_notes->setParent(this);
}

void NotesCard::setNotes(const std::vector<RunNote> &notes)
{
    const QScrollBar *bar = table().verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    m_notes->setNotes(notes);
    showRows();
    if (follows)
        table().scrollToBottom();
}

} // namespace weir
