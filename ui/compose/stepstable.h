// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a load group as a table whose cells are edited in place.
#pragma once

#include "base/clock.h"
#include "scenario/load.h"

#include <QTableWidget>

namespace weir {

class ChoiceDelegate;

/// Shows steps; what is typed or chosen is told, and shown once the group has it. GUI thread.
class StepsTable : public QTableWidget
{
    Q_OBJECT

public:
    enum Column
    {
        Shape,
        Load,
        Lasts,
        EndsAfter,
        ColumnCount
    };

    explicit StepsTable(QWidget *parent = nullptr);

    /// `selected`: -1 for none.
    void showSteps(const LoadGroup &group, int selected);

Q_SIGNALS:
    void shapeChosen(int step, int shape);
    /// As setStepLevels() of compose/steptext.h reads it.
    void levelsTyped(int step, const QString &text);
    void lengthTyped(int step, const QString &text);

private:
    void tellChange(const QTableWidgetItem &item);

    ChoiceDelegate *m_shapes; ///< Owned by the table as its parent.
    bool m_isOpen = true;
};

/// Names of the shapes, in the order of openShapes() or closedShapes().
QStringList stepShapeTexts(bool open);

} // namespace weir
