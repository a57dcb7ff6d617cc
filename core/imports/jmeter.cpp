// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/jmeter.h"

#include "imports/importnumber.h"
#include "imports/importtime.h"
#include "imports/jmxtree.h"
#include "imports/requestmapper.h"
#include "imports/variables.h"
#include "scenario/edit/elements.h"
#include "scenario/limits.h"

#include <QRegularExpression>

#include <algorithm>

namespace weir {

namespace {

/// What elements of a scope hand to those below them.
struct Scope
{
    std::vector<Header> headers;
    QHash<QString, QString> defaults; ///< Of "HTTP Request Defaults".
    std::optional<ThinkTime> think;
};

class PlanReader
{
public:
    explicit PlanReader(ImportDraft &draft) : m_draft(draft) {}

    void read(const JmxElement &root)
    {
        walk(root, {}, nullptr);
        for (LoadGroup &group : m_groups) {
            if (group.mix.isEmpty())
                m_draft.leftOut(group.name, {},
                                WEIR_TEXT("import.group_without_requests",
                                          "This group asks nothing that Weir can "
                                          "send."));
        }
        for (LoadGroup &group : m_groups) {
            ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
            if (closed != nullptr && closed->iterations)
                *closed->iterations *= quint64(group.mix.size()); // JMeter counts rounds, Weir requests
        }
        std::erase_if(m_groups, [](const LoadGroup &group) { return group.mix.isEmpty(); });
        while (m_groups.size() > limits::maxGroups) {
            m_draft.leftOut(
                m_groups.back().name, {},
                Message(WEIR_TEXT("import.most_groups", "A load has at most %1 groups."), limits::maxGroups));
            m_groups.pop_back();
        }
        if (!m_groups.empty())
            m_draft.scenario().load.groups = m_groups;
    }

private:
    void walk(const JmxElement &parent, Scope scope, LoadGroup *group)
    {
        // What configures a scope counts for all in it, wherever it stands.
        for (const JmxElement &element : parent.children) {
            if (element.isEnabled)
                configure(element, scope);
        }
        if (group != nullptr && scope.think) {
            if (ClosedLoad *closed = std::get_if<ClosedLoad>(&group->model))
                closed->think = *scope.think;
        }
        for (const JmxElement &element : parent.children) {
            if (!element.isEnabled)
                m_draft.leftOut(element.name, element.tag,
                                WEIR_TEXT("import.disabled", "It is disabled there."));
            else
                take(element, scope, group);
        }
    }

    void take(const JmxElement &element, const Scope &scope, LoadGroup *group)
    {
        if (element.tag == u"TestPlan") {
            if (!element.name.isEmpty())
                m_draft.scenario().name = element.name;
            walk(element, scope, group);
        } else if (element.tag.endsWith(u"ThreadGroup")) {
            LoadGroup own = groupOf(element);
            walk(element, scope, &own);
            m_groups.push_back(std::move(own));
        } else if (element.tag == u"HTTPSamplerProxy" || element.tag == u"HTTPSampler") {
            sampler(element, scope, group);
        } else if (isConfiguration(element.tag)) {
            return;
        } else if (element.tag.endsWith(u"Controller")) {
            m_draft.changed(element.name, element.tag,
                            WEIR_TEXT("import.controller",
                                      "Weir has no order of requests; those below it are asked "
                                      "by their weights."));
            walk(element, scope, group);
        } else {
            m_draft.leftOut(
                element.name, element.tag,
                WEIR_TEXT("import.jmeter_no_place", "Weir has nothing like this element of JMeter."));
            walk(element, scope, group);
        }
    }

    static bool isConfiguration(const QString &tag)
    {
        static const QStringList tags{
            QStringLiteral("HeaderManager"),      QStringLiteral("ConfigTestElement"),
            QStringLiteral("Arguments"),          QStringLiteral("ConstantTimer"),
            QStringLiteral("UniformRandomTimer"), QStringLiteral("GaussianRandomTimer")};
        return tags.contains(tag);
    }

    void configure(const JmxElement &element, Scope &scope)
    {
        if (element.tag == u"TestPlan" || element.tag == u"Arguments") {
            for (const QHash<QString, QString> &item : element.items)
                m_variables.insert(item.value(QStringLiteral("Argument.name")),
                                   item.value(QStringLiteral("Argument.value")));
        } else if (element.tag == u"HeaderManager") {
            for (const QHash<QString, QString> &item : element.items)
                scope.headers.push_back({filled(item.value(QStringLiteral("Header.name"))),
                                         filled(item.value(QStringLiteral("Header.value")))});
        } else if (element.tag == u"ConfigTestElement") {
            scope.defaults.insert(element.properties);
        } else if (element.tag.endsWith(u"Timer")) {
            timer(element, scope);
        }
    }

    void timer(const JmxElement &element, Scope &scope)
    {
        const Nanoseconds delay = time(element, "ConstantTimer.delay", std::chrono::milliseconds{1});
        const Nanoseconds range = time(element, "RandomTimer.range", std::chrono::milliseconds{1});
        if (scope.think)
            m_draft.leftOut(element.name, element.tag,
                            WEIR_TEXT("import.further_timer",
                                      "Users think once before each request; another timer says how long."));
        if (scope.think)
            return;
        if (element.tag == u"ConstantTimer")
            scope.think = ThinkTime{ThinkTime::Kind::Constant, delay, {}, {}};
        else if (element.tag == u"UniformRandomTimer")
            scope.think = ThinkTime{ThinkTime::Kind::Uniform, delay, delay + range, {}};
        else if (element.tag == u"GaussianRandomTimer")
            scope.think = ThinkTime{ThinkTime::Kind::Normal, delay, {}, range};
    }

    LoadGroup groupOf(const JmxElement &element)
    {
        LoadGroup group;
        QStringList taken;
        for (const LoadGroup &known : m_groups)
            taken.append(known.name);
        group.name = freeName(taken, element.name.isEmpty() ? QStringLiteral("threads") : element.name);
        ClosedLoad closed;
        closed.users =
            quint32(number(element, "ThreadGroup.num_threads", {1, limits::maxUsers, true}).value_or(1));
        const Nanoseconds ramp = time(element, "ThreadGroup.ramp_time", std::chrono::seconds{1});
        const bool isTimed = element.value("ThreadGroup.scheduler") == u"true";
        const qint64 loops =
            qint64(number(element, "LoopController.loops", {-1, limits::maxStepRequests, true}).value_or(0));
        if (isTimed && !element.value("ThreadGroup.duration").isEmpty())
            group.duration = time(element, "ThreadGroup.duration", std::chrono::seconds{1});
        else
            group.duration.reset();
        if (group.duration && group.duration->count() == 0)
            group.duration.reset();
        if (loops > 0)
            closed.iterations = quint64(loops);
        else if (!group.duration)
            group.duration = LoadGroup().duration;
        if (isTimed)
            group.startAfter = time(element, "ThreadGroup.delay", std::chrono::seconds{1});
        if (ramp.count() > 0)
            takeRamp(group, closed, ramp);
        group.model = closed;
        return group;
    }

    /// A course ends with its last step, so that a ramp needs a length behind it.
    void takeRamp(LoadGroup &group, ClosedLoad &closed, Nanoseconds ramp)
    {
        if (group.duration && *group.duration > ramp && closed.users > 1) {
            closed.steps = {UserRamp{0, closed.users, ramp}, UsersStep{closed.users, *group.duration - ramp}};
            closed.users = ClosedLoad().users; // the steps say it
            group.duration.reset();
        } else if (closed.users > 1) {
            m_draft.leftOut(group.name, QStringLiteral("ramp_time"),
                            WEIR_TEXT("import.no_ramp",
                                      "The users start at once: a ramp needs a length of the load "
                                      "that is longer."));
        }
    }

    void sampler(const JmxElement &element, Scope scope, LoadGroup *group)
    {
        const std::optional<ThinkTime> ofGroup = scope.think;
        scope.think.reset();
        // What stands below a sampler is its alone.
        for (const JmxElement &child : element.children) {
            if (child.isEnabled && isConfiguration(child.tag))
                configure(child, scope);
            else
                m_draft.leftOut(
                    child.name, child.tag,
                    WEIR_TEXT("import.jmeter_no_place", "Weir has nothing like this element of JMeter."));
        }
        if (scope.think)
            thinkOfSampler(element, *scope.think, ofGroup.has_value(), group);
        const auto value = [&](const char *key) {
            const QString own = element.value(key);
            return filled(own.isEmpty() ? scope.defaults.value(QLatin1String(key)) : own);
        };
        WebRequest web;
        web.name = element.name;
        web.method = value("HTTPSampler.method");
        web.url = urlOf(value("HTTPSampler.protocol"), value("HTTPSampler.domain"), value("HTTPSampler.port"),
                        value("HTTPSampler.path"));
        web.headers = scope.headers;
        web.connectTimeout = timeOf(value("HTTPSampler.connect_timeout"), std::chrono::milliseconds{1});
        web.deadline = timeOf(value("HTTPSampler.response_timeout"), std::chrono::milliseconds{1});
        if (web.connectTimeout && web.connectTimeout->count() == 0)
            web.connectTimeout.reset();
        if (web.deadline && web.deadline->count() == 0)
            web.deadline.reset();
        if (element.value("HTTPSampler.postBodyRaw") == u"true" && !element.items.empty())
            web.body = filled(element.items.front().value(QStringLiteral("Argument.value")));
        else if (!element.items.empty())
            web.isForm = true;
        if (addRequest(m_draft, web) && group != nullptr)
            group->mix.append(m_draft.scenario().requests.back().name);
    }

    /// Weir's users think before each request alike.
    void thinkOfSampler(const JmxElement &element, const ThinkTime &think, bool hasOther, LoadGroup *group)
    {
        ClosedLoad *closed = group == nullptr ? nullptr : std::get_if<ClosedLoad>(&group->model);
        if (closed == nullptr || hasOther || closed->think != ThinkTime()) {
            m_draft.leftOut(element.name, QStringLiteral("timer"),
                            WEIR_TEXT("import.further_timer",
                                      "Users think once before each request; another timer says how long."));
            return;
        }
        closed->think = think;
        m_draft.changed(element.name, QStringLiteral("timer"),
                        WEIR_TEXT("import.timer_of_group",
                                  "It counts for all requests of its group: a group has one think time."));
    }

    [[nodiscard]] std::optional<double> number(const JmxElement &element, const char *property,
                                               const NumberRange &range) const
    {
        return numberOf(m_draft, element.name + u' ' + QLatin1String(property),
                        filled(element.value(property)), range);
    }

    [[nodiscard]] Nanoseconds time(const JmxElement &element, const char *property, Nanoseconds unit) const
    {
        const double most = double(limits::maxTime / unit);
        return timeOf(number(element, property, {0, most}).value_or(0), unit).value_or(Nanoseconds(0));
    }

    static QString urlOf(const QString &protocol, const QString &domain, const QString &port,
                         const QString &path)
    {
        if (path.startsWith(u"http://"_qs) || path.startsWith(u"https://"_qs))
            return path;
        QString url = (protocol.isEmpty() ? QStringLiteral("http") : protocol) + u"://"_qs + domain;
        if (!port.isEmpty() && port != u"0")
            url += u':' + port;
        return url + (path.startsWith(u'/') || path.isEmpty() ? path : u'/' + path);
    }

    /// "${name}" with the plan's variables, "${__P(name,default)}" with its default; others stay as marks.
    QString filled(const QString &text) const
    {
        static const QRegularExpression tag(QStringLiteral("\\$\\{([^{}]*)\\}"));
        static const QRegularExpression property(
            QStringLiteral("^__(?:P|property)\\(\\s*([^,)]*)\\s*(?:,\\s*([^,)]*))?.*\\)$"));
        return withMatches(text, tag, [this](const QRegularExpressionMatch &match) {
            const QRegularExpressionMatch function = property.match(match.captured(1));
            const auto known = m_variables.constFind(match.captured(1));
            if (known != m_variables.constEnd() && !known->contains(u"${"_qs))
                return *known;
            if (function.hasMatch() && !function.captured(2).isEmpty())
                return function.captured(2);
            return variableMark(function.hasMatch() ? function.captured(1) : match.captured(1));
        });
    }

    ImportDraft &m_draft;
    QHash<QString, QString> m_variables;
    std::vector<LoadGroup> m_groups;
};

} // namespace

bool looksLikeJmeter(const QString &head)
{
    return head.contains(u"<jmeterTestPlan"_qs);
}

Result<void> readJmeter(const QString &text, ImportDraft &draft)
{
    const Result<JmxElement> root = jmxTree(withoutMarks(text));
    if (!root)
        return root.error();
    PlanReader(draft).read(*root);
    return {};
}

} // namespace weir
