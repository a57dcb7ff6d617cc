// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importreaders.h"

#include "imports/benchcommand.h"
#include "imports/curlcommand.h"
#include "imports/har.h"
#include "imports/jmeter.h"
#include "imports/k6.h"
#include "imports/openapi.h"
#include "imports/postman.h"
#include "imports/powershell.h"

namespace weir {

namespace {

/// For readers that make something of any text.
template <void (*Read)(const QString &, ImportDraft &)>
Result<void> always(const QString &text, ImportDraft &draft)
{
    Read(text, draft);
    return {};
}

} // namespace

const std::vector<ImportReader> &importReaders()
{
    static const std::vector<ImportReader> readers{
        {ImportFormat::Har, u"har", u"HAR", looksLikeHar, readHar},
        {ImportFormat::Postman, u"postman", u"Postman", looksLikePostman, readPostman},
        {ImportFormat::OpenApi, u"openapi", u"OpenAPI 3", looksLikeOpenApi, readOpenApi},
        {ImportFormat::Jmeter, u"jmeter", u"JMeter", looksLikeJmeter, readJmeter},
        {ImportFormat::K6, u"k6", u"k6", looksLikeK6, readK6},
        {ImportFormat::Vllm, u"vllm", u"vllm bench serve", looksLikeVllmBench, readVllmBench},
        {ImportFormat::GuideLlm, u"guidellm", u"guidellm benchmark", looksLikeGuideLlm, readGuideLlm},
        {ImportFormat::AiPerf, u"aiperf", u"aiperf profile", looksLikeAiPerf, readAiPerf},
        {ImportFormat::Curl, u"curl", u"cURL", looksLikeCurl, always<readCurl>},
        {ImportFormat::PowerShell, u"powershell", u"PowerShell", looksLikePowerShell, always<readPowerShell>},
    };
    return readers;
}

const ImportReader &importReader(ImportFormat format)
{
    return importReaders()[static_cast<std::size_t>(format)];
}

} // namespace weir
