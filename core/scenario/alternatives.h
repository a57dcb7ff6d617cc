// SPDX-License-Identifier: GPL-3.0-or-later
// Members that decide which others an object may have: a load's `model` and a step's `shape`.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

/// The alternatives of one variant in the project file. Any thread.
class Alternatives
{
public:
    struct Alternative
    {
        QString name;     ///< What the deciding member says.
        QStringList keys; ///< The members that it has.
    };

    Alternatives(const QString &decider, std::vector<Alternative> all)
        : m_decider(decider), m_all(std::move(all))
    {
    }

    /// Key of the member that decides.
    [[nodiscard]] const QString &decider() const { return m_decider; }
    [[nodiscard]] QStringList names() const;
    /// Position of the alternative that is called so; -1 when none is.
    [[nodiscard]] int indexOf(const QString &name) const;
    /// Names of the alternatives that have a member `key`; empty when none has.
    [[nodiscard]] QStringList havingKey(const QString &key) const;
    /// The members of all alternatives, each once.
    [[nodiscard]] QStringList allKeys() const;
    /// The members that others have and alternative `index` has not.
    [[nodiscard]] QStringList keysForeignTo(int index) const;
    /// `object` without what is foreign to the alternative that it names.
    [[nodiscard]] QJsonObject withoutForeign(QJsonObject object) const;

private:
    QString m_decider;
    std::vector<Alternative> m_all;
};

/// In the order of LoadGroup::model: "closed", "open", "trace".
const Alternatives &loadModels();
/// In the order of OpenStep: "rate", "ramp", "stairs", "spread", "at_once", "peak", "pause".
const Alternatives &openShapes();
/// In the order of ClosedStep: "users", "ramp", "stairs".
const Alternatives &closedShapes();

} // namespace weir
