// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchoptions.h"

#include <utility>

namespace weir {

namespace {

/// Names in one word each, by what they mean.
std::map<QString, BenchMeaning> named(const std::vector<std::pair<BenchMeaning, const char *>> &rows)
{
    std::map<QString, BenchMeaning> options;
    for (const auto &[meaning, names] : rows) {
        for (const QString &name : QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts))
            options[name] = meaning;
    }
    return options;
}

} // namespace

const BenchTool &vllmBench()
{
    static const BenchTool tool{
        QRegularExpression(
            QStringLiteral("(?:^|\\s)(?:vllm\\s+bench\\s+serve|\\S*benchmark_serving\\.py)(?=\\s|$)")),
        named({
            {BenchMeaning::Url, "base-url"},
            {BenchMeaning::Host, "host"},
            {BenchMeaning::Port, "port"},
            {BenchMeaning::Endpoint, "endpoint"},
            {BenchMeaning::Api, "backend endpoint-type"},
            {BenchMeaning::Model, "model served-model-name"},
            {BenchMeaning::Key, "api-key"},
            {BenchMeaning::Header, "header"},
            {BenchMeaning::Insecure, "insecure"},
            {BenchMeaning::Tokenizer, "tokenizer"},
            {BenchMeaning::Data, "dataset-name"},
            {BenchMeaning::DataFile, "dataset-path"},
            {BenchMeaning::DataInOrder, "disable-shuffle"},
            {BenchMeaning::Input, "input-len random-input-len"},
            {BenchMeaning::Output, "output-len random-output-len sharegpt-output-len "
                                   "custom-output-len hf-output-len"},
            {BenchMeaning::RangeRatio, "random-range-ratio"},
            {BenchMeaning::IgnoreEos, "ignore-eos"},
            {BenchMeaning::Temperature, "temperature"},
            {BenchMeaning::TopP, "top-p"},
            {BenchMeaning::Extra, "extra-body"},
            {BenchMeaning::BodyMember, "top-k min-p frequency-penalty presence-penalty "
                                       "repetition-penalty logprobs"},
            {BenchMeaning::Rate, "request-rate"},
            {BenchMeaning::Burstiness, "burstiness"},
            {BenchMeaning::Concurrency, "max-concurrency"},
            {BenchMeaning::Requests, "num-prompts"},
            {BenchMeaning::RampStrategy, "ramp-up-strategy"},
            {BenchMeaning::RampFrom, "ramp-up-start-rps"},
            {BenchMeaning::RampTo, "ramp-up-end-rps"},
            {BenchMeaning::Seed, "seed"},
            {BenchMeaning::Goodput, "goodput"},
            {BenchMeaning::Shown, "label disable-tqdm profile save-result save-detailed "
                                  "append-result metadata result-dir result-filename "
                                  "percentile-metrics metric-percentiles request-id-prefix "
                                  "plot-timeline timeline-itl-thresholds plot-dataset-stats"},
            {BenchMeaning::OwnMachine, "ready-check-timeout-sec num-workers no-stream"},
            {BenchMeaning::CountsTokens, "tokenizer-mode skip-tokenizer-init trust-remote-code "
                                         "skip-chat-template chat-template-kwargs"},
            {BenchMeaning::MakesMedia, "random-mm-base-items-per-request "
                                       "random-mm-num-mm-items-range-ratio "
                                       "random-mm-limit-mm-per-prompt random-mm-bucket-config "
                                       "enable-multimodal-chat asr-max-audio-len-sec "
                                       "asr-min-audio-len-sec"},
            {BenchMeaning::MakesBeginnings, "random-prefix-len prefix-repetition-prefix-len "
                                            "prefix-repetition-suffix-len prefix-repetition-num-prefixes "
                                            "prefix-repetition-output-len"},
            {BenchMeaning::WarmsUpByCount, "num-warmups"},
            {BenchMeaning::OfOtherData, "no-oversample hf-subset hf-split hf-name sonnet-input-len "
                                        "sonnet-output-len sonnet-prefix-len spec-bench-output-len "
                                        "spec-bench-category blazedit-min-distance "
                                        "blazedit-max-distance self-timed random-batch-size no-reranker "
                                        "lora-modules lora-assignment use-beam-search "
                                        "probe-request-rate"},
        })};
    return tool;
}

const BenchTool &guideLlm()
{
    static const BenchTool tool{
        QRegularExpression(QStringLiteral("(?:^|\\s)\\S*guidellm\\s+benchmark(?:\\s+run)?(?=\\s|$)")),
        named({
            {BenchMeaning::Url, "target"},
            {BenchMeaning::Model, "model"},
            {BenchMeaning::Api, "request-type"},
            {BenchMeaning::Key, "api-key"},
            {BenchMeaning::BackendObject, "backend-kwargs backend-args"},
            {BenchMeaning::Profile, "rate-type profile"},
            {BenchMeaning::Rate, "rate"},
            {BenchMeaning::Seconds, "max-seconds"},
            {BenchMeaning::Requests, "max-requests"},
            {BenchMeaning::Data, "data"},
            {BenchMeaning::DataColumns, "data-column-mapper"},
            {BenchMeaning::DataOrder, "data-sampler"},
            {BenchMeaning::Seed, "random-seed"},
            {BenchMeaning::Ramp, "rampup"},
            {BenchMeaning::ErrorShare, "max-error-rate max-global-error-rate"},
            {BenchMeaning::Tokenizer, "processor"},
            {BenchMeaning::Shown, "output-dir outputs output-path output-extras disable-console "
                                  "disable-console-outputs disable-console-interactive "
                                  "disable-progress display-scheduler-stats sample-requests "
                                  "output-sampling cooldown cooldown-percent"},
            {BenchMeaning::OwnMachine, "backend backend-type data-num-workers dataloader-kwargs"},
            {BenchMeaning::CountsTokens, "processor-args"},
            {BenchMeaning::WarmsUpByCount, "warmup warmup-percent"},
            {BenchMeaning::Searches, "max-errors over-saturation detect-saturation "
                                     "default-over-saturation per-constraints scenario c"},
            {BenchMeaning::OfOtherData, "data-args data-samples request-formatter-kwargs"},
        })};
    return tool;
}

const BenchTool &aiPerf()
{
    static const BenchTool tool{
        QRegularExpression(QStringLiteral("(?:^|\\s)\\S*(?:aiperf|genai-perf)\\s+profile(?=\\s|$)")),
        named({
            {BenchMeaning::Model, "m model model-names"},
            {BenchMeaning::Url, "u url"},
            {BenchMeaning::Endpoint, "endpoint custom-endpoint"},
            {BenchMeaning::Api, "endpoint-type"},
            {BenchMeaning::Streaming, "streaming"},
            {BenchMeaning::Key, "api-key"},
            {BenchMeaning::Header, "H header"},
            {BenchMeaning::Reuse, "connection-reuse-strategy"},
            {BenchMeaning::Tokenizer, "tokenizer"},
            {BenchMeaning::Rate, "request-rate"},
            {BenchMeaning::RateMode, "request-rate-mode arrival-pattern"},
            {BenchMeaning::Burstiness, "arrival-smoothness vllm-burstiness"},
            {BenchMeaning::Concurrency, "concurrency"},
            {BenchMeaning::Requests, "request-count num-requests"},
            {BenchMeaning::Seconds, "benchmark-duration"},
            {BenchMeaning::Grace, "benchmark-grace-period"},
            {BenchMeaning::WarmUp, "warmup-duration"},
            {BenchMeaning::UserRamp, "concurrency-ramp-duration"},
            {BenchMeaning::RateRamp, "request-rate-ramp-duration"},
            {BenchMeaning::Timeout, "request-timeout-seconds"},
            {BenchMeaning::Input, "isl synthetic-input-tokens-mean prompt-input-tokens-mean"},
            {BenchMeaning::InputSpread, "isl-stddev synthetic-input-tokens-stddev "
                                        "prompt-input-tokens-stddev"},
            {BenchMeaning::Output, "osl output-tokens-mean prompt-output-tokens-mean"},
            {BenchMeaning::OutputSpread, "osl-stddev output-tokens-stddev prompt-output-tokens-stddev"},
            {BenchMeaning::Seed, "random-seed"},
            {BenchMeaning::Extra, "extra-inputs"},
            {BenchMeaning::Goodput, "goodput"},
            {BenchMeaning::DataFile, "input-file"},
            {BenchMeaning::DataKind, "custom-dataset-type"},
            {BenchMeaning::DataOrder, "dataset-sampling-strategy"},
            {BenchMeaning::FixedSchedule, "fixed-schedule"},
            {BenchMeaning::ScheduleStart, "fixed-schedule-start-offset"},
            {BenchMeaning::ScheduleEnd, "fixed-schedule-end-offset"},
            {BenchMeaning::TraceSpeed, "synthesis-speedup-ratio"},
            {BenchMeaning::Data, "public-dataset"},
            {BenchMeaning::Shown, "output-artifact-dir artifact-dir profile-export-prefix "
                                  "profile-export-file export-level profile-export-level "
                                  "slice-duration export-http-trace show-trace-timing ui ui-type "
                                  "log-level v verbose vv extra-verbose measurement-interval "
                                  "stability-percentage generate-plots service-kind"},
            {BenchMeaning::OwnMachine, "transport transport-type workers-max max-workers "
                                       "record-processor-service-count record-processors zmq-host "
                                       "zmq-ipc-path num-profile-runs profile-run-cooldown-seconds "
                                       "confidence-level profile-run-disable-warmup-after-first "
                                       "no-profile-run-disable-warmup-after-first set-consistent-seed "
                                       "no-set-consistent-seed fixed-schedule-auto-offset url-strategy "
                                       "model-selection-strategy backend"},
            {BenchMeaning::CountsTokens, "tokenizer-revision tokenizer-trust-remote-code "
                                         "use-server-token-count use-legacy-max-tokens"},
            {BenchMeaning::MakesMedia, "audio-batch-size batch-size-audio audio-length-mean "
                                       "audio-length-stddev audio-format audio-depths "
                                       "audio-sample-rates audio-num-channels image-width-mean "
                                       "image-width-stddev image-height-mean image-height-stddev "
                                       "image-batch-size batch-size-image image-format "
                                       "video-batch-size batch-size-video video-duration video-fps "
                                       "video-width video-height video-synth-type video-format "
                                       "video-codec download-video-content"},
            {BenchMeaning::MakesTalks, "conversation-num num-conversations num-sessions "
                                       "conversation-turn-mean session-turns-mean "
                                       "conversation-turn-stddev session-turns-stddev "
                                       "conversation-turn-delay-mean session-turn-delay-mean "
                                       "conversation-turn-delay-stddev session-turn-delay-stddev "
                                       "conversation-turn-delay-ratio session-delay-ratio "
                                       "user-centric-rate num-users"},
            {BenchMeaning::MakesBeginnings, "prompt-prefix-pool-size prefix-prompt-pool-size "
                                            "num-prefix-prompts prompt-prefix-length prefix-prompt-length "
                                            "shared-system-prompt-length user-context-prompt-length"},
            {BenchMeaning::WarmsUpByCount, "warmup-request-count num-warmup-requests num-warmup-sessions "
                                           "warmup-concurrency warmup-prefill-concurrency "
                                           "warmup-request-rate warmup-arrival-pattern warmup-grace-period "
                                           "warmup-concurrency-ramp-duration "
                                           "warmup-prefill-concurrency-ramp-duration "
                                           "warmup-request-rate-ramp-duration"},
            {BenchMeaning::ReadsServer, "gpu-telemetry no-gpu-telemetry server-metrics "
                                        "no-server-metrics server-metrics-formats server-metrics-url "
                                        "server-metrics-urls"},
            {BenchMeaning::RatesAnswers, "accuracy-benchmark accuracy-tasks accuracy-n-shots "
                                         "accuracy-enable-cot accuracy-grader accuracy-system-prompt "
                                         "accuracy-verbose"},
            {BenchMeaning::LengthPairs, "seq-dist sequence-distribution"},
            {BenchMeaning::CutsRequests, "request-cancellation-rate request-cancellation-delay"},
            {BenchMeaning::OfOtherData, "b prompt-batch-size batch-size-text batch-size "
                                        "num-dataset-entries num-prompts isl-block-size "
                                        "prompt-input-tokens-block-size "
                                        "synthetic-input-tokens-block-size "
                                        "synthesis-prefix-len-multiplier "
                                        "synthesis-prefix-root-multiplier "
                                        "synthesis-prompt-len-multiplier synthesis-max-isl "
                                        "synthesis-max-osl prefill-concurrency "
                                        "prefill-concurrency-ramp-duration rankings-passages-mean "
                                        "rankings-passages-stddev rankings-passages-prompt-token-mean "
                                        "rankings-passages-prompt-token-stddev "
                                        "rankings-query-prompt-token-mean "
                                        "rankings-query-prompt-token-stddev"},
        })};
    return tool;
}

Message whyNoPlace(BenchMeaning meaning)
{
    switch (meaning) {
    case BenchMeaning::Shown:
        return WEIR_TEXT("import.bench_output",
                         "It tells what the tool shows or keeps; a run keeps its figures in its run file.");
    case BenchMeaning::OwnMachine:
        return WEIR_TEXT("import.bench_machine",
                         "It tells how the tool itself works; Weir has its own way, the same for every run.");
    case BenchMeaning::CountsTokens:
        return WEIR_TEXT("import.bench_tokenizer",
                         "Weir takes the service's own count of tokens, else that of a tokenizer's file: "
                         "name its tokenizer.json in the target.");
    case BenchMeaning::MakesMedia:
        return WEIR_TEXT(
            "import.bench_media",
            "Weir makes up no pictures, sounds or videos; name files or addresses in the request.");
    case BenchMeaning::MakesTalks:
        return WEIR_TEXT("import.bench_talks",
                         "Weir makes up no conversations; it takes them from rows of data.");
    case BenchMeaning::MakesBeginnings:
        return WEIR_TEXT(
            "import.bench_beginnings",
            "Weir makes up no common beginning of a wanted length; write one as the system prompt.");
    case BenchMeaning::WarmsUpByCount:
        return WEIR_TEXT("import.bench_warm_up", "Weir warms up for a time, at the load's own level, and not "
                                                 "by a number of requests; set the load's warm-up.");
    case BenchMeaning::ReadsServer:
        return WEIR_TEXT("import.bench_server",
                         "A run measures from outside; it reads no figures of the server's machine.");
    case BenchMeaning::RatesAnswers:
        return WEIR_TEXT("import.bench_answers",
                         "Weir measures speed; what an answer must hold stands in the request's checks.");
    case BenchMeaning::Searches:
        return WEIR_TEXT("import.bench_search", "Weir looks for no bound by itself and stops at none of this "
                                                "kind; steps of the load and thresholds show the same.");
    case BenchMeaning::LengthPairs:
        return WEIR_TEXT(
            "import.bench_pairs",
            "Pairs of lengths become requests here: make one for each pair, with its share as its weight.");
    case BenchMeaning::OfOtherData:
        return WEIR_TEXT("import.bench_data",
                         "It shapes data or requests of a kind that Weir does not make.");
    case BenchMeaning::CutsRequests:
        return WEIR_TEXT("import.bench_cut",
                         "Users who leave early are told by the load's \"abandon\": a share, and when.");
    default:
        return {};
    }
}

bool isBenchOption(const QString &word)
{
    return word.size() > 1 && word.startsWith(u'-') && !word.at(1).isDigit() && word.at(1) != u'.';
}

std::vector<BenchOption> benchOptions(const QStringList &words, qsizetype first)
{
    std::vector<BenchOption> options;
    for (qsizetype i = first; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (!isBenchOption(word)) {
            if (!options.empty())
                options.back().values.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString written = equals < 0 ? word : word.left(equals);
        const QString name = written.mid(written.startsWith(u"--") ? 2 : 1);
        // argparse and click take underscores for dashes.
        options.push_back({written, name.size() > 1 ? QString(name).replace(u'_', u'-') : name, {}});
        if (equals >= 0)
            options.back().values.append(word.mid(equals + 1));
    }
    return options;
}

} // namespace weir
