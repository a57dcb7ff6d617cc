// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of an OpenAPI description: what a "$ref" leads to, and a value that a schema takes.
#pragma once

#include <QJsonObject>
#include <QJsonValue>

namespace weir {

/// What a value stands for: what it refers to within `document`; itself without a reference. Undefined where
/// the reference leads nowhere, out of the document, or around.
QJsonValue resolved(const QJsonObject &document, const QJsonValue &value);

/// An example of a schema: its own, its default, or what its type and its required members make. A schema
/// within itself is null, and so is what is left when there are 1,000 values; `isCut` then becomes true.
QJsonValue schemaSample(const QJsonObject &document, const QJsonValue &schema, bool *isCut = nullptr);

/// Whether a schema has a member of that name, required or not.
bool schemaHas(const QJsonObject &document, const QJsonValue &schema, const QString &member);

} // namespace weir
