// SPDX-License-Identifier: GPL-3.0-or-later
// Edits what counts as good: per-request limits, thresholds on the run, and when the generator can't vouch
// for itself.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldbinder.h"

namespace weir {

class GoalsEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit GoalsEditor(const EditorContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildServiceLevel();
    void buildThresholds();
    void buildValidity();
    void addShare(FormCard *card, double ValiditySettings::*member, const QString &label, const QString &tip);
    void addTime(FormCard *card, Nanoseconds ValiditySettings::*member, const QString &label,
                 const QString &tip);

    FieldBinder<Goals> m_binder;
    RowsEdit *m_thresholds = nullptr;
};

} // namespace weir
