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

} // namespace weir
