// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/templates.h"

#include "scenario/scenariojson.h"

#include <QFile>

#include <stdexcept>

// A static library's resources are registered by hand; the macro must stand outside of any namespace.
static void registerSampleFiles()
{
    Q_INIT_RESOURCE(weir_samples);
}

namespace weir {

namespace {

/// Of a file that is compiled in; nothing when there is none of that name.
std::optional<Scenario> compiledIn(const QString &fileName)
{
    registerSampleFiles();
    QFile file(QStringLiteral(":/weir/samples/") + fileName);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const ScenarioReading reading = scenarioFromJson(file.readAll());
    // The program's own files are tested; a broken one is a bug, not a user's mistake.
    if (!reading.problems.empty())
        throw std::logic_error("broken sample " + fileName.toStdString());
    return reading.scenario;
}

} // namespace

std::vector<ScenarioTemplate> scenarioTemplates()
{
    return {
        {QStringLiteral("baseline"), Message(WEIR_TEXT("template.baseline", "Baseline: one user")),
         Message(WEIR_TEXT("template.baseline_shows",
                           "One user, one request at a time: what the service does without any load."))},
        {QStringLiteral("concurrent"), Message(WEIR_TEXT("template.concurrent", "Concurrent: 20 users")),
         Message(WEIR_TEXT("template.concurrent_shows",
                           "20 users who ask again as soon as they are answered: what the service does at a "
                           "constant number of open streams."))},
        {QStringLiteral("open-rate"),
         Message(WEIR_TEXT("template.open_rate", "Open rate: 5 requests a second")),
         Message(WEIR_TEXT("template.open_rate_shows",
                           "5 requests a second, whether or not answers come: what independent users get."))},
        {QStringLiteral("steps"), Message(WEIR_TEXT("template.steps", "Steps: 10 to 50 users")),
         Message(WEIR_TEXT("template.steps_shows",
                           "10 to 50 users in five levels: where the service begins to queue. "
                           "Each level has figures of its own."))},
        {QStringLiteral("spike"),
         Message(WEIR_TEXT("template.spike", "Spike: five times the rate for a moment")),
         Message(WEIR_TEXT(
             "template.spike_shows",
             "Five times the usual rate for a moment: how the service bends, and how it recovers."))},
        {QStringLiteral("mixed"), Message(WEIR_TEXT("template.mixed", "Mixed load: 80 % short, 20 % long")),
         Message(
             WEIR_TEXT("template.mixed_shows",
                       "Four short requests for every long one, by users who read before they ask again."))},
        {QStringLiteral("soak"), Message(WEIR_TEXT("template.soak", "Soak: a moderate load for a day")),
         Message(WEIR_TEXT("template.soak_shows",
                           "A moderate load for a day: leaks, drift and rare errors show."))},
        {QStringLiteral("drill"), Message(WEIR_TEXT("template.drill", "Drill: a burst beside users at work")),
         Message(WEIR_TEXT("template.drill_shows",
                           "Users at work, and beside them a burst of long requests whose "
                           "callers do not wait long."))},
    };
}

std::optional<Scenario> templateScenario(const QString &name)
{
    return compiledIn(QStringLiteral("template-%1.weir").arg(name));
}

Scenario sampleScenario()
{
    return compiledIn(QStringLiteral("sample.weir")).value();
}

} // namespace weir
