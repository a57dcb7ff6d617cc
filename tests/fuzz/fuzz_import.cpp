// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a text of another program, as each format in turn: an import or an error, and what is imported
// is a project that reads back, with no secret in it.
#include "imports/importtext.h"
#include "scenario/scenariojson.h"
#include "store/secretscan.h"

#include <cstdint>
#include <cstdlib>

using namespace weir;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    ImportOptions options;
    options.as = static_cast<ImportFormat>(data[0] % enumNames<ImportFormat>().size());
    const QByteArray text(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    const Result<Import> import = importText(text, options);
    if (!import)
        return 0;
    if (!findSecretValues(import->scenario).empty())
        std::abort();
    if (!scenarioFromJson(scenarioToJson(import->scenario)).isTaken || linesOf(*import).size() > 10000)
        std::abort();
    return 0;
}
