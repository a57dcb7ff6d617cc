// SPDX-License-Identifier: GPL-3.0-or-later
// Edits what belongs to the whole scenario: name, description, seed, transport, workers, recording.
#pragma once

#include "fields/fieldbinder.h"
#include "compose/nodeeditor.h"

namespace weir {

class SettingsEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit SettingsEditor(const EditorContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildScenario();
    void buildRun();
    void buildRecording();

    FieldBinder<Scenario> m_binder;
};

} // namespace weir
