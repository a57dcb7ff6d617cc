// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a load group: a table of them, and the fields of the chosen one.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldbinder.h"
#include "fields/formcard.h"

class QMenu;
class QToolButton;

namespace weir {

class StepsTable;

/// GUI thread. Buttons and keys add, remove, duplicate and move steps; each is one step of the undo stack.
class StepsCard : public FormCard
{
    Q_OBJECT

public:
    using Access = FieldBinder<LoadGroup>::Access;

    /// `access` finds the group whose steps are shown, `prefix` its JSON pointer.
    StepsCard(const EditorContext &context, Access access, std::function<QString()> prefix,
              QWidget *parent = nullptr);

    /// Shows the group's steps as they are now.
    void refresh();
    /// Shows the fields of a step; -1: of none.
    void selectStep(int step);
    [[nodiscard]] int selectedStep() const { return m_step; }
    [[nodiscard]] StepsTable *table() { return m_table; }

Q_SIGNALS:
    /// The fields show another step.
    void stepChanged();

private:
    /// Fields of one load model; those of the other are never shown with them.
    struct Fields
    {
        std::unique_ptr<FieldBinder<LoadGroup>> binder;
        QComboBox *shape = nullptr;
        std::vector<std::pair<QWidget *, std::function<bool(const LoadGroup &)>>> shown; ///< And when.
    };

    void buildTable();
    void buildButtons();
    void buildFields(Fields &fields, bool open);
    void buildLevels(Fields &fields, bool open);
    void buildStairs(Fields &fields, bool open);
    void buildTimes(Fields &fields);
    NumberEdit *addNumber(Fields &fields, const QString &key, const QString &label, const QString &tip,
                          NumberEdit *field);
    void addTime(Fields &fields, const QString &key, const QString &label, const QString &tip);
    void showWhen(Fields &fields, QWidget *field, const QString &key, bool stairs);
    QToolButton *makeButton(const QString &text, const QString &tip, const std::function<void()> &act,
                            const QKeySequence &key = {});
    void act(const QString &text, const std::function<int(LoadGroup &)> &change);
    void moveStep(int by);
    /// Applies what was typed into a cell, where it stands for a value.
    void change(int step, const QString &text, const std::function<bool(LoadGroup &)> &apply);
    [[nodiscard]] std::optional<LoadGroup> group() const;

    EditorContext m_context;
    Access m_access;
    std::function<QString()> m_prefix;
    StepsTable *m_table;
    QLabel *m_hint = nullptr;
    std::vector<QToolButton *> m_stepButtons; ///< That need a chosen step.
    Fields m_open;
    Fields m_closed;
    int m_step = -1;
};

} // namespace weir
