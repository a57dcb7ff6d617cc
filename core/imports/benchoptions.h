// SPDX-License-Identifier: GPL-3.0-or-later
// The options of load testers for language models, and what each means for a run. Lists: vLLM's
// vllm/benchmarks/serve.py and datasets, GuideLLM's src/guidellm/__main__.py, AIPerf's docs/cli_options.md.
#pragma once

#include "base/message.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace weir {

/// What an option of one of the tools means.
enum class BenchMeaning
{
    // Where it goes.
    Url,
    Host,
    Port,
    Endpoint,
    Api,
    Model,
    Key,
    Header,
    BackendObject, ///< A JSON object with key and headers in it.
    Streaming,
    Insecure,
    Reuse,
    Tokenizer,
    // What is asked.
    Data,
    DataFile,
    DataKind,
    DataColumns,
    DataOrder,
    DataInOrder,
    FixedSchedule,
    ScheduleStart,
    ScheduleEnd,
    TraceSpeed,
    Input,
    InputSpread,
    Output,
    OutputSpread,
    RangeRatio,
    IgnoreEos,
    Temperature,
    TopP,
    Extra,      ///< Members of the body, as JSON or "name:value".
    BodyMember, ///< A number of the body, by the option's own name.
                // How it is asked.
    Rate,
    RateMode,
    Profile,
    Burstiness,
    Concurrency,
    Requests,
    Seconds,
    Grace,
    WarmUp,
    UserRamp,
    RateRamp,
    Ramp,
    RampStrategy,
    RampFrom,
    RampTo,
    Timeout,
    Seed,
    Goodput,
    ErrorShare,
    // What has no place, and why.
    Shown,
    OwnMachine,
    CountsTokens,
    MakesMedia,
    MakesTalks,
    MakesBeginnings,
    WarmsUpByCount,
    ReadsServer,
    RatesAnswers,
    Searches,
    LengthPairs,
    OfOtherData,
    CutsRequests,
};

struct BenchTool
{
    QRegularExpression command; ///< Up to its first option.
    std::map<QString, BenchMeaning> options;
};

const BenchTool &vllmBench();
const BenchTool &guideLlm();
const BenchTool &aiPerf();

/// Why an option of that meaning has no place; empty for one that has.
Message whyNoPlace(BenchMeaning meaning);

/// One option with all words behind it up to the next.
struct BenchOption
{
    QString written; ///< "--request-rate"
    QString name;    ///< "request-rate"
    QStringList values;

    [[nodiscard]] QString value() const { return values.value(0); }
    [[nodiscard]] QString all() const { return values.join(u' '); }
};

/// True for a word that begins an option: "-1" is a value.
bool isBenchOption(const QString &word);
/// The options among a command's words, from `first` on.
std::vector<BenchOption> benchOptions(const QStringList &words, qsizetype first);

} // namespace weir
