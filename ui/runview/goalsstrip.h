// SPDX-License-Identifier: GPL-3.0-or-later
// How the goals of a run stand, in a strip: each with its value and what is left of its limit.
#pragma once

#include "report/goalstates.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace weir {

/// GUI thread; cheap enough for ten updates a second. A cell keeps its place and size whatever its value, so
/// that nothing below moves while a run goes on.
class GoalsStrip : public QWidget
{
    Q_OBJECT

public:
    explicit GoalsStrip(QWidget *parent = nullptr);

    void setGoals(const std::vector<GoalState> &goals);
    [[nodiscard]] const std::vector<QLabel *> &cells() const { return m_cells; }

private:
    QGridLayout *m_grid;
    std::vector<QLabel *> m_cells; ///< Owned by the strip as their parent.
};

} // namespace weir
