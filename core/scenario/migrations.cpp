// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/migrations.h"

#include "scenario/scenario.h"

#include <array>

namespace weir {

std::span<const Migration> scenarioMigrations()
{
    // The size makes a new version without its step fail to compile or, left null, fail the golden file's
    // test.
    static constexpr std::array<Migration, scenarioVersion - 1> steps{};
    return steps;
}

QJsonObject migrated(QJsonObject project, int version, std::span<const Migration> steps)
{
    for (std::size_t step = static_cast<std::size_t>(version) - 1; step < steps.size(); ++step)
        steps[step](project);
    project.insert(u"weir", static_cast<int>(steps.size()) + 1);
    return project;
}

} // namespace weir
