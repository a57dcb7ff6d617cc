// SPDX-License-Identifier: GPL-3.0-or-later
// What another program has, as text; what becomes of it here; and where its keys go.
#pragma once

#include "imports/import.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace weir {

/// Not modal. GUI thread. Nothing changes until one of its two buttons is pressed. A key whose reference is
/// made `keychain:NAME` is stored there then.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(QWidget *parent = nullptr);

    /// Shows a text and what becomes of it.
    void showText(const QByteArray &text);
    /// The same of a file.
    void showFile(const QString &path);

    /// The text and format of another one, in another language.
    void continueFrom(const ImportDialog &other);

    [[nodiscard]] QPlainTextEdit *text() const { return m_text; }
    [[nodiscard]] QComboBox *format() const { return m_format; }
    [[nodiscard]] QTableWidget *preview() const { return m_preview; }
    [[nodiscard]] QListWidget *notes() const { return m_notes; }
    [[nodiscard]] QTableWidget *secrets() const { return m_secrets; }
    [[nodiscard]] QLabel *failure() const { return m_failure; }
    [[nodiscard]] QPushButton *createButton() const { return m_create; }
    [[nodiscard]] QPushButton *addButton() const { return m_add; }

Q_SIGNALS:
    /// The scenario as a project of its own.
    void projectWanted(const weir::Scenario &scenario);
    /// Its targets, requests and rows in the present project.
    void additionWanted(const weir::Import &import);

private:
    [[nodiscard]] QWidget *textSide();
    [[nodiscard]] QWidget *resultSide();
    /// Why nothing becomes of it; empty: something does.
    void tell(const QString &failure);
    void openFile();
    void read();
    void showImport(const Import &import);
    /// With the references that stand in the table; nothing, and a reason, where one is none or is not kept.
    [[nodiscard]] std::optional<Scenario> settled();
    void take(bool isProject);

    QPlainTextEdit *m_text;
    QComboBox *m_format;
    QTableWidget *m_preview;
    QListWidget *m_notes;
    QTableWidget *m_secrets;
    QLabel *m_secretsTitle;
    QLabel *m_failure;
    QPushButton *m_add;
    QPushButton *m_create;
    QTimer m_pause;     ///< Until nobody types.
    QByteArray m_large; ///< A text that is too long to be edited; empty: the editor's counts.
    std::optional<Import> m_import;
};

} // namespace weir
