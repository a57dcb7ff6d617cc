// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordcursor.h"

#include "store/chunkcodec.h"
#include "store/integrity.h"
#include "store/openchunkreader.h"
#include "store/recordreader.h"
#include "store/rowcheck.h"
#include "store/sqliterows.h"

#include <limits>
#include <tuple>
#include <utility>

namespace weir {

namespace {

/// The rows of the table of chunks, in order; those of requests that are not asked for are passed over.
class ChunkCursor
{
public:
    ChunkCursor(const SqliteConnection &connection, TimePoint zero) : m_connection(connection), m_zero(zero)
    {
    }

    /// Appends the chunks of a request to its record. Requests must come in ascending order.
    Result<void> take(RequestRecord &record)
    {
        const RequestKey key = keyOf(record);
        if (!m_rows) {
            if (Result<void> begun = begin(key); !begun)
                return begun;
        }
        bool taken = false;
        for (; m_onRow && current() <= key; m_onRow = m_rows->next()) {
            if (current() < key)
                continue;
            const QString &path = m_connection.path();
            if (std::exchange(taken, true))
                return rowDoubled(path, u"chunks"_qs, nameOfAttempt(key.first, key.second));
            if (!isWhole())
                return rowDamaged(path, u"chunks"_qs, nameOfAttempt(key.first, key.second));
            ++m_taken;
            if (Result<void> decoded = decodeChunks(m_rows->value(2).bytes(), m_zero, record.chunks);
                !decoded)
                return Error{decoded.error().what, Message::verbatim(path), decoded.error().advice};
        }
        return m_onRow ? Result<void>() : m_rows->status();
    }
    /// Rows that belonged to a request.
    [[nodiscard]] quint64 taken() const { return m_taken; }

private:
    Result<void> begin(RequestKey from)
    {
        Result<SqliteRows> rows = SqliteRows::select(
            m_connection, u"SELECT request, attempt, times, row_check FROM chunks WHERE request >= ? "
                          "ORDER BY request, attempt"_qs);
        if (!rows)
            return rows.error();
        m_rows.emplace(std::move(rows).value());
        m_rows->bind(1, static_cast<qint64>(from.first));
        m_onRow = m_rows->next();
        return {};
    }
    [[nodiscard]] RequestKey current() const
    {
        return {static_cast<quint64>(m_rows->value(0).integer()),
                static_cast<quint32>(m_rows->value(1).integer())};
    }
    /// The row is as it was written.
    [[nodiscard]] bool isWhole() const
    {
        RowCheck check;
        check.addInteger(m_rows->value(0).integer());
        check.addInteger(m_rows->value(1).integer());
        const SqliteValue times = m_rows->value(2);
        if (times.type() == SqliteValue::Type::Bytes)
            check.addBytes(times.bytes());
        return m_rows->value(3).integer() == check.value();
    }

    const SqliteConnection &m_connection;
    std::optional<SqliteRows> m_rows; ///< Nothing before the first request.
    TimePoint m_zero;
    quint64 m_taken = 0;
    bool m_onRow = false;
};

/// SQLite's "no limit" is any negative number.
qlonglong limitOf(std::optional<quint64> limit)
{
    return limit && *limit <= static_cast<quint64>(std::numeric_limits<qint64>::max())
               ? static_cast<qlonglong>(*limit)
               : -1;
}

qlonglong offsetOf(quint64 offset)
{
    return static_cast<qlonglong>(std::min<quint64>(offset, std::numeric_limits<qint64>::max()));
}

class Walker
{
public:
    Walker(const RecordWalk &walk, const std::function<void(RequestRecord &)> &present,
           const RecordVisitor &visit)
        : m_walk(walk), m_present(present), m_visit(visit)
    {
    }

    Result<void> finished()
    {
        QString where;
        if (m_walk.query.outcome)
            where = u" WHERE outcome = '%1'"_qs.arg(toString(*m_walk.query.outcome));
        ChunkCursor chunks(m_walk.connection, m_walk.zero);
        const Result<void> read =
            rows(u"requests"_qs, where, m_walk.query.offset, m_walk.query.limit, nullptr, chunks);
        if (!read || !isWhole())
            return read;
        if (Result<void> counted = count(u"requests"_qs, m_visited); !counted || !m_walk.query.withChunks)
            return counted;
        return count(u"chunks"_qs, chunks.taken());
    }

    Result<void> open()
    {
        const RecordQuery &query = m_walk.query;
        if (query.outcome && *query.outcome != OutcomeClass::CutByTestEnd)
            return {};
        if (query.limit && m_visited >= *query.limit)
            return {};
        quint64 skip = 0;
        if (query.offset > 0 && m_visited == 0) {
            const Result<quint64> before = finishedCount();
            if (!before)
                return before.error();
            skip = query.offset - std::min(query.offset, *before);
        }
        const std::optional<quint64> left =
            query.limit ? std::optional<quint64>(*query.limit - m_visited) : std::nullopt;
        const quint64 before = m_visited;
        OpenChunkReader chunks(m_walk.connection, m_walk.zero);
        const Result<void> read = rows(u"open_requests"_qs, {}, skip, left, &m_present, chunks);
        if (!read || !isWhole())
            return read;
        if (Result<void> counted = count(u"open_requests"_qs, m_visited - before); !counted)
            return counted;
        return m_visited > before ? count(u"open_chunks"_qs, chunks.parts()) : read;
    }

private:
    /// Nothing is passed over, so that what is not there is missing.
    [[nodiscard]] bool isWhole() const
    {
        return !m_walk.query.outcome && m_walk.query.offset == 0 && !m_walk.query.limit;
    }

    Result<void> count(const QString &table, quint64 found)
    {
        if (!m_counts) {
            Result<std::map<QString, quint64>> stored = storedRowCounts(m_walk.connection);
            if (!stored)
                return stored.error();
            m_counts = std::move(*stored);
        }
        const auto expected = m_counts->find(table);
        const quint64 written = expected == m_counts->end() ? 0 : expected->second;
        if (found != written)
            return rowsDiffer(m_walk.connection.path(), table, found, written);
        return {};
    }

    /// `chunks`: a ChunkCursor or an OpenChunkReader.
    template <typename Chunks>
    Result<void> rows(const QString &table, const QString &where, quint64 offset,
                      std::optional<quint64> limit, const std::function<void(RequestRecord &)> *change,
                      Chunks &chunks)
    {
        // What is open is changed from all that is known of it.
        const RecordColumns columns =
            m_walk.query.forWindow && !change ? RecordColumns::ForWindow : RecordColumns::All;
        const QString sql = u"SELECT %1 FROM %2%3 ORDER BY request, attempt LIMIT %4 OFFSET %5"_qs.arg(
            recordColumnNames(columns), table, where, QString::number(limitOf(limit)),
            QString::number(offsetOf(offset)));
        Result<SqliteRows> found = SqliteRows::select(m_walk.connection, sql);
        if (!found)
            return found.error();
        SqliteRows &stored = *found;
        RecordReader reader(m_walk.zero, columns);
        std::optional<RequestKey> last;
        while (stored.next()) {
            RequestRecord record;
            if (Result<void> read = reader.read(stored, record); !read)
                return Error{read.error().what, Message::verbatim(m_walk.connection.path()),
                             read.error().advice};
            if (last == keyOf(record))
                return rowDoubled(m_walk.connection.path(), table, nameOfAttempt(last->first, last->second));
            last = keyOf(record);
            // How far an open request has come is in its chunks only.
            if (m_walk.query.withChunks || change) {
                if (Result<void> taken = chunks.take(record); !taken)
                    return taken;
            }
            if (change)
                (*change)(record);
            if (!m_walk.query.withChunks)
                record.chunks.clear();
            m_visit(std::move(record));
            ++m_visited;
        }
        return stored.status();
    }

    [[nodiscard]] Result<quint64> finishedCount() const
    {
        QSqlQuery query = m_walk.connection.query();
        QString sql = u"SELECT count(*) FROM requests"_qs;
        if (m_walk.query.outcome)
            sql += u" WHERE outcome = '%1'"_qs.arg(toString(*m_walk.query.outcome));
        if (!query.exec(sql) || !query.next())
            return m_walk.connection.errorOf(query);
        return query.value(0).toULongLong();
    }

    const RecordWalk &m_walk;
    const std::function<void(RequestRecord &)> &m_present;
    const RecordVisitor &m_visit;
    quint64 m_visited = 0;
    std::optional<std::map<QString, quint64>> m_counts; ///< Of the same transaction.
};

} // namespace

Result<void> walkRecords(const RecordWalk &walk, const std::function<void(RequestRecord &)> &present,
                         const RecordVisitor &visit)
{
    // Inside another walk on the same connection the transaction is that one's.
    const bool isOuter = walk.connection.run(u"BEGIN"_qs).ok();
    Walker walker(walk, present, visit);
    Result<void> done = walker.finished();
    if (done)
        done = walker.open();
    if (isOuter) {
        Result<void> ended = walk.connection.run(u"COMMIT"_qs);
        if (done && !ended)
            return ended;
    }
    return done;
}

} // namespace weir
