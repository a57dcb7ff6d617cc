// SPDX-License-Identifier: GPL-3.0-or-later
// The `builtin:` target: starts the reference service for as long as its user lives.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace weir {

class ReferenceService;

/// Running services of a scenario's `builtin:` targets. Owned by whoever runs the scenario.
class BuiltinTargets
{
public:
    /// Starts one service for each preset that a target names. Fails for an unknown preset.
    static Result<BuiltinTargets> startFor(const Scenario &scenario);
    BuiltinTargets();
    BuiltinTargets(BuiltinTargets &&) noexcept;
    BuiltinTargets &operator=(BuiltinTargets &&) noexcept;
    ~BuiltinTargets();

    /// URL by target index, empty for targets that are not builtin.
    [[nodiscard]] const QStringList &urls() const;
    [[nodiscard]] bool isEmpty() const;

private:
    std::vector<std::unique_ptr<ReferenceService>> m_services;
    QStringList m_urls;
};

/// The preset that a builtin URL names; the default one for `builtin:`.
QString presetOf(const QString &builtinUrl);

/// True for `builtin:` and `builtin:PRESET`.
bool isBuiltinUrl(const QString &url);

} // namespace weir
