// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/datarows.h"

#include "base/keptinput.h"
#include "scenario/rowstore.h"

#include <QFileInfo>

#include <limits>
#include <mutex>

namespace weir {

namespace {

constexpr qint64 largeFile = qint64{32} << 20;
constexpr quint64 rowsAtStart = 1'000;
/// Of one that is read as far as a run gets: no bound but the disk's.
constexpr RowLimits endless{qint64{1} << 50, RowLimits().rowBytes};

} // namespace

Result<RowTally> forEachRow(const DataSource &source, const QString &baseFolder,
                            const std::function<bool(QJsonObject &&row)> &row, const RowLimits &limits)
{
    Result<RowSource> rows = RowSource::open(source, baseFolder, limits);
    if (!rows)
        return rows.error();
    while (true) {
        Result<std::optional<QJsonObject>> read = rows->next();
        if (!read)
            return read.error();
        if (!*read || !row(std::move(**read)))
            return rows->tally();
    }
}

bool isLargeFile(const DataSource &source, const QString &baseFolder)
{
    const QString path = dataFilePath(source, baseFolder);
    return source.format == DataSource::Format::Jsonl && !isHandedDown(path) &&
           QFileInfo(path).size() > largeFile;
}

bool readsAsItGoes(const DataSource &source, const QString &baseFolder)
{
    return source.order == DataSource::Order::Sequential && source.badRows == DataSource::BadRows::Fail &&
           isLargeFile(source, baseFolder);
}

struct DataRows::State
{
    explicit State(RowSource &&opened) : rows(std::move(opened)) {}

    /// Until `count` rows are read, or the end, or a failure.
    void readUpTo(quint64 count)
    {
        while (!hasEnded && !failure && rows.tally().rows < count) {
            const Result<std::optional<QJsonObject>> row = rows.next();
            if (!row)
                failure = row.error();
            else if (!*row)
                hasEnded = true;
            else if (const Result<void> kept = store.append(**row); !kept)
                failure = kept.error();
        }
    }

    DataSource source;
    mutable std::mutex mutex; ///< Of what follows but the store, which has its own.
    RowSource rows;
    bool hasEnded = false;
    std::optional<Error> failure;
    RowStore store;
};

Result<DataRows> DataRows::load(const DataSource &source, const QString &baseFolder)
{
    const bool isLazy = readsAsItGoes(source, baseFolder);
    Result<RowSource> opened = RowSource::open(source, baseFolder, isLazy ? endless : RowLimits());
    if (!opened)
        return opened.error();
    const auto state = std::make_shared<State>(std::move(*opened));
    state->source = source;
    state->readUpTo(isLazy ? rowsAtStart : std::numeric_limits<quint64>::max());
    if (state->failure)
        return *state->failure;
    return DataRows(state);
}

quint64 DataRows::count() const
{
    return m_state->store.count();
}

bool DataRows::isWhole() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->hasEnded;
}

quint64 DataRows::countBeyond(quint64 number) const
{
    const quint64 read = m_state->store.count();
    if (read > number)
        return read;
    const std::scoped_lock lock(m_state->mutex);
    m_state->readUpTo(number + 1);
    return m_state->failure ? number + 1 : m_state->store.count();
}

Result<QJsonObject> DataRows::at(RowIndex row) const
{
    if (row.value() < m_state->store.count())
        return m_state->store.at(row.value());
    const std::scoped_lock lock(m_state->mutex);
    Q_ASSERT(m_state->failure);
    return *m_state->failure;
}

const DataSource &DataRows::source() const
{
    return m_state->source;
}

qint64 DataRows::largestRow() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->rows.tally().largestRow;
}

} // namespace weir
