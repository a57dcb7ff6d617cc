// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a translator's file (Qt's TS format), for tests that hold the texts to rules.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

struct TranslatedText
{
    QString context;
    QString source;
    QStringList texts;    ///< More than one only where a language has plural forms.
    bool finished = true; ///< False where a translator still has to look, or the source has gone.
};

/// All texts of the file at `path`, in its order; none when it can't be read.
std::vector<TranslatedText> readTranslations(const QString &path);

/// %1, %2, %n... of a text in a fixed order. A percent sign that is followed by anything else is only a
/// percent sign.
QStringList placeholdersOf(const QString &text);

} // namespace weir
