// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/stepstable.h"

#include "base/duration.h"
#include "compose/steptext.h"
#include "fields/celldelegates.h"
#include "scenario/edit/steps.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

namespace weir {

namespace {

/// The context of this file's translations.
struct StepsText
{
    Q_DECLARE_TR_FUNCTIONS(weir::StepsCard)
};

constexpr int mostVisibleRows = 8;

ChoiceDelegate::Choices shapeChoices(bool open)
{
    ChoiceDelegate::Choices choices;
    const QStringList texts = stepShapeTexts(open);
    for (int shape = 0; shape < texts.size(); ++shape)
        choices.append({QString::number(shape), texts[shape]});
    return choices;
}

/// Which of a step's cells hold what can be typed.
bool isTyped(const LoadGroup &group, int step, int column)
{
    switch (column) {
    case StepsTable::Shape:
        return true;
    case StepsTable::Load:
        return hasTypedLevels(group, step);
    case StepsTable::Lasts:
        return stepHas(group, step, u"duration");
    default:
        return false;
    }
}

} // namespace

QStringList stepShapeTexts(bool open)
{
    if (open)
        return {StepsText::tr("Constant rate"), StepsText::tr("Ramp"),    StepsText::tr("Stairs"),
                StepsText::tr("Spread evenly"), StepsText::tr("At once"), StepsText::tr("Peak in the middle"),
                StepsText::tr("Pause")};
    return {StepsText::tr("Constant users"), StepsText::tr("Ramp"), StepsText::tr("Stairs")};
}

StepsTable::StepsTable(QWidget *parent)
    : QTableWidget(parent), m_shapes(new ChoiceDelegate(shapeChoices(true), this))
{
    setColumnCount(ColumnCount);
    setHorizontalHeaderLabels(
        {StepsText::tr("Shape"), StepsText::tr("Load"), StepsText::tr("Lasts"), StepsText::tr("Ends after")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                    QAbstractItemView::SelectedClicked);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setColumnWidth(Shape, 170);
    setColumnWidth(Load, 190);
    setColumnWidth(Lasts, 90);
    setItemDelegateForColumn(Shape, m_shapes);
    setItemDelegateForColumn(Load, new GrowingDelegate(this));
    setItemDelegateForColumn(Lasts, new GrowingDelegate(this));
    connect(this, &QTableWidget::itemChanged, this,
            [this](const QTableWidgetItem *item) { tellChange(*item); });
}

/// Later: who hears it fills the table anew, and the cell is still being edited.
void StepsTable::tellChange(const QTableWidgetItem &item)
{
    const int step = item.row();
    const QString text = item.text();
    const int column = item.column();
    QMetaObject::invokeMethod(
        this,
        [this, step, text, column] {
            if (column == Shape)
                Q_EMIT shapeChosen(step, text.toInt());
            else if (column == Load)
                Q_EMIT levelsTyped(step, text);
            else
                Q_EMIT lengthTyped(step, text);
        },
        Qt::QueuedConnection);
}

void StepsTable::showSteps(const LoadGroup &group, int selected)
{
    const QSignalBlocker blocker(this);
    if (group.isOpen() != m_isOpen) {
        m_isOpen = group.isOpen();
        m_shapes->setChoices(shapeChoices(m_isOpen));
    }
    const int count = stepCount(group);
    setRowCount(count);
    Nanoseconds end{0};
    for (int row = 0; row < count; ++row) {
        const Nanoseconds length = stepLength(group, row);
        end += length;
        const QStringList texts{QString::number(stepShape(group, row)), stepText(group, row),
                                length == Nanoseconds{0} ? StepsText::tr("a moment") : formatDuration(length),
                                formatDuration(end)};
        for (int column = 0; column < texts.size(); ++column) {
            QTableWidgetItem *cell = item(row, column);
            if (!cell) {
                cell = new QTableWidgetItem;
                setItem(row, column, cell);
            }
            cell->setText(texts[column]);
            cell->setFlags(isTyped(group, row, column) ? cell->flags() | Qt::ItemIsEditable
                                                       : cell->flags() & ~Qt::ItemIsEditable);
        }
    }
    const int rows = std::clamp(count, 1, mostVisibleRows);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
                   4);
    if (selected < 0)
        clearSelection();
    else if (currentRow() != selected)
        setCurrentCell(selected, 0);
}

} // namespace weir
