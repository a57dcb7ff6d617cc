// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textinput.h"

#include "base/fileerror.h"
#include "base/inputfile.h"
#include "base/keptinput.h"
#include "base/units.h"

#include <QFileInfo>

namespace weir {

namespace {

constexpr qint64 pieceBytes = 16384;

} // namespace

TextInput::TextInput(QString path, qint64 mostBytes) : m_path(std::move(path)), m_mostBytes(mostBytes) {}

TextInput::TextInput(const TextInput &other)
    : m_path(other.m_path), m_mostBytes(other.m_mostBytes), m_given(other.m_given)
{
}

TextInput &TextInput::operator=(const TextInput &other)
{
    *this = TextInput(other);
    return *this;
}

Result<void> TextInput::open()
{
    const Message where = Message::verbatim(m_path);
    QString path = m_path;
    if (isHandedDown(path)) {
        Result<QString> kept = keptInput(path, m_mostBytes);
        if (!kept)
            return kept.error();
        path = std::move(*kept);
    }
    if (!QFileInfo::exists(path))
        return Error{WEIR_TEXT("file.missing", "There is no such file"), where,
                     WEIR_TEXT("file.relative_to_project", "Relative paths start at the project's folder.")};
    if (const Message why = whyNoInput(path); !why.isEmpty())
        return Error{Message(WEIR_TEXT("file.not_regular", "This is not a regular file: %1"), why), where,
                     WEIR_TEXT("file.name_regular",
                               "Name a file. On the command line - is standard input, so that "
                               "`cat PIPE | weir-cli run ... --data -` works.")};
    auto opened = std::make_unique<Open>(path);
    if (!opened->file.open(QIODevice::ReadOnly))
        return Error{
            Message(WEIR_TEXT("file.cannot_open", "The file can't be opened: %1"), failureOf(opened->file)),
            where,
            {}};
    m_open = std::move(opened);
    return skipGiven();
}

Result<QByteArray> TextInput::rawPiece()
{
    QFile &file = m_open->file;
    QByteArray piece = file.read(pieceBytes);
    if (piece.isEmpty() && file.error() != QFile::NoError)
        return Error{
            Message(WEIR_TEXT("file.unreadable", "The file can't be read: %1"), failureOf(file)), {}, {}};
    return piece;
}

/// Empty at the end, and where a piece unpacks to nothing yet.
Result<QByteArray> TextInput::unpackedPiece()
{
    Open &open = *m_open;
    if (open.unzstd && open.unzstd->holdsMore())
        return open.unzstd->unpacked({});
    Result<QByteArray> piece = rawPiece();
    if (!piece)
        return piece;
    if (!std::exchange(open.hasBegun, true)) {
        if (Gunzip::begins(*piece))
            open.gunzip.emplace();
        else if (Unzstd::begins(*piece))
            open.unzstd.emplace();
    }
    open.hasEnded = piece->isEmpty();
    if (!open.isPacked())
        return piece;
    if (open.hasEnded) {
        const Result<void> whole = open.gunzip ? open.gunzip->finish() : open.unzstd->finish();
        return whole ? Result<QByteArray>(QByteArray()) : whole.error();
    }
    return open.gunzip ? open.gunzip->unpacked(*piece) : open.unzstd->unpacked(*piece);
}

/// Empty at the end, and where a piece has no whole character yet.
Result<QByteArray> TextInput::decodedPiece()
{
    Open &open = *m_open;
    const Result<QByteArray> piece = unpackedPiece();
    if (!piece)
        return piece;
    Result<QByteArray> text = open.decoder.decoded(*piece);
    if (!text || !open.hasEnded)
        return text;
    const Result<QByteArray> rest = open.decoder.finish();
    if (!rest)
        return rest;
    return *text + *rest;
}

Result<QByteArray> TextInput::nextPiece()
{
    while (!m_open->hasEnded) {
        Result<QByteArray> text = decodedPiece();
        if (!text)
            return text.error().within(Message::verbatim(m_path));
        if (!text->isEmpty())
            return text;
    }
    return QByteArray();
}

/// A copy begins where the other one was.
Result<void> TextInput::skipGiven()
{
    qint64 left = m_given;
    while (left > 0) {
        const Result<QByteArray> text = nextPiece();
        if (!text)
            return text.error();
        const std::optional<qint64> plain = m_open->isPacked() ? std::nullopt : m_open->decoder.plainOffset();
        if (plain) {
            m_open->file.seek(*plain + m_given);
            return {};
        }
        left -= text->size(); // pieces are the same each time
        if (text->isEmpty())
            return {};
    }
    return {};
}

Result<QByteArray> TextInput::next()
{
    if (!m_open) {
        if (const Result<void> opened = open(); !opened)
            return opened.error();
    }
    Result<QByteArray> text = nextPiece();
    if (!text)
        return text;
    m_given += text->size();
    if (m_given > m_mostBytes)
        return Error{Message(WEIR_TEXT("file.text_too_large", "The file is larger than %1, unpacked"),
                             formatBytes(static_cast<quint64>(m_mostBytes))),
                     Message::verbatim(m_path),
                     WEIR_TEXT("data.split_or_sample", "Split it, or take a sample of its rows.")};
    return text;
}

} // namespace weir
