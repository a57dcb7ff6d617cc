// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/channelkind.h"

#include <array>

namespace weir {

namespace {

struct Scheme
{
    QLatin1String name;
    ChannelKind kind;
    bool isBuilt;
};

constexpr std::array<Scheme, 8> schemes = {{
    {QLatin1String("http"), ChannelKind::Http, true},
    {QLatin1String("https"), ChannelKind::Http, true},
    {QLatin1String("ws"), ChannelKind::WebSocket, true},
    {QLatin1String("wss"), ChannelKind::WebSocket, true},
    {QLatin1String("grpc"), ChannelKind::Grpc, false},
    {QLatin1String("grpcs"), ChannelKind::Grpc, false},
    {QLatin1String("amqp"), ChannelKind::Amqp, false},
    {QLatin1String("kafka"), ChannelKind::Kafka, false},
}};

const Scheme *find(const QString &name)
{
    for (const Scheme &scheme : schemes) {
        if (name.compare(scheme.name, Qt::CaseInsensitive) == 0)
            return &scheme;
    }
    return nullptr;
}

} // namespace

std::optional<ChannelKind> channelOf(const QString &scheme)
{
    const Scheme *found = find(scheme);
    return found == nullptr ? std::nullopt : std::optional(found->kind);
}

QStringList channelSchemes()
{
    QStringList names;
    for (const Scheme &scheme : schemes) {
        if (scheme.isBuilt)
            names.append(scheme.name);
    }
    return names;
}

Result<void> checkChannel(const QString &scheme)
{
    const Scheme *found = find(scheme);
    const QString usable = channelSchemes().join(QStringLiteral(", "));
    if (found == nullptr) {
        return Error{
            Message(WEIR_TEXT("channel.unknown_scheme", "The scheme \"%1\" is none that Weir knows"), scheme),
            {},
            Message(WEIR_TEXT("channel.usable_schemes", "Use one of: %1."), usable)};
    }
    if (!found->isBuilt) {
        return Error{Message(WEIR_TEXT("channel.not_built", "This build has no channel for %1"), scheme),
                     {},
                     Message(WEIR_TEXT("channel.usable_schemes", "Use one of: %1."), usable)};
    }
    return {};
}

} // namespace weir
