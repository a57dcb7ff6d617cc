// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowdialogs.h"

#include "base/version.h"
#include "calibrate/calibrationdialog.h"
#include "compose/importdialog.h"
#include "compose/oncedialog.h"
#include "document/scenariodocument.h"
#include "lab/calibrationservice.h"
#include "runs/repeatsdialog.h"
#include "session/appsettings.h"
#include "session/runcontroller.h"
#include "shell/settingsdialog.h"
#include "shell/shortcutsdialog.h"

#include <QInputDialog>
#include <QMessageBox>

#include <utility>

namespace weir {

namespace {

constexpr int mostRunsOfASeries = 1000;
constexpr int usualRunsOfASeries = 5; // a t interval over five runs is 2.8 standard errors to each side

void bringUp(QWidget &dialog)
{
    dialog.show();
    dialog.raise();
}

/// Puts `anew` where `old` is, which goes.
void replace(QWidget *old, QWidget &anew)
{
    anew.setGeometry(old->geometry());
    anew.setVisible(old->isVisible());
    delete old;
}

} // namespace

WindowDialogs::WindowDialogs(const WindowContext &context, QWidget &window)
    : QObject(&window), m_context(context), m_window(window)
{
}

OnceDialog *WindowDialogs::makeOnce()
{
    OnceDialog *dialog = new OnceDialog(m_context.themes, &m_window);
    connect(dialog, &OnceDialog::fieldWanted, this, &WindowDialogs::fieldWanted);
    connect(dialog, &OnceDialog::caChosen, this, &WindowDialogs::caChosen);
    // Queued: the dialog must not go inside its own signal.
    connect(
        dialog, &OnceDialog::busyChanged, this,
        [this] {
            if (m_isOnceStale)
                renew();
        },
        Qt::QueuedConnection);
    return dialog;
}

void WindowDialogs::tryOnce(int request)
{
    if (!m_once)
        m_once = makeOnce();
    bringUp(*m_once);
    m_once->send(m_context.document.scenario(), m_context.document.baseFolder(), request);
}

CalibrationDialog *WindowDialogs::makeCalibration()
{
    CalibrationDialog *dialog =
        new CalibrationDialog(m_context.settings.certificateFolder(), siblingCli(), &m_window);
    connect(dialog, &CalibrationDialog::busyChanged, this, &WindowDialogs::calibratingChanged);
    connect(
        dialog, &CalibrationDialog::busyChanged, this,
        [this] {
            if (m_isCalibrationStale)
                renew();
        },
        Qt::QueuedConnection);
    return dialog;
}

void WindowDialogs::calibrate()
{
    if (!m_calibration)
        m_calibration = makeCalibration();
    m_calibration->setScenario(m_context.document.scenario(), m_context.document.baseFolder());
    m_calibration->setRunGoesOn(m_context.runs.isRunning());
    bringUp(*m_calibration);
}

bool WindowDialogs::isCalibrating() const
{
    return m_calibration && m_calibration->isBusy();
}

void WindowDialogs::setRunGoesOn(bool goesOn)
{
    if (m_calibration)
        m_calibration->setRunGoesOn(goesOn);
}

void WindowDialogs::askHowOften()
{
    QInputDialog *dialog = new QInputDialog(&m_window);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Run several times"));
    dialog->setLabelText(tr("Runs, one after the other. Each is saved; the seed goes up by one:"));
    dialog->setIntRange(2, mostRunsOfASeries);
    dialog->setIntValue(usualRunsOfASeries);
    dialog->setOkButtonText(tr("Run"));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int count) { Q_EMIT countChosen(static_cast<quint32>(count)); });
    dialog->setWindowModality(Qt::WindowModal);
    showPlain(dialog);
}

void WindowDialogs::showSpread(const std::vector<Summary> &runs, const QStringList &files, quint32 asked)
{
    if (!m_spread)
        m_spread = new RepeatsDialog(&m_window);
    m_spread->setRuns(runs, files, asked);
    bringUp(*m_spread);
}

ImportDialog *WindowDialogs::makeImport()
{
    ImportDialog *dialog = new ImportDialog(&m_window);
    connect(dialog, &ImportDialog::projectWanted, this, &WindowDialogs::importedProject);
    connect(dialog, &ImportDialog::additionWanted, this, &WindowDialogs::importedParts);
    return dialog;
}

ImportDialog &WindowDialogs::shownImport()
{
    if (!m_import)
        m_import = makeImport();
    bringUp(*m_import);
    m_import->activateWindow();
    return *m_import;
}

void WindowDialogs::importText(const QByteArray &text)
{
    shownImport().showText(text);
}

void WindowDialogs::importFile(const QString &path)
{
    shownImport().showFile(path);
}

void WindowDialogs::showSettings()
{
    if (!m_settings) {
        m_settings = new SettingsDialog(&m_window);
        connect(m_settings, &SettingsDialog::themeChosen, this, &WindowDialogs::themeChosen);
        connect(m_settings, &SettingsDialog::languageChosen, this, &WindowDialogs::languageChosen);
    }
    m_settings->show(m_context.settings.values());
}

void WindowDialogs::showShortcuts(const QList<QAction *> &actions)
{
    showPlain(new ShortcutsDialog(actions, &m_window));
}

void WindowDialogs::showAbout()
{
    QMessageBox *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Weir"),
                        tr("<b>Weir %1</b><p>Load-tests services that stream tokens.</p>"
                           "<p>GPL-3.0-or-later. Built with Qt %2.</p>")
                            .arg(QString::fromLatin1(versionString), QString::fromLatin1(qVersion())),
                        QMessageBox::Close, &m_window);
    box->setWindowModality(Qt::NonModal);
    showPlain(box);
}

void WindowDialogs::showPlain(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_plain.emplace_back(dialog);
    dialog->show();
}

void WindowDialogs::renew()
{
    for (const QPointer<QDialog> &dialog : std::exchange(m_plain, {}))
        delete dialog;
    if (QPointer<SettingsDialog> old = m_settings) {
        m_settings = nullptr;
        if (old->isVisible()) {
            showSettings();
            m_settings->move(old->pos());
        }
        delete old;
    }
    if (RepeatsDialog *old = m_spread) {
        m_spread = new RepeatsDialog(&m_window);
        m_spread->continueFrom(*old);
        replace(old, *m_spread);
    }
    if (ImportDialog *old = m_import.data()) {
        m_import = makeImport();
        m_import->continueFrom(*old);
        replace(old, *m_import);
    }
    m_isOnceStale = m_once && m_once->isBusy();
    if (OnceDialog *old = m_isOnceStale ? nullptr : m_once.data()) {
        m_once = makeOnce();
        m_once->continueFrom(*old);
        replace(old, *m_once);
    }
    m_isCalibrationStale = isCalibrating();
    if (CalibrationDialog *old = m_isCalibrationStale ? nullptr : m_calibration.data()) {
        m_calibration = makeCalibration();
        m_calibration->continueFrom(*old);
        replace(old, *m_calibration);
    }
}

} // namespace weir
