// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rulereader.h"

#include "protocol/ruletree.h"

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
    void places(QStringView key, Part, QStringList &places)
    {
        const QString name = key.toString();
        if (!m_reader.raw().value(name).isArray()) {
            const QString place = m_reader.string(name);
            places = place.isEmpty() ? QStringList() : QStringList{place};
        } else {
            places = m_reader.strings(name);
        }
        for (const QString &place : std::as_const(places))
            checkPointer(name, place);
    }

    void place(QStringView key, Part, QString &place)
    {
        place = m_reader.string(key.toString());
        checkPointer(key.toString(), place);
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
        const int unit = m_reader.choice(
            key.toString(),
            {QStringLiteral("s"), QStringLiteral("ms"), QStringLiteral("us"), QStringLiteral("ns")}, 0);
        ns = units[std::size_t(unit)];
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
    void checkPointer(const QString &key, const QString &pointer)
    {
        if (const Result<QStringList> segments = pointerSegments(pointer); !segments)
            m_reader.problem(key, segments.error().message());
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
    if (rules.content.isEmpty() && rules.reasoning.isEmpty() && rules.answer.isEmpty())
        reader.problem(QStringLiteral("content"),
                       WEIR_TEXT("preset.no_place_of_text", "At least one place of the answer is needed."));
}

} // namespace weir
