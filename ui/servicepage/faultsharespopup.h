// SPDX-License-Identifier: GPL-3.0-or-later
// How many of all requests meet each fault.
#pragma once

#include "service/faults/fault.h"

#include <QFrame>

#include <vector>

class QDoubleSpinBox;
class QLabel;

namespace weir {

/// A popup; closing it keeps what was set. GUI thread.
class FaultSharesPopup : public QFrame
{
    Q_OBJECT

public:
    explicit FaultSharesPopup(QWidget *parent = nullptr);

    void setShares(const std::vector<FaultShare> &shares);
    /// Those above 0.
    [[nodiscard]] std::vector<FaultShare> shares() const;
    /// In the order of the enumeration; in per cent.
    [[nodiscard]] const std::vector<QDoubleSpinBox *> &fields() const { return m_fields; }

Q_SIGNALS:
    /// The user set shares that checkFaults() accepts.
    void edited();

private:
    void check();

    std::vector<QDoubleSpinBox *> m_fields;
    QLabel *m_problem;
};

} // namespace weir
