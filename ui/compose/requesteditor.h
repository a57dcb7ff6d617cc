// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a request: its texts, the data that fills them, its checks; shows the body as it will be sent.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldbinder.h"

#include <QTimer>

class QSpinBox;

namespace weir {

class RequestEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit RequestEditor(const EditorContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildRequest();
    void buildTexts();
    void buildMedia(FormCard &card);
    void buildParameters();
    void buildSetJson(FormCard &card);
    void buildChecks();
    void buildPreview();
    void fillChoices();
    void updatePreview();

    FieldBinder<RequestTemplate> m_binder;
    QLineEdit *m_name = nullptr;
    QComboBox *m_target = nullptr;
    QComboBox *m_data = nullptr;
    QSpinBox *m_row = nullptr;
    TemplateEdit *m_preview = nullptr;
    QLabel *m_previewProblem = nullptr;
    QTimer m_previewPause;
};

} // namespace weir
