// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/goalseditor.h"

#include "scenario/thresholdpart.h"

namespace weir {

namespace {

QString explainThreshold(const QStringList &row, const Scenario &scenario)
{
    const Result<Threshold> threshold = parseThreshold(row.value(0));
    if (!threshold)
        return threshold.error().message().text();
    return partProblem(*threshold, scenario).value_or(describe(*threshold)).text();
}

} // namespace

GoalsEditor::GoalsEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Goals, parent)
    , m_binder(
          context.document, context.registry, this, [](Scenario &scenario) { return &scenario.goals; },
          [this] { return prefix(); })
{
    buildThresholds();
    buildServiceLevel();
    buildValidity();
    endCards();
    refresh();
}

void GoalsEditor::buildServiceLevel()
{
    FormCard *card = addCard(tr("Goodput: limits for each request"));
    const auto add = [&](std::optional<Nanoseconds> ServiceLevel::*member, const QString &label,
                         const QString &tip) {
        DurationEdit *field = new DurationEdit(true, tr("no limit"));
        m_binder.bind(field, tr("Change the limit on %1").arg(label), &Goals::serviceLevel, member);
        card->addField(label, field, tip);
    };
    add(&ServiceLevel::ttft, tr("TTFT"), tr("Longest time to the first token."));
    add(&ServiceLevel::tpot, tr("TPOT"), tr("Longest mean time for each token after the first."));
    add(&ServiceLevel::e2e, tr("End to end"), tr("Longest time to the last token."));
    card->addHint(tr("A request that meets all of these counts as goodput."));
    DurationEdit *stall = new DurationEdit;
    m_binder.bind(stall, tr("Change the stall limit"), &Goals::stallLimit);
    card->addField(tr("Stall above"), stall, tr("Gaps between tokens above it count as stalls."));
}

void GoalsEditor::buildThresholds()
{
    FormCard *card = addCard(tr("Thresholds: the run fails when one does not hold"));
    m_thresholds =
        new RowsEdit({{tr("Threshold"), {}}}, {QStringLiteral("ttft p(99) < 1s")}, tr("threshold"));
    m_thresholds->setDerivedColumn(tr("Means"), [this](const QStringList &row) {
        return explainThreshold(row, m_context.document.scenario());
    });
    m_binder.bind<RowsEdit>(
        m_thresholds, QStringLiteral("thresholds"), tr("Change the thresholds"),
        [](const Goals &goals) {
            RowsEdit::Rows rows;
            for (const QString &expression : goals.thresholds)
                rows.append(QStringList{expression});
            return rows;
        },
        [](Goals &goals, const RowsEdit::Rows &rows) {
            goals.thresholds.clear();
            for (const QStringList &row : rows)
                goals.thresholds.append(row.value(0));
        });
    card->addWide(
        m_thresholds, tr("Thresholds"),
        tr("METRIC [STATISTIC] OPERATOR VALUE, such as “ttft p(99) < 500ms” or “error_rate < 0.5%”; for some "
           "of the requests alone “ttft{request:chat} p(99) < 500ms”, or {target:NAME}, {group:NAME}, "
           "{level:2}."));
    NumberEdit *budget = new NumberEdit({0, 1, false, false, {}});
    m_binder.bind(budget, tr("Change the error budget"), &Goals::errorBudget);
    card->addField(tr("Error budget"), budget,
                   tr("Share of failed requests, 0 to 1, that a run may have; it fails above it."));
}

void GoalsEditor::addShare(FormCard *card, double ValiditySettings::*member, const QString &label,
                           const QString &tip)
{
    NumberEdit *field = new NumberEdit({0, 1, false, false, {}});
    m_binder.bind(field, tr("Change a validity limit"), &Goals::validity, member);
    card->addField(label, field, tip);
}

void GoalsEditor::addTime(FormCard *card, Nanoseconds ValiditySettings::*member, const QString &label,
                          const QString &tip)
{
    DurationEdit *field = new DurationEdit;
    m_binder.bind(field, tr("Change a validity limit"), &Goals::validity, member);
    card->addField(label, field, tip);
}

void GoalsEditor::buildValidity()
{
    FormCard *card = addCard(tr("Validity: when Weir can't vouch for the figures"));
    addShare(card, &ValiditySettings::achievedShare, tr("Achieved share"),
             tr("Least share of the planned load that must be achieved, 0 to 1."));
    addTime(card, &ValiditySettings::slipP99, tr("Slip p99"),
            tr("Most that the generator may start requests late."));
    addTime(card, &ValiditySettings::loopLagP99, tr("Loop lag p99"),
            tr("Most that the event loops may lag."));
    addShare(card, &ValiditySettings::processorShare, tr("Processor share"),
             tr("Use of the host's processors that counts as busy, 0 to 1."));
    addTime(card, &ValiditySettings::processorFor, tr("… for"), tr("How long the host may be busy."));
    addShare(card, &ValiditySettings::throttledShare, tr("Throttled share"),
             tr("Most periods in which the system may throttle Weir, 0 to 1."));
    addShare(card, &ValiditySettings::chunksAboveUsageShare, tr("Chunks above usage"),
             tr("Most requests that may have more chunks than reported tokens, 0 to 1."));
    card->addHint(
        tr("A run beyond one of these is invalid: the figures may be Weir's own and not the service's."));
}

void GoalsEditor::refresh()
{
    m_binder.refresh();
    if (element() >= 0)
        m_thresholds->selectRow(element());
}

} // namespace weir
