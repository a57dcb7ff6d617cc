// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in service is started with: preset or file, port, seed, key, TLS; and its URL once it runs.
#pragma once

#include "base/result.h"
#include "session/servicecontroller.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace weir {

class NumberEdit;
class RoomLabel;
class SeedEdit;
class ThemeSource;

/// GUI thread. The fields can't be changed while the service runs.
class ServiceSetup : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the widget.
    ServiceSetup(ThemeSource &themes, ServiceController &service, QWidget *parent = nullptr);

    /// What the fields say; the parts of the configuration that have no field are those of the preset or
    /// file.
    [[nodiscard]] ServiceStart wanted() const;
    /// Starts, or says in the page why not. Also stops.
    void startOrStop();
    /// Takes over what the fields of the other one say.
    void continueFrom(const ServiceSetup &other);
    /// Takes a preset by name; unknown ones are ignored.
    void choosePreset(const QString &name);
    /// Takes the configuration of a file; an error leaves everything as it is.
    Result<void> loadFile(const QString &path);
    /// Writes what wanted() says; no key, port and truth file.
    Result<void> saveFile(const QString &path) const;
    /// Shares of faults for the next start.
    void setFaults(const std::vector<FaultShare> &faults);

    [[nodiscard]] QString errorText() const;
    [[nodiscard]] QString urlText() const;
    [[nodiscard]] QString descriptionText() const;
    [[nodiscard]] NumberEdit &portField() const { return *m_port; }
    [[nodiscard]] QLineEdit &keyField() const { return *m_key; }
    [[nodiscard]] QPushButton &startButton() const { return *m_start; }
    [[nodiscard]] QPushButton &targetButton() const { return *m_target; }

Q_SIGNALS:
    /// Another preset or file was taken.
    void configurationChanged(const weir::ServiceConfig &config);
    /// The running service is to become the scenario's target.
    void targetWanted();
    /// What became of loading or saving a file.
    void told(const QString &text, bool isError);

private:
    void buildFields();
    QWidget *buildState();
    QWidget *buildFiles();
    void takeChoice(int index);
    void showConfig();
    void adapt();
    void showError(const QString &text);
    void askToLoad();
    void askToSave();

    ThemeSource &m_themes;
    ServiceController &m_service;
    ServiceConfig m_config; ///< Of the preset or file, with the shares of faults as set since.
    // Owned by this widget or its children as their parents.
    QFrame *m_card;
    QComboBox *m_choice;
    RoomLabel *m_description;
    NumberEdit *m_port;
    SeedEdit *m_seed;
    QLineEdit *m_key;
    QCheckBox *m_tls;
    QPushButton *m_start;
    QLabel *m_error;
    QLineEdit *m_url;
    QToolButton *m_copy;
    QPushButton *m_target;
    QPushButton *m_load = nullptr;
};

} // namespace weir
