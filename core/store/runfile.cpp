// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runfile.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

namespace weir {

QString requestTagOf(const QString &runId)
{
    constexpr qsizetype tagLength = 10;
    return runId.right(tagLength);
}

QString newRunId(const QDateTime &now)
{
    // Crockford's base 32 (no I, L, O, U): 10 characters of milliseconds, 16 of chance, as in ULID.
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr int timeCharacters = 10;
    constexpr int randomCharacters = 16;
    quint64 milliseconds = static_cast<quint64>(std::max<qint64>(now.toMSecsSinceEpoch(), 0));
    QString id(timeCharacters, u'0');
    for (int i = timeCharacters - 1; i >= 0; --i, milliseconds >>= 5)
        id[i] = alphabet[static_cast<qsizetype>(milliseconds & 31)];
    for (int i = 0; i < randomCharacters; ++i)
        id += alphabet[static_cast<qsizetype>(QRandomGenerator::system()->bounded(32))];
    return id;
}

void addServer(std::map<TargetIndex, QStringList> &servers, TargetIndex target, const QString &said)
{
    QStringList &all = servers[target];
    qsizetype characters = said.size();
    for (const QString &other : all)
        characters += other.size();
    if (!said.isEmpty() && !all.contains(said) && characters <= mostServerCharacters)
        all << said;
}

bool isOfRunFile(const Error &error)
{
    const QByteArray code = error.what.code();
    return code.startsWith("run_file.") || code.startsWith("sqlite.");
}

QString defaultRunPath(const QString &projectPath, const QDateTime &startedAt, const QString &id)
{
    const QString name = startedAt.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'") + u'-' + id + u".weirrun"_qs;
    if (projectPath.isEmpty())
        return QDir(QStringLiteral("weir-runs")).filePath(name);
    const QFileInfo project(projectPath);
    return project.dir().filePath(project.completeBaseName() + u".runs/"_qs + name);
}

} // namespace weir
