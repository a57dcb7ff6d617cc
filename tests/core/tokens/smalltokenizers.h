// SPDX-License-Identifier: GPL-3.0-or-later
// Small vocabularies of our own, whose tokens can be told by hand.
#pragma once

#include "tokens/bytealphabet.h"
#include "tokens/tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace weir::test {

inline QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

/// The tokenizer of a file, which must be right.
inline std::shared_ptr<const Tokenizer> made(const QByteArray &bytes,
                                             const QString &name = QStringLiteral("tokenizer.json"))
{
    Result<std::shared_ptr<const Tokenizer>> tokenizer = tokenizerFrom(bytes, name);
    if (!tokenizer)
        qFatal("%s", qPrintable(tokenizer.error().text()));
    return *tokenizer;
}

/// The tokens of `text`, joined by "|".
inline QString piecesOf(const Tokenizer &tokenizer, const QString &text)
{
    const Result<std::vector<TokenId>> ids = tokenizer.encode(text.toUtf8());
    if (!ids)
        return ids.error().text();
    QStringList pieces;
    for (const TokenId id : *ids)
        pieces << QString::fromUtf8(tokenizer.bytesOf(id));
    return pieces.join(u'|');
}

/// {"a": 0, "b": 1, ...}
inline QJsonObject vocabularyOf(const QStringList &tokens)
{
    QJsonObject vocabulary;
    for (qsizetype i = 0; i < tokens.size(); ++i)
        vocabulary.insert(tokens[i], i);
    return vocabulary;
}

/// A letter for each byte and `merges` of them ("h e"); splits as GPT-2 does. `more` goes into the file.
inline QByteArray byteLevelJson(const QStringList &merges, const QJsonObject &more = {})
{
    QStringList tokens;
    for (int byte = 0; byte < 256; ++byte)
        tokens << QString::fromStdString(inByteAlphabet(std::string(1, static_cast<char>(byte))));
    for (const QString &merge : merges)
        tokens << QString(merge).remove(u' ');
    QJsonObject file{
        {QStringLiteral("pre_tokenizer"), QJsonObject{{QStringLiteral("type"), QStringLiteral("ByteLevel")},
                                                      {QStringLiteral("add_prefix_space"), false}}},
        {QStringLiteral("model"),
         QJsonObject{{QStringLiteral("type"), QStringLiteral("BPE")},
                     {QStringLiteral("vocab"), vocabularyOf(tokens)},
                     {QStringLiteral("merges"), QJsonArray::fromStringList(merges)}}}};
    for (auto member = more.begin(); member != more.end(); ++member)
        file.insert(member.key(), member.value());
    return jsonOf(file);
}

/// Ranks of all bytes, then of `tokens`.
inline QByteArray tiktokenFile(const QByteArrayList &tokens)
{
    QByteArray file;
    qsizetype rank = 0;
    for (int byte = 0; byte < 256; ++byte)
        file += QByteArray(1, static_cast<char>(byte)).toBase64() + ' ' + QByteArray::number(rank++) + '\n';
    for (const QByteArray &token : tokens)
        file += token.toBase64() + ' ' + QByteArray::number(rank++) + '\n';
    return file;
}

} // namespace weir::test
