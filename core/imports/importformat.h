// SPDX-License-Identifier: GPL-3.0-or-later
// The foreign formats that become a scenario, and how they are told apart.
#pragma once

#include "base/fields/enumnames.h"

#include <QByteArray>

#include <optional>

namespace weir {

/// In the order in which a text is tried: commands come last, since documents may quote them.
enum class ImportFormat
{
    Har,        ///< A browser's or proxy's recording.
    Postman,    ///< A collection.
    OpenApi,    ///< A description of a service.
    Jmeter,     ///< A test plan.
    K6,         ///< Options, alone or in a script.
    Vllm,       ///< `vllm bench serve`.
    GuideLlm,   ///< `guidellm benchmark`.
    AiPerf,     ///< `aiperf profile`, `genai-perf profile`.
    Curl,       ///< One or more curl commands, in the words of bash, cmd or PowerShell.
    PowerShell, ///< Invoke-WebRequest and Invoke-RestMethod.
};

/// "curl", "powershell": the names that the command line takes.
template <>
const QStringList &enumNames<ImportFormat>();

/// What people call it, a name in every language: "cURL".
QString titleOf(ImportFormat format);

/// The format of a text, told by what stands in it; nothing for what is none of them. Looks at a part of long
/// texts only.
std::optional<ImportFormat> importFormatOf(const QByteArray &text);

} // namespace weir
