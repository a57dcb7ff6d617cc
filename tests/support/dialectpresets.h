// SPDX-License-Identifier: GPL-3.0-or-later
// The presets of those vendors whose format the reference service speaks.
#pragma once

#include <QString>
#include <QStringList>

namespace weir::test {

/// One a dialect. Others, which are like one of them, are tried by transcripts.
inline QStringList presetsWithDialect()
{
    return {QStringLiteral("anthropic-messages"), QStringLiteral("dashscope"),
            QStringLiteral("llamacpp"),           QStringLiteral("ollama-chat"),
            QStringLiteral("ollama-generate"),    QStringLiteral("openai-chat"),
            QStringLiteral("openai-completions"), QStringLiteral("openai-responses"),
            QStringLiteral("qianfan"),            QStringLiteral("tgi")};
}

/// What the service calls the format of that preset.
inline QString dialectOf(const QString &preset)
{
    return preset == QStringLiteral("anthropic-messages") ? QStringLiteral("anthropic") : preset;
}

} // namespace weir::test
