// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a text that is no JSON, as data: Qt's own words are English or the window's.
#pragma once

#include "base/message.h"

#include <QByteArrayView>
#include <QJsonParseError>

namespace weir {

/// Words that follow a colon, without a full stop; empty without an error. Where it is, error.offset tells in
/// bytes.
Message syntaxFault(const QJsonParseError &error);
/// The same where the text is at hand: Qt takes a missing value for a missing name.
Message syntaxFault(const QJsonParseError &error, QByteArrayView json);

} // namespace weir
