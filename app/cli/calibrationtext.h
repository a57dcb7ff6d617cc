// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates as text for a terminal.
#pragma once

#include "store/certificate.h"

#include <QString>

namespace weir::cli {

/// "qt: closed, 50 streams, 22.6 requests/s, 2,260 chunks/s, ..."
QString certificateTitle(const Certificate &certificate);
/// A line for each kind of error, and the generator's health. Ends without a line break.
QString certificateTable(const Certificate &certificate);

} // namespace weir::cli
