// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of a JMX file: each with its properties and what stands below it.
#pragma once

#include "base/result.h"

#include <QHash>
#include <QString>

#include <vector>

namespace weir {

/// A value.
struct JmxElement
{
    QString tag;  ///< "HTTPSamplerProxy"
    QString name; ///< Of the test plan: "Ask".
    bool isEnabled = true;
    QHash<QString, QString> properties;         ///< By their names.
    std::vector<QHash<QString, QString>> items; ///< Of its collections: headers, arguments.
    std::vector<JmxElement> children;           ///< Of the hashTree behind it.

    [[nodiscard]] QString value(const char *property) const
    {
        return properties.value(QLatin1String(property));
    }
};

/// All elements of a file, as the children of one without a tag. Fails for what is no XML, for entities, and
/// for what is nested too deeply.
Result<JmxElement> jmxTree(const QString &xml);

} // namespace weir
