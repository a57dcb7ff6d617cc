// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a text that is no JSON, as data: Qt's own words are English or the window's.
#pragma once

#include "base/message.h"

#include <QByteArrayView>
#include <QJsonParseError>

#include <optional>

namespace weir {

/// Words that follow a colon, without a full stop; empty without an error. Where it is, error.offset tells in
/// bytes.
Message syntaxFault(const QJsonParseError &error);
/// The same where the text is at hand: Qt takes a missing value for a missing name.
Message syntaxFault(const QJsonParseError &error, QByteArrayView json);

/// Something that is no JSON, and where.
struct JsonFault
{
    Message what;                    ///< As syntaxFault().
    std::optional<qsizetype> offset; ///< In bytes; nothing where it can't be told.
};

/// Whether half a character like \ud800 is a fault. A project file may hold one, since Weir writes what was
/// typed; a row of data is sent, and no service takes it.
enum class HalfCharacters
{
    Refused,
    Kept,
};

/// The first thing in a text's quotes that JSON doesn't have but Qt's reader takes, and makes another text
/// of: an escape like \x, a control character, half a character. The rest is not looked at.
std::optional<JsonFault> textFault(QByteArrayView json, HalfCharacters halves = HalfCharacters::Refused);

/// The first whole number that 64 bits with a sign can't hold: Qt's reader rounds it.
std::optional<JsonFault> numberFault(QByteArrayView json);

} // namespace weir
