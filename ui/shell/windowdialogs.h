// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs that stand beside the main window. None blocks it.
#pragma once

#include "imports/import.h"
#include "metrics/summary.h"
#include "shell/windowcontext.h"
#include "store/settings.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <vector>

class QAction;
class QDialog;
class QWidget;

namespace weir {

class CalibrationDialog;
class ImportDialog;
class OnceDialog;
class RepeatsDialog;
class SettingsDialog;

/// GUI thread. Each is made when it is first asked for.
class WindowDialogs : public QObject
{
    Q_OBJECT

public:
    /// `window`: the parent of them all; outlives this.
    WindowDialogs(const WindowContext &context, QWidget &window);

    /// Sends that request of the scenario and shows what comes.
    void tryOnce(int request);
    void calibrate();
    [[nodiscard]] bool isCalibrating() const;
    /// A calibration and a run would disturb each other.
    void setRunGoesOn(bool goesOn);
    void askHowOften();
    void showSpread(const std::vector<Summary> &runs, const QStringList &files, quint32 asked);
    /// What becomes of another program's text, or file, with the choice to take it over.
    void importText(const QByteArray &text);
    void importFile(const QString &path);
    void showSettings();
    void showShortcuts(const QList<QAction *> &actions);
    void showAbout();

    /// Another language: makes all anew, as they stand. One that has work going on waits for its end.
    void renew();

Q_SIGNALS:
    /// Of the Try once dialog; see there.
    void fieldWanted(const QString &path);
    void caChosen(int target, const QString &path);
    void calibratingChanged();
    /// How often to run, from 2.
    void countChosen(quint32 count);
    /// Of the Import dialog; see there.
    void importedProject(const weir::Scenario &scenario);
    void importedParts(const weir::Import &import);
    void themeChosen(weir::ThemeMode mode);
    void languageChosen(const QString &language);

private:
    /// Shows what holds nothing but words, until it is closed.
    void showPlain(QDialog *dialog);
    OnceDialog *makeOnce();
    CalibrationDialog *makeCalibration();
    ImportDialog *makeImport();
    ImportDialog &shownImport();

    WindowContext m_context;
    QWidget &m_window; ///< Owns the dialogs.
    QPointer<OnceDialog> m_once;
    QPointer<CalibrationDialog> m_calibration;
    QPointer<RepeatsDialog> m_spread;
    QPointer<SettingsDialog> m_settings;
    QPointer<ImportDialog> m_import;
    std::vector<QPointer<QDialog>> m_plain;
    bool m_isOnceStale = false; ///< In another language than the rest, until its work is done.
    bool m_isCalibrationStale = false;
};

} // namespace weir
