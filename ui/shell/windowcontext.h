// SPDX-License-Identifier: GPL-3.0-or-later
// What the window and its parts work on.
#pragma once

namespace weir {

class AppSettings;
class RunController;
class ScenarioDocument;
class ServiceController;
class ThemeSource;

/// What the window shows and changes; all outlive it.
struct WindowContext
{
    AppSettings &settings;
    ThemeSource &themes;
    ScenarioDocument &document;
    RunController &runs;
    ServiceController *service = nullptr; ///< Null where the window has no Service page.
};

} // namespace weir
