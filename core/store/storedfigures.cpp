// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storedfigures.h"

#include <QJsonArray>

#include <cmath>
#include <optional>

namespace weir {

namespace {

struct Difference
{
    QString name;
    QJsonValue stored;
    QJsonValue now;
};

QString shown(const QJsonValue &value)
{
    return value.isDouble()   ? QString::number(value.toDouble(), 'g', 6)
           : value.isString() ? value.toString()
                              : QStringLiteral("null");
}

bool isFigure(const QJsonValue &value, const QString &name)
{
    return value.isDouble() || name == u"verdict";
}

bool agree(const QJsonValue &stored, const QJsonValue &now)
{
    if (!stored.isDouble() || !now.isDouble())
        return stored == now;
    // JSON keeps every digit; the last one is left to compilers.
    constexpr double share = 1e-9;
    const double a = stored.toDouble();
    const double b = now.toDouble();
    return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

std::optional<Difference> firstDifference(const QJsonValue &stored, const QJsonValue &now,
                                          const QString &name)
{
    if (isFigure(stored, name))
        return agree(stored, now) ? std::nullopt : std::optional<Difference>({name, stored, now});
    const QString before = name.isEmpty() ? QString() : name + u'.';
    if (stored.isObject()) {
        const QJsonObject members = stored.toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            if (std::optional<Difference> found =
                    firstDifference(it.value(), now.toObject().value(it.key()), before + it.key()))
                return found;
        }
    }
    const QJsonArray entries = stored.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (std::optional<Difference> found =
                firstDifference(entries[i], now.toArray().at(i), before + QString::number(i)))
            return found;
    }
    return std::nullopt;
}

} // namespace

Message differenceOfFigures(const QJsonObject &stored, const QJsonObject &now)
{
    const std::optional<Difference> found = firstDifference(stored, now, {});
    if (!found)
        return {};
    return Message(
        WEIR_TEXT("run_file.figures_differ",
                  "The figures that were saved at the end of the run are not those of its records: %1 was "
                  "%2 and is %3. The file was changed; don't rely on it."),
        found->name, shown(found->stored), shown(found->now));
}

} // namespace weir
