// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of the formats: how each is told, and who reads it.
#pragma once

#include "imports/importdraft.h"

#include <QStringView>

#include <vector>

namespace weir {

struct ImportReader
{
    ImportFormat format;
    QStringView name;  ///< Of `--as`.
    QStringView title; ///< What people call it.
    bool (*looksLike)(const QString &head);
    /// Fills the draft from a whole text; fails for one that is broken.
    Result<void> (*read)(const QString &text, ImportDraft &draft);
};

/// In the order of ImportFormat, which is the one in which a text is tried.
const std::vector<ImportReader> &importReaders();
const ImportReader &importReader(ImportFormat format);

} // namespace weir
