// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/calibrationstore.h"

#include "base/fileerror.h"
#include "base/inputfile.h"
#include "base/outputfile.h"
#include "store/settings.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr qint64 sizeLimit = 64 * 1024;
constexpr qsizetype mostFiles = 1000;

QString standardFolder()
{
    return QFileInfo(SettingsFile().path()).dir().filePath(u"calibrations"_qs);
}

/// The same for two calibrations of one load: what was achieved, and so differs each time, is left out.
QString fileName(const Certificate &certificate)
{
    const QJsonObject json = toJson(certificate);
    QJsonObject load = json.value(u"load"_qs).toObject();
    load.remove(u"chunks_per_second"_qs);
    const QJsonObject identity{
        {u"host"_qs, json.value(u"host"_qs)}, {u"load"_qs, load}, {u"stream"_qs, json.value(u"stream"_qs)}};
    const QByteArray hash = QCryptographicHash::hash(QJsonDocument(identity).toJson(QJsonDocument::Compact),
                                                     QCryptographicHash::Sha256);
    return u"%1-%2-%3.json"_qs.arg(certificate.transport)
        .arg(std::llround(certificate.load.streams))
        .arg(QString::fromLatin1(hash.toHex().first(12)));
}

Result<Certificate> readFile(const QString &path)
{
    const Result<QByteArray> bytes = readInputFile(path, sizeLimit);
    if (!bytes)
        return Error{Message(WEIR_TEXT("certificate.unreadable", "The certificate can't be read: %1"),
                             bytes.error().what),
                     bytes.error().where,
                     {}};
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (bytes->size() > sizeLimit || !document.isObject())
        return Error{Message(WEIR_TEXT("certificate.none", "This is no certificate of a calibration")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("certificate.delete_it", "Delete it and calibrate again."))};
    return certificateFromJson(document.object(), path);
}

} // namespace

CalibrationStore::CalibrationStore(QString folder)
    : m_folder(folder.isEmpty() ? standardFolder() : std::move(folder))
{
}

StoredCertificates CalibrationStore::read() const
{
    StoredCertificates stored;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u"*.json"_qs}, QDir::Files, QDir::Time).mid(0, mostFiles)) {
        Result<Certificate> certificate = readFile(folder.filePath(name));
        if (certificate)
            stored.certificates.push_back(std::move(*certificate));
        else
            stored.problems.push_back(certificate.error());
    }
    std::stable_sort(stored.certificates.begin(), stored.certificates.end(),
                     [](const Certificate &a, const Certificate &b) { return a.madeAt > b.madeAt; });
    return stored;
}

Result<QString> CalibrationStore::write(const Certificate &certificate) const
{
    const QString path = QDir(m_folder).filePath(fileName(certificate));
    QDir().mkpath(m_folder);
    const Message why = failureOfWriting(path, QJsonDocument(toJson(certificate)).toJson());
    if (!why.isEmpty())
        return Error{Message(WEIR_TEXT("certificate.unsaved", "The certificate can't be saved: %1"), why),
                     Message::verbatim(path), writingAdvice(why)};
    return path;
}

} // namespace weir
