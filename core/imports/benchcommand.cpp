// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchcommand.h"

#include "imports/benchrun.h"
#include "imports/importtime.h"
#include "imports/shellwords.h"
#include "imports/variables.h"
#include "scenario/limits.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace weir {

namespace {

/// What an option of one of the tools means.
enum class Meaning
{
    Url,
    Host,
    Port,
    Endpoint,
    Api,
    Model,
    Key,
    Header,
    Streaming,
    Rate,
    RateMode,
    Profile,
    Burstiness,
    Concurrency,
    Requests,
    Seconds,
    Timeout,
    Data,
    Input,
    Output,
    IgnoreEos,
    Temperature,
    TopP,
    Seed,
    Extra,
    Goodput,
};

struct Tool
{
    QRegularExpression command; ///< Up to its first option.
    std::map<QString, Meaning> options;
};

const Tool &vllm()
{
    static const Tool tool{QRegularExpression(QStringLiteral(
                               "(?:^|\\s)(?:vllm\\s+bench\\s+serve|\\S*benchmark_serving\\.py)(?=\\s|$)")),
                           {{QStringLiteral("base-url"), Meaning::Url},
                            {QStringLiteral("host"), Meaning::Host},
                            {QStringLiteral("port"), Meaning::Port},
                            {QStringLiteral("endpoint"), Meaning::Endpoint},
                            {QStringLiteral("backend"), Meaning::Api},
                            {QStringLiteral("endpoint-type"), Meaning::Api},
                            {QStringLiteral("model"), Meaning::Model},
                            {QStringLiteral("served-model-name"), Meaning::Model},
                            {QStringLiteral("header"), Meaning::Header},
                            {QStringLiteral("request-rate"), Meaning::Rate},
                            {QStringLiteral("burstiness"), Meaning::Burstiness},
                            {QStringLiteral("max-concurrency"), Meaning::Concurrency},
                            {QStringLiteral("num-prompts"), Meaning::Requests},
                            {QStringLiteral("dataset-name"), Meaning::Data},
                            {QStringLiteral("input-len"), Meaning::Input},
                            {QStringLiteral("random-input-len"), Meaning::Input},
                            {QStringLiteral("output-len"), Meaning::Output},
                            {QStringLiteral("random-output-len"), Meaning::Output},
                            {QStringLiteral("ignore-eos"), Meaning::IgnoreEos},
                            {QStringLiteral("temperature"), Meaning::Temperature},
                            {QStringLiteral("top-p"), Meaning::TopP},
                            {QStringLiteral("seed"), Meaning::Seed},
                            {QStringLiteral("extra-body"), Meaning::Extra},
                            {QStringLiteral("goodput"), Meaning::Goodput}}};
    return tool;
}

const Tool &guideLlm()
{
    static const Tool tool{
        QRegularExpression(QStringLiteral("(?:^|\\s)\\S*guidellm\\s+benchmark(?:\\s+run)?(?=\\s|$)")),
        {{QStringLiteral("target"), Meaning::Url},
         {QStringLiteral("model"), Meaning::Model},
         {QStringLiteral("request-type"), Meaning::Api},
         {QStringLiteral("rate-type"), Meaning::Profile},
         {QStringLiteral("profile"), Meaning::Profile},
         {QStringLiteral("rate"), Meaning::Rate},
         {QStringLiteral("max-seconds"), Meaning::Seconds},
         {QStringLiteral("max-requests"), Meaning::Requests},
         {QStringLiteral("data"), Meaning::Data},
         {QStringLiteral("random-seed"), Meaning::Seed}}};
    return tool;
}

const Tool &aiPerf()
{
    static const Tool tool{
        QRegularExpression(QStringLiteral("(?:^|\\s)\\S*(?:aiperf|genai-perf)\\s+profile(?=\\s|$)")),
        {{QStringLiteral("m"), Meaning::Model},
         {QStringLiteral("model"), Meaning::Model},
         {QStringLiteral("model-names"), Meaning::Model},
         {QStringLiteral("u"), Meaning::Url},
         {QStringLiteral("url"), Meaning::Url},
         {QStringLiteral("endpoint"), Meaning::Endpoint},
         {QStringLiteral("custom-endpoint"), Meaning::Endpoint},
         {QStringLiteral("endpoint-type"), Meaning::Api},
         {QStringLiteral("streaming"), Meaning::Streaming},
         {QStringLiteral("api-key"), Meaning::Key},
         {QStringLiteral("H"), Meaning::Header},
         {QStringLiteral("header"), Meaning::Header},
         {QStringLiteral("request-rate"), Meaning::Rate},
         {QStringLiteral("request-rate-mode"), Meaning::RateMode},
         {QStringLiteral("arrival-pattern"), Meaning::RateMode},
         {QStringLiteral("concurrency"), Meaning::Concurrency},
         {QStringLiteral("request-count"), Meaning::Requests},
         {QStringLiteral("num-requests"), Meaning::Requests},
         {QStringLiteral("benchmark-duration"), Meaning::Seconds},
         {QStringLiteral("request-timeout-seconds"), Meaning::Timeout},
         {QStringLiteral("isl"), Meaning::Input},
         {QStringLiteral("synthetic-input-tokens-mean"), Meaning::Input},
         {QStringLiteral("prompt-input-tokens-mean"), Meaning::Input},
         {QStringLiteral("osl"), Meaning::Output},
         {QStringLiteral("output-tokens-mean"), Meaning::Output},
         {QStringLiteral("prompt-output-tokens-mean"), Meaning::Output},
         {QStringLiteral("random-seed"), Meaning::Seed},
         {QStringLiteral("extra-inputs"), Meaning::Extra}}};
    return tool;
}

/// One option with all words behind it up to the next.
struct Given
{
    QString written; ///< "--request-rate"
    QString name;    ///< "request-rate"
    QStringList values;

    [[nodiscard]] QString value() const { return values.value(0); }
    [[nodiscard]] QString all() const { return values.join(u' '); }
};

bool isOption(const QString &word)
{
    // "-1" is a value.
    return word.size() > 1 && word.startsWith(u'-') && !word.at(1).isDigit();
}

std::vector<Given> optionsOf(const QStringList &words, qsizetype first)
{
    std::vector<Given> options;
    for (qsizetype i = first; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (!isOption(word)) {
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

std::optional<quint32> tokensOf(const QString &text)
{
    bool ok = false;
    const double tokens = text.toDouble(&ok);
    return ok && tokens >= 1 && tokens <= 1e9 ? std::optional(quint32(std::lround(tokens))) : std::nullopt;
}

std::vector<double> levelsOf(const QStringList &texts)
{
    std::vector<double> levels;
    for (const QString &text : texts.join(u',').split(u',', Qt::SkipEmptyParts)) {
        bool ok = false;
        const double level = text.trimmed().remove(u'[').remove(u']').toDouble(&ok);
        if (ok && std::isfinite(level) && level > 0)
            levels.push_back(level);
    }
    return levels;
}

std::optional<BenchApi> apiOf(const QString &text)
{
    const QString name = QString(text).replace(u'_', u'-');
    if (name == u"chat" || name == u"openai-chat" || name == u"chat-completions" ||
        name == u"openai-chat-completions" || name == u"multimodal")
        return BenchApi::Chat;
    if (name == u"vllm" || name == u"openai" || name == u"completions" || name == u"text-completions" ||
        name == u"openai-completions")
        return BenchApi::Completions;
    if (name == u"responses" || name == u"openai-responses")
        return BenchApi::Responses;
    if (name == u"embeddings" || name == u"openai-embeddings")
        return BenchApi::Embeddings;
    return std::nullopt;
}

/// Reads the options of one command into a run.
class BenchReader
{
public:
    BenchReader(ImportDraft &draft, const Tool &tool, BenchRun defaults)
        : m_run(std::move(defaults)), m_draft(draft), m_tool(tool)
    {
    }

    Result<void> read(const QString &text)
    {
        for (const ShellCommand &command : shellCommands(text, shellDialectOf(text))) {
            const qsizetype first = firstOption(command.words);
            if (first < 0 || m_hasCommand) {
                m_draft.leftOut(command.words.constFirst().section(u'=', 0, 0), {},
                                WEIR_TEXT("import.other_command", "This command is none that Weir knows."));
                continue;
            }
            m_hasCommand = true;
            for (const Given &option : optionsOf(command.words, first))
                take(option);
        }
        if (!m_hasCommand)
            return Error{WEIR_TEXT("import.no_command", "There is no such command in it"), {}, {}};
        settle();
        addBenchRun(m_draft, m_run);
        return {};
    }

private:
    /// The command's first option; -1: it is another command.
    [[nodiscard]] qsizetype firstOption(const QStringList &words) const
    {
        qsizetype first = 0;
        while (first < words.size() && !isOption(words.at(first)))
            ++first;
        return m_tool.command.match(words.mid(0, first).join(u' ')).hasMatch() ? first : -1;
    }

    void take(const Given &option)
    {
        const auto known = m_tool.options.find(option.name);
        if (known == m_tool.options.end())
            leaveOut(option);
        else if (!takeTarget(known->second, option) && !takeLoad(known->second, option))
            takeRequest(known->second, option);
    }

    void leaveOut(const Given &option)
    {
        static const QRegularExpression isPrivate(QStringLiteral("key|token$|auth|header|password|secret"));
        m_draft.leftOut(option.written, option.name.contains(isPrivate) ? QString() : option.all(),
                        WEIR_TEXT("import.bench_no_place", "Weir has nothing like this option."));
    }

    bool takeTarget(Meaning meaning, const Given &option)
    {
        switch (meaning) {
        case Meaning::Url:
            m_run.url = option.value();
            return true;
        case Meaning::Host:
            m_host = option.value();
            return true;
        case Meaning::Port:
            m_port = option.value();
            return true;
        case Meaning::Endpoint:
            m_run.endpoint = option.value();
            m_hasEndpoint = true;
            return true;
        case Meaning::Api:
            if (const std::optional<BenchApi> api = apiOf(option.value())) {
                m_run.api = *api;
                if (!m_hasEndpoint)
                    m_run.endpoint.clear();
            } else {
                leaveOut(option);
            }
            return true;
        case Meaning::Model:
            m_run.model = option.value().section(u',', 0, 0);
            if (option.value().contains(u','))
                m_draft.leftOut(
                    option.written, option.value(),
                    WEIR_TEXT("import.first_model", "A target has one model; this is the first."));
            return true;
        case Meaning::Key:
            m_run.key = option.value();
            return true;
        case Meaning::Header:
            takeHeader(option);
            return true;
        case Meaning::Streaming:
            m_run.stream = true;
            return true;
        default:
            return false;
        }
    }

    void takeHeader(const Given &option)
    {
        for (const QString &text : option.values) {
            const qsizetype equals = text.indexOf(u'=');
            const qsizetype colon = text.indexOf(u':');
            const qsizetype sign = colon < 0 || (equals >= 0 && equals < colon) ? equals : colon;
            if (sign > 0)
                m_run.headers.push_back({text.left(sign).trimmed(), text.mid(sign + 1).trimmed()});
            else
                leaveOut(option);
        }
    }

    bool takeLoad(Meaning meaning, const Given &option)
    {
        switch (meaning) {
        case Meaning::Rate:
            m_rates = levelsOf(option.values);
            return true;
        case Meaning::RateMode:
            m_isEven = option.value() == u"constant";
            return true;
        case Meaning::Profile:
            m_profile = option.value();
            return true;
        case Meaning::Burstiness:
            if (const std::vector<double> shape = levelsOf(option.values); !shape.empty())
                m_run.burstiness = shape.front();
            return true;
        case Meaning::Concurrency:
            m_concurrency = levelsOf(option.values);
            return true;
        case Meaning::Requests:
            if (option.value().toULongLong() > 0)
                m_run.requests = option.value().toULongLong();
            return true;
        case Meaning::Seconds:
            m_run.duration = lengthOf(option);
            return true;
        case Meaning::Timeout:
            m_run.deadline = lengthOf(option);
            return true;
        case Meaning::Seed:
            m_run.seed = option.value().toULongLong();
            return true;
        case Meaning::Goodput:
            for (const QString &text : option.values)
                takeLimit(option, text);
            return true;
        default:
            return false;
        }
    }

    /// Seconds, more than none.
    static std::optional<Nanoseconds> lengthOf(const Given &option)
    {
        const std::optional<Nanoseconds> time = timeOf(option.value(), std::chrono::seconds{1});
        return time && time->count() > 0 ? time : std::nullopt;
    }

    /// "ttft:200", in milliseconds.
    void takeLimit(const Given &option, const QString &text)
    {
        ServiceLevel &level = m_run.serviceLevel;
        const QString name = text.section(u':', 0, 0);
        std::optional<Nanoseconds> *limit = name == u"ttft"   ? &level.ttft
                                            : name == u"tpot" ? &level.tpot
                                            : name == u"e2el" ? &level.e2e
                                                              : nullptr;
        const std::optional<Nanoseconds> time = timeOf(text.section(u':', 1), std::chrono::milliseconds{1});
        if (limit != nullptr && time && time->count() > 0)
            *limit = time;
        else
            leaveOut({option.written, option.name, {text}});
    }

    void takeRequest(Meaning meaning, const Given &option)
    {
        bool isNumber = false;
        const double number = option.value().toDouble(&isNumber);
        switch (meaning) {
        case Meaning::Data:
            takeData(option);
            break;
        case Meaning::Input:
            m_run.inputTokens = tokensOf(option.value());
            break;
        case Meaning::Output:
            m_run.outputTokens = tokensOf(option.value());
            break;
        case Meaning::IgnoreEos:
            m_run.ignoreEos = true;
            break;
        case Meaning::Temperature:
            if (isNumber && number >= 0 && number <= 100)
                m_run.temperature = number;
            break;
        case Meaning::TopP:
            if (isNumber && number >= 0 && number <= 1)
                m_run.topP = number;
            break;
        case Meaning::Extra:
            takeExtra(option);
            break;
        default:
            break;
        }
    }

    /// GuideLLM's "prompt_tokens=256,output_tokens=128", as JSON, too; for the others the name of a data set.
    void takeData(const Given &option)
    {
        const QString text = option.value();
        if (text == u"random")
            return;
        static const QRegularExpression part(
            QStringLiteral("\"?(\\w+)\"?\\s*[=:]\\s*\"?(\\d+(?:\\.\\d+)?)\"?(?=[\\s,}]|$)"));
        bool isTaken = false;
        for (QRegularExpressionMatchIterator all = part.globalMatch(text); all.hasNext();) {
            const QRegularExpressionMatch match = all.next();
            isTaken = true;
            if (match.captured(1) == u"prompt_tokens")
                m_run.inputTokens = tokensOf(match.captured(2));
            else if (match.captured(1) == u"output_tokens")
                m_run.outputTokens = tokensOf(match.captured(2));
            else
                leaveOut({option.written + u' ' + match.captured(1), {}, {match.captured(2)}});
        }
        if (isTaken)
            return;
        m_run.inputTokens.reset();
        m_run.outputTokens.reset();
        m_draft.leftOut(option.written, text,
                        WEIR_TEXT("import.no_data_set",
                                  "Weir does not fetch data sets. Save it as a file of rows and "
                                  "name it as data."));
    }

    /// "name:value" or an object.
    void takeExtra(const Given &option)
    {
        for (const QString &text : option.values) {
            const QJsonDocument object = QJsonDocument::fromJson(text.toUtf8());
            const qsizetype colon = text.indexOf(u':');
            if (object.isObject()) {
                const QJsonObject members = object.object();
                for (auto member = members.begin(); member != members.end(); ++member)
                    m_run.extra.insert(member.key(), member.value());
            } else if (colon > 0) {
                const QByteArray wrapped = "[" + text.mid(colon + 1).toUtf8() + "]";
                const QJsonDocument value = QJsonDocument::fromJson(wrapped);
                m_run.extra.insert(text.left(colon),
                                   value.isArray() ? value[0] : QJsonValue(text.mid(colon + 1)));
            } else {
                leaveOut(option);
            }
        }
    }

    /// What the options mean together.
    void settle()
    {
        if (m_run.url.isEmpty() || !m_host.isEmpty() || !m_port.isEmpty())
            settleHost();
        if (!m_profile.isEmpty()) {
            settleProfile();
            return;
        }
        if (!m_rates.empty()) {
            m_run.pace = m_isEven ? BenchPace::Even : BenchPace::Poisson;
            m_run.levels = m_rates;
            if (!m_concurrency.empty())
                m_run.cap = quint32(std::clamp<double>(m_concurrency.front(), 1, limits::maxUsers));
        } else if (!m_concurrency.empty()) {
            m_run.pace = BenchPace::Users;
            m_run.levels = m_concurrency;
        }
    }

    void settleHost()
    {
        if (!m_host.isEmpty() || !m_port.isEmpty() || m_run.url.isEmpty())
            m_run.url = QStringLiteral("http://%1:%2")
                            .arg(m_host.isEmpty() ? QStringLiteral("127.0.0.1") : m_host,
                                 m_port.isEmpty() ? QStringLiteral("8000") : m_port);
    }

    /// GuideLLM's kinds of load.
    void settleProfile()
    {
        m_run.levels = m_rates;
        if (m_profile == u"synchronous") {
            m_run.levels = {1};
        } else if (m_profile == u"constant" || m_profile == u"async") {
            m_run.pace = BenchPace::Even;
        } else if (m_profile == u"poisson") {
            m_run.pace = BenchPace::Poisson;
        } else if (m_profile != u"concurrent") {
            m_run.levels = {1};
            m_draft.leftOut(
                QStringLiteral("--profile"), m_profile,
                WEIR_TEXT("import.profile_unknown",
                          "Weir does not look for the highest load by itself; one user stands there "
                          "instead. Stairs of users or of a rate show the same."));
        }
    }

    BenchRun m_run;
    ImportDraft &m_draft;
    const Tool &m_tool;
    QString m_host;
    QString m_port;
    QString m_profile;
    std::vector<double> m_rates;
    std::vector<double> m_concurrency;
    bool m_isEven = false;
    bool m_hasEndpoint = false;
    bool m_hasCommand = false;
};

/// The command at the beginning of a line, or behind what sets its variables.
bool looksLike(const Tool &tool, const QString &text)
{
    const QRegularExpression line(
        QStringLiteral("^\\s*(?:[$>%#]\\s+)?(?:\\w+=\\S*\\s+|python3?\\s+(?:-m\\s+)?|uv\\s+run\\s+)*") +
            tool.command.pattern().mid(QStringLiteral("(?:^|\\s)").size()),
        QRegularExpression::MultilineOption);
    return text.contains(line);
}

} // namespace

bool looksLikeVllmBench(const QString &text)
{
    return looksLike(vllm(), text);
}

bool looksLikeGuideLlm(const QString &text)
{
    return looksLike(guideLlm(), text);
}

bool looksLikeAiPerf(const QString &text)
{
    return looksLike(aiPerf(), text);
}

Result<void> readVllmBench(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.api = BenchApi::Completions;
    defaults.pace = BenchPace::AtOnce;
    defaults.requests = 1000;
    defaults.inputTokens = 1024;
    defaults.outputTokens = 128;
    return BenchReader(draft, vllm(), defaults).read(text);
}

Result<void> readGuideLlm(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.url = QStringLiteral("http://localhost:8000");
    return BenchReader(draft, guideLlm(), defaults).read(text);
}

Result<void> readAiPerf(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.url = QStringLiteral("http://localhost:8000");
    defaults.stream = false;
    defaults.inputTokens = 550;
    return BenchReader(draft, aiPerf(), defaults).read(text);
}

} // namespace weir
