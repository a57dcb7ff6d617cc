// SPDX-License-Identifier: GPL-3.0-or-later
// Edits the load, and draws what it plans before anything is sent. Assembly: each part owns its behaviour.
#pragma once

#include "fields/fieldbinder.h"
#include "compose/loadmodelfields.h"
#include "compose/loadpreview.h"
#include "compose/nodeeditor.h"

namespace weir {

class ChartCard;
class LoadGroupBar;
class MixEdit;
class StepsCard;
class TraceCard;

/// One group of the load at a time; the members beside the groups are always there. GUI thread.
class LoadEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit LoadEditor(const EditorContext &context, QWidget *parent = nullptr);

    /// Chooses the group and the step that hold the member at `path`.
    void bringUp(const QString &path) override;

protected:
    void refresh() override;

private:
    void buildGroup();
    void buildLength();
    void buildSteps();
    void buildAbandonment();
    void buildPreview();
    void askPreview();
    void showOutlook(const LoadQuestion &question, const LoadOutlook &plan);
    [[nodiscard]] LoadGroup *shownGroup(Scenario &scenario) const;
    [[nodiscard]] QString groupPrefix() const;

    FieldBinder<Load> m_loadBinder;
    FieldBinder<LoadGroup> m_binder; ///< Of the chosen group.
    LoadGroupBar *m_groups;
    FormCard *m_card = nullptr;
    FormCard *m_length = nullptr;
    FormCard *m_leaving = nullptr;
    FormCard *m_machineCard = nullptr;
    QLineEdit *m_name = nullptr;
    MixEdit *m_mix = nullptr;
    std::unique_ptr<LoadModelFields> m_model;
    StepsCard *m_steps = nullptr;
    TraceCard *m_trace = nullptr;
    NumberEdit *m_leavingShare = nullptr;
    DurationEdit *m_answerLength = nullptr; ///< Only for the preview, never saved.
    ChartCard *m_chart = nullptr;
    QLabel *m_machine = nullptr;
    LoadPreview m_preview;
};

} // namespace weir
