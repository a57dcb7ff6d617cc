// SPDX-License-Identifier: GPL-3.0-or-later
// `weir render`: the charts of a saved run as files, with no window and no display.
#pragma once

namespace weir {

/// True when the first argument is "render".
bool isRenderCommand(int argc, char **argv);

/// Reads the arguments, makes its own (offscreen) application and writes one file a chart; their paths go to
/// standard output, what goes wrong to standard error. Returns the exit code: 0, 1 (a file can't be read or
/// written), 2 (wrong usage).
int runRenderCommand(int argc, char **argv);

} // namespace weir
