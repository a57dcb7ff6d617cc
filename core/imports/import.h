// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs have, as a scenario of Weir: a command line, a recording, a collection. A text goes in,
// a value comes out, with everything that became something else or could not be taken over in a list.
#pragma once

#include "base/result.h"
#include "imports/importformat.h"
#include "scenario/scenario.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace weir {

/// One thing that is not as it was there. Holds no secret.
struct ImportNote
{
    enum class Kind
    {
        Changed, ///< It works otherwise here.
        LeftOut, ///< Nothing here stands for it.
    };
    Kind kind = Kind::LeftOut;
    QString name;  ///< As the text calls it: "--compressed", "header Host".
    QString value; ///< Of it, shortened; may be empty.
    Message why;   ///< And what to do about it.
    int count = 1; ///< So often in the text.
    friend bool operator==(const ImportNote &, const ImportNote &) = default;
};

/// A secret that stood in the text. In the scenario a reference stands in its place.
struct ImportedSecret
{
    QString place;     ///< Where it stood: "header Authorization".
    QString reference; ///< "env:OPENAI_API_KEY".
    /// The secret itself, for a keychain: never shown, never written. Empty where the text had only a
    /// variable.
    QByteArray value;
    friend bool operator==(const ImportedSecret &, const ImportedSecret &) = default;
};

/// What became of a text. A value.
struct Import
{
    ImportFormat format = ImportFormat::Curl;
    Scenario scenario;
    /// The text had a load and goals, but nothing to ask: the scenario asks the built-in service.
    bool isLoadOnly = false;
    std::vector<ImportNote> notes; ///< In the order of the text.
    std::vector<ImportedSecret> secrets;
};

struct ImportOptions
{
    std::optional<ImportFormat> as; ///< Nothing: told by the text.
    /// The content of a file that the text names. Empty: no file is read, and what would need one is left
    /// out.
    std::function<Result<QByteArray>(const QString &path)> readFile{};
};

/// Bytes of a text that is taken at most.
inline constexpr qint64 mostImportBytes = qint64{64} << 20;

/// A pure function but for `readFile`; any thread. Fails for a text that is of no known format, is larger
/// than mostImportBytes, is broken, or has nothing in it that Weir can send or heed.
Result<Import> importText(const QByteArray &text, const ImportOptions &options = {});

/// `scenario` with other references in the place of those that an import gave: old to new.
Scenario withReferences(Scenario scenario, const std::map<QString, QString> &references);

/// `present` with the targets, requests and rows of an import behind its own, under free names. Load, goals
/// and settings stay. A target that is there already is not added a second time. Of an import that is a load
/// only, the load takes the place of the present one, and its goals are added.
Scenario withImported(Scenario present, const Import &import);

} // namespace weir
