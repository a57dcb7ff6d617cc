// SPDX-License-Identifier: GPL-3.0-or-later
// The `builtin:` target: starts the reference service for as long as its user lives.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace weir {

class ReferenceService;
struct ServiceConfig;

/// Running services of a scenario's `builtin:` targets. Owned by whoever runs the scenario.
class BuiltinTargets
{
public:
    /// Starts one service for each preset that a target names. It draws from the scenario's seed where the
    /// preset has none of its own, so that whoever wants to know the seed sets it before. Fails for an
    /// unknown preset.
    static Result<BuiltinTargets> startFor(const Scenario &scenario);
    BuiltinTargets();
    BuiltinTargets(BuiltinTargets &&) noexcept;
    BuiltinTargets &operator=(BuiltinTargets &&) noexcept;
    ~BuiltinTargets();

    /// URL by target index, empty for targets that are not builtin.
    [[nodiscard]] const QStringList &urls() const;
    [[nodiscard]] bool isEmpty() const;
    /// What the run's request ids begin with (RunRequest::tag): where all targets are builtin seededTag(), so
    /// that the seed alone decides what each request meets; empty, for an id of the run's own, where any
    /// other service hears them, too.
    [[nodiscard]] QString runTag() const;

private:
    std::vector<std::unique_ptr<ReferenceService>> m_services;
    QStringList m_urls;
};

/// The beginning of request ids that differ by number alone, for services that no other run asks: they draw
/// answers and faults from the ids, so a simulation and a run against `builtin:` meet the same ones.
QString seededTag();

/// `config` with the run's seed where it has none of its own.
ServiceConfig seededBy(std::optional<quint64> runSeed, ServiceConfig config);

/// The preset that a builtin URL names; the default one for `builtin:`.
QString presetOf(const QString &builtinUrl);

/// True for `builtin:` and `builtin:PRESET`.
bool isBuiltinUrl(const QString &url);

} // namespace weir
