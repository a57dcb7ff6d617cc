// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the run that goes on, or of the last one.
#pragma once

#include "session/page.h"

namespace weir {

class RunController;
class RunView;
class SteeringBar;
class ThemeSource;

/// Follows the controller's run by itself. GUI thread.
class LivePage : public Page
{
    Q_OBJECT

public:
    /// Both outlive the page.
    LivePage(ThemeSource &themes, RunController &runs, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Icon icon() const override { return Icon::Live; }
    [[nodiscard]] bool canExport() const override;
    void exportPage() override;
    [[nodiscard]] Page *renewed() override;
    [[nodiscard]] RunView &view() const { return *m_view; }
    [[nodiscard]] SteeringBar &steering() const { return *m_steering; }

private:
    void begin();

    ThemeSource &m_themes;
    RunController &m_runs;
    RunView *m_view;         ///< Owned by the page as its parent.
    SteeringBar *m_steering; ///< The same.
};

} // namespace weir
