// SPDX-License-Identifier: GPL-3.0-or-later
// The Service page: the built-in reference service, its settings, what it does, and trouble on demand.
#pragma once

#include "session/page.h"

#include <QUrl>

class QSplitter;

namespace weir {

class DrillCard;
class FaultCard;
class ScenarioDocument;
class ServiceController;
class ServiceSetup;
class ServiceView;
class ThemeSource;

/// GUI thread.
class ServicePage : public Page
{
    Q_OBJECT

public:
    /// All outlive the page.
    ServicePage(ThemeSource &themes, ScenarioDocument &document, ServiceController &service,
                QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Icon icon() const override { return Icon::Service; }
    /// The fourth place is kept for comparisons.
    [[nodiscard]] int shortcutNumber() const override { return 4; }
    [[nodiscard]] QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &layout) override;
    [[nodiscard]] bool canExport() const override;
    void exportPage() override;
    [[nodiscard]] Page *renewed() override;

    /// Points a target of the scenario at the running service: URL, key and whether its certificate can be
    /// verified. One step that can be undone; nothing while no service runs or there is no such target.
    void useAsTarget(std::size_t index);

    [[nodiscard]] ServiceSetup &setup() const { return *m_setup; }
    [[nodiscard]] FaultCard &faults() const { return *m_faults; }
    [[nodiscard]] DrillCard &drills() const { return *m_drills; }
    [[nodiscard]] ServiceView &view() const { return *m_view; }

private:
    QWidget *buildControls();
    void askForTarget();

    ThemeSource &m_themes;
    ScenarioDocument &m_document;
    ServiceController &m_service;
    // Owned by the page or its children as their parents.
    ServiceSetup *m_setup;
    FaultCard *m_faults;
    DrillCard *m_drills;
    ServiceView *m_view;
    QSplitter *m_splitter;
};

} // namespace weir
