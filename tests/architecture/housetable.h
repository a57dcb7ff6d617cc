// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of docs/architecture.md (rooms, libraries, guests), read from the document itself, and what they
// forbid. So the document can't say one thing and the test hold another.
#pragma once

#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace weir::test {

/// A folder with sources.
struct Room
{
    QString path; ///< From the top of the tree: "core/engine".
    int floor = 0;
    QString library;
};

/// Headers from outside that only some rooms may name.
struct Guest
{
    QRegularExpression pattern; ///< For the whole include.
    QStringList homes;          ///< Paths of rooms, or of folders that hold rooms.
};

struct HouseTable
{
    QList<Room> rooms;
    QMap<QString, QStringList> uses; ///< By library: the libraries of Weir that its link line may name.
    QList<Guest> guests;

    /// The room of a file, by its path from the top: the one with the longest path; nullptr outside of all.
    [[nodiscard]] const Room *roomOf(const QString &file) const;
    /// The room that `target` of `#include "target"` lies in, as seen from core/ and ui/; nullptr when in
    /// none.
    [[nodiscard]] const Room *roomOfInclude(const QString &target) const;
    /// Why `file` may not include `target`; empty when it may.
    [[nodiscard]] QString violation(const QString &file, const QString &target) const;
};

/// Reads the tables; one that is missing is empty.
HouseTable houseTableFrom(const QString &markdown);

struct Include
{
    int line = 0;
    QString target;
};
QList<Include> includesOf(const QString &source);

/// All violations below `root`/core, /ui and /app, a line each: "core/a/b.h:3 includes x: why".
QStringList violationsIn(const QString &root, const HouseTable &table);

/// What `target_link_libraries(library ...)` of a CMake file names among Weir's own libraries.
QStringList linkedLibraries(const QString &cmake, const QString &library);

} // namespace weir::test
