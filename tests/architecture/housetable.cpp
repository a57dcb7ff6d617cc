// SPDX-License-Identifier: GPL-3.0-or-later
#include "housetable.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace weir::test {

namespace {

using Row = QStringList;

/// The rows of the table whose heading starts with these cells, without back quotes.
QList<Row> rowsOf(const QString &markdown, const QStringList &heading)
{
    QList<Row> rows;
    bool inside = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (!line.startsWith(u'|')) {
            inside = false;
            continue;
        }
        Row cells;
        for (const QString &cell : line.mid(1).split(u'|'))
            cells << cell.trimmed().remove(u'`');
        if (cells.mid(0, heading.size()) == heading)
            inside = true;
        else if (inside && !cells.first().startsWith(QStringLiteral("--")))
            rows << cells;
    }
    return rows;
}

QStringList listOf(const QString &cell)
{
    QStringList items;
    for (const QString &item : cell.split(u',')) {
        if (!item.trimmed().isEmpty() && item.trimmed() != u"-")
            items << item.trimmed();
    }
    return items;
}

bool liesIn(const QString &file, const QString &folder)
{
    return file.startsWith(folder + u'/');
}

} // namespace

HouseTable houseTableFrom(const QString &markdown)
{
    HouseTable table;
    for (const Row &row :
         rowsOf(markdown, {QStringLiteral("Floor"), QStringLiteral("Room"), QStringLiteral("Library")}))
        table.rooms.append({row[1], row[0].toInt(), row[2]});
    for (const Row &row : rowsOf(markdown, {QStringLiteral("Library"), QStringLiteral("Uses")}))
        table.uses.insert(row[0], listOf(row[1]));
    for (const Row &row :
         rowsOf(markdown, {QStringLiteral("Guest"), QStringLiteral("Headers"), QStringLiteral("Only in")})) {
        for (const QString &pattern : row[1].split(u' ', Qt::SkipEmptyParts))
            table.guests.append(
                {QRegularExpression(QRegularExpression::anchoredPattern(pattern)), listOf(row[2])});
    }
    return table;
}

const Room *HouseTable::roomOf(const QString &file) const
{
    const Room *best = nullptr;
    for (const Room &room : rooms) {
        if (liesIn(file, room.path) && (!best || room.path.size() > best->path.size()))
            best = &room;
    }
    return best;
}

const Room *HouseTable::roomOfInclude(const QString &target) const
{
    for (const QString &root : {QStringLiteral("core/"), QStringLiteral("ui/")}) {
        if (const Room *room = roomOf(root + target))
            return room;
    }
    return nullptr;
}

QString HouseTable::violation(const QString &file, const QString &target) const
{
    if (target.startsWith(QStringLiteral("../")))
        return QStringLiteral("includes start at core/ or ui/");
    for (const Guest &guest : guests) {
        if (guest.pattern.match(target).hasMatch())
            return std::any_of(guest.homes.begin(), guest.homes.end(),
                               [&file](const QString &home) { return liesIn(file, home); })
                       ? QString()
                       : QStringLiteral("only %1 may know it").arg(guest.homes.join(QStringLiteral(", ")));
    }
    const Room *from = roomOf(file);
    const Room *to = roomOfInclude(target);
    if (!from)
        return QStringLiteral("its folder is no room of the table");
    if (!to || to == from)
        return {};
    if (to->library != from->library && !uses.value(from->library).contains(to->library))
        return QStringLiteral("%1 does not use %2").arg(from->library, to->library);
    if (to->floor >= from->floor)
        return QStringLiteral("%1 (floor %2) stands no lower than %3 (floor %4)")
            .arg(to->path)
            .arg(to->floor)
            .arg(from->path)
            .arg(from->floor);
    return {};
}

QList<Include> includesOf(const QString &source)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QList<Include> includes;
    int number = 0;
    for (const QString &line : source.split(u'\n')) {
        ++number;
        const QRegularExpressionMatch match = pattern.match(line);
        if (match.hasMatch())
            includes.append({number, match.captured(1)});
    }
    return includes;
}

QStringList violationsIn(const QString &root, const HouseTable &table)
{
    QStringList found;
    for (const QString &top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        QDirIterator files(root + u'/' + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QString relative = path.mid(root.size() + 1);
            QFile file(path);
            if (relative.endsWith(QStringLiteral("/pch.h")) || !file.open(QIODevice::ReadOnly))
                continue;
            for (const Include &include : includesOf(QString::fromUtf8(file.readAll()))) {
                const QString why = table.violation(relative, include.target);
                if (!why.isEmpty())
                    found << QStringLiteral("%1:%2 includes %3: %4")
                                 .arg(relative)
                                 .arg(include.line)
                                 .arg(include.target, why);
            }
        }
    }
    return found;
}

QStringList linkedLibraries(const QString &cmake, const QString &library)
{
    static const QRegularExpression calls(QStringLiteral("target_link_libraries\\((\\S+)([^)]*)\\)"));
    static const QRegularExpression own(QStringLiteral("\\bweir_(base|core|service|lab|ui)\\b"));
    QStringList linked;
    for (QRegularExpressionMatchIterator call = calls.globalMatch(cmake); call.hasNext();) {
        const QRegularExpressionMatch match = call.next();
        if (match.captured(1) != library)
            continue;
        for (QRegularExpressionMatchIterator name = own.globalMatch(match.captured(2)); name.hasNext();)
            linked << name.next().captured(0);
    }
    return linked;
}

} // namespace weir::test
