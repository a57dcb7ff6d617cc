// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settingsdialog.h"

#include "theme/dialogparts.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QPushButton>
#include <QSignalBlocker>

namespace weir {

namespace {

/// The context of the choices' translations: they stand in the menu, too.
struct Choices
{
    Q_DECLARE_TR_FUNCTIONS(weir::WindowMenus)
};

} // namespace

QList<std::pair<ThemeMode, QString>> themeChoices()
{
    return {{ThemeMode::System, Choices::tr("As the system")},
            {ThemeMode::Light, Choices::tr("Light")},
            {ThemeMode::Dark, Choices::tr("Dark")}};
}

QList<std::pair<QString, QString>> languageChoices()
{
    return {{QString(), Choices::tr("As the system")},
            {QStringLiteral("en"), QStringLiteral("English")},
            {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
}

SettingsDialog::SettingsDialog(QWidget *parent)
    : QDialog(parent), m_theme(new QComboBox), m_language(new QComboBox)
{
    setWindowTitle(tr("Settings"));
    for (const auto &[mode, text] : themeChoices())
        m_theme->addItem(text, static_cast<int>(mode));
    for (const auto &[code, text] : languageChoices())
        m_language->addItem(text, code);
    m_theme->setAccessibleName(tr("Theme"));
    m_theme->setToolTip(tr("Colours of the window"));
    m_language->setAccessibleName(tr("Language"));
    m_language->setToolTip(tr("Language of the window"));
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc)"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_theme, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT themeChosen(static_cast<ThemeMode>(m_theme->currentData().toInt())); });
    connect(m_language, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT languageChosen(m_language->currentData().toString()); });
    QFormLayout *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setVerticalSpacing(12);
    form->addRow(tr("&Theme"), m_theme);
    form->addRow(tr("&Language"), m_language);
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    form->addRow(buttons);
}

void SettingsDialog::show(const Settings &settings)
{
    const QSignalBlocker themes(m_theme);
    const QSignalBlocker languages(m_language);
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(settings.theme)));
    m_language->setCurrentIndex(m_language->findData(settings.language));
    show();
    raise();
}

} // namespace weir
