// SPDX-License-Identifier: GPL-3.0-or-later
// A run of another load tester for language models, as its command line describes it.
#pragma once

#include "imports/importdraft.h"
#include "imports/webrequest.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace weir {

/// What is asked, in OpenAI's words.
enum class BenchApi
{
    Chat,
    Completions,
    Responses,
    Embeddings,
};

/// How the requests come.
enum class BenchPace
{
    Users,   ///< So many at once, each after the answer before.
    Even,    ///< So many a second, evenly.
    Poisson, ///< So many a second, at random; see BenchRun::burstiness.
    AtOnce,  ///< All of them at one moment.
};

/// A value; the names are those of `aiperf`, `guidellm` and `vllm`, whichever they share.
struct BenchRun
{
    QString url;
    QString endpoint; ///< Path behind `url`; empty: that of the API.
    BenchApi api = BenchApi::Chat;
    QString model;
    QString key;
    QString keyPlace; ///< Where the key stood: "--api-key".
    std::vector<Header> headers;
    bool stream = true;
    bool verifyTls = true;
    bool reuseConnections = true;
    QString tokenizer; ///< Path of a file.

    BenchPace pace = BenchPace::Users;
    std::vector<double> levels; ///< Users, or requests a second; one after the other.
    double burstiness = 1;
    std::optional<quint32> cap; ///< Most streams open at once.
    std::optional<quint64> requests;
    std::optional<Nanoseconds> duration; ///< Of each level.
    std::optional<Nanoseconds> deadline;
    std::optional<Nanoseconds> warmUp;
    std::optional<Nanoseconds> drain;
    std::optional<Nanoseconds> ramp; ///< In front of the first level ...
    double rampFrom = 0;             ///< ... from so many users, or requests a second.

    TokenLength input; ///< Of a prompt that is made up; none: it is not.
    TokenLength output;
    std::optional<DataSource> data; ///< Rows with the prompts ...
    QString promptField;            ///< ... and the field that has it.
    std::optional<TraceLoad> trace; ///< Takes the place of the load.
    bool ignoreEos = false;
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<quint64> seed;
    QJsonObject extra; ///< Members of the body.
    ServiceLevel serviceLevel;
    std::optional<double> errorBudget;
};

/// Makes the scenario of it.
void addBenchRun(ImportDraft &draft, const BenchRun &run);

} // namespace weir
