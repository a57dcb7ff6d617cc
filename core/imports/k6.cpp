// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/k6.h"

#include "base/duration.h"
#include "imports/importjson.h"
#include "imports/importtime.h"
#include "imports/jsliteral.h"
#include "imports/variables.h"
#include "scenario/edit/elements.h"
#include "scenario/limits.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace weir {

namespace {

/// "30s", "1m30s", or a number of milliseconds.
std::optional<Nanoseconds> lengthOf(const QJsonValue &value)
{
    if (value.isDouble())
        return timeOf(value.toDouble(), std::chrono::milliseconds{1});
    const Result<Nanoseconds> parsed = parseDuration(value.toString());
    return parsed && *parsed <= limits::maxTime ? std::optional(*parsed) : std::nullopt;
}

quint32 usersOf(const QJsonValue &value, quint32 fallback)
{
    const double users = value.toDouble(fallback);
    return quint32(std::clamp<double>(users, 0, limits::maxUsers));
}

class OptionsReader
{
public:
    OptionsReader(const QJsonObject &options, ImportDraft &draft) : m_options(options), m_draft(draft) {}

    bool read()
    {
        const QJsonObject scenarios = take(QStringLiteral("scenarios")).toObject();
        if (scenarios.isEmpty())
            readShortForm();
        for (auto scenario = scenarios.begin(); scenario != scenarios.end(); ++scenario)
            readScenario(scenario.key(), scenario.value().toObject());
        const QJsonObject thresholds = take(QStringLiteral("thresholds")).toObject();
        for (auto threshold = thresholds.begin(); threshold != thresholds.end(); ++threshold)
            readThresholds(threshold.key(), threshold.value().toArray());
        if (take(QStringLiteral("insecureSkipTLSVerify")).toBool())
            noPlace(QStringLiteral("insecureSkipTLSVerify"), true);
        for (auto option = m_options.begin(); option != m_options.end(); ++option)
            noPlace(option.key(), option.value());
        m_draft.scenario().load.drain = m_drain.value_or(m_draft.scenario().load.drain);
        if (m_groups.empty())
            return m_hasThreshold;
        while (m_groups.size() > limits::maxGroups) {
            m_draft.leftOut(
                m_groups.back().name, {},
                Message(WEIR_TEXT("import.most_groups", "A load has at most %1 groups."), limits::maxGroups));
            m_groups.pop_back();
        }
        m_draft.scenario().load.groups = std::move(m_groups);
        return true;
    }

private:
    QJsonValue take(const QString &key) { return m_options.take(key); }

    void noPlace(const QString &name, const QJsonValue &value)
    {
        m_draft.leftOut(name, value.toVariant().toString(),
                        WEIR_TEXT("import.k6_no_place", "Weir has nothing like this option of k6."));
    }

    void unknownTime(const QString &name, const QJsonValue &value)
    {
        m_draft.leftOut(name, value.toVariant().toString(),
                        WEIR_TEXT("import.k6_no_time", "This is no time that Weir can read."));
    }

    /// vus, duration, iterations and stages without scenarios.
    void readShortForm()
    {
        const QJsonValue stages = take(QStringLiteral("stages"));
        const QJsonValue iterations = take(QStringLiteral("iterations"));
        const QJsonValue duration = take(QStringLiteral("duration"));
        const QJsonValue users = take(QStringLiteral("vus"));
        if (stages.isUndefined() && iterations.isUndefined() && duration.isUndefined() && users.isUndefined())
            return;
        LoadGroup group;
        if (stages.isArray()) {
            group.model = closedStages(stages.toArray(), usersOf(users, 1));
            group.duration.reset();
        } else {
            group.model = ClosedLoad{.users = std::max<quint32>(usersOf(users, 1), 1)};
            group.duration = lengthOf(duration);
            if (iterations.toDouble() >= 1)
                group.requests = quint64(iterations.toDouble());
        }
        add(group);
    }

    ClosedLoad closedStages(const QJsonArray &stages, quint32 from)
    {
        ClosedLoad closed;
        for (const QJsonValue &stage : stages) {
            const quint32 to = usersOf(stage[u"target"], from);
            const std::optional<Nanoseconds> time = lengthOf(stage[u"duration"]);
            if (!time)
                unknownTime(QStringLiteral("stages"), stage[u"duration"]);
            else if (time->count() > 0 && to == from)
                closed.steps.push_back(UsersStep{to, *time});
            else if (time->count() > 0)
                closed.steps.push_back(UserRamp{from, to, *time});
            from = to;
        }
        return closed;
    }

    OpenLoad openStages(const QJsonArray &stages, double from, double unit)
    {
        OpenLoad open;
        for (const QJsonValue &stage : stages) {
            const double to = std::clamp(stage[u"target"].toDouble() / unit, 0.0, limits::maxRate);
            const std::optional<Nanoseconds> time = lengthOf(stage[u"duration"]);
            if (!time)
                unknownTime(QStringLiteral("stages"), stage[u"duration"]);
            else if (time->count() > 0 && to == from)
                open.steps.push_back(RateStep{to, *time});
            else if (time->count() > 0)
                open.steps.push_back(RateRamp{from, to, *time});
            from = to;
        }
        return open;
    }

    void readScenario(const QString &name, QJsonObject scenario)
    {
        const QString executor = scenario.take(QStringLiteral("executor")).toString();
        LoadGroup group;
        group.name = name;
        if (const std::optional<Nanoseconds> start = lengthOf(scenario.take(QStringLiteral("startTime"))))
            group.startAfter = *start;
        if (const std::optional<Nanoseconds> stop = lengthOf(scenario.take(QStringLiteral("gracefulStop"))))
            m_drain = std::max(m_drain.value_or(*stop), *stop);
        if (!takeClosed(group, executor, scenario) && !takeOpen(group, executor, scenario)) {
            m_draft.leftOut(QStringLiteral("scenarios.") + name, executor,
                            WEIR_TEXT("import.executor_unknown", "Weir has no load like this executor."));
            return;
        }
        for (auto rest = scenario.begin(); rest != scenario.end(); ++rest)
            noPlace(QStringLiteral("scenarios.%1.%2").arg(name, rest.key()), rest.value());
        add(group);
    }

    bool takeClosed(LoadGroup &group, const QString &executor, QJsonObject &scenario)
    {
        constexpr Nanoseconds longest = std::chrono::minutes{10}; // k6's default
        const auto users = [&scenario] {
            return std::max<quint32>(usersOf(scenario.take(QStringLiteral("vus")), 1), 1);
        };
        if (executor == u"constant-vus") {
            group.model = ClosedLoad{.users = users()};
            group.duration = lengthOf(scenario.take(QStringLiteral("duration")));
        } else if (executor == u"ramping-vus") {
            const quint32 from = usersOf(scenario.take(QStringLiteral("startVUs")), 1);
            group.model = closedStages(scenario.take(QStringLiteral("stages")).toArray(), from);
            group.duration.reset();
        } else if (executor == u"shared-iterations" || executor == u"per-vu-iterations") {
            ClosedLoad closed{.users = users()};
            const quint64 count =
                quint64(std::clamp(scenario.take(QStringLiteral("iterations")).toDouble(1), 1.0, 1e12));
            if (executor == u"per-vu-iterations")
                closed.iterations = count;
            else
                group.requests = count;
            group.model = closed;
            group.duration = lengthOf(scenario.take(QStringLiteral("maxDuration"))).value_or(longest);
        } else {
            return false;
        }
        return true;
    }

    bool takeOpen(LoadGroup &group, const QString &executor, QJsonObject &scenario)
    {
        if (executor != u"constant-arrival-rate" && executor != u"ramping-arrival-rate")
            return false;
        const Nanoseconds unit =
            lengthOf(scenario.take(QStringLiteral("timeUnit"))).value_or(std::chrono::seconds{1});
        const double seconds = std::max(std::chrono::duration<double>(unit).count(), 1e-3);
        OpenLoad open;
        if (executor == u"constant-arrival-rate") {
            open.rate = std::clamp(scenario.take(QStringLiteral("rate")).toDouble(1) / seconds, 1e-6,
                                   limits::maxRate);
            group.duration = lengthOf(scenario.take(QStringLiteral("duration")));
        } else {
            const double from = scenario.take(QStringLiteral("startRate")).toDouble() / seconds;
            open = openStages(scenario.take(QStringLiteral("stages")).toArray(),
                              std::clamp(from, 0.0, limits::maxRate), seconds);
            group.duration.reset();
        }
        const QJsonValue before = scenario.take(QStringLiteral("preAllocatedVUs"));
        const quint32 cap = usersOf(scenario.take(QStringLiteral("maxVUs")), usersOf(before, 0));
        if (cap > 0) {
            // k6 drops what finds no free user.
            open.cap = cap;
            open.capPolicy = CapPolicy::Drop;
        }
        group.model = open;
        return true;
    }

    void add(LoadGroup group)
    {
        QStringList taken;
        for (const LoadGroup &known : m_groups)
            taken.append(known.name);
        group.name = freeName(taken, group.name);
        m_groups.push_back(std::move(group));
    }

    void readThresholds(const QString &metric, const QJsonArray &list)
    {
        static const std::map<QString, QString> figures{
            {QStringLiteral("http_req_duration"), QStringLiteral("e2e")},
            {QStringLiteral("http_req_waiting"), QStringLiteral("ttfb")}};
        static const QRegularExpression form(
            QStringLiteral("^\\s*(p\\(\\s*[\\d.]+\\s*\\)|avg|med|min|max)\\s*(<=|>=|<|>)\\s*([\\d.]+)\\s*$"));
        static const QRegularExpression rate(QStringLiteral("^\\s*rate\\s*<=?\\s*([\\d.]+)\\s*$"));
        for (const QJsonValue &value : list) {
            const QString text = value.isObject() ? value[u"threshold"].toString() : value.toString();
            if (value.isObject())
                noteRest(m_draft, QStringLiteral("thresholds.") + metric, value.toObject(),
                         {QStringLiteral("threshold")});
            const auto figure = figures.find(metric);
            const QRegularExpressionMatch limit = form.match(text);
            const QRegularExpressionMatch share = rate.match(text);
            if (figure != figures.end() && limit.hasMatch()) {
                m_draft.scenario().goals.thresholds.append(QStringLiteral("%1 %2 %3 %4ms")
                                                               .arg(figure->second,
                                                                    limit.captured(1).remove(u' '),
                                                                    limit.captured(2), limit.captured(3)));
                m_hasThreshold = true;
            } else if (metric == u"http_req_failed" && share.hasMatch()) {
                m_draft.scenario().goals.errorBudget = std::clamp(share.captured(1).toDouble(), 0.0, 1.0);
                m_hasThreshold = true;
            } else {
                m_draft.leftOut(
                    QStringLiteral("thresholds.") + metric, text,
                    WEIR_TEXT("import.threshold_unknown",
                              "Weir has no threshold like this; docs/metrics.md has all that there are."));
            }
        }
    }

    QJsonObject m_options;
    ImportDraft &m_draft;
    std::vector<LoadGroup> m_groups;
    std::optional<Nanoseconds> m_drain;
    bool m_hasThreshold = false;
};

const QRegularExpression &optionsOfScript()
{
    static const QRegularExpression form(
        QStringLiteral("(?:export\\s+(?:const|let|var)\\s+options\\s*(?::\\s*\\w+\\s*)?|module\\.exports\\."
                       "options\\s*|exports\\.options\\s*)=\\s*"));
    return form;
}

} // namespace

bool looksLikeK6(const QString &head)
{
    static const QRegularExpression json(QStringLiteral("^\\s*\\{.*\"(?:stages|vus|executor)\"\\s*:"),
                                         QRegularExpression::DotMatchesEverythingOption);
    return head.contains(optionsOfScript()) || head.contains(json);
}

Result<void> readK6(const QString &text, ImportDraft &draft)
{
    const QString clean = withoutMarks(text);
    const QRegularExpressionMatch script = optionsOfScript().match(clean);
    const QJsonValue options = jsLiteral(clean, script.hasMatch() ? script.capturedEnd() : 0);
    if (!options.isObject())
        return Error{
            WEIR_TEXT("import.no_options", "There are no options of k6 in it"),
            {},
            WEIR_TEXT("import.no_options_advice", "Options are JSON, or export const options = { }.")};
    if (OptionsReader(options.toObject(), draft).read())
        draft.takeLoad();
    if (script.hasMatch())
        draft.leftOut(QStringLiteral("script"), {},
                      WEIR_TEXT("import.no_scripts_read",
                                "What the script sends is not read, only its options. Import "
                                "a request by its curl command."));
    return {};
}

} // namespace weir
