// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonmerge.h"

namespace weir {

QJsonObject mergedJson(QJsonObject base, const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        const QJsonValue value = change.value();
        if (value.isNull())
            base.remove(change.key());
        else if (value.isObject())
            base.insert(change.key(), mergedJson(base.value(change.key()).toObject(), value.toObject()));
        else
            base.insert(change.key(), value);
    }
    return base;
}

bool putMember(QJsonObject &object, const QStringList &segments, const QJsonValue &value)
{
    const QString &key = segments.first();
    if (segments.size() == 1) {
        object.insert(key, value);
        return true;
    }
    const QJsonValue inner = object.value(key);
    if (!inner.isUndefined() && !inner.isObject())
        return false;
    QJsonObject child = inner.toObject();
    const bool isPut = putMember(child, segments.mid(1), value);
    object.insert(key, child);
    return isPut;
}

} // namespace weir
