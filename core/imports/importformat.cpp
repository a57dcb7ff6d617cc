// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importreaders.h"

namespace weir {

namespace {

/// So much of a text tells what it is.
constexpr qsizetype lookedAt = 64 * 1024;

} // namespace

template <>
const QStringList &enumNames<ImportFormat>()
{
    static const QStringList names = [] {
        QStringList all;
        for (const ImportReader &reader : importReaders())
            all.append(reader.name.toString());
        return all;
    }();
    return names;
}

QString titleOf(ImportFormat format)
{
    return importReader(format).title.toString();
}

std::optional<ImportFormat> importFormatOf(const QByteArray &text)
{
    const QString head = QString::fromUtf8(text.left(lookedAt));
    for (const ImportReader &reader : importReaders()) {
        if (reader.looksLike(head))
            return reader.format;
    }
    return std::nullopt;
}

} // namespace weir
