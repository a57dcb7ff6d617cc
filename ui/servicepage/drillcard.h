// SPDX-License-Identifier: GPL-3.0-or-later
// Drills by hand, the number of replicas, and the caches of the built-in service.
#pragma once

#include <QFrame>

#include <vector>

class QLabel;
class QPushButton;
class QToolButton;

namespace weir {

class DrillPopup;
class ServiceController;

/// GUI thread. Works while the service runs.
class DrillCard : public QFrame
{
    Q_OBJECT

public:
    /// `service` outlives the card.
    explicit DrillCard(ServiceController &service, QWidget *parent = nullptr);

    /// In the order of DrillKind.
    [[nodiscard]] const std::vector<QPushButton *> &drillButtons() const { return m_buttons; }
    [[nodiscard]] const std::vector<DrillPopup *> &popups() const { return m_popups; }
    [[nodiscard]] QPushButton &endButton() const { return *m_end; }
    [[nodiscard]] QPushButton &flushButton() const { return *m_flush; }
    [[nodiscard]] QToolButton &moreButton() const { return *m_more; }
    [[nodiscard]] QToolButton &fewerButton() const { return *m_fewer; }
    [[nodiscard]] QString activeText() const;

private:
    void buildDrills();
    void buildScaling();
    void scaleBy(int change);
    void refresh();
    [[nodiscard]] bool canScale() const;

    ServiceController &m_service;
    std::vector<QPushButton *> m_buttons;
    std::vector<DrillPopup *> m_popups;
    QLabel *m_active;
    QPushButton *m_end;
    QToolButton *m_fewer;
    QLabel *m_replicas;
    QToolButton *m_more;
    QPushButton *m_flush;
};

} // namespace weir
