// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `run`, `once` and `simulate` that make or change a scenario.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "loadoptions.h"
#include "scenario/scenario.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace weir::cli {

/// As typed; empty or unset where the option was not given.
struct ScenarioOptions
{
    std::string scenarioFile;
    std::string url, vendor, model, key, prompt, dataFile, transport, errorBudget;
    std::string ca, certificate, keyFile, proxy, tokenizer;
    std::string system, bodyFile, extraBody;
    std::string promptTokens, outputTokens;
    std::vector<std::string> headers, sets, thresholds, images, audio;
    std::optional<quint32> maxTokens;
    std::optional<quint64> seed;
    std::optional<quint32> retries;
    LoadOptions load;
    bool noStream = false;
    bool insecure = false;

    /// Adds the options to a subcommand. This object must outlive `command`.
    void addTo(CLI::App &command);
    /// How the service is reached; addTo() has them.
    void addConnectionTo(CLI::App &command);
    /// The one that only matters where bytes are moved.
    void addTransportTo(CLI::App &command);
    /// What is asked beside the prompt; addTo() has them.
    void addRequestTo(CLI::App &command);
    /// Only those that make the load and what is asked: the ones that a calibration heeds.
    void addLoadTo(CLI::App &command);
};

/// The scenario that a command line means, ready to run.
struct ChosenScenario
{
    Scenario scenario;
    QString projectPath; ///< Empty: no file was given.
    QString baseFolder;
    Problems problems; ///< Of the file and of the whole; with errors among them it can't run.
};

/// Reads the file, if any, and applies the options over it. Fails only for what is no scenario at all
/// (unreadable file, an option's value that can't be parsed).
Result<ChosenScenario> chooseScenario(const ScenarioOptions &options);

} // namespace weir::cli
