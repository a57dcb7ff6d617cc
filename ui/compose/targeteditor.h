// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a target: where it is, how it knows its caller, its connections and TLS, the stream timers, retries.
#pragma once

#include "compose/nodeeditor.h"
#include "compose/tlsfields.h"
#include "fields/fieldbinder.h"

#include <optional>

namespace weir {

class ModelField;
class PresetDialog;
struct ModelPlace;

class TargetEditor : public NodeEditor
{
    Q_OBJECT

public:
    explicit TargetEditor(const EditorContext &context, QWidget *parent = nullptr);
    void bringUp(const QString &path) override;
    /// Takes the vendor that is saved there.
    void followPreset(PresetDialog &dialog);

protected:
    void refresh() override;

private:
    void buildService();
    void addTokenizer(FormCard &card);
    void buildAccess();
    void buildHeaders();
    void buildConnection();
    void buildTimers();
    void buildRetries();
    void adapt();
    void adaptModel();
    void listVendors();
    QWidget *makeVendorRow();
    void showPreset();
    void describeVendor(const QString &vendor);
    [[nodiscard]] std::optional<ModelPlace> modelPlace() const;

    FieldBinder<Target> m_binder;
    QLineEdit *m_name = nullptr;
    FormCard *m_access = nullptr;
    ModelField *m_model = nullptr;
    std::optional<Target> m_asked; ///< The target as the models that the field offers are of.
    QComboBox *m_vendor = nullptr;
    QString m_listedFolder;             ///< The project's folder whose vendors the list has.
    std::optional<QString> m_described; ///< The vendor that the schemes' texts are about.
    QComboBox *m_scheme = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_keyHeader = nullptr;
    TlsFields *m_tls = nullptr;
};

} // namespace weir
