// SPDX-License-Identifier: GPL-3.0-or-later
// The one mechanism that ties a field to a member of the scenario: typing edits the document, changes refresh
// the field.
#pragma once

#include "base/fields/fields.h"
#include "document/scenariodocument.h"
#include "fields/fieldregistry.h"
#include "fields/fieldtraits.h"
#include "scenario/fields.h"

#include <QObject>

#include <concepts>
#include <functional>
#include <vector>

namespace weir {

/// Binds fields to one part of the scenario (a target, the load, ...). Owned by the editor that shows the
/// part.
template <typename Part>
class FieldBinder
{
public:
    /// The part in a scenario; null when it is not there (any more).
    using Access = std::function<Part *(Scenario &)>;

    /// `prefix`: JSON pointer of the part now. `context`: lives as long as the fields; connections end with
    /// it.
    FieldBinder(ScenarioDocument &document, FieldRegistry &registry, QObject *context, Access access,
                std::function<QString()> prefix)
        : m_document(document)
        , m_registry(registry)
        , m_context(context)
        , m_access(std::move(access))
        , m_prefix(std::move(prefix))
    {
        QObject::connect(&document, &ScenarioDocument::changed, context, [this] { refresh(); });
    }

    FieldBinder(const FieldBinder &) = delete;
    FieldBinder &operator=(const FieldBinder &) = delete;

    /// `read` makes the field's value from the part, `write` puts it back; `key` is the member's place below
    /// the part
    /// ("timers/connect") and the edits' merge key; `label` names the step for the Edit menu.
    template <typename Field>
    void bind(Field *field, const QString &key, const QString &label,
              std::function<typename FieldTraits<Field>::Value(const Part &)> read,
              std::function<void(Part &, const typename FieldTraits<Field>::Value &)> write)
    {
        using Traits = FieldTraits<Field>;
        m_refreshers.push_back([field, read](const Part &part) {
            const typename Traits::Value value = read(part);
            bool stale = Traits::read(*field) != value;
            // A text that stands for no value hides that the value behind it has changed.
            if constexpr (std::derived_from<Field, ValueEdit>)
                stale = stale || !field->problem().isEmpty();
            if (stale)
                Traits::write(*field, value);
        });
        const FieldRegistry::Path path = [this, key] { return pathOf(key); };
        m_registry.add(path, field);
        Traits::watch(
            *field, m_context,
            [this, field, path, label, write] {
                const typename Traits::Value value = Traits::read(*field);
                edit(label, path(), [&](Part &part) { write(part, value); });
            },
            [this] { m_document.endMerge(); });
        if constexpr (std::derived_from<Field, ValueEdit>) {
            QObject::connect(field, &ValueEdit::problemChanged, m_context,
                             [this, field, path] { m_registry.setDraftProblem(path(), field->problem()); });
        }
    }

    /// The same for a member that the project file lists; its place is its key there.
    template <typename Field, typename Member>
    void bind(Field *field, const QString &label, Member Part::*member)
    {
        bind(field, keyOf(member), label, member);
    }

    /// The same for a listed member of a listed member.
    template <typename Field, typename Outer, typename Member>
    void bind(Field *field, const QString &label, Outer Part::*outer, Member Outer::*member)
    {
        using Value = typename FieldTraits<Field>::Value;
        bind<Field>(
            field, keyOf(outer) + u'/' + keyOf(member), label,
            [outer, member](const Part &part) { return toField<Value>(part.*outer.*member); },
            [outer, member](Part &part, const Value &value) { fromField(value, part.*outer.*member); });
    }

    /// The same for a member whose type is the field's value or converts to it and back.
    template <typename Field, typename Member>
    void bind(Field *field, const QString &key, const QString &label, Member Part::*member)
    {
        using Value = typename FieldTraits<Field>::Value;
        bind<Field>(
            field, key, label, [member](const Part &part) { return toField<Value>(part.*member); },
            [member](Part &part, const Value &value) { fromField(value, part.*member); });
    }

    /// Puts the document's values into all fields that show others.
    void refresh()
    {
        Scenario scenario = m_document.scenario();
        const Part *part = m_access(scenario);
        if (!part)
            return;
        for (const std::function<void(const Part &)> &refresher : m_refreshers)
            refresher(*part);
    }

    /// One undoable change of the part that no single field makes.
    void edit(const QString &text, const QString &path, const std::function<void(Part &)> &change)
    {
        m_document.edit(text, MergeKey{path}, [&](Scenario &scenario) {
            if (Part *part = m_access(scenario))
                change(*part);
        });
    }

    /// Pointer of a member; empty while there is no part.
    [[nodiscard]] QString pathOf(const QString &key) const
    {
        QString prefix = m_prefix();
        if (key.isEmpty() || prefix.isNull())
            return prefix;
        return prefix + u'/' + key;
    }

    template <typename Value, typename Member>
    static Value toField(const Member &member)
    {
        if constexpr (std::same_as<Value, QVariant> && std::is_enum_v<Member>)
            return QVariant(static_cast<int>(member));
        else if constexpr (std::same_as<Value, std::optional<double>> && !std::is_arithmetic_v<Member>)
            return member ? Value(static_cast<double>(*member)) : Value();
        else
            return Value(member);
    }

    template <typename Value, typename Member>
    static void fromField(const Value &value, Member &member)
    {
        if constexpr (std::same_as<Value, Member>)
            member = value;
        else if constexpr (std::same_as<Value, QVariant> && std::is_enum_v<Member>)
            member = static_cast<Member>(value.toInt());
        else if constexpr (std::same_as<Value, QVariant>)
            member = value.template value<Member>();
        else if constexpr (std::is_arithmetic_v<Member> || std::same_as<Member, Nanoseconds>) {
            if (value) // a field for a member that can't be absent never reads as absent once it is valid
                member = static_cast<Member>(*value);
        } else
            member = value ? Member(static_cast<typename Member::value_type>(*value)) : Member();
    }

private:
    ScenarioDocument &m_document;
    FieldRegistry &m_registry;
    QObject *m_context;
    Access m_access;
    std::function<QString()> m_prefix;
    std::vector<std::function<void(const Part &)>> m_refreshers;
};

} // namespace weir
