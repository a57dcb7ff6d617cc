// SPDX-License-Identifier: GPL-3.0-or-later
// Buttons that make the next requests of the built-in service fail, each in its own way.
#pragma once

#include "service/faults/fault.h"

#include <QFrame>

#include <vector>

class QPushButton;
class QSpinBox;

namespace weir {

class FaultSharesPopup;
class ServiceController;

/// GUI thread. The buttons work while the service runs, the shares always.
class FaultCard : public QFrame
{
    Q_OBJECT

public:
    /// `service` outlives the card.
    explicit FaultCard(ServiceController &service, QWidget *parent = nullptr);

    void setShares(const std::vector<FaultShare> &shares);
    /// In the order of the enumeration.
    [[nodiscard]] const std::vector<QPushButton *> &buttons() const { return m_buttons; }
    [[nodiscard]] QSpinBox &requests() const { return *m_requests; }
    [[nodiscard]] FaultSharesPopup &sharesPopup() const { return *m_popup; }

Q_SIGNALS:
    /// The user set other shares.
    void sharesChanged(const std::vector<weir::FaultShare> &shares);

private:
    void buildButtons();
    void refresh();
    void showShares();

    ServiceController &m_service;
    QSpinBox *m_requests;
    std::vector<QPushButton *> m_buttons;
    FaultSharesPopup *m_popup;
    QPushButton *m_shares;
};

} // namespace weir
