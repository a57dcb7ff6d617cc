// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonpointer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace weir {

namespace {

bool isEscapedRight(const QString &step)
{
    for (qsizetype at = step.indexOf(u'~'); at >= 0; at = step.indexOf(u'~', at + 1)) {
        const QChar next = at + 1 < step.size() ? step[at + 1] : QChar();
        if (next != u'0' && next != u'1')
            return false;
    }
    return true;
}

/// Nothing where it is no element's number.
std::optional<qsizetype> elementOf(const QString &step)
{
    const bool isNumber = !step.isEmpty() && std::all_of(step.begin(), step.end(), [](QChar letter) {
        return letter >= u'0' && letter <= u'9';
    });
    if (!isNumber || (step.size() > 1 && step.startsWith(u'0')))
        return std::nullopt;
    bool fits = false;
    const qlonglong number = step.toLongLong(&fits);
    return fits ? std::optional<qsizetype>(number) : std::nullopt;
}

} // namespace

std::optional<QStringList> pointerSteps(const QString &pointer)
{
    if (pointer.isEmpty())
        return QStringList();
    if (!pointer.startsWith(u'/'))
        return std::nullopt;
    QStringList steps = pointer.mid(1).split(u'/');
    for (QString &step : steps) {
        if (!isEscapedRight(step))
            return std::nullopt;
        step.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
    }
    return steps;
}

QJsonValue valueAt(QJsonValue value, const QStringList &steps)
{
    for (const QString &step : steps) {
        if (value.isObject()) {
            value = value.toObject().value(step);
        } else if (const std::optional<qsizetype> element = elementOf(step); element && value.isArray()) {
            const QJsonArray list = value.toArray();
            value = *element < list.size() ? list.at(*element) : QJsonValue(QJsonValue::Undefined);
        } else {
            return QJsonValue::Undefined;
        }
    }
    return value;
}

} // namespace weir
