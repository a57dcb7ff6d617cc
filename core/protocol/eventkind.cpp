// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/eventkind.h"

namespace weir {

QString nameOf(ChunkKind kind)
{
    switch (kind) {
    case ChunkKind::Content:
        break;
    case ChunkKind::Reasoning:
        return QStringLiteral("reasoning");
    case ChunkKind::Refusal:
        return QStringLiteral("refusal");
    case ChunkKind::ToolCall:
        return QStringLiteral("tool call");
    }
    return QStringLiteral("content");
}

QString eventKind(const StreamEvent &event)
{
    if (event.isComment)
        return QStringLiteral("comment");
    if (event.isCut)
        return QStringLiteral("cut");
    if (event.isMalformed)
        return QStringLiteral("malformed");
    if (event.isError)
        return QStringLiteral("error");
    if (event.chunk)
        return nameOf(*event.chunk);
    if (event.isTerminator)
        return QStringLiteral("terminator");
    if (event.finishReason)
        return QStringLiteral("finish");
    if (event.usage)
        return QStringLiteral("usage");
    return QStringLiteral("no token");
}

QStringList eventKinds()
{
    return {QStringLiteral("comment"), QStringLiteral("cut"),       QStringLiteral("malformed"),
            QStringLiteral("error"),   QStringLiteral("content"),   QStringLiteral("reasoning"),
            QStringLiteral("refusal"), QStringLiteral("tool call"), QStringLiteral("terminator"),
            QStringLiteral("finish"),  QStringLiteral("usage"),     QStringLiteral("no token")};
}

} // namespace weir
