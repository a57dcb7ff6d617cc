// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadeditor.h"

#include "base/units.h"
#include "charts/chartcard.h"
#include "compose/machineadvice.h"
#include "plan/plan.h"
#include "scenario/limits.h"

namespace weir {

namespace {

constexpr std::chrono::milliseconds pauseBeforePreview{100};
constexpr std::size_t previewPoints = 300;
/// Above this an exact count of a random plan would hold the window; the mean is as good for the eye.
constexpr double exactCountLimit = 200'000;

ClosedLoad closedOf(const Load &load)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.first().model);
    return closed ? *closed : ClosedLoad{};
}

OpenLoad openOf(const Load &load)
{
    const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model);
    return open ? *open : OpenLoad{};
}

/// Changes the model that is set; a field of the other one changes nothing.
template <typename Model>
void change(Load &load, const std::function<void(Model &)> &with)
{
    if (Model *model = std::get_if<Model>(&load.first().model))
        with(*model);
}

} // namespace

LoadEditor::LoadEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Load, parent)
    , m_binder(
          context.document, context.registry, this, [](Scenario &scenario) { return &scenario.load; },
          [this] { return prefix(); })
{
    std::tie(m_card, m_length) = addCards(tr("Load"), tr("Length"));
    buildModel();
    buildOpen();
    buildClosed();
    buildLength();
    buildPreview();
    endCards();
    connect(&context.document, &ScenarioDocument::changed, this, [this] { refresh(); });
    refresh();
    updatePreview();
}

void LoadEditor::buildModel()
{
    m_model = makeChoice(
        {tr("Closed: users wait for their answers"), tr("Open: arrivals do not wait for answers")});
    m_binder.bind<QComboBox>(
        m_model, QStringLiteral("model"), tr("Change the load's model"),
        [](const Load &load) { return QVariant(load.isOpen() ? 1 : 0); },
        [this](Load &load, const QVariant &value) {
            if (value.toInt() == 1)
                load.first().model = m_lastOpen;
            else
                load.first().model = m_lastClosed;
        });
    m_card->addField(
        tr("Model"), m_model,
        tr("Closed: a slow service slows the load down. Open: it does not, as with real users."));
}

void LoadEditor::buildOpen()
{
    NumberEdit *rate = new NumberEdit({0, limits::maxRate, false, true, QStringLiteral("/s")});
    m_binder.bind<NumberEdit>(
        rate, QStringLiteral("rate"), tr("Change the rate"),
        [](const Load &load) { return std::optional(openOf(load).rate); },
        [](Load &load, const std::optional<double> &value) {
            change<OpenLoad>(load, [&](OpenLoad &open) { open.rate = value.value_or(open.rate); });
        });
    m_card->addField(tr("Rate"), rate, tr("Requests a second; fractions are allowed."));
    QComboBox *arrivals = makeChoice({tr("Even: equal gaps"), tr("Poisson: as from many independent users"),
                                      tr("Uniform: the even count at random times")});
    m_binder.bind<QComboBox>(
        arrivals, QStringLiteral("arrivals"), tr("Change the arrivals"),
        [](const Load &load) { return QVariant(static_cast<int>(openOf(load).arrivals)); },
        [](Load &load, const QVariant &value) {
            change<OpenLoad>(load,
                             [&](OpenLoad &open) { open.arrivals = static_cast<Arrivals>(value.toInt()); });
        });
    m_card->addField(tr("Arrivals"), arrivals, tr("How the gaps between requests are spread."));
    NumberEdit *cap = new NumberEdit({1, 1e6, true, false, {}}, true, tr("as many as the machine may open"));
    m_binder.bind<NumberEdit>(
        cap, QStringLiteral("cap"), tr("Change the cap"),
        [](const Load &load) { return FieldBinder<Load>::toField<std::optional<double>>(openOf(load).cap); },
        [](Load &load, const std::optional<double> &value) {
            change<OpenLoad>(load, [&](OpenLoad &open) { FieldBinder<Load>::fromField(value, open.cap); });
        });
    m_card->addField(
        tr("Cap"), cap,
        tr("Most streams open at once. Reaching it fails the run: the service could not keep up."));
    QComboBox *policy = makeChoice({tr("Wait, and count the wait"), tr("Drop, and count the drop")});
    m_binder.bind<QComboBox>(
        policy, QStringLiteral("capPolicy"), tr("Change what happens at the cap"),
        [](const Load &load) { return QVariant(static_cast<int>(openOf(load).capPolicy)); },
        [](Load &load, const QVariant &value) {
            change<OpenLoad>(load,
                             [&](OpenLoad &open) { open.capPolicy = static_cast<CapPolicy>(value.toInt()); });
        });
    m_card->addField(tr("At the cap"), policy, tr("What an arrival does while the cap is reached."));
    m_openFields = {rate, arrivals, cap, policy};
}

void LoadEditor::buildClosed()
{
    NumberEdit *users = new NumberEdit({1, limits::maxUsers, true, false, {}});
    m_binder.bind<NumberEdit>(
        users, QStringLiteral("users"), tr("Change the users"),
        [](const Load &load) { return std::optional<double>(closedOf(load).users); },
        [](Load &load, const std::optional<double> &value) {
            change<ClosedLoad>(load, [&](ClosedLoad &closed) { closed.users = quint32(value.value_or(1)); });
        });
    m_card->addField(tr("Users"), users, tr("Users at work at the same time."));
    QComboBox *think =
        makeChoice({tr("Always the same"), tr("Uniform between two times"), tr("Exponential")});
    m_binder.bind<QComboBox>(
        think, QStringLiteral("think/kind"), tr("Change the think time"),
        [](const Load &load) { return QVariant(static_cast<int>(closedOf(load).think.kind)); },
        [](Load &load, const QVariant &value) {
            change<ClosedLoad>(load, [&](ClosedLoad &closed) {
                closed.think.kind = static_cast<ThinkTime::Kind>(value.toInt());
            });
        });
    m_card->addField(tr("Think time"), think,
                     tr("How long a user waits between an answer and the next request."));
    const auto addTime = [&](Nanoseconds ThinkTime::*member, const QString &key, const QString &label,
                             const QString &tip) {
        DurationEdit *field = new DurationEdit;
        m_binder.bind<DurationEdit>(
            field, key, tr("Change the think time"),
            [member](const Load &load) { return std::optional(closedOf(load).think.*member); },
            [member](Load &load, const std::optional<Nanoseconds> &value) {
                change<ClosedLoad>(load, [&](ClosedLoad &closed) {
                    closed.think.*member = value.value_or(closed.think.*member);
                });
            });
        m_card->addField(label, field, tip);
        return field;
    };
    DurationEdit *low = addTime(&ThinkTime::low, QStringLiteral("think/low"), tr("Thinks for"),
                                tr("The time; the least of a uniform one; the mean of an exponential one."));
    m_thinkHigh = addTime(&ThinkTime::high, QStringLiteral("think/high"), tr("… up to"),
                          tr("The most of a uniform think time."));
    m_closedFields = {users, think, low, m_thinkHigh};
}

void LoadEditor::buildLength()
{
    FormCard *card = m_length;
    DurationEdit *duration = new DurationEdit(true, tr("until the requests are done"));
    m_binder.bind<DurationEdit>(
        duration, QStringLiteral("duration"), tr("Change the duration"),
        [](const Load &load) { return load.first().duration; },
        [](Load &load, const std::optional<Nanoseconds> &value) { load.first().duration = value; });
    card->addField(tr("Duration"), duration, tr("Length of the measured part, after the warm-up."));
    NumberEdit *requests = new NumberEdit({1, 1e12, true, false, {}}, true, tr("no limit"));
    m_binder.bind<NumberEdit>(
        requests, QStringLiteral("requests"), tr("Change the requests"),
        [](const Load &load) {
            return FieldBinder<Load>::toField<std::optional<double>>(load.first().requests);
        },
        [](Load &load, const std::optional<double> &value) {
            FieldBinder<Load>::fromField(value, load.first().requests);
        });
    card->addField(tr("Requests"), requests, tr("Requests in all. The run ends by what comes first."));
    DurationEdit *warmUp = new DurationEdit;
    m_binder.bind(warmUp, QStringLiteral("warmUp"), tr("Change the warm-up"), &Load::warmUp);
    card->addField(tr("Warm-up"), warmUp,
                   tr("Load before the measured part; recorded, but not in the figures."));
    DurationEdit *drain = new DurationEdit;
    m_binder.bind(drain, QStringLiteral("drain"), tr("Change the drain time"), &Load::drain);
    card->addField(tr("Drain"), drain,
                   tr("Time for open streams to end after the last arrival; then they are cut."));
}

void LoadEditor::buildPreview()
{
    m_chart = new ChartCard(m_context.themes, nullptr);
    m_chart->setMinimumHeight(240);
    m_chart->setAccessibleName(tr("Planned load"));
    m_chart->setToolTip(tr("What the load plans over time"));
    addWidget(m_chart, 1);
    FormCard *card = addCard(tr("This machine"));
    m_answerLength = new DurationEdit;
    m_answerLength->setValue(std::chrono::seconds{5});
    card->addField(tr("An answer takes"), m_answerLength,
                   tr("Your guess, for the expected open streams above and the needs below. It changes "
                      "nothing in the run."));
    m_machine = card->addHint({});
    connect(m_answerLength, &DurationEdit::edited, this, &LoadEditor::updatePreview);
    m_previewPause.setSingleShot(true);
    m_previewPause.setInterval(pauseBeforePreview);
    connect(&m_previewPause, &QTimer::timeout, this, &LoadEditor::updatePreview);
}

void LoadEditor::refresh()
{
    const Load &load = m_context.document.scenario().load;
    if (load.isOpen())
        m_lastOpen = openOf(load);
    else
        m_lastClosed = closedOf(load);
    m_binder.refresh();
    for (QWidget *field : m_openFields)
        m_card->setFieldVisible(field, load.isOpen());
    for (QWidget *field : m_closedFields)
        m_card->setFieldVisible(field, !load.isOpen());
    if (!load.isOpen())
        m_card->setFieldVisible(m_thinkHigh, closedOf(load).think.kind == ThinkTime::Kind::Uniform);
    m_previewPause.start();
}

Nanoseconds LoadEditor::answerLength() const
{
    return m_answerLength->value().value_or(std::chrono::seconds{5});
}

QString LoadEditor::planText() const
{
    const Scenario &scenario = m_context.document.scenario();
    const Load &load = scenario.load;
    QStringList parts;
    std::optional<double> count;
    if (load.isOpen()) {
        const double seconds = toSeconds(load.warmUp + load.first().duration.value_or(Nanoseconds{0}));
        const double mean = openOf(load).rate * seconds;
        const bool exact =
            load.first().requests ? double(*load.first().requests) < exactCountLimit : mean < exactCountLimit;
        if (exact && (load.first().duration || load.first().requests)) {
            if (const std::optional<quint64> planned = plannedRequests(load, scenario.seed.value_or(1), {}))
                count = double(*planned);
        }
        if (!count && mean > 0)
            count = mean;
    } else if (load.first().requests) {
        count = double(*load.first().requests);
    }
    if (count)
        parts.append(scenario.seed || load.first().requests
                         ? tr("%1 requests").arg(formatCount(quint64(*count)))
                         : tr("about %1 requests").arg(formatCount(quint64(*count))));
    else
        parts.append(tr("as many requests as the service answers"));
    if (count) {
        if (const std::optional<double> tokens = mostTokens(scenario, *count))
            parts.append(tr("at most %1 output tokens").arg(formatCount(quint64(*tokens))));
    }
    if (load.first().duration)
        parts.append(formatTime(load.warmUp + *load.first().duration));
    return parts.join(QStringLiteral(", "));
}

void LoadEditor::updatePreview()
{
    const Scenario &scenario = m_context.document.scenario();
    ChartData chart;
    chart.id = QStringLiteral("planned-load");
    chart.title = tr("Planned load");
    chart.subtitle = planText();
    chart.xName = tr("time");
    chart.xUnit = QStringLiteral("s");
    chart.emptyText = tr("The planned load appears here once the load has a length.");
    ChartSeries rate{tr("requests/s"), SeriesRole::Requests, {}, {}, SeriesStyle::Area, false,
                     AxisSide::Left,   QStringLiteral("/s")};
    ChartSeries users{scenario.load.isOpen() ? tr("open streams, expected") : tr("users"),
                      SeriesRole::Concurrency,
                      {},
                      {},
                      scenario.load.isOpen() ? SeriesStyle::Line : SeriesStyle::Area,
                      scenario.load.isOpen(),
                      AxisSide::Left,
                      {}};
    for (const PlannedLoadPoint &point : plannedLoad(scenario.load, answerLength(), previewPoints, {})) {
        rate.points.push_back({toSeconds(point.at), point.ratePerSecond});
        users.points.push_back({toSeconds(point.at), point.users});
    }
    if (scenario.load.isOpen())
        chart.series.push_back(rate);
    chart.series.push_back(users);
    m_chart->setData(chart);
    m_chart->setExportNames(scenario.name, m_context.document.baseFolder());
    m_machine->setText(
        adviceText(needsOf(scenario, answerLength()), readMachineFacts(m_context.document.baseFolder())));
}

} // namespace weir
