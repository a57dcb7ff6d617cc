// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rulereader.h"

#include "protocol/ruletree.h"

#include <QJsonArray>

#include <array>

namespace weir {

namespace {

constexpr MessageText placeNeededText = WEIR_TEXT("preset.place_needed", "This rule needs a place.");

/// Fills each rule from one object of the file.
class RuleReader
{
public:
    explicit RuleReader(JsonReader &reader) : m_reader(reader) {}

    /// One place as a text, or several as a list.
    void places(QStringView key, Part part, QStringList &places)
    {
        const QString name = key.toString();
        if (!m_reader.raw().value(name).isArray()) {
            const QString place = m_reader.string(name);
            places = place.isEmpty() ? QStringList() : QStringList{place};
        } else {
            places = m_reader.strings(name);
        }
        for (const QString &place : std::as_const(places))
            checkPlace(name, part, place);
    }

    void place(QStringView key, Part part, QString &place)
    {
        place = m_reader.string(key.toString());
        checkPlace(key.toString(), part, place);
    }

    /// A place as a text or an object with a unit of its own, or several as a list.
    void timings(QStringView key, Part part, TimingPlaces &places, double unitNs)
    {
        const QString name = key.toString();
        m_reader.accept(name);
        const QJsonValue value = m_reader.raw().value(name);
        const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
        for (const QJsonValue &each : list)
            addTiming(name, part, each, {{}, unitNs}, places);
    }

    void neededPlace(QStringView key, Part part, QString &at)
    {
        place(key, part, at);
        if (at.isEmpty())
            m_reader.problem(key.toString(), placeNeededText);
    }

    void neededPlaces(QStringView key, Part part, QStringList &all)
    {
        places(key, part, all);
        if (all.isEmpty())
            m_reader.problem(key.toString(), placeNeededText);
    }

    void byValue(QStringView key, Part part, ValueRule &rule)
    {
        group(key, [&](RuleReader &inner) {
            inner.place(u"at", part, rule.at);
            inner.values(u"values", rule.values);
            if (rule.at.isEmpty() || rule.values.isEmpty())
                inner.m_reader.problem(
                    QStringLiteral("at"),
                    WEIR_TEXT("preset.place_and_values_needed",
                              "This rule needs the place \"at\" and at least one of \"values\"."));
        });
    }

    void values(QStringView key, TextSet &values) { values = m_reader.strings(key.toString()); }
    void flag(QStringView key, bool &flag) { flag = m_reader.boolean(key.toString(), flag); }

    void unit(QStringView key, double &ns)
    {
        constexpr std::array<double, 4> units = {1e9, 1e6, 1e3, 1};
        const std::optional<int> unit =
            m_reader.optionalChoice(key.toString(), {QStringLiteral("s"), QStringLiteral("ms"),
                                                     QStringLiteral("us"), QStringLiteral("ns")});
        if (unit)
            ns = units[std::size_t(*unit)];
    }

    template <typename Inner>
    void group(QStringView key, Inner inner)
    {
        m_reader.object(key.toString(), [&inner](JsonReader &object) {
            RuleReader reader(object);
            inner(reader);
        });
    }

private:
    void checkPlace(const QString &key, Part part, const QString &place)
    {
        if (const Message problem = placeProblem(part, place); !problem.isEmpty())
            m_reader.problem(key, problem);
    }

    /// One value, perhaps of a list; `made`: with the unit that holds where it names none.
    void addTiming(const QString &key, Part part, const QJsonValue &value, TimingPlace made,
                   TimingPlaces &places)
    {
        if (value.isObject()) {
            Problems problems;
            JsonReader object(value, {}, problems);
            RuleReader reader(object);
            reader.neededPlace(u"at", part, made.at);
            reader.unit(u"unit", made.unitNs);
            object.finish();
            for (const Problem &problem : problems)
                m_reader.problem(key, problem.message);
        } else if (value.isString()) {
            made.at = value.toString();
            checkPlace(key, part, made.at);
        } else if (!value.isUndefined() && !value.isNull()) {
            m_reader.problem(key,
                             WEIR_TEXT("preset.time_place", "A place is expected here, or {\"at\": place, "
                                                            "\"unit\": \"ms\"}, or a list of such."));
        }
        if (!made.at.isEmpty())
            places.push_back(made);
    }

    JsonReader &m_reader;
};

/// Notes each key of the file.
class RuleKeys
{
public:
    RuleKeys(QString prefix, QStringList &keys) : m_prefix(std::move(prefix)), m_keys(keys) {}

    void places(QStringView key, Part, const QStringList &) { add(key); }
    void place(QStringView key, Part, const QString &) { add(key); }
    void neededPlace(QStringView key, Part, const QString &) { add(key); }
    void neededPlaces(QStringView key, Part, const QStringList &) { add(key); }
    void values(QStringView key, const TextSet &) { add(key); }
    void flag(QStringView key, bool) { add(key); }
    void unit(QStringView key, double) { add(key); }
    void timings(QStringView key, Part, const TimingPlaces &, double) { add(key); }
    void byValue(QStringView key, Part, const ValueRule &)
    {
        group(key, [](RuleKeys &inner) {
            inner.add(u"at");
            inner.add(u"values");
        });
    }
    template <typename Inner>
    void group(QStringView key, Inner inner)
    {
        RuleKeys keys(m_prefix + u'/' + key.toString(), m_keys);
        inner(keys);
    }

private:
    void add(QStringView key) { m_keys.append(m_prefix + u'/' + key.toString()); }

    QString m_prefix;
    QStringList &m_keys;
};

} // namespace

QStringList ruleKeys()
{
    QStringList keys;
    RuleKeys visitor({}, keys);
    const EventRules rules;
    visitRules(rules, visitor);
    return keys;
}

void readRules(JsonReader &reader, EventRules &rules)
{
    RuleReader visitor(reader);
    visitRules(rules, visitor);
    if (rules.cumulative && !rules.repeatText.at.isEmpty())
        reader.problem(QStringLiteral("repeat_text"),
                       WEIR_TEXT("preset.cumulative_repeats",
                                 "Where every text is \"cumulative\", a repeated one needs no rule."));
    if (rules.content.isEmpty() && rules.reasoning.isEmpty() && rules.answer.isEmpty())
        reader.problem(QStringLiteral("content"),
                       WEIR_TEXT("preset.no_place_of_text", "At least one place of the answer is needed."));
}

} // namespace weir
