// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers of a person's taste: theme and language.
#pragma once

#include "store/settings.h"

#include <QDialog>

class QComboBox;

namespace weir {

/// Not modal; a choice takes effect as it is made. GUI thread.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

    /// Shows what holds now, without a signal.
    void show(const Settings &settings);
    using QDialog::show;

Q_SIGNALS:
    void themeChosen(weir::ThemeMode mode);
    void languageChosen(const QString &language);

private:
    // Owned by the dialog as their parent.
    QComboBox *m_theme;
    QComboBox *m_language;
};

/// Every theme and every language with its name, as menus and dialogs offer them.
QList<std::pair<ThemeMode, QString>> themeChoices();
QList<std::pair<QString, QString>> languageChoices();

} // namespace weir
