// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recovery.h"

#include "base/fileerror.h"
#include "base/outputfile.h"
#include "scenario/scenariojson.h"
#include "store/secretscan.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace weir {

RecoveryFile::RecoveryFile(const QString &folder)
    : m_path(QDir(folder).filePath(QStringLiteral("unsaved.json")))
{
}

Result<void> RecoveryFile::write(const Scenario &scenario, const QString &projectPath, const QDateTime &now,
                                 const QByteArray &fingerprint) const
{
    const QByteArray text = scenarioToJson(withoutSecretValues(scenario));
    const QJsonObject json{{u"weir_recovery"_qs, 1},
                           {u"project"_qs, projectPath},
                           {u"saved_at"_qs, now.toUTC().toString(Qt::ISODate)},
                           {u"project_fingerprint"_qs, QString::fromLatin1(fingerprint.toHex())},
                           {u"scenario"_qs, QJsonDocument::fromJson(text).object()}};
    QDir().mkpath(QFileInfo(m_path).path());
    const Message why = failureOfWriting(m_path, QJsonDocument(json).toJson(), FileReaders::OwnerOnly);
    if (!why.isEmpty()) {
        return Error{
            Message(WEIR_TEXT("recovery.unkept", "Unsaved work can't be kept for recovery: %1"), why),
            Message::verbatim(m_path),
            Message(WEIR_TEXT("recovery.save_or_mend", "Save the project. %1"), writingAdvice(why))};
    }
    return {};
}

Result<std::optional<RecoveredWork>> RecoveryFile::read() const
{
    constexpr qint64 largest = qint64{64} * 1024 * 1024;
    QFile file(m_path);
    if (!file.exists())
        return std::optional<RecoveredWork>();
    const Error unreadable{
        Message(WEIR_TEXT("recovery.unreadable", "The copy of unsaved work can't be read")),
        Message::verbatim(m_path),
        Message(WEIR_TEXT("recovery.move_away", "Move the file away if you do not need it."))};
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return unreadable;
    const QJsonObject json = QJsonDocument::fromJson(file.read(largest)).object();
    if (json.value(u"weir_recovery"_qs).toInt() != 1 || !json.value(u"scenario"_qs).isObject())
        return unreadable;
    const QByteArray text = QJsonDocument(json.value(u"scenario"_qs).toObject()).toJson();
    RecoveredWork work;
    work.scenario = scenarioFromJson(text).scenario;
    work.projectPath = json.value(u"project"_qs).toString();
    work.savedAt = QDateTime::fromString(json.value(u"saved_at"_qs).toString(), Qt::ISODate);
    work.fingerprint = QByteArray::fromHex(json.value(u"project_fingerprint"_qs).toString().toLatin1());
    return std::optional<RecoveredWork>(std::move(work));
}

bool RecoveryFile::remove() const
{
    return !QFileInfo::exists(m_path) || QFile::remove(m_path);
}

} // namespace weir
