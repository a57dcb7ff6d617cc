// SPDX-License-Identifier: GPL-3.0-or-later
// Edits the load, and draws what it plans before anything is sent.
#pragma once

#include "compose/fields/fieldbinder.h"
#include "compose/nodeeditor.h"

#include <QTimer>

namespace weir {

class ChartCard;

class LoadEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit LoadEditor(const EditorContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildModel();
    void buildOpen();
    void buildClosed();
    void buildLength();
    void buildPreview();
    void updatePreview();
    [[nodiscard]] QString planText() const;
    [[nodiscard]] Nanoseconds answerLength() const;

    FieldBinder<Load> m_binder;
    FormCard *m_card = nullptr;
    FormCard *m_length = nullptr;
    QComboBox *m_model = nullptr;
    std::vector<QWidget *> m_openFields;
    std::vector<QWidget *> m_closedFields;
    DurationEdit *m_thinkHigh = nullptr;
    DurationEdit *m_answerLength = nullptr; ///< Only for the preview, never saved.
    ChartCard *m_chart = nullptr;
    QLabel *m_machine = nullptr;
    ClosedLoad m_lastClosed; ///< What comes back when the model is switched there and back.
    OpenLoad m_lastOpen;
    QTimer m_previewPause;
};

} // namespace weir
