// SPDX-License-Identifier: GPL-3.0-or-later
// The events of a run or a service on a card.
#pragma once

#include "metrics/snapshot.h"
#include "runview/tablecard.h"

#include <vector>

namespace weir {

class NotesModel;

/// Newest last, and in sight unless the user looks at older ones. GUI thread.
class NotesCard : public TableCard
{
    Q_OBJECT

public:
    struct Widths
    {
        int time = 64;
        int kind = 84;
    };

    NotesCard(const TableWords &words, Frame frame, const Widths &widths, QWidget *parent = nullptr);

    void setNotes(const std::vector<RunNote> &notes);
    [[nodiscard]] NotesModel &notes() const { return *m_notes; }

private:
    NotesCard(const TableWords &words, Frame frame, NotesModel &notes, QWidget *parent);

    NotesModel *m_notes; ///< Owned by the card as its parent.
};

} // namespace weir
