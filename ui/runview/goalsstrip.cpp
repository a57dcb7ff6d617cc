// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/goalsstrip.h"

#include "theme/widgetlook.h"

#include <QGridLayout>
#include <QLabel>

namespace weir {

namespace {

constexpr std::size_t cellsInARow = 4;

TextLook lookOf(GoalState::Standing standing)
{
    switch (standing) {
    case GoalState::Standing::Held:
        return TextLook::Pass;
    case GoalState::Standing::Broken:
        return TextLook::Fail;
    case GoalState::Standing::Open:
        return TextLook::Muted;
    }
    Q_UNREACHABLE();
}

/// "412 ms · 18 % left · held"
QString stateText(const GoalState &state)
{
    QStringList parts;
    for (const Message &part : {state.measured, marginText(state), standingText(state)}) {
        if (!part.isEmpty())
            parts << part.text();
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

GoalsStrip::GoalsStrip(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(14, 0, 12, 6);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    for (std::size_t column = 0; column < cellsInARow; ++column)
        m_grid->setColumnStretch(static_cast<int>(column), 1);
}

void GoalsStrip::setGoals(const std::vector<GoalState> &goals)
{
    while (m_cells.size() > goals.size()) {
        delete m_cells.back();
        m_cells.pop_back();
    }
    while (m_cells.size() < goals.size()) {
        QLabel *cell = new QLabel(this);
        cell->setTextFormat(Qt::PlainText);
        cell->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_grid->addWidget(cell, static_cast<int>(m_cells.size() / cellsInARow),
                          static_cast<int>(m_cells.size() % cellsInARow));
        m_cells.push_back(cell);
    }
    for (std::size_t i = 0; i < goals.size(); ++i) {
        QLabel &cell = *m_cells[i];
        const QString text = goals[i].expression + u'\n' + stateText(goals[i]);
        if (cell.text() == text)
            continue;
        cell.setText(text);
        cell.setAccessibleName(tr("Goal: %1").arg(goals[i].expression));
        cell.setToolTip(goals[i].meaning.text() + u'\n' + stateText(goals[i]));
        setTextLook(cell, lookOf(goals[i].standing));
    }
}

} // namespace weir
