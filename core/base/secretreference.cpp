// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretreference.h"

#include "base/fileerror.h"
#include "base/keychain.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <sys/resource.h>
#include <sys/statvfs.h>

namespace weir {

namespace {

constexpr qint64 mostBytes = qint64{64} * 1024;

Result<QByteArray> checked(QByteArray value, const Message &where, SecretLines lines)
{
    if (value.isEmpty())
        return Error{WEIR_TEXT("secret.is_empty", "The secret is empty"), where, {}};
    const bool hasLines = value.contains('\n') || value.contains('\r');
    if ((hasLines && lines == SecretLines::One) || value.contains('\0'))
        return Error{WEIR_TEXT("secret.has_lines", "The secret has more than one line"), where,
                     WEIR_TEXT("secret.one_line_advice", "Keep one secret in one line.")};
    return value;
}

Result<QByteArray> fromEnvironment(const QString &name, const Message &where, SecretLines lines)
{
    const QByteArray key = name.toUtf8();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return Error{
            Message(WEIR_TEXT("secret.variable_not_set", "The environment variable %1 is not set"), name),
            where, WEIR_TEXT("secret.set_variable_advice", "Set it before Weir starts.")};
    return checked(qgetenv(key.constData()), where, lines);
}

bool isMountedReadOnly(const QString &path)
{
    struct statvfs system = {};
    return statvfs(QFile::encodeName(path).constData(), &system) == 0 && (system.f_flag & ST_RDONLY) != 0;
}

SecretFileGuard guardOf(const QFileInfo &info)
{
    return {info.permissions(), info.ownerId(), isMountedReadOnly(info.filePath())};
}

/// Whoever reads a core dump reads the secret. The hard limit stays, for who wants one all the same.
void preventCoreDumps()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur == 0)
        return;
    limit.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &limit);
}

Result<QByteArray> fromFile(const QString &path, const Message &where, SecretLines lines)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return Error{
            WEIR_TEXT("secret.no_file", "The secret's file does not exist or is no plain file"), where, {}};
    if (info.size() > mostBytes)
        return Error{Message(WEIR_TEXT("secret.file_too_large", "The secret's file is larger than %1 bytes"),
                             mostBytes),
                     where,
                     {}};
    if (opennessOf(guardOf(info)) == SecretFileOpenness::Changeable)
        return Error{WEIR_TEXT("secret.file_is_changeable",
                               "The secret's file can be changed by others than its owner"),
                     where, WEIR_TEXT("secret.chmod_advice", "Run chmod 600 on it.")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Message(WEIR_TEXT("secret.file_unreadable", "The secret's file can't be read: %1"),
                             failureOf(file)),
                     where,
                     {}};
    QByteArray value = file.read(mostBytes + 1);
    if (value.endsWith('\n'))
        value.chop(1);
    if (value.endsWith('\r'))
        value.chop(1);
    return checked(value, where, lines);
}

const QRegularExpression &referenceWord()
{
    // Behind a blank or a mark, to the next of those that neither a variable nor a path has.
    static const QRegularExpression word(
        QStringLiteral("(?<![^\\s=:,;\"'(<\\[{])((?:env|file|keychain):[^\\s,;\"')>\\]}]+)"));
    return word;
}

} // namespace

std::optional<SecretReference> parseSecretReference(const QString &text)
{
    using Kind = SecretReference::Kind;
    const std::pair<QString, Kind> prefixes[] = {{QStringLiteral("env:"), Kind::Environment},
                                                 {QStringLiteral("file:"), Kind::File},
                                                 {QStringLiteral("keychain:"), Kind::Keychain}};
    for (const auto &[prefix, kind] : prefixes) {
        if (text.startsWith(prefix) && text.size() > prefix.size() && !text.at(prefix.size()).isSpace())
            return SecretReference{kind, text.mid(prefix.size())};
    }
    return std::nullopt;
}

bool isSecretReference(const QString &text)
{
    return parseSecretReference(text).has_value();
}

bool holdsSecretReference(const QString &text)
{
    return isSecretReference(text) || referenceWord().match(text).hasMatch();
}

SecretFileOpenness opennessOf(const SecretFileGuard &guard)
{
    constexpr QFile::Permissions writing = QFile::WriteGroup | QFile::WriteOther;
    constexpr QFile::Permissions reading = QFile::ReadGroup | QFile::ReadOther;
    constexpr quint32 root = 0;
    if (guard.isReadOnly)
        return SecretFileOpenness::Closed;
    if (guard.permissions & writing)
        return SecretFileOpenness::Changeable;
    return (guard.permissions & reading) && guard.owner != root ? SecretFileOpenness::Readable
                                                                : SecretFileOpenness::Closed;
}

std::optional<Message> secretFileWarning(const QString &text)
{
    const std::optional<SecretReference> reference = parseSecretReference(text);
    if (!reference || reference->kind != SecretReference::Kind::File)
        return std::nullopt;
    const QFileInfo info(reference->name);
    if (!info.isFile() || opennessOf(guardOf(info)) != SecretFileOpenness::Readable)
        return std::nullopt;
    return Message(
        WEIR_TEXT("secret.file_is_readable",
                  "The secret's file %1 can be read by others than its owner. Run chmod 600 on it."),
        reference->name);
}

Result<QByteArray> resolveSecret(const SecretReference &reference, SecretLines lines)
{
    preventCoreDumps();
    switch (reference.kind) {
    case SecretReference::Kind::Environment:
        return fromEnvironment(reference.name, Message::verbatim(u"env:"_qs + reference.name), lines);
    case SecretReference::Kind::File:
        return fromFile(reference.name, Message::verbatim(u"file:"_qs + reference.name), lines);
    case SecretReference::Kind::Keychain:
        break;
    }
    const Message where = Message::verbatim(u"keychain:"_qs + reference.name);
    Result<QByteArray> value = readKeychain(reference.name);
    return value ? checked(std::move(*value), where, lines) : value.error().within(where);
}

Result<QByteArray> resolveSecret(const QString &reference)
{
    if (const std::optional<SecretReference> parsed = parseSecretReference(reference))
        return resolveSecret(*parsed);
    // The text may be the secret itself, pasted by mistake: it is not repeated.
    return Error{WEIR_TEXT("secret.is_no_reference", "A secret is given by reference, not by value"),
                 {},
                 WEIR_TEXT("secret.reference_advice", "Write env:NAME, file:PATH or keychain:NAME.")};
}

QString withoutSecretReferences(QString text)
{
    if (isSecretReference(text))
        return {};
    return text.remove(referenceWord());
}

Result<std::vector<ResolvedPiece>> resolvedPieces(const QString &text, Redactor &redactor)
{
    std::vector<ResolvedPiece> pieces;
    const auto addSecret = [&](const QString &reference) -> Result<void> {
        Result<QByteArray> secret = resolveSecret(reference);
        if (!secret)
            return secret.error();
        redactor.add(*secret);
        pieces.push_back({{}, std::move(*secret)});
        return {};
    };
    if (isSecretReference(text)) {
        if (const Result<void> added = addSecret(text); !added)
            return added.error();
        return pieces;
    }
    qsizetype at = 0;
    for (QRegularExpressionMatchIterator matches = referenceWord().globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart(1) > at)
            pieces.push_back({text.sliced(at, match.capturedStart(1) - at), {}});
        if (const Result<void> added = addSecret(match.captured(1)); !added)
            return added.error();
        at = match.capturedEnd(1);
    }
    if (at < text.size())
        pieces.push_back({text.sliced(at), {}});
    return pieces;
}

Result<QByteArray> resolveSecretsIn(const QString &text, Redactor &redactor)
{
    const Result<std::vector<ResolvedPiece>> pieces = resolvedPieces(text, redactor);
    if (!pieces)
        return pieces.error();
    QByteArray resolved;
    for (const ResolvedPiece &piece : *pieces)
        resolved += piece.secret.isEmpty() ? piece.text.toUtf8() : piece.secret;
    return resolved;
}

} // namespace weir
