// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rowcheck.h"

#include <bit>
#include <cstring>

namespace weir {

void RowCheck::mixBytes(const char *bytes, qsizetype size)
{
    static_assert(std::endian::native == std::endian::little, "words are little-endian in every file");
    mix(static_cast<quint64>(size));
    quint64 word = 0;
    constexpr qsizetype wordSize = sizeof word;
    for (; size >= wordSize; bytes += wordSize, size -= wordSize) {
        std::memcpy(&word, bytes, sizeof word);
        mix(word);
    }
    if (size > 0) {
        word = 0;
        std::memcpy(&word, bytes, static_cast<std::size_t>(size));
        mix(word);
    }
}

void RowCheck::addNothing()
{
    constexpr quint64 nothing = quint64{1} << 63;
    mix(nothing);
}

void RowCheck::addReal(double value)
{
    mix(std::bit_cast<quint64>(value + 0.0)); // SQLite knows no negative zero
}

void RowCheck::addText(QStringView text)
{
    mixBytes(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype{sizeof(char16_t)});
}

void RowCheck::add(const QVariant &value)
{
    if (value.isNull())
        return addNothing();
    switch (value.typeId()) {
    case QMetaType::Double:
        return addReal(value.toDouble());
    case QMetaType::QString:
        return addText(value.toString());
    case QMetaType::QByteArray:
        return addBytes(value.toByteArray());
    default:
        return addInteger(value.toLongLong());
    }
}

qint64 checkOf(const QVariantList &row)
{
    RowCheck check;
    for (const QVariant &value : row)
        check.add(value);
    return check.value();
}

QString storableText(const QString &text)
{
    QString storable = text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
    constexpr QChar swappedMark(0xfffe);
    qsizetype marks = 0;
    while (marks < storable.size() &&
           (storable[marks] == QChar(QChar::ByteOrderMark) || storable[marks] == swappedMark))
        ++marks;
    storable.remove(0, marks);
    return storable.isNull() ? QStringLiteral("") : storable;
}

} // namespace weir
