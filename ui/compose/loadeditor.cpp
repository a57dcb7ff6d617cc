// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadeditor.h"

#include "charts/chartcard.h"
#include "compose/loadgroupbar.h"
#include "compose/machineadvice.h"
#include "compose/stepscard.h"
#include "compose/tracecard.h"

namespace weir {

LoadEditor::LoadEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Load, parent)
    , m_loadBinder(
          context.document, context.registry, this, [](Scenario &scenario) { return &scenario.load; },
          [this] { return prefix(); })
    , m_binder(
          context.document, context.registry, this,
          [this](Scenario &scenario) { return shownGroup(scenario); }, [this] { return groupPrefix(); })
    , m_groups(new LoadGroupBar(context.document))
{
    addWidget(m_groups);
    std::tie(m_card, m_length) = addCards(tr("Load"), tr("Length"));
    buildGroup();
    buildLength();
    buildSteps();
    buildPreview();
    buildAbandonment();
    endCards();
    connect(m_groups, &LoadGroupBar::currentChanged, this, [this] {
        m_context.registry.clearDrafts();
        m_steps->selectStep(0);
        refresh();
        Q_EMIT partChanged();
    });
    connect(m_steps, &StepsCard::stepChanged, this, &NodeEditor::partChanged);
    connect(&context.document, &ScenarioDocument::changed, this, [this] { refresh(); });
    connect(&context.document, &ScenarioDocument::pathChanged, this, &LoadEditor::askPreview);
    refresh();
}

LoadGroup *LoadEditor::shownGroup(Scenario &scenario) const
{
    return elementAt(scenario.load.groups, m_groups->current());
}

QString LoadEditor::groupPrefix() const
{
    if (m_context.document.scenario().load.groups.size() == 1)
        return prefix();
    return QStringLiteral("%1/groups/%2").arg(prefix()).arg(m_groups->current());
}

void LoadEditor::buildGroup()
{
    m_name = new QLineEdit;
    m_binder.bind(m_name, tr("Rename a load group"), &LoadGroup::name);
    m_card->addField(tr("Name"), m_name, tr("Names the group in charts and reports; unique."));
    m_model = std::make_unique<LoadModelFields>(*m_card, m_binder);
    m_model->addModel();
    m_mix = new MixEdit;
    m_binder.bind(m_mix, tr("Change the requests of the load"), &LoadGroup::mix);
    m_card->addField(tr("Requests asked"), m_mix,
                     tr("Which requests this group asks, each as often as its weight says."));
    m_model->addOpen();
    m_model->addClosed();
}

void LoadEditor::buildLength()
{
    FormCard *card = m_length;
    DurationEdit *startAfter = new DurationEdit;
    m_binder.bind(startAfter, tr("Change the start"), &LoadGroup::startAfter);
    card->addField(tr("Starts after"), startAfter,
                   tr("Since the end of the warm-up. A group that starts later has no warm-up."));
    DurationEdit *duration = new DurationEdit(true, tr("until its course or its requests end"));
    m_binder.bind(duration, tr("Change the duration"), &LoadGroup::duration);
    card->addField(tr("Duration"), duration, tr("Length of the measured part, after the warm-up."));
    NumberEdit *requests = new NumberEdit({1, 1e12, true, false, {}}, true, tr("no limit"));
    m_binder.bind(requests, tr("Change the requests"), &LoadGroup::requests);
    card->addField(tr("At most"), requests, tr("Requests in all. The load ends by what comes first."));
    DurationEdit *warmUp = new DurationEdit;
    m_loadBinder.bind(warmUp, tr("Change the warm-up"), &Load::warmUp);
    card->addField(tr("Warm-up"), warmUp,
                   tr("Load before the measured part; recorded, but not in the figures. Of all groups."));
    DurationEdit *drain = new DurationEdit;
    m_loadBinder.bind(drain, tr("Change the drain time"), &Load::drain);
    card->addField(tr("Drain"), drain,
                   tr("Time for open streams to end after the last arrival; then they are cut."));
    DurationEdit *limit = new DurationEdit(true, tr("none"));
    m_loadBinder.bind(limit, tr("Change the hard limit"), &Load::maxDuration);
    card->addField(tr("Hard limit"), limit,
                   tr("No request is started so long after the run's start, whatever is planned."));
}

void LoadEditor::buildSteps()
{
    const auto access = [this](Scenario &scenario) { return shownGroup(scenario); };
    m_steps = new StepsCard(m_context, access, [this] { return groupPrefix(); });
    addWidget(m_steps);
    m_trace = new TraceCard(m_context.document, m_binder);
    addWidget(m_trace);
}

void LoadEditor::buildAbandonment()
{
    std::tie(m_leaving, m_machineCard) = addCards(tr("Users who leave"), tr("This machine"));
    DurationEdit *withoutToken = new DurationEdit(true, tr("never"));
    m_binder.bind(withoutToken, tr("Change when users leave"), &LoadGroup::abandon,
                  &Abandonment::withoutToken);
    m_leaving->addField(tr("Without token"), withoutToken,
                        tr("Users leave when no token has come for so long; such requests are abandoned."));
    NumberEdit *afterChunks = new NumberEdit({1, 1e12, true, false, {}}, true, tr("never"));
    m_binder.bind(afterChunks, tr("Change when users leave"), &LoadGroup::abandon, &Abandonment::afterChunks);
    m_leaving->addField(tr("After chunks"), afterChunks,
                        tr("Users leave when so many chunks with tokens have come."));
    m_leavingShare = new NumberEdit({0, 1, false, false, {}});
    m_binder.bind(m_leavingShare, tr("Change how many users leave"), &LoadGroup::abandon,
                  &Abandonment::share);
    m_leaving->addField(tr("Share"), m_leavingShare,
                        tr("Of the requests that have such a user: 1 is all, 0.1 one in ten."));
    m_answerLength = new DurationEdit;
    m_answerLength->setValue(usualAnswer);
    m_machineCard->addField(
        tr("An answer takes"), m_answerLength,
        tr("Your guess, for the expected open streams above and the needs below. It changes "
           "nothing in the run."));
    m_machine = m_machineCard->addHint({});
    connect(m_answerLength, &DurationEdit::edited, this, &LoadEditor::askPreview);
}

void LoadEditor::buildPreview()
{
    m_chart = new ChartCard(m_context.themes, nullptr);
    m_chart->setMinimumHeight(240);
    m_chart->setPointBudget(4000); // a still picture, where jumps shall look like jumps
    m_chart->setAccessibleName(tr("Planned load"));
    m_chart->setToolTip(tr("What the load plans over time"));
    addWidget(m_chart, 1);
    m_chart->setData(plannedChart({}, m_context.document.scenario()));
    connect(&m_preview, &LoadPreview::planned, this, &LoadEditor::showOutlook);
}

void LoadEditor::refresh()
{
    m_groups->refresh();
    Scenario scenario = m_context.document.scenario();
    const LoadGroup *group = shownGroup(scenario);
    if (!group)
        return;
    QStringList names;
    for (const RequestTemplate &request : scenario.requests)
        names.append(request.name);
    m_mix->setNames(names);
    m_loadBinder.refresh();
    m_binder.refresh();
    m_model->refresh(*group);
    const bool several = scenario.load.groups.size() > 1;
    m_card->setFieldVisible(m_name, several);
    m_card->setFieldVisible(m_mix, several || names.size() > 1 || !group->mix.isEmpty());
    m_leaving->setFieldVisible(m_leavingShare, !group->abandon.isEmpty());
    const bool isTrace = std::holds_alternative<TraceLoad>(group->model);
    m_steps->setVisible(!isTrace);
    m_trace->setVisible(isTrace);
    m_steps->refresh();
    askPreview();
}

void LoadEditor::bringUp(const QString &path)
{
    const QStringList parts = path.split(u'/'); // the first is empty, the second "load"
    qsizetype next = 2;
    if (parts.value(next) == u"groups") {
        m_groups->select(parts.value(next + 1).toInt());
        next += 2;
    }
    bool isStep = false;
    const int step = parts.value(next + 1).toInt(&isStep);
    if (parts.value(next) == u"steps" && isStep)
        m_steps->selectStep(step);
}

void LoadEditor::askPreview()
{
    const Nanoseconds answer = m_answerLength->value().value_or(usualAnswer);
    m_preview.ask({m_context.document.scenario(), static_cast<GroupIndex>(m_groups->current()), answer,
                   m_context.document.baseFolder()});
}

void LoadEditor::showOutlook(const LoadQuestion &question, const LoadOutlook &plan)
{
    m_chart->setData(plannedChart(plan, question.scenario));
    m_chart->setExportNames(question.scenario.name, question.baseFolder);
    m_chart->setProvenance(provenanceOf(question.scenario, QDateTime()));
    m_machine->setText(plan.sum.empty() ? QString() : adviceText(plan.needs, plan.machine));
    m_trace->showFacts(plan.trace);
}

} // namespace weir
