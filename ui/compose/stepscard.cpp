// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/stepscard.h"

#include "base/duration.h"
#include "compose/stepstable.h"
#include "compose/steptext.h"
#include "scenario/edit/courses.h"
#include "scenario/edit/steps.h"
#include "scenario/limits.h"
#include "theme/flatbutton.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

namespace weir {

namespace {

QString courseText(CourseTemplate course)
{
    switch (course) {
    case CourseTemplate::RampAndHold:
        return StepsCard::tr("Ramp and hold");
    case CourseTemplate::Stairs:
        return StepsCard::tr("Stairs: five levels");
    case CourseTemplate::Spike:
        return StepsCard::tr("Spike: five times the load for 10 s");
    case CourseTemplate::Soak:
        return StepsCard::tr("Soak: a day");
    }
    return {};
}

} // namespace

StepsCard::StepsCard(const EditorContext &context, Access access, std::function<QString()> prefix,
                     QWidget *parent)
    : FormCard(tr("Steps"), parent)
    , m_context(context)
    , m_access(std::move(access))
    , m_prefix(std::move(prefix))
    , m_table(new StepsTable)
{
    buildTable();
    buildButtons();
    buildFields(m_open, true);
    buildFields(m_closed, false);
}

std::optional<LoadGroup> StepsCard::group() const
{
    Scenario scenario = m_context.document.scenario();
    const LoadGroup *group = m_access(scenario);
    return group ? std::optional(*group) : std::nullopt;
}

void StepsCard::buildTable()
{
    addWide(m_table, tr("Steps"),
            tr("The steps in their order. Double-click or F2 edits a cell; the fields below edit all of the "
               "selected "
               "step."));
    m_context.registry.add(
        [this] {
            const QString prefix = m_prefix();
            return prefix.isNull() ? prefix : prefix + u"/steps"_qs;
        },
        m_table);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { selectStep(row); });
    connect(m_table, &StepsTable::shapeChosen, this, [this](int step, int shape) {
        change(step, tr("Change the step's shape"), [&](LoadGroup &group) {
            setStepShape(group, step, shape);
            return true;
        });
    });
    connect(m_table, &StepsTable::levelsTyped, this, [this](int step, const QString &text) {
        change(step, tr("Change a step"), [&](LoadGroup &group) { return setStepLevels(group, step, text); });
    });
    connect(m_table, &StepsTable::lengthTyped, this, [this](int step, const QString &text) {
        change(step, tr("Change a step"), [&](LoadGroup &group) {
            const Result<Nanoseconds> length = parseDuration(text.trimmed());
            if (length)
                setStepTime(group, step, u"duration", *length);
            return length.ok();
        });
    });
}

void StepsCard::change(int step, const QString &text, const std::function<bool(LoadGroup &)> &apply)
{
    std::optional<LoadGroup> tried = group();
    if (!tried || !apply(*tried)) {
        refresh(); // the cell shows what holds
        QToolTip::showText(m_table->mapToGlobal(m_table->visualItemRect(m_table->item(step, 0)).bottomLeft()),
                           tr("This stands for no value; the step stays as it was."), m_table);
        return;
    }
    act(text, [&](LoadGroup &group) {
        (void)apply(group);
        return step;
    });
}

QToolButton *StepsCard::makeButton(const QString &text, const QString &tip, const std::function<void()> &act,
                                   const QKeySequence &key)
{
    QToolButton *button = makeFlatButton(text, tip, this, key);
    connect(button, &QToolButton::clicked, this, act);
    if (!key.isEmpty()) {
        QAction *action = new QAction(m_table);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
        connect(action, &QAction::triggered, this, act);
    }
    return button;
}

void StepsCard::buildButtons()
{
    QWidget *row = new QWidget(this);
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const auto step = [this](const QString &text, const QString &tip, const QKeySequence &key,
                             const std::function<void()> &act) {
        m_stepButtons.push_back(makeButton(text, tip, act, key));
        return m_stepButtons.back();
    };
    layout->addWidget(makeButton(
        tr("+ Add step"), tr("Add a step behind the selected one"),
        [this] { act(tr("Add a step"), [this](LoadGroup &group) { return addStep(group, m_step); }); },
        QKeySequence(Qt::Key_Insert)));
    layout->addWidget(
        step(tr("Duplicate"), tr("Duplicate the selected step"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] {
            act(tr("Duplicate a step"), [this](LoadGroup &group) { return duplicateStep(group, m_step); });
        }));
    layout->addWidget(
        step(tr("Remove"), tr("Remove the selected step"), QKeySequence(Qt::Key_Delete), [this] {
            act(tr("Remove a step"), [this](LoadGroup &group) {
                removeStep(group, m_step);
                return std::min(m_step, stepCount(group) - 1);
            });
        }));
    layout->addWidget(step(tr("Up"), tr("Move the selected step up"), QKeySequence(Qt::ALT | Qt::Key_Up),
                           [this] { moveStep(-1); }));
    layout->addWidget(step(tr("Down"), tr("Move the selected step down"),
                           QKeySequence(Qt::ALT | Qt::Key_Down), [this] { moveStep(1); }));
    QToolButton *templates =
        makeButton(tr("Templates ▾"), tr("Replace the steps by a ready-made course"), [] {});
    QMenu *menu = new QMenu(templates);
    for (int i = 0; i < courseTemplateCount; ++i) {
        const CourseTemplate course = static_cast<CourseTemplate>(i);
        menu->addAction(courseText(course), this, [this, course] {
            act(tr("Use a ready-made course"), [course](LoadGroup &group) {
                applyCourse(group, course);
                return 0;
            });
        });
    }
    templates->setMenu(menu);
    templates->setPopupMode(QToolButton::InstantPopup);
    layout->addWidget(templates);
    layout->addStretch();
    addWide(row, tr("Steps"), {});
    m_hint = addHint(tr("Without steps the load is constant for its duration. Steps follow one another, and "
                        "the load ends with the last."));
}

void StepsCard::act(const QString &text, const std::function<int(LoadGroup &)> &change)
{
    int selected = m_step;
    m_context.document.endMerge();
    m_context.document.edit(text, {}, [&](Scenario &scenario) {
        if (LoadGroup *group = m_access(scenario))
            selected = change(*group);
    });
    selectStep(selected);
}

void StepsCard::moveStep(int by)
{
    const int to = m_step + by;
    const std::optional<LoadGroup> shown = group();
    if (!shown || to < 0 || to >= stepCount(*shown))
        return;
    act(tr("Move a step"), [this, to](LoadGroup &group) {
        swapSteps(group, m_step, to);
        return to;
    });
}

void StepsCard::buildFields(Fields &fields, bool open)
{
    const auto path = [this, open]() -> QString {
        const std::optional<LoadGroup> shown = group();
        if (!shown || shown->isOpen() != open || stepShape(*shown, m_step) < 0)
            return {};
        return QStringLiteral("%1/steps/%2").arg(m_prefix()).arg(m_step);
    };
    fields.binder = std::make_unique<FieldBinder<LoadGroup>>(
        m_context.document, m_context.registry, this,
        [this, open](Scenario &scenario) -> LoadGroup * {
            LoadGroup *group = m_access(scenario);
            return group && group->isOpen() == open && stepShape(*group, m_step) >= 0 ? group : nullptr;
        },
        path);
    fields.shape = NodeEditor::makeChoice(stepShapeTexts(open));
    fields.binder->bind<QComboBox>(
        fields.shape, QStringLiteral("shape"), tr("Change the step's shape"),
        [this](const LoadGroup &group) { return QVariant(stepShape(group, m_step)); },
        [this](LoadGroup &group, const QVariant &value) { setStepShape(group, m_step, value.toInt()); });
    addField(tr("Shape"), fields.shape, tr("What the load does in this step."));
    fields.shown.emplace_back(fields.shape, [](const LoadGroup &) { return true; });
    buildLevels(fields, open);
    buildStairs(fields, open);
    buildTimes(fields);
}

void StepsCard::showWhen(Fields &fields, QWidget *field, const QString &key, bool stairs)
{
    fields.shown.emplace_back(field, [this, key, stairs](const LoadGroup &group) {
        return stepHas(group, m_step, key) && stepHas(group, m_step, u"levels") == stairs;
    });
}

NumberEdit *StepsCard::addNumber(Fields &fields, const QString &key, const QString &label, const QString &tip,
                                 NumberEdit *field)
{
    const bool isOptional = field->isOptional();
    fields.binder->bind<NumberEdit>(
        field, key, tr("Change a step"),
        [this, key, isOptional](const LoadGroup &group) {
            const std::optional<double> value = stepNumber(group, m_step, key);
            const bool mayBeAbsent = isOptional && stepHas(group, m_step, key);
            // A field that is hidden must not hold a text that stands for no value.
            return value || mayBeAbsent ? value : std::optional(1.0);
        },
        [this, key](LoadGroup &group, const std::optional<double> &value) {
            setStepNumber(group, m_step, key, value);
        });
    addField(label, field, tip);
    return field;
}

void StepsCard::addTime(Fields &fields, const QString &key, const QString &label, const QString &tip)
{
    DurationEdit *field = new DurationEdit;
    fields.binder->bind<DurationEdit>(
        field, key, tr("Change a step"),
        [this, key](const LoadGroup &group) {
            return std::optional(stepTime(group, m_step, key).value_or(std::chrono::seconds{1}));
        },
        [this, key](LoadGroup &group, const std::optional<Nanoseconds> &value) {
            if (value)
                setStepTime(group, m_step, key, *value);
        });
    addField(label, field, tip);
    fields.shown.emplace_back(field,
                              [this, key](const LoadGroup &group) { return stepHas(group, m_step, key); });
}

void StepsCard::buildLevels(Fields &fields, bool open)
{
    const NumberEdit::Range range{0, open ? limits::maxRate : limits::maxUsers, !open, false,
                                  open ? QStringLiteral("/s") : QString()};
    const QString key = open ? QStringLiteral("rate") : QStringLiteral("users");
    showWhen(fields,
             addNumber(fields, key, open ? tr("Rate") : tr("Users"),
                       open ? tr("Requests a second; fractions are allowed.")
                            : tr("Users at work at the same time."),
                       new NumberEdit(range)),
             key, false);
    for (const auto &[end, label, tip] :
         {std::tuple(QStringLiteral("from"), tr("From"), tr("The level at the step's beginning.")),
          std::tuple(QStringLiteral("to"), tr("To"), tr("The level at the step's end."))})
        showWhen(fields, addNumber(fields, end, label, tip, new NumberEdit(range)), end, false);
    if (open) {
        const double most = static_cast<double>(limits::maxStepRequests);
        const QString count = QStringLiteral("count");
        showWhen(fields,
                 addNumber(fields, count, tr("Requests"), tr("Requests of this step in all."),
                           new NumberEdit({1, most, true, false, {}})),
                 count, false);
    }
}

void StepsCard::buildStairs(Fields &fields, bool open)
{
    const double most = open ? limits::maxRate : limits::maxUsers;
    const QString unit = open ? QStringLiteral("/s") : QString();
    const auto add = [&](const QString &key, const QString &label, const QString &tip, NumberEdit *field) {
        showWhen(fields, addNumber(fields, key, label, tip, field), key, true);
    };
    add(QStringLiteral("from"), tr("First level"), tr("Empty: one increment."),
        new NumberEdit({0, most, !open, false, unit}, true, tr("the increment")));
    add(QStringLiteral("increment"), tr("Increment"), tr("From each level to the next; negative leads down."),
        new NumberEdit({-most, most, !open, false, unit}));
    add(QStringLiteral("levels"), tr("Levels"), tr("How many levels there are."),
        new NumberEdit({1, limits::maxLevels, true, false, {}}));
    addTime(fields, QStringLiteral("level"), tr("Each lasts"), tr("How long each level is held."));
    addTime(fields, QStringLiteral("ramp"), tr("Ramps between"),
            tr("How long the way from one level to the next takes; 0 jumps."));
}

void StepsCard::buildTimes(Fields &fields)
{
    addTime(fields, QStringLiteral("duration"), tr("Lasts"), tr("How long the step takes."));
}

void StepsCard::selectStep(int step)
{
    if (step == m_step && m_table->currentRow() == step)
        return;
    m_step = step;
    m_context.registry.clearDrafts();
    refresh();
    Q_EMIT stepChanged();
}

void StepsCard::refresh()
{
    const std::optional<LoadGroup> shown = group();
    if (!shown)
        return;
    const int count = stepCount(*shown);
    m_step = count == 0 ? -1 : std::clamp(m_step, 0, count - 1);
    m_table->showSteps(*shown, m_step);
    m_table->setVisible(count > 0);
    setFieldVisible(m_hint, count == 0);
    for (QToolButton *button : m_stepButtons)
        button->setEnabled(m_step >= 0);
    for (Fields *fields : {&m_open, &m_closed}) {
        const bool isOfModel = (fields == &m_open) == shown->isOpen() && m_step >= 0;
        fields->binder->refresh();
        for (const auto &[field, when] : fields->shown)
            setFieldVisible(field, isOfModel && when(*shown));
    }
}

} // namespace weir
