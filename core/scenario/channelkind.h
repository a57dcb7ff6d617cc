// SPDX-License-Identifier: GPL-3.0-or-later
// Which way a target is spoken to: said by the scheme of its URL, target by target.
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace weir {

enum class ChannelKind
{
    Http,      ///< http, https
    WebSocket, ///< ws, wss
    Grpc,      ///< grpc, grpcs
    Amqp,      ///< amqp
    Kafka,     ///< kafka
};

/// The kind that a URL's scheme names, in any case; nothing for a scheme that Weir does not know.
std::optional<ChannelKind> channelOf(const QString &scheme);
/// Schemes that this build has a channel for.
QStringList channelSchemes();
/// An error when the scheme is unknown, or known and without a channel in this build.
Result<void> checkChannel(const QString &scheme);

} // namespace weir
