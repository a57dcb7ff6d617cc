// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretreference.h"

#include "base/fileerror.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace weir {

namespace {

constexpr qint64 mostBytes = qint64{64} * 1024;

Result<QByteArray> checked(QByteArray value, const Message &where)
{
    if (value.isEmpty())
        return Error{WEIR_TEXT("secret.is_empty", "The secret is empty"), where, {}};
    if (value.contains('\n') || value.contains('\r') || value.contains('\0'))
        return Error{WEIR_TEXT("secret.has_lines", "The secret has more than one line"), where,
                     WEIR_TEXT("secret.one_line_advice", "Keep one secret in one line.")};
    return value;
}

Result<QByteArray> fromEnvironment(const QString &name, const Message &where)
{
    const QByteArray key = name.toUtf8();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return Error{
            Message(WEIR_TEXT("secret.variable_not_set", "The environment variable %1 is not set"), name),
            where, WEIR_TEXT("secret.set_variable_advice", "Set it before Weir starts.")};
    return checked(qgetenv(key.constData()), where);
}

Result<QByteArray> fromFile(const QString &path, const Message &where)
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
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.permissions() & others)
        return Error{WEIR_TEXT("secret.file_is_open",
                               "The secret's file can be read or changed by others than its owner"),
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
    return checked(value, where);
}

const QRegularExpression &referenceWord()
{
    static const QRegularExpression word(QStringLiteral("(?<!\\S)((?:env|file|keychain):\\S+)"));
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

Result<QByteArray> resolveSecret(const SecretReference &reference)
{
    switch (reference.kind) {
    case SecretReference::Kind::Environment:
        return fromEnvironment(reference.name, Message::verbatim(u"env:"_qs + reference.name));
    case SecretReference::Kind::File:
        return fromFile(reference.name, Message::verbatim(u"file:"_qs + reference.name));
    case SecretReference::Kind::Keychain:
        break;
    }
    return Error{WEIR_TEXT("secret.no_keychain", "The keychain is not available in this build"),
                 Message::verbatim(u"keychain:"_qs + reference.name),
                 WEIR_TEXT("secret.no_keychain_advice", "Use env:NAME or file:PATH.")};
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

Result<QByteArray> resolveSecretsIn(const QString &text, Redactor &redactor)
{
    if (const std::optional<SecretReference> whole = parseSecretReference(text)) {
        Result<QByteArray> secret = resolveSecret(*whole);
        if (secret)
            redactor.add(*secret);
        return secret;
    }
    QByteArray resolved;
    qsizetype at = 0;
    for (QRegularExpressionMatchIterator matches = referenceWord().globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const Result<QByteArray> secret = resolveSecret(match.captured(1));
        if (!secret)
            return secret.error();
        redactor.add(*secret);
        resolved += text.sliced(at, match.capturedStart(1) - at).toUtf8() + *secret;
        at = match.capturedEnd(1);
    }
    return resolved + text.sliced(at).toUtf8();
}

} // namespace weir
