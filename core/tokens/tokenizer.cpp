// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokenizer.h"

#include "base/inputfile.h"
#include "tokens/bytealphabet.h"
#include "tokens/bytefallback.h"
#include "tokens/characters.h"
#include "tokens/huggingface.h"
#include "tokens/tiktoken.h"

#include <QDir>
#include <QFileInfo>

namespace weir {

namespace {

/// The largest known has 33 MB.
constexpr qint64 largestFile = qint64{128} << 20;

/// A file that holds no tokenizer of a kind that is read, told by how it begins.
std::optional<Error> foreignFile(const QByteArray &bytes)
{
    if (bytes.startsWith("version https://git-lfs"))
        return Error{
            Message(WEIR_TEXT("tokenizer.is_pointer", "It is Git LFS's pointer to the file, not the file")),
            {},
            Message(WEIR_TEXT("tokenizer.advice_fetch", "Fetch the file itself, with git lfs pull."))};
    // A SentencePiece model is a Protocol Buffers message that begins with its first token.
    if (bytes.startsWith('\x0a') && bytes.left(64).contains("<unk>"))
        return Error{Message(WEIR_TEXT("tokenizer.is_sentencepiece", "It is a SentencePiece model")),
                     {},
                     Message(WEIR_TEXT("tokenizer.advice_json", "Name the model's tokenizer.json."))};
    return std::nullopt;
}

std::string withBlanks(std::string_view text)
{
    constexpr std::string_view mark = "\xe2\x96\x81";
    std::string made(text);
    for (std::size_t at = made.find(mark); at != std::string::npos; at = made.find(mark, at))
        made.replace(at, mark.size(), " ");
    return made;
}

} // namespace

Tokenizer::Tokenizer(TokenizerParts parts) : m_parts(std::move(parts)) {}

Result<std::vector<TokenId>> Tokenizer::encode(QByteArrayView text) const
{
    if (text.size() > mostTokenizedBytes)
        return Error{Message(WEIR_TEXT("tokenizer.text_long",
                                       "The text has %1 bytes; %2 are the most that are counted"),
                             text.size(), mostTokenizedBytes),
                     {},
                     {}};
    const std::string whole = asUtf8(text);
    std::vector<TokenId> ids;
    for (const AddedPart &part : m_parts.added.split(whole, false)) {
        if (part.id) {
            ids.push_back(*part.id);
            continue;
        }
        const bool isAtStart = part.text.data() == whole.data();
        Result<std::string> plain = normalized(std::string(part.text), m_parts.normalizers);
        if (!plain)
            return plain.error();
        for (const AddedPart &inner : m_parts.added.split(*plain, true)) {
            if (inner.id)
                ids.push_back(*inner.id);
            else if (const Result<void> done = encodePart(
                         std::string(inner.text), isAtStart && inner.text.data() == plain->data(), ids);
                     !done)
                return done.error();
        }
    }
    return ids;
}

Result<void> Tokenizer::encodePart(std::string text, bool isAtStart, std::vector<TokenId> &ids) const
{
    const Result<std::vector<ModelPiece>> pieces =
        cutInto({{std::move(text), isAtStart}}, m_parts.preTokenizers);
    if (!pieces)
        return pieces.error();
    for (const ModelPiece &piece : *pieces) {
        if (Result<void> done = m_parts.model->encode(piece.text, ids); !done)
            return done;
    }
    return {};
}

Result<quint64> Tokenizer::count(QByteArrayView text) const
{
    const Result<std::vector<TokenId>> ids = encode(text);
    return ids ? Result<quint64>(static_cast<quint64>(ids->size())) : Result<quint64>(ids.error());
}

QByteArray Tokenizer::bytesOf(TokenId id) const
{
    const std::string_view added = m_parts.added.textOf(id);
    const std::string_view token = added.empty() ? m_parts.model->vocabulary().textOf(id) : added;
    if (m_parts.isRawBytes || !added.empty())
        return QByteArray(token.data(), static_cast<qsizetype>(token.size()));
    if (const std::optional<char> byte = byteOfToken(token))
        return QByteArray(1, *byte);
    if (m_parts.isByteLevel)
        return QByteArray::fromStdString(fromByteAlphabet(token).value_or(std::string(token)));
    return QByteArray::fromStdString(withBlanks(token));
}

Result<std::shared_ptr<const Tokenizer>> tokenizerFrom(const QByteArray &bytes, const QString &name)
{
    if (std::optional<Error> foreign = foreignFile(bytes))
        return *std::move(foreign);
    const qsizetype begin =
        std::find_if(bytes.begin(), bytes.end(),
                     [](char byte) { return byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r'; }) -
        bytes.begin();
    // No line of tiktoken's begins so, whatever the file is called.
    const bool isJson = name.endsWith(u".json", Qt::CaseInsensitive) ||
                        (begin < bytes.size() && QByteArrayView("{[\"").contains(bytes[begin]));
    Result<TokenizerParts> parts = isJson ? readHuggingFace(bytes) : readTiktoken(bytes, name);
    if (!parts)
        return parts.error();
    return std::shared_ptr<const Tokenizer>(std::make_shared<Tokenizer>(std::move(*parts)));
}

Result<std::shared_ptr<const Tokenizer>> readTokenizer(const QString &path)
{
    const Message where = Message::verbatim(path);
    const auto read = [](const QString &file) -> Result<QByteArray> {
        Result<QByteArray> bytes = readInputFile(file, largestFile);
        if (bytes && bytes->size() > largestFile)
            return Error{
                Message(WEIR_TEXT("tokenizer.file_large", "The file has more than %1 MiB, no tokenizer has"),
                        largestFile >> 20),
                Message::verbatim(file),
                Message(WEIR_TEXT("tokenizer.advice_json", "Name the model's tokenizer.json."))};
        return bytes;
    };
    const Result<QByteArray> bytes = read(path);
    if (!bytes)
        return bytes.error();
    const QFileInfo info(path);
    const Result<std::optional<TiktokenFile>> named = tiktokenFile(*bytes);
    if (!named)
        return named.error().within(where);
    if (*named) {
        const QString ranks = info.dir().absoluteFilePath((*named)->ranks);
        const Result<QByteArray> file = read(ranks);
        if (!file)
            return file.error();
        Result<TokenizerParts> parts = readTiktoken(*file, (*named)->pattern);
        if (!parts)
            return parts.error().within(Message::verbatim(ranks));
        return std::shared_ptr<const Tokenizer>(std::make_shared<Tokenizer>(std::move(*parts)));
    }
    Result<std::shared_ptr<const Tokenizer>> made = tokenizerFrom(*bytes, info.fileName());
    return made ? made : made.error().within(where);
}

} // namespace weir
