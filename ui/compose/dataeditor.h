// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a data source: a file or prompts of its own, how its fields become those of templates, their order,
// and what happens at the end.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldbinder.h"

#include <QTimer>

class QTableWidget;

namespace weir {

class DataEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit DataEditor(const EditorContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void buildSource();
    void buildFields();
    void buildUse();
    void buildPreview();
    void browse();
    void updatePreview();

    FieldBinder<DataSource> m_binder;
    FormCard *m_source = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_rows = nullptr;
    FormCard *m_fields = nullptr;
    QWidget *m_pathRow = nullptr;
    TemplateEdit *m_prompts = nullptr;
    QTableWidget *m_table = nullptr;
    QLabel *m_note = nullptr;
    QTimer m_previewPause;
};

} // namespace weir
