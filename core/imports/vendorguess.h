// SPDX-License-Identifier: GPL-3.0-or-later
// Whose service a URL is.
#pragma once

#include "protocol/vendorpreset.h"

#include <QUrl>

namespace weir {

/// What a URL tells.
struct VendorGuess
{
    const VendorPreset *preset =
        nullptr; ///< Null: none of those that come with Weir. Lives as long as the program.
    QString keyVariable = QStringLiteral("API_KEY"); ///< What people call the variable that holds the key.
    bool isWhole =
        false;     ///< The URL is the place of answers that are not streamed, which have one of their own.
    QString model; ///< Where the URL holds its name.
    bool isSure = false; ///< False: the path is one that others may have, too ("/generate").
};

/// By the path, and by the host where vendors share a path. Pure.
VendorGuess vendorAt(const QUrl &url);

} // namespace weir
