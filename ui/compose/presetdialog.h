// SPDX-License-Identifier: GPL-3.0-or-later
// A vendor's preset as text, with its problems, and what it makes of a recorded answer, while somebody types.
#pragma once

#include "protocol/vendorlibrary.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace weir {

/// Not modal. GUI thread. What is typed is saved only by its button: as the file that it came from, or, of a
/// preset that comes with Weir, as one beside the project, or in the user's folder where no project is saved.
class PresetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PresetDialog(QWidget *parent = nullptr);

    /// Shows the preset that `vendor` means from a project's folder, which may be empty.
    void showVendor(const QString &vendor, const QString &baseFolder);

    /// Shows a recorded answer from a file, of which the first 4 MiB count.
    void showTranscript(const QString &path);

    [[nodiscard]] QPlainTextEdit *presetText() const { return m_preset; }
    [[nodiscard]] QPlainTextEdit *transcriptText() const { return m_transcript; }
    [[nodiscard]] QListWidget *problems() const { return m_problems; }
    [[nodiscard]] QTableWidget *events() const { return m_events; }
    [[nodiscard]] QPlainTextEdit *end() const { return m_end; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }

Q_SIGNALS:
    /// What the file is called as a vendor: its name, or its path where the name does not lead to it.
    void saved(const QString &vendor);

private:
    [[nodiscard]] QWidget *presetSide();
    [[nodiscard]] QWidget *transcriptSide();
    [[nodiscard]] VendorSource sourceOf(const QByteArray &text) const;
    void read();
    void decode(const VendorReading &reading);
    void openTranscript();
    void save();
    void showLine(int problem);
    [[nodiscard]] QString placeFor(const QString &name) const;

    QLabel *m_origin;
    QPlainTextEdit *m_preset;
    QListWidget *m_problems;
    QPlainTextEdit *m_transcript;
    QTableWidget *m_events;
    QPlainTextEdit *m_end;
    QPushButton *m_save;
    QByteArray m_recorded; ///< The bytes of an answer from a file, while nobody types over it.
    QTimer m_pause;        ///< Until nobody types.
    QString m_baseFolder;
    QString m_vendor;
    QString m_path; ///< Of the file; of those that come with Weir a resource's.
    VendorOrigin m_originOfFile = VendorOrigin::BuiltIn;
    std::vector<int> m_lines; ///< Of each problem.
};

} // namespace weir
