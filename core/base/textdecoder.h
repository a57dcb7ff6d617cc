// SPDX-License-Identifier: GPL-3.0-or-later
// Makes UTF-8 of the bytes of a text file, whichever Unicode its byte order mark names.
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <optional>

namespace weir {

/// UTF-8 (a mark is taken off; without one it is taken for granted and not checked) and UTF-16 of both
/// orders, told by the mark. What is no text at all but a known other kind of file (an Excel workbook,
/// Parquet, another packing) is refused by its name. One thread.
class TextDecoder
{
public:
    /// The text of the file's next piece. Errors have the byte of the file as place: UTF-16 without a mark or
    /// with half a character, UTF-32, another kind of file.
    Result<QByteArray> decoded(QByteArrayView piece);
    /// The text that was held back for what might have followed; the file has ended.
    Result<QByteArray> finish();
    /// Bytes of the mark; nothing until they are known, or where bytes and text don't lie side by side.
    [[nodiscard]] std::optional<qint64> plainOffset() const;

private:
    enum class Form
    {
        Unknown,
        Utf8,
        Utf16Little,
        Utf16Big,
    };
    Result<void> findForm();
    Result<QByteArray> fromHeld(bool isLast);

    Form m_form = Form::Unknown;
    QByteArray m_held; ///< Bytes that are not decoded yet.
    qint64 m_at = 0;   ///< Where they stand in the file.
};

/// A whole text.
Result<QByteArray> decodedText(const QByteArray &bytes);

} // namespace weir
