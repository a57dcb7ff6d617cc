// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordrows.h"

#include "store/rowcheck.h"
#include "store/sqliterows.h"

#include <QStringList>
#include <QVariant>

#include <concepts>
#include <limits>

namespace weir {

namespace {

/// Calls `visit(column name, member)` for every stored member; the only place that knows names and order.
template <typename Record, typename Visitor>
void visitColumns(Record &r, Visitor &&visit)
{
    visit(u"request", r.request);
    visit(u"attempt", r.attempt);
    visit(u"worker", r.worker);
    visit(u"user", r.user);
    visit(u"target", r.target);
    visit(u"template", r.requestTemplate);
    visit(u"data_row", r.row);
    visit(u"phase", r.phase);
    visit(u"open_load", r.openLoad);
    visit(u"streamed", r.streamed);
    visit(u"retried", r.retried);
    visit(u"intended_ns", r.intended);
    visit(u"due_ns", r.due);
    visit(u"first_started_ns", r.firstStarted);
    visit(u"started_ns", r.started);
    visit(u"connected_ns", r.connected);
    visit(u"tls_done_ns", r.tlsDone);
    visit(u"sent_ns", r.sent);
    visit(u"uploaded_ns", r.uploaded);
    visit(u"headers_ns", r.headers);
    visit(u"first_byte_ns", r.firstByte);
    visit(u"first_event_ns", r.firstEvent);
    visit(u"first_reasoning_ns", r.firstReasoning);
    visit(u"first_content_ns", r.firstContent);
    visit(u"last_token_ns", r.lastToken);
    visit(u"terminator_ns", r.terminator);
    visit(u"closed_ns", r.closed);
    visit(u"cap_wait_ns", r.capWait);
    visit(u"chunk_count", r.chunkCount);
    visit(u"event_count", r.eventCount);
    visit(u"read_count", r.readCount);
    visit(u"token_read_count", r.tokenReadCount);
    visit(u"shared_chunk_count", r.sharedChunkCount);
    visit(u"kernel_stamps", r.kernelStamps);
    visit(u"lingered", r.lingered);
    visit(u"stale_connection", r.staleConnection);
    visit(u"reuse_given_up", r.reuseGivenUp);
    visit(u"send_count", r.sendCount);
    visit(u"bytes_received", r.bytesReceived);
    visit(u"bytes_sent", r.bytesSent);
    visit(u"input_tokens", r.usage.input);
    visit(u"cached_input_tokens", r.usage.cachedInput);
    visit(u"output_tokens", r.usage.output);
    visit(u"reasoning_tokens", r.usage.reasoning);
    visit(u"total_tokens", r.usage.total);
    visit(u"usage_unreadable", r.usage.unreadable);
    visit(u"counted_input_tokens", r.counted.input);
    visit(u"counted_output_tokens", r.counted.output);
    visit(u"server_inference_ns", r.server.inference);
    visit(u"server_queue_ns", r.server.queue);
    visit(u"server_prefill_ns", r.server.prefill);
    visit(u"server_decode_ns", r.server.decode);
    visit(u"finish_reason", r.finishReason);
    visit(u"outcome", r.outcome.outcome);
    visit(u"outcome_detail", r.outcome.detail);
    visit(u"http_status", r.outcome.httpStatus);
    visit(u"message", r.outcome.message);
    visit(u"retry_after_ns", r.retryAfter);
    visit(u"error_body", r.errorBody);
    visit(u"prompt", r.prompt);
    visit(u"answer", r.answer);
}

template <typename T>
constexpr bool isOptional = false;
template <typename T>
constexpr bool isOptional<std::optional<T>> = true;

/// The column's type in SQL; only optional members may be NULL.
struct TypeNamer
{
    QStringList columns;

    template <typename T>
    void operator()(QStringView name, const T &)
    {
        QString type = QStringLiteral("INTEGER");
        if constexpr (std::same_as<T, QString> || std::same_as<T, Message> || std::same_as<T, OutcomeClass> ||
                      std::same_as<T, RunPhase>)
            type = QStringLiteral("TEXT");
        else if constexpr (std::same_as<T, QByteArray>)
            type = QStringLiteral("BLOB");
        if constexpr (!isOptional<T> && !std::same_as<T, QByteArray>)
            type += QStringLiteral(" NOT NULL");
        columns << name.toString() + u' ' + type;
    }
};

struct PhaseName
{
    RunPhase phase;
    QStringView name;
};
constexpr std::array<PhaseName, 5> phaseNames{{{RunPhase::Idle, u"idle"},
                                               {RunPhase::WarmUp, u"warm_up"},
                                               {RunPhase::Measure, u"measure"},
                                               {RunPhase::Drain, u"drain"},
                                               {RunPhase::Done, u"done"}}};

class Binder
{
public:
    Binder(QSqlQuery &query, TimePoint zero) : m_query(query), m_zero(zero) {}

    template <typename T>
    void operator()(QStringView, const T &value)
    {
        const QVariant bound = toVariant(value);
        m_check.add(bound);
        m_query.addBindValue(bound);
    }
    void bindCheck() { m_query.addBindValue(static_cast<qlonglong>(m_check.value())); }

private:
    template <typename Tag, typename Number>
    QVariant toVariant(const StrongId<Tag, Number> &id) const
    {
        return toVariant(id.value());
    }
    template <std::integral T>
    QVariant toVariant(T value) const
    {
        return static_cast<qlonglong>(value);
    }
    QVariant toVariant(TimePoint at) const { return static_cast<qlonglong>((at - m_zero).count()); }
    QVariant toVariant(Nanoseconds time) const { return static_cast<qlonglong>(time.count()); }
    QVariant toVariant(OutcomeClass outcome) const { return toString(outcome); }
    QVariant toVariant(RunPhase phase) const
    {
        return phaseNames[static_cast<std::size_t>(phase)].name.toString();
    }
    QVariant toVariant(const QString &text) const { return storableText(text); }
    QVariant toVariant(const Message &message) const { return toVariant(message.stored()); }
    QVariant toVariant(const QByteArray &bytes) const
    {
        return bytes.isEmpty() ? QVariant() : QVariant(bytes);
    }
    template <typename T>
    QVariant toVariant(const std::optional<T> &value) const
    {
        return value ? toVariant(*value) : QVariant();
    }

    QSqlQuery &m_query;
    TimePoint m_zero;
    RowCheck m_check;
};

class Extractor
{
public:
    Extractor(const SqliteRows &row, TimePoint zero) : m_row(row), m_zero(zero) {}

    template <typename T>
    void operator()(QStringView name, T &value)
    {
        m_type = m_row.type(m_column);
        if (!convert(value) && m_wrong.isEmpty())
            m_wrong = name;
        ++m_column;
    }
    /// The first column whose value can't be; empty when all are right.
    [[nodiscard]] QStringView wrong() const { return m_wrong; }
    /// The row is as it was written.
    [[nodiscard]] bool isWhole() const { return m_row.integer(m_column) == m_check.value(); }

private:
    // Each adds to the check what the column holds. A value of another type than the column's is left out:
    // the row is refused for it anyway.
    template <typename Tag, typename Number>
    bool convert(StrongId<Tag, Number> &id)
    {
        Number number{};
        const bool fits = convert(number);
        id = StrongId<Tag, Number>{number};
        return fits;
    }
    template <std::integral T>
    bool convert(T &value)
    {
        const std::optional<qint64> number = integer();
        if (!number || *number < 0 ||
            static_cast<quint64>(*number) > static_cast<quint64>(std::numeric_limits<T>::max()))
            return false;
        value = static_cast<T>(*number);
        return true;
    }
    bool convert(Nanoseconds &time)
    {
        const std::optional<qint64> number = integer();
        time = Nanoseconds{number.value_or(0)};
        return number && isStorableTime(*number);
    }
    bool convert(TimePoint &at)
    {
        Nanoseconds sinceZero{0};
        if (!convert(sinceZero))
            return false;
        at = m_zero + sinceZero;
        return true;
    }
    bool convert(QString &value)
    {
        if (m_type != SqliteRows::Type::Text)
            return false;
        value = m_row.text(m_column);
        m_check.addText(value);
        return true;
    }
    bool convert(Message &message)
    {
        const bool fits = convert(m_text);
        message = Message::fromStored(fits ? m_text : QString());
        return fits;
    }
    bool convert(OutcomeClass &outcome)
    {
        const bool fits = convert(m_text);
        const std::optional<OutcomeClass> known =
            fits ? outcomeClassFromString(m_text) : std::optional<OutcomeClass>();
        outcome = known.value_or(OutcomeClass::LocalError);
        return known.has_value();
    }
    bool convert(RunPhase &phase)
    {
        if (!convert(m_text))
            return false;
        const auto *found = std::find_if(phaseNames.begin(), phaseNames.end(),
                                         [this](const PhaseName &known) { return known.name == m_text; });
        if (found == phaseNames.end())
            return false;
        phase = found->phase;
        return true;
    }
    bool convert(QByteArray &bytes)
    {
        if (m_type == SqliteRows::Type::Null) {
            m_check.addNothing();
            return true;
        }
        if (m_type != SqliteRows::Type::Bytes)
            return false;
        bytes = m_row.bytes(m_column).toByteArray();
        m_check.addBytes(bytes);
        return true;
    }
    template <typename T>
    bool convert(std::optional<T> &value)
    {
        if (m_type != SqliteRows::Type::Null)
            return convert(value.emplace());
        m_check.addNothing();
        return true;
    }

    std::optional<qint64> integer()
    {
        if (m_type != SqliteRows::Type::Integer)
            return std::nullopt;
        const qint64 value = m_row.integer(m_column);
        m_check.addInteger(value);
        return value;
    }

    const SqliteRows &m_row;
    TimePoint m_zero;
    RowCheck m_check;
    int m_column = 0;
    SqliteRows::Type m_type = SqliteRows::Type::Null; ///< Of the current column.
    QString m_text;                                   ///< Kept for its memory.
    QStringView m_wrong;
};

QStringList columnNames()
{
    QStringList names;
    const RequestRecord none;
    visitColumns(none, [&names](QStringView name, const auto &) { names << name.toString(); });
    names << QStringLiteral("row_check");
    return names;
}

} // namespace

QString recordColumnsSql()
{
    TypeNamer namer;
    const RequestRecord none;
    visitColumns(none, namer);
    namer.columns << QStringLiteral("row_check INTEGER NOT NULL");
    return namer.columns.join(QStringLiteral(",\n    "));
}

QString recordColumnNames()
{
    return columnNames().join(QStringLiteral(", "));
}

QString recordInsertSql(const QString &verb, const QString &table)
{
    const QStringList names = columnNames();
    const QStringList marks(names.size(), QStringLiteral("?"));
    return QStringLiteral("%1 INTO %2 (%3) VALUES (%4)")
        .arg(verb, table, names.join(QStringLiteral(", ")), marks.join(QStringLiteral(", ")));
}

void bindRecord(QSqlQuery &query, const RequestRecord &record, TimePoint zero)
{
    Binder binder(query, zero);
    visitColumns(record, binder);
    binder.bindCheck();
}

Result<RequestRecord> readRecord(const SqliteRows &row, TimePoint zero)
{
    RequestRecord record;
    Extractor extractor(row, zero);
    visitColumns(record, extractor);
    if (!extractor.wrong().isEmpty()) {
        return Error{Message(WEIR_TEXT("run_file.value_impossible",
                                       "Column %1 of request %2 holds a value that can't be"),
                             extractor.wrong().toString(), record.request.value()),
                     {},
                     Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
    }
    if (!extractor.isWhole()) {
        return Error{
            Message(WEIR_TEXT("run_file.record_damaged",
                              "The run file is damaged: request %1, attempt %2 is not as it was written"),
                    record.request.value(), record.attempt.value()),
            {},
            Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
    }
    return record;
}

} // namespace weir
