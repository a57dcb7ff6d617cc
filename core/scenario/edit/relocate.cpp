// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/relocate.h"

#include "base/secretreference.h"
#include "scenario/mediasource.h"

#include <QDir>

namespace weir {

QString pathFromFolder(const QString &file, const QString &folder)
{
    const QString relative = QDir(folder).relativeFilePath(file);
    const bool isInside = relative != u".." && !relative.startsWith(u"../") && QDir::isRelativePath(relative);
    return isInside ? relative : file;
}

Scenario relocated(const Scenario &scenario, const QString &from, const QString &to,
                   const std::function<bool(const QString &)> &exists)
{
    const auto move = [&](QString &path) {
        if (path.isEmpty())
            return;
        const QString file = QDir::cleanPath(QDir(from).absoluteFilePath(path));
        const bool isRelative = QDir::isRelativePath(path);
        if (!isRelative || (QDir(from) != QDir(to) && exists(file)))
            path = pathFromFolder(file, to);
    };
    Scenario moved = scenario;
    for (DataSource &source : moved.data)
        move(source.path);
    for (LoadGroup &group : moved.load.groups) {
        if (TraceLoad *trace = std::get_if<TraceLoad>(&group.model))
            move(trace->path);
    }
    for (Target &target : moved.targets) {
        if (namesVendorFile(target.vendor))
            move(target.vendor);
        move(target.tokenizer);
        move(target.tls.ca);
        move(target.tls.certificate);
        if (!isSecretReference(target.tls.key))
            move(target.tls.key);
    }
    for (RequestTemplate &request : moved.requests) {
        for (QStringList *sources : {&request.images, &request.audio}) {
            for (QString &source : *sources) {
                if (!isMediaAddress(source) && !source.contains(u"{{"))
                    move(source);
            }
        }
    }
    return moved;
}

} // namespace weir
