// SPDX-License-Identifier: GPL-3.0-or-later
// JSON pointers (RFC 6901): where in a document a value is.
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace weir {

/// The steps of a pointer, without its escapes: "/a~1b/0" is "a/b", "0". The empty pointer has none and
/// means the whole document. Nothing where it is no pointer: it does not begin with "/", or a "~" stands
/// before neither 0 nor 1.
std::optional<QStringList> pointerSteps(const QString &pointer);

/// The value there: members of objects by name, elements of lists by number, from 0 on without leading
/// zeros. Undefined where there is none. Pure; any thread.
QJsonValue valueAt(QJsonValue value, const QStringList &steps);

} // namespace weir
