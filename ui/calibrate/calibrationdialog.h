// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how far Weir's own figures are off at the scenario's load, and keeps the result for later runs.
#pragma once

#include "lab/calibration.h"

#include <QDialog>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace weir {

class CalibrationModel;

/// Not modal: edits may go on beside it, but no run. GUI thread. Closing it ends the calibration.
class CalibrationDialog : public QDialog
{
    Q_OBJECT

public:
    /// `folder`: where certificates are kept (store/calibrationstore.h). `serviceProgram`: a weir-cli that
    /// serves; empty: the service runs in this process.
    CalibrationDialog(QString folder, QString serviceProgram, QWidget *parent = nullptr);
    ~CalibrationDialog() override;

    /// The load that Start calibrates; what is going on is left alone.
    void setScenario(const Scenario &scenario, const QString &baseFolder);
    /// Shows what the other one shows, which is not busy.
    void continueFrom(const CalibrationDialog &other);
    void setOptions(const CalibrationOptions &options);
    /// While a run goes on there is no calibration: each would disturb the other.
    void setRunGoesOn(bool goesOn);

    void start();
    [[nodiscard]] bool isBusy() const { return m_calibration != nullptr; }
    [[nodiscard]] const CalibrationModel &results() const { return *m_results; }

Q_SIGNALS:
    void busyChanged(bool busy);

private:
    QWidget *makeButtons();
    void makeTable();
    void adapt();
    void showLoad();
    void showProgress(const CalibrationProgress &progress);
    void take(TransportKind transport, const Result<Certificate> &certificate);
    void end();
    void showProblems();
    void showEnd();

    QString m_folder;
    QString m_serviceProgram;
    CalibrationRequest m_request;
    bool m_runGoesOn = false;
    bool m_canStart = false;
    int m_saved = 0;
    QStringList m_failures;
    std::unique_ptr<Calibration> m_calibration;
    // Owned by this widget or its children as their parents.
    QLabel *m_load;
    QLabel *m_status;
    QLabel *m_problems;
    QProgressBar *m_bar;
    CalibrationModel *m_results;
    QTableView *m_table;
    QPushButton *m_start;
    QPushButton *m_cancel;
};

} // namespace weir
