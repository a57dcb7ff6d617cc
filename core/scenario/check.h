// SPDX-License-Identifier: GPL-3.0-or-later
// Finds everything that keeps a scenario from running, or its figures from meaning what they seem to.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <functional>
#include <optional>

namespace weir {

/// What a vendor's preset says, as far as a scenario can be wrong about it.
struct VendorFacts
{
    Problems problems; ///< Of the preset's file; with errors it can't be used.
    /// What problems call the file; empty: as the scenario does.
    QString file{};
    bool isKnown = false;      ///< There is a preset of that name, or it is a file's path.
    bool hidesBuiltin = false; ///< `file` has the name of a preset that comes with Weir.
    /// The body's member by which a stream asks for token counts; empty: no need to ask.
    QString usageMember{};
    QString label{};          ///< What people call the vendor.
    QStringList parameters{}; ///< Names of the model's parameters that its body has a place for.
    QStringList takes{};      ///< VendorPreset::takes.
};

/// What check() can't know from the scenario itself. Plain functions, so that tests need no files and no
/// vendors.
struct CheckContext
{
    QString baseFolder;         ///< Folder of the project file; relative data paths start here.
    QStringList vendors;        ///< Names of the vendor presets that a project there can use.
    QStringList builtinPresets; ///< Names that may follow `builtin:`.
    bool readData = true; ///< Look into the data files (existence, form, fields that the templates use).
    /// What is wrong with the content of a trace, or good to know of it; `baseFolder` may lead to it. Its
    /// path is not looked at. Nothing when it is fine. Called in the checking thread for files that exist.
    /// Empty: traces are not looked into.
    std::function<std::optional<Problem>(const TraceLoad &trace, const QString &baseFolder)> traceProblem{};
    /// Of a preset by its name, or of a file that `baseFolder` may lead to, which is read; a check asks once
    /// for each vendor. Empty: no files are known, and bodies are not looked into.
    std::function<VendorFacts(const QString &vendor, const QString &baseFolder)> vendorFacts{};
    QStringList proxyVariables{}; ///< Variables of the environment that name a proxy.
    QString hostsWithoutProxy{};  ///< What its variable no_proxy says.
    /// What is wrong with the files of a target's TLS, each problem with the key of a member as its path;
    /// `baseFolder` may lead to them. Asked for targets over TLS. Empty: they are not looked into.
    std::function<Problems(const TlsFiles &tls, const QString &baseFolder)> tlsProblems{};
};

/// Why a vendor that people call `vendor` can't be asked with a parameter that its preset has no place for: a
/// request must not lose what it asks for without a word. The error has no place.
Error noPlaceFor(const QString &vendor);

/// All problems, each with its JSON path; empty when the scenario can run and nothing is odd about it.
Problems check(const Scenario &scenario, const CheckContext &context);

/// A scenario that runs as it is: one target, one request, closed load of one user; for `New` and for
/// `--url`.
Scenario defaultScenario();

} // namespace weir
