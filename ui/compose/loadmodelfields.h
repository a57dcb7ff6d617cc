// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of one load group's model: closed and open; a trace has its own (tracecard.h).
#pragma once

#include "fields/fieldbinder.h"
#include "fields/formcard.h"

#include <functional>
#include <vector>

namespace weir {

/// Adds fields to a card and shows those that fit the group. Owned by the editor, like the card. GUI thread.
class LoadModelFields
{
    Q_DECLARE_TR_FUNCTIONS(LoadModelFields)

public:
    using Binder = FieldBinder<LoadGroup>;

    /// `card` and `binder` outlive this object.
    LoadModelFields(FormCard &card, Binder &binder);

    /// The choice of the model comes first; the other fields of the card follow it.
    void addModel();
    void addOpen();
    void addClosed();
    /// Shows the fields that the group's model has. Remembers the models, for when they are chosen again.
    void refresh(const LoadGroup &group);

private:
    using When = std::function<bool(const LoadGroup &)>;

    void switchModel(LoadGroup &group, int model) const;
    void addArrivals();
    void addCap();
    void addThink();
    void addUserHabits();
    void add(const QString &label, QWidget *field, const QString &tip, const When &when);

    FormCard &m_card;
    Binder &m_binder;
    std::vector<std::pair<QWidget *, When>> m_fields;
    ClosedLoad m_lastClosed; ///< What comes back when the model is switched there and back.
    OpenLoad m_lastOpen;
    TraceLoad m_lastTrace;
};

} // namespace weir
