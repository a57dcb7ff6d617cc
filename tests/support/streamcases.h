// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of real answers in tests/data/streams: what a server sends, byte by byte, and what must come of
// it.
#pragma once

#include "metrics/requestrecord.h"
#include "support/serverscript.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace weir::test {

/// One case. What is not expected is not compared.
struct StreamCase
{
    struct Write
    {
        QByteArray bytes;
        std::chrono::milliseconds pause{0}; ///< Before it.
    };

    QString vendor;
    QString name;
    bool stream = true; ///< What the request asks for.
    int status = 200;
    QByteArrayList headers;
    std::vector<Write> writes;
    quint32 mostEventMib = 64; ///< The scenario's bound.

    QString outcome; ///< Outcome::key().
    std::optional<quint32> chunks;
    std::optional<quint64> input;
    std::optional<quint64> output;
    std::optional<bool> streamed;
    QString finish;
    QString says; ///< Part of the outcome's message.

    [[nodiscard]] QByteArray body() const;
    /// Answers one request with it, and closes.
    [[nodiscard]] ServerScript script() const;
    /// What differs from what is expected; empty: nothing.
    [[nodiscard]] QString faultOf(const RequestRecord &record) const;
};

/// All cases of all files, by vendor and in the order of the file. Ends the program for a file that is wrong.
const std::vector<StreamCase> &streamCases();

} // namespace weir::test
