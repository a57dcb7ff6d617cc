// SPDX-License-Identifier: GPL-3.0-or-later
// Names and statements that writer, reader and catalog of run files share. Described in docs/run-file.md.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "store/runfile.h"
#include "store/sqlite.h"

#include <QJsonObject>

#include <vector>

namespace weir {

inline constexpr quint32 runFileApplicationId = 0x57454952; ///< "WEIR"
inline constexpr quint32 runFileVersion = 1;

struct RunTable
{
    QString name;
    QString sql; ///< Its CREATE TABLE; a file whose own differs was not written by Weir.
};
/// Every table of version 1.
const std::vector<RunTable> &runTables();

/// The first bytes of a file are those of a run file, of any version.
bool isRunFile(QByteArrayView start);
/// Checks the 100-byte header of an SQLite file without opening it as a database: is it SQLite, is it Weir's,
/// and is the version one that this program knows? Fails with what is wrong.
Result<void> checkRunFileHeader(const QString &path);
/// Checks that the tables are the ones that Weir makes and that nothing else (views, triggers) could stand in
/// for them.
Result<void> checkRunSchema(const SqliteConnection &connection);

QJsonObject toJson(const RunMilestones &milestones, TimePoint zero);
/// Members with values that can't be are left at their default.
RunMilestones milestonesFromJson(const QJsonObject &json, TimePoint zero);
QJsonObject toJson(const GeneratorHealth &health);
GeneratorHealth healthFromJson(const QJsonObject &json);

/// The state with that name; nothing for a name that is none.
std::optional<RunState> runStateFromString(QStringView name);

} // namespace weir
