// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textdecoder.h"

#include <QString>
#include <QtEndian>

#include <array>

namespace weir {

namespace {

constexpr qsizetype longestMark = 4;

struct Magic
{
    QByteArrayView begin;
    const char *name;
};

/// What people hand over for text. gzip and Zstandard are unpacked before they come here.
constexpr std::array<Magic, 13> otherFiles{{
    {QByteArrayView("PK\x03\x04", 4), "ZIP, or an Excel workbook"},
    {QByteArrayView("\x28\xb5\x2f\xfd", 4), "Zstandard"},
    {QByteArrayView("\xfd\x37\x7a\x58", 4), "XZ"},
    {QByteArrayView("BZh9", 4), "bzip2"},
    {QByteArrayView("PAR1", 4), "Parquet"},
    {QByteArrayView("ARRO", 4), "Arrow"},
    {QByteArrayView("\xd0\xcf\x11\xe0", 4), "old Excel"},
    {QByteArrayView("SQLi", 4), "SQLite"},
    {QByteArrayView("Obj\x01", 4), "Avro"},
    {QByteArrayView("%PDF", 4), "PDF"},
    {QByteArrayView("7z\xbc\xaf", 4), "7-Zip"},
    {QByteArrayView("\x04\x22\x4d\x18", 4), "LZ4"},
    {QByteArrayView("\x93NUM", 4), "NumPy"},
}};

Message byteAt(qint64 byte)
{
    return Message(WEIR_TEXT("file.byte", "byte %1"), byte);
}

Error wrongEncoding(const Message &what, qint64 byte)
{
    return {what, byteAt(byte), Message(WEIR_TEXT("text.save_as_utf8", "Save it as UTF-8."))};
}

/// Index of the first half of a pair that has no other half; the size where there is none.
qsizetype firstHalfCharacter(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isSurrogate())
            continue;
        if (text[i].isLowSurrogate() || i + 1 == text.size() || !text[i + 1].isLowSurrogate())
            return i;
        ++i;
    }
    return text.size();
}

} // namespace

Result<void> TextDecoder::findForm()
{
    const QByteArrayView head = m_held;
    for (const Magic &other : otherFiles) {
        if (head.startsWith(other.begin))
            return Error{
                Message(WEIR_TEXT("text.other_file", "This is no text but another kind of file: %1"),
                        Message::verbatim(QString::fromLatin1(other.name))),
                byteAt(0),
                Message(WEIR_TEXT("text.unpack_or_export",
                                  "Unpack it, or save it as JSON lines or CSV; gzip and Zstandard are read "
                                  "as they are."))};
    }
    const bool isUtf32 = head.startsWith(QByteArrayView("\xff\xfe\0\0", 4)) ||
                         head.startsWith(QByteArrayView("\0\0\xfe\xff", 4));
    if (isUtf32)
        return wrongEncoding(Message(WEIR_TEXT("text.utf32", "The file is UTF-32")), 0);
    m_form = head.startsWith("\xff\xfe")   ? Form::Utf16Little
             : head.startsWith("\xfe\xff") ? Form::Utf16Big
                                           : Form::Utf8;
    if (m_form == Form::Utf8 && head.size() >= 2 && (head[0] == '\0' || head[1] == '\0'))
        return wrongEncoding(
            Message(WEIR_TEXT("text.zero_byte", "There is a zero byte, as in UTF-16 without a "
                                                "byte order mark")),
            head[0] == '\0' ? 0 : 1);
    m_at = m_form != Form::Utf8 ? 2 : head.startsWith("\xef\xbb\xbf") ? 3 : 0;
    m_held.remove(0, m_at);
    return {};
}

std::optional<qint64> TextDecoder::plainOffset() const
{
    return m_form == Form::Utf8 ? std::optional(m_at) : std::nullopt;
}

Result<QByteArray> TextDecoder::decoded(QByteArrayView piece)
{
    m_held.append(piece);
    if (m_form == Form::Unknown && m_held.size() < longestMark)
        return QByteArray();
    return fromHeld(false);
}

Result<QByteArray> TextDecoder::finish()
{
    return fromHeld(true);
}

Result<QByteArray> TextDecoder::fromHeld(bool isLast)
{
    if (m_form == Form::Unknown) {
        if (const Result<void> found = findForm(); !found)
            return found.error();
    }
    if (m_form == Form::Utf8)
        return std::exchange(m_held, {});
    QString text(m_held.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        text[i] = QChar(m_form == Form::Utf16Little ? qFromLittleEndian<char16_t>(m_held.data() + 2 * i)
                                                    : qFromBigEndian<char16_t>(m_held.data() + 2 * i));
    if (!isLast && !text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1); // its other half is still to come
    const qsizetype half = firstHalfCharacter(text);
    const bool hasOddByte = isLast && m_held.size() % 2 != 0;
    if (half < text.size() || hasOddByte)
        return wrongEncoding(
            Message(WEIR_TEXT("text.half_character", "The UTF-16 text has half a character")),
            m_at + 2 * half);
    m_held.remove(0, 2 * text.size());
    m_at += 2 * text.size();
    return text.toUtf8();
}

Result<QByteArray> decodedText(const QByteArray &bytes)
{
    TextDecoder decoder;
    Result<QByteArray> text = decoder.decoded(bytes);
    if (!text)
        return text;
    Result<QByteArray> rest = decoder.finish();
    if (!rest)
        return rest;
    return *text + *rest;
}

} // namespace weir
