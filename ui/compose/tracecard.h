// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a load that replays a trace, and what the trace's file holds.
#pragma once

#include "fields/fieldbinder.h"
#include "fields/formcard.h"
#include "plan/trace.h"

namespace weir {

/// GUI thread.
class TraceCard : public FormCard
{
    Q_OBJECT

public:
    using Binder = FieldBinder<LoadGroup>;

    /// `document` and `binder` outlive the card.
    TraceCard(const ScenarioDocument &document, Binder &binder, QWidget *parent = nullptr);

    /// What was found in the file; empty while it is read.
    void showFacts(const std::optional<Result<TraceFacts>> &facts);

private:
    void buildFile();
    void buildColumns();
    void buildStretch();
    void browse();

    const ScenarioDocument &m_document;
    Binder &m_binder;
    QLabel *m_facts = nullptr;
};

} // namespace weir
