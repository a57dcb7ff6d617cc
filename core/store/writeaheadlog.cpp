// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writeaheadlog.h"

#include "base/duration.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <optional>
#include <utility>

namespace weir {

namespace {

constexpr qint64 headerSize = 32;
constexpr qint64 frameHeaderSize = 24;

quint32 word(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// The running sum over header and frames.
struct Checksum
{
    bool isBigEndian = false;
    quint32 first = 0;
    quint32 second = 0;

    void add(const QByteArray &bytes, qsizetype from, qsizetype size)
    {
        for (qsizetype at = from; at < from + size; at += 8) {
            first += read(bytes, at) + second;
            second += read(bytes, at + 4) + first;
        }
    }
    [[nodiscard]] bool standsAt(const QByteArray &bytes, qsizetype at) const
    {
        return word(bytes, at) == first && word(bytes, at + 4) == second;
    }

private:
    [[nodiscard]] quint32 read(const QByteArray &bytes, qsizetype at) const
    {
        return isBigEndian ? qFromBigEndian<quint32>(bytes.constData() + at)
                           : qFromLittleEndian<quint32>(bytes.constData() + at);
    }
};

struct LogHeader
{
    quint32 restarts = 0; ///< How often the log began anew, over the frames of the time before.
    quint32 salt1 = 0;    ///< One more with each restart.
    quint32 salt2 = 0;    ///< Another with each restart.
    Checksum sum;         ///< As it goes on with the first frame.
};

std::optional<LogHeader> headerFrom(const QByteArray &bytes)
{
    constexpr quint32 magic = 0x377f0682; // its lowest bit is the order of the sums' bytes
    constexpr quint32 format = 3007000;
    if (bytes.size() < headerSize || (word(bytes, 0) & ~1U) != magic || word(bytes, 4) != format)
        return std::nullopt;
    LogHeader header{word(bytes, 12), word(bytes, 16), word(bytes, 20), {}};
    header.sum.isBigEndian = (word(bytes, 0) & 1U) != 0;
    header.sum.add(bytes, 0, headerSize - 8);
    return header.sum.standsAt(bytes, headerSize - 8) ? std::optional(header) : std::nullopt;
}

struct Frame
{
    QByteArray bytes;

    [[nodiscard]] quint32 page() const { return word(bytes, 0); }
    [[nodiscard]] bool isCommit() const { return word(bytes, 4) != 0; }
    [[nodiscard]] quint32 salt1() const { return word(bytes, 8); }
    [[nodiscard]] quint32 salt2() const { return word(bytes, 12); }
};

using Salts = std::pair<quint32, quint32>;

/// Left from before the log began anew; such frames are never read.
bool isOfEarlierTime(const Frame &frame, const LogHeader &header)
{
    const quint32 age = header.salt1 - frame.salt1();
    return frame.page() != 0 && frame.salt2() != header.salt2 && age >= 1 && age <= header.restarts;
}

/// The rule by which SQLite's recovery takes a frame.
bool isTaken(const Frame &frame, LogHeader &header)
{
    if (frame.page() == 0 || frame.salt1() != header.salt1 || frame.salt2() != header.salt2)
        return false;
    Checksum sum = header.sum;
    sum.add(frame.bytes, 0, 8);
    sum.add(frame.bytes, frameHeaderSize, frame.bytes.size() - frameHeaderSize);
    if (!sum.standsAt(frame.bytes, 16))
        return false;
    header.sum = sum;
    return true;
}

/// By the database's own header, which a damaged log's can't stand in for.
qint64 pageSizeOf(const QString &path)
{
    constexpr qint64 largest = 65536; // is written as 1
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray start = file.read(18);
    if (start.size() < 18)
        return 0;
    const qint64 size = qFromBigEndian<quint16>(start.constData() + 16);
    return size == 1 ? largest : size;
}

} // namespace

QString LogLoss::toString() const
{
    switch (kind) {
    case Kind::Nothing:
        return {};
    case Kind::Commits:
        return QString::number(commits);
    case Kind::Unknown:
        return QStringLiteral("part");
    case Kind::Whole:
        break;
    }
    return QStringLiteral("log");
}

LogLoss LogLoss::fromString(const QString &text)
{
    if (text == u"log")
        return {Kind::Whole, 0};
    if (text == u"part")
        return {Kind::Unknown, 0};
    const quint64 commits = text.toULongLong();
    return {commits > 0 ? Kind::Commits : Kind::Nothing, commits};
}

Message LogLoss::message(const QString &path) const
{
    const QString log = QFileInfo(path).fileName() + QStringLiteral("-wal");
    if (kind == Kind::Whole)
        return {
            WEIR_TEXT("run_file.log_gone",
                      "The run was interrupted, and its log %1 is gone or empty: what was saved last may be "
                      "missing."),
            log};
    if (kind == Kind::Unknown)
        return {WEIR_TEXT(
                    "run_file.log_part_lost",
                    "The log %1 of this interrupted run is damaged: the end of the run can't be read and is "
                    "in no figure, and how much that is can't be told."),
                log};
    constexpr quint64 longest = 366ULL * 24 * 3600;
    return {
        WEIR_TEXT("run_file.log_damaged",
                  "The log %1 of this interrupted run is damaged: about the last %2 of the run can't be read "
                  "and is in no figure."),
        log, formatDuration(std::chrono::seconds{std::min(commits, longest)})};
}

LogLoss lossOfLog(const QString &path)
{
    using enum LogLoss::Kind;
    QFile log(path + QStringLiteral("-wal"));
    const qint64 page = pageSizeOf(path);
    if (page == 0 || !log.open(QIODevice::ReadOnly) || log.size() < headerSize + frameHeaderSize + page)
        return {Whole, 0};
    std::optional<LogHeader> header = headerFrom(log.read(headerSize));
    quint64 lostFrames = 0;
    quint64 lostCommits = 0;
    Salts before;
    for (bool isWhole = header.has_value();;) {
        const Frame frame{log.read(frameHeaderSize + page)};
        if (frame.bytes.size() < frameHeaderSize + page)
            break;
        isWhole = isWhole && isTaken(frame, *header);
        if (isWhole || (header && isOfEarlierTime(frame, *header)))
            continue;
        ++lostFrames;
        // Whatever lies there, a frame of this log has the same salts as its neighbours.
        const Salts expected = header ? Salts{header->salt1, header->salt2} : before;
        before = {frame.salt1(), frame.salt2()};
        lostCommits += frame.isCommit() && frame.page() != 0 && before == expected ? 1 : 0;
    }
    if (lostCommits > 0)
        return {Commits, lostCommits};
    return {lostFrames > 0 ? Unknown : Nothing, 0};
}

} // namespace weir
