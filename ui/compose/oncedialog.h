// SPDX-License-Identifier: GPL-3.0-or-later
// Sends one request of the scenario and shows it in an OnceView.
#pragma once

#include "engine/modelfinder.h"
#include "engine/once.h"
#include "lab/builtintarget.h"

#include <QDialog>

class QPushButton;

namespace weir {

class OnceView;
class ThemeSource;

/// Not modal: a run or an edit may go on beside it. GUI thread. Closing it aborts.
class OnceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `themes` outlives the dialog.
    explicit OnceDialog(ThemeSource &themes, QWidget *parent = nullptr);

    /// Sends request `index` of the scenario; starts the built-in service where a target names it.
    void send(const Scenario &scenario, const QString &baseFolder, int index);
    /// Shows what the other one shows, which is not busy, and sends the same request again when asked.
    void continueFrom(const OnceDialog &other);
    /// A request is on its way.
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] OnceView *view() { return m_view; }

    /// Shown where the service's certificate is one that nobody vouches for.
    [[nodiscard]] QPushButton *trustButton() const { return m_trust; }

Q_SIGNALS:
    void answered();
    void busyChanged();
    /// That file is to be the CA of that target.
    void caChosen(int target, const QString &path);
    /// The user wants to mend the member at that JSON pointer.
    void fieldWanted(const QString &path);

private:
    void start();
    void sendNow(const Scenario &scenario);
    void cancel();
    void setBusy(bool busy);
    void offerTrust(const OnceResult &result);
    void askTrust();
    /// Position of the target that is asked.
    [[nodiscard]] std::size_t target() const;

    OnceView *m_view;
    QPushButton *m_again;
    QPushButton *m_cancel;
    QPushButton *m_copy;
    QPushButton *m_trust;
    Scenario m_scenario;
    QString m_baseFolder;
    int m_index = 0;
    bool m_isBusy = false;
    BuiltinTargets m_builtins; ///< Outlives the exchange.
    ModelFinder m_models;
    Once m_once;
};

} // namespace weir
