// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretreference.h"

#include <QFile>
#include <QFileInfo>

namespace weir {

namespace {

constexpr qint64 mostBytes = qint64{64} * 1024;

Result<QByteArray> checked(QByteArray value, const QString &where)
{
    if (value.isEmpty())
        return Error{QStringLiteral("The secret is empty"), where, {}};
    if (value.contains('\n') || value.contains('\r') || value.contains('\0'))
        return Error{QStringLiteral("The secret has more than one line"), where,
                     QStringLiteral("Keep one secret in one line")};
    return value;
}

Result<QByteArray> fromEnvironment(const QString &name, const QString &where)
{
    const QByteArray key = name.toUtf8();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return Error{QStringLiteral("The environment variable %1 is not set").arg(name), where,
                     QStringLiteral("Set it before Weir starts")};
    return checked(qgetenv(key.constData()), where);
}

Result<QByteArray> fromFile(const QString &path, const QString &where)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return Error{QStringLiteral("The secret's file does not exist or is no plain file"), where, {}};
    if (info.size() > mostBytes)
        return Error{QStringLiteral("The secret's file is larger than %1 bytes").arg(mostBytes), where, {}};
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.permissions() & others)
        return Error{QStringLiteral("The secret's file can be read or changed by others than its owner"),
                     where, QStringLiteral("Run: chmod 600 on it")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            QStringLiteral("The secret's file can't be read: %1").arg(file.errorString()), where, {}};
    QByteArray value = file.read(mostBytes + 1);
    if (value.endsWith('\n'))
        value.chop(1);
    if (value.endsWith('\r'))
        value.chop(1);
    return checked(value, where);
}

} // namespace

std::optional<SecretReference> parseSecretReference(const QString &text)
{
    using Kind = SecretReference::Kind;
    const std::pair<QString, Kind> prefixes[] = {{QStringLiteral("env:"), Kind::Environment},
                                                 {QStringLiteral("file:"), Kind::File},
                                                 {QStringLiteral("keychain:"), Kind::Keychain}};
    for (const auto &[prefix, kind] : prefixes) {
        if (text.startsWith(prefix) && text.size() > prefix.size())
            return SecretReference{kind, text.mid(prefix.size())};
    }
    return std::nullopt;
}

Result<QByteArray> resolveSecret(const SecretReference &reference)
{
    switch (reference.kind) {
    case SecretReference::Kind::Environment:
        return fromEnvironment(reference.name, QStringLiteral("env:") + reference.name);
    case SecretReference::Kind::File:
        return fromFile(reference.name, QStringLiteral("file:") + reference.name);
    case SecretReference::Kind::Keychain:
        break;
    }
    return Error{QStringLiteral("The keychain is not available in this build"),
                 QStringLiteral("keychain:") + reference.name, QStringLiteral("Use env:NAME or file:PATH")};
}

Result<QByteArray> resolveSecret(const QString &reference)
{
    if (const std::optional<SecretReference> parsed = parseSecretReference(reference))
        return resolveSecret(*parsed);
    // The text may be the secret itself, pasted by mistake: it is not repeated.
    return Error{QStringLiteral("A secret is given by reference, not by value"),
                 {},
                 QStringLiteral("Write env:NAME, file:PATH or keychain:NAME")};
}

} // namespace weir
