// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadmodelfields.h"

#include "compose/modelaccess.h"
#include "compose/nodeeditor.h"
#include "scenario/edit/steps.h"
#include "scenario/limits.h"
#include "scenario/loadfigures.h"

namespace weir {

namespace {

template <typename Model>
bool isConstant(const LoadGroup &group)
{
    return hasModel<Model>(group) && stepCount(group) == 0;
}

bool isThinking(const LoadGroup &group, std::initializer_list<ThinkTime::Kind> kinds)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed && std::find(kinds.begin(), kinds.end(), closed->think.kind) != kinds.end();
}

} // namespace

LoadModelFields::LoadModelFields(FormCard &card, Binder &binder) : m_card(card), m_binder(binder) {}

void LoadModelFields::add(const QString &label, QWidget *field, const QString &tip, const When &when)
{
    m_card.addField(label, field, tip);
    m_fields.emplace_back(field, when);
}

void LoadModelFields::switchModel(LoadGroup &group, int model) const
{
    const bool wasImplied = group.duration == impliedDuration(group);
    if (model == 0)
        group.model = m_lastClosed;
    else if (model == 1)
        group.model = m_lastOpen;
    else
        group.model = m_lastTrace;
    // A trace ends by itself, a rate does not: a length that nobody chose follows the model.
    if (wasImplied)
        group.duration = impliedDuration(group);
}

void LoadModelFields::addModel()
{
    QComboBox *model = NodeEditor::makeChoice({tr("Closed: users wait for their answers"),
                                               tr("Open: arrivals do not wait for answers"),
                                               tr("Trace: arrivals recorded elsewhere")});
    m_binder.bind<QComboBox>(
        model, QStringLiteral("model"), tr("Change the load's model"),
        [](const LoadGroup &group) { return QVariant(int(group.model.index())); },
        [this](LoadGroup &group, const QVariant &value) { switchModel(group, value.toInt()); });
    add(tr("Model"), model,
        tr("Closed: a slow service slows the load down. Open: it does not, as with real users. Trace: "
           "requests come when a recording says, with the lengths it says."),
        [](const LoadGroup &) { return true; });
}

void LoadModelFields::addOpen()
{
    NumberEdit *rate = new NumberEdit({0, limits::maxRate, false, true, QStringLiteral("/s")});
    m_binder.bind<NumberEdit>(
        rate, QStringLiteral("rate"), tr("Change the rate"),
        [](const LoadGroup &group) { return std::optional(modelOr<OpenLoad>(group).rate); },
        [](LoadGroup &group, const std::optional<double> &value) {
            changeModel<OpenLoad>(group, [&](OpenLoad &open) { open.rate = value.value_or(open.rate); });
        });
    add(tr("Rate"), rate, tr("Requests a second; fractions are allowed."), isConstant<OpenLoad>);
    addArrivals();
    addCap();
}

void LoadModelFields::addArrivals()
{
    QComboBox *arrivals = NodeEditor::makeChoice(
        {tr("Even: equal gaps"), tr("Poisson: as from many independent users"),
         tr("Uniform: the even count at random times"), tr("Gamma: in bursts, or more regular")});
    m_binder.bind<QComboBox>(
        arrivals, QStringLiteral("arrivals"), tr("Change the arrivals"),
        [](const LoadGroup &group) { return QVariant(int(modelOr<OpenLoad>(group).arrivals)); },
        [](LoadGroup &group, const QVariant &value) {
            changeModel<OpenLoad>(group, [&](OpenLoad &open) {
                open.arrivals = static_cast<Arrivals>(value.toInt());
                if (open.arrivals != Arrivals::Gamma)
                    open.burstiness = OpenLoad{}.burstiness;
            });
        });
    add(tr("Arrivals"), arrivals, tr("How the gaps between requests are spread."), hasModel<OpenLoad>);
    NumberEdit *burstiness = new NumberEdit({limits::minBurstiness, limits::maxBurstiness, false, false, {}});
    m_binder.bind<NumberEdit>(
        burstiness, QStringLiteral("burstiness"), tr("Change the burstiness"),
        [](const LoadGroup &group) { return std::optional(modelOr<OpenLoad>(group).burstiness); },
        [](LoadGroup &group, const std::optional<double> &value) {
            changeModel<OpenLoad>(group,
                                  [&](OpenLoad &open) { open.burstiness = value.value_or(open.burstiness); });
        });
    add(tr("Gamma shape"), burstiness, tr("Below 1: in bursts. 1: as Poisson. Above 1: more regular."),
        [](const LoadGroup &group) { return modelOr<OpenLoad>(group).arrivals == Arrivals::Gamma; });
}

void LoadModelFields::addCap()
{
    // An open load and a trace have the same two members.
    const auto change = [](LoadGroup &group, const auto &with) {
        changeModel<OpenLoad>(group, with);
        changeModel<TraceLoad>(group, with);
    };
    const auto isOpen = [](const LoadGroup &group) { return group.isOpen(); };
    NumberEdit *cap = new NumberEdit({1, 1e6, true, false, {}}, true, tr("as many as the machine may open"));
    m_binder.bind<NumberEdit>(
        cap, QStringLiteral("cap"), tr("Change the cap"),
        [](const LoadGroup &group) {
            return Binder::toField<std::optional<double>>(
                hasModel<TraceLoad>(group) ? modelOr<TraceLoad>(group).cap : modelOr<OpenLoad>(group).cap);
        },
        [change](LoadGroup &group, const std::optional<double> &value) {
            change(group, [&](auto &model) { Binder::fromField(value, model.cap); });
        });
    add(tr("Cap"), cap,
        tr("Most streams open at once. Reaching it fails the run: the service could not keep up."), isOpen);
    QComboBox *policy =
        NodeEditor::makeChoice({tr("Wait, and count the wait"), tr("Drop, and count the drop")});
    m_binder.bind<QComboBox>(
        policy, QStringLiteral("cap_policy"), tr("Change what happens at the cap"),
        [](const LoadGroup &group) {
            return QVariant(int(hasModel<TraceLoad>(group) ? modelOr<TraceLoad>(group).capPolicy
                                                           : modelOr<OpenLoad>(group).capPolicy));
        },
        [change](LoadGroup &group, const QVariant &value) {
            change(group, [&](auto &model) { model.capPolicy = static_cast<CapPolicy>(value.toInt()); });
        });
    add(tr("At the cap"), policy, tr("What an arrival does while the cap is reached."), isOpen);
}

void LoadModelFields::addClosed()
{
    NumberEdit *users = new NumberEdit({1, limits::maxUsers, true, false, {}});
    m_binder.bind<NumberEdit>(
        users, QStringLiteral("users"), tr("Change the users"),
        [](const LoadGroup &group) { return std::optional<double>(modelOr<ClosedLoad>(group).users); },
        [](LoadGroup &group, const std::optional<double> &value) {
            changeModel<ClosedLoad>(group,
                                    [&](ClosedLoad &closed) { closed.users = quint32(value.value_or(1)); });
        });
    add(tr("Users"), users, tr("Users at work at the same time."), isConstant<ClosedLoad>);
    addThink();
    addUserHabits();
}

void LoadModelFields::addThink()
{
    using Kind = ThinkTime::Kind;
    QComboBox *think = NodeEditor::makeChoice({tr("Always the same"), tr("Uniform between two times"),
                                               tr("Exponential"), tr("Normal"), tr("Log-normal")});
    m_binder.bind<QComboBox>(
        think, QStringLiteral("think/kind"), tr("Change the think time"),
        [](const LoadGroup &group) { return QVariant(int(modelOr<ClosedLoad>(group).think.kind)); },
        [](LoadGroup &group, const QVariant &value) {
            changeModel<ClosedLoad>(
                group, [&](ClosedLoad &closed) { closed.think.kind = static_cast<Kind>(value.toInt()); });
        });
    add(tr("Think time"), think, tr("How long a user waits between an answer and the next request."),
        hasModel<ClosedLoad>);
    const auto addTime = [&](Nanoseconds ThinkTime::*member, const QString &key, const QString &label,
                             const QString &tip, const When &when) {
        DurationEdit *field = new DurationEdit;
        m_binder.bind<DurationEdit>(
            field, key, tr("Change the think time"),
            [member](const LoadGroup &group) {
                return std::optional(modelOr<ClosedLoad>(group).think.*member);
            },
            [member](LoadGroup &group, const std::optional<Nanoseconds> &value) {
                changeModel<ClosedLoad>(group, [&](ClosedLoad &closed) {
                    closed.think.*member = value.value_or(closed.think.*member);
                });
            });
        add(label, field, tip, when);
    };
    addTime(&ThinkTime::low, QStringLiteral("think/low"), tr("Thinks for"),
            tr("The time; the least of a uniform one; the mean of the others."), hasModel<ClosedLoad>);
    addTime(&ThinkTime::high, QStringLiteral("think/high"), tr("… up to"),
            tr("The most of a uniform think time."),
            [](const LoadGroup &group) { return isThinking(group, {Kind::Uniform}); });
    addTime(&ThinkTime::deviation, QStringLiteral("think/deviation"), tr("Deviation"),
            tr("The standard deviation of the think time."), [](const LoadGroup &group) {
                return isThinking(group, {Kind::Normal, Kind::LogNormal});
            });
}

void LoadModelFields::addUserHabits()
{
    DurationEdit *pace = new DurationEdit(true, tr("none: as fast as they think"));
    m_binder.bind<DurationEdit>(
        pace, QStringLiteral("pace"), tr("Change the pace"),
        [](const LoadGroup &group) { return modelOr<ClosedLoad>(group).pace; },
        [](LoadGroup &group, const std::optional<Nanoseconds> &value) {
            changeModel<ClosedLoad>(group, [&](ClosedLoad &closed) { closed.pace = value; });
        });
    add(tr("Pace"), pace,
        tr("Planned time between two starts of one user. The answer and thinking count; who is late catches "
           "up."),
        hasModel<ClosedLoad>);
    NumberEdit *iterations = new NumberEdit({1, 1e12, true, false, {}}, true, tr("as many as there is time"));
    m_binder.bind<NumberEdit>(
        iterations, QStringLiteral("iterations"), tr("Change the requests of each user"),
        [](const LoadGroup &group) {
            return Binder::toField<std::optional<double>>(modelOr<ClosedLoad>(group).iterations);
        },
        [](LoadGroup &group, const std::optional<double> &value) {
            changeModel<ClosedLoad>(group,
                                    [&](ClosedLoad &closed) { Binder::fromField(value, closed.iterations); });
        });
    add(tr("Each user sends"), iterations, tr("Requests of each user; those of the warm-up are not counted."),
        hasModel<ClosedLoad>);
    QCheckBox *keep = new QCheckBox(tr("Users keep their connections"));
    m_binder.bind<QCheckBox>(
        keep, QStringLiteral("keep_connections"), tr("Change the use of connections"),
        [](const LoadGroup &group) { return modelOr<ClosedLoad>(group).keepConnections; },
        [](LoadGroup &group, bool value) {
            changeModel<ClosedLoad>(group, [&](ClosedLoad &closed) { closed.keepConnections = value; });
        });
    add({}, keep, tr("Otherwise every request of these users opens a connection of its own."),
        hasModel<ClosedLoad>);
    keep->setAccessibleName(keep->text());
}

void LoadModelFields::refresh(const LoadGroup &group)
{
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        m_lastClosed = *closed;
    else if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        m_lastOpen = *open;
    else
        m_lastTrace = std::get<TraceLoad>(group.model);
    for (const auto &[field, when] : m_fields)
        m_card.setFieldVisible(field, when(group));
}

} // namespace weir
