// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/knownnames.h"

#include "base/units.h"
#include "plan/trace.h"
#include "protocol/bodychanges.h"
#include "protocol/presetlisting.h"
#include "protocol/vendorlibrary.h"
#include "service/config/serviceconfig.h"
#include "transport/tls/tlssetting.h"

namespace weir {

namespace {

VendorFacts factsOf(const QString &vendor, const QString &folder)
{
    std::optional<VendorEntry> entry = vendorEntry(vendor, folder);
    if (!entry)
        return {};
    const VendorPreset &preset = entry->reading.preset;
    VendorFacts facts;
    facts.isKnown = true;
    facts.file = namesVendorFile(vendor) ? QString() : entry->path;
    facts.hidesBuiltin = entry->hides && !entry->path.isEmpty() && isBuiltinVendor(entry->name);
    facts.usageMember = preset.asksForUsage.section(u'/', -1);
    facts.label = vendorLabel(preset);
    facts.parameters = settableParameters(preset);
    facts.takes = preset.takes;
    facts.problems = std::move(entry->reading.problems);
    return facts;
}

QStringList proxyVariables()
{
    QStringList set;
    for (const char *name :
         {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            set.append(QString::fromLatin1(name));
    }
    return set;
}

} // namespace

CheckContext knownNames(const QString &baseFolder)
{
    CheckContext context;
    context.baseFolder = baseFolder;
    context.builtinPresets = presetNames();
    context.proxyVariables = proxyVariables();
    context.hostsWithoutProxy = qEnvironmentVariable("no_proxy", qEnvironmentVariable("NO_PROXY"));
    context.vendors = vendorNames(baseFolder);
    context.vendorFacts = factsOf;
    context.tlsProblems = [](const TlsFiles &tls, const QString &folder) {
        Redactor nobody;
        return readTls(tls, folder, TlsSecrets::OfFiles, nobody).problems;
    };
    context.traceProblem = [](const TraceLoad &trace, const QString &folder) -> std::optional<Problem> {
        const Result<TraceFacts> facts = inspectTrace(trace, folder);
        if (!facts)
            return Problem{Severity::Error, {}, facts.error().message()};
        if (facts->withoutTokens == 0)
            return std::nullopt;
        return Problem{
            Severity::Warning,
            {},
            Message(WEIR_TEXT("trace.rows_without_tokens",
                              "%1 of %2 rows have 0 tokens, as of requests that failed when they were "
                              "recorded; they are left out."),
                    formatCount(facts->withoutTokens), formatCount(facts->rows + facts->withoutTokens))};
    };
    return context;
}

} // namespace weir
