// SPDX-License-Identifier: GPL-3.0-or-later
// Why a file could not be used, as data. Qt keeps the system's reason as a text only, in whatever language
// the system speaks; the usual ones are said in Weir's words.
#pragma once

#include "base/message.h"

#include <QFileDevice>

namespace weir {

/// Why the last call on `file` failed: words that follow a colon, without a full stop. Those of Qt where the
/// reason is none of the usual ones. Call it before anything else is done with the file.
Message failureOf(const QFileDevice &file);

/// The same for what else tells its failure as a text only, as QTemporaryDir and QProcess do. `words` may
/// have something before the system's reason.
Message systemFailure(const QString &words);
/// The same for an `errno`.
Message systemFailure(int error);

/// What to do about `why` a file could not be written, as the calls above tell it: a whole sentence. A full
/// disk, a quota, a permission and a file system that can only be read have each their own.
Message writingAdvice(const Message &why);

} // namespace weir
