// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchrequest.h"

#include "imports/importnumber.h"
#include "imports/importtime.h"
#include "imports/variables.h"
#include "scenario/limits.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

using Kind = TokenLength::Kind;

constexpr NumberRange tokenRange{1, 1e9};

std::optional<BenchApi> apiOf(const QString &text)
{
    const QString name = QString(text).replace(u'_', u'-');
    if (name == u"chat" || name == u"openai-chat" || name == u"chat-completions" ||
        name == u"openai-chat-completions" || name == u"multimodal" || name == u"/v1/chat/completions")
        return BenchApi::Chat;
    if (name == u"vllm" || name == u"openai" || name == u"completions" || name == u"text-completions" ||
        name == u"openai-completions" || name == u"/v1/completions")
        return BenchApi::Completions;
    if (name == u"responses" || name == u"openai-responses" || name == u"/v1/responses")
        return BenchApi::Responses;
    if (name == u"embeddings" || name == u"openai-embeddings" || name == u"/v1/embeddings")
        return BenchApi::Embeddings;
    return std::nullopt;
}

void setMean(TokenLength &length, std::optional<double> tokens)
{
    if (!tokens)
        return;
    length.mean = quint32(std::lround(*tokens));
    if (length.kind == Kind::None)
        length.kind = Kind::Fixed;
}

/// A spread alone says nothing: the length is fixed or none until its mean comes.
void setSpread(TokenLength &length, std::optional<double> tokens)
{
    if (tokens)
        length.deviation = quint32(std::lround(*tokens));
}

bool isFileName(const QString &text)
{
    static const QStringList endings{u"json"_qs, u"jsonl"_qs, u"csv"_qs, u"tsv"_qs,     u"txt"_qs,
                                     u"gz"_qs,   u"zst"_qs,   u"xml"_qs, u"parquet"_qs, u"ndjson"_qs};
    return endings.contains(QFileInfo(text).suffix().toLower());
}

const Message &noDataSet()
{
    static const Message why{WEIR_TEXT("import.no_data_set",
                                       "Weir does not fetch data sets. Save it as a file of rows and "
                                       "name it as data.")};
    return why;
}

} // namespace

bool BenchRequestReader::take(BenchMeaning meaning, const BenchOption &option)
{
    return takeTarget(meaning, option) || takeLengths(meaning, option) || takeRows(meaning, option) ||
           takeBody(meaning, option);
}

void BenchRequestReader::leaveOut(const BenchOption &option, const Message &why)
{
    m_draft.leftOut(option.written, option.all(), why);
}

bool BenchRequestReader::takeTarget(BenchMeaning meaning, const BenchOption &option)
{
    switch (meaning) {
    case BenchMeaning::Url:
        m_run.url = option.value();
        return true;
    case BenchMeaning::Host:
        m_host = option.value();
        return true;
    case BenchMeaning::Port:
        if (numberOf(m_draft, option.written, option.value(), {1, 65535, true}))
            m_port = option.value();
        return true;
    case BenchMeaning::Endpoint:
        m_run.endpoint = option.value();
        m_hasEndpoint = true;
        return true;
    case BenchMeaning::Api:
        takeApi(option);
        return true;
    case BenchMeaning::Model:
        takeModel(option);
        return true;
    case BenchMeaning::Key:
        m_run.key = option.value();
        m_run.keyPlace = option.written;
        return true;
    case BenchMeaning::Header:
        takeHeaders(option);
        return true;
    case BenchMeaning::BackendObject:
        takeBackend(option);
        return true;
    case BenchMeaning::Streaming:
        m_run.stream = true;
        return true;
    case BenchMeaning::Insecure:
        m_run.verifyTls = false;
        return true;
    case BenchMeaning::Reuse:
        m_run.reuseConnections = option.value() != u"never";
        if (option.value() != u"never" && option.value() != u"pooled")
            leaveOut(option, WEIR_TEXT("import.bench_reuse",
                                       "Connections are shared by all, or opened anew for each request."));
        return true;
    case BenchMeaning::Tokenizer:
        takeTokenizer(option);
        return true;
    default:
        return false;
    }
}

void BenchRequestReader::takeApi(const BenchOption &option)
{
    const std::optional<BenchApi> api = apiOf(option.value());
    if (!api) {
        leaveOut(option, WEIR_TEXT("import.bench_api",
                                   "It is none of chat, completions, responses and embeddings. Choose the "
                                   "vendor in the target."));
        return;
    }
    m_run.api = *api;
    if (!m_hasEndpoint)
        m_run.endpoint.clear();
}

void BenchRequestReader::takeModel(const BenchOption &option)
{
    m_run.model = option.value().section(u',', 0, 0);
    if (option.value().contains(u','))
        leaveOut(option, WEIR_TEXT("import.first_model", "A target has one model; this is the first."));
}

void BenchRequestReader::takeHeaders(const BenchOption &option)
{
    for (const QString &text : option.values) {
        const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
        for (auto member = object.begin(); member != object.end(); ++member)
            m_run.headers.push_back({member.key(), member.value().toVariant().toString()});
        if (!object.isEmpty())
            continue;
        const qsizetype equals = text.indexOf(u'=');
        const qsizetype colon = text.indexOf(u':');
        const qsizetype sign = colon < 0 || (equals >= 0 && equals < colon) ? equals : colon;
        if (sign > 0)
            m_run.headers.push_back({text.left(sign).trimmed(), text.mid(sign + 1).trimmed()});
        else
            m_draft.leftOut(option.written, text,
                            WEIR_TEXT("import.no_header", "This is no header with a value of one line."));
    }
}

/// GuideLLM's --backend-kwargs.
void BenchRequestReader::takeBackend(const BenchOption &option)
{
    QJsonObject members = QJsonDocument::fromJson(option.value().toUtf8()).object();
    if (members.isEmpty()) {
        leaveOut(option, WEIR_TEXT("import.object_wanted", "It is no JSON object."));
        return;
    }
    const QString key = members.take(QStringLiteral("api_key")).toString();
    if (!key.isEmpty()) {
        m_run.key = key;
        m_run.keyPlace = option.written + QStringLiteral(" api_key");
    }
    const QJsonObject headers = members.take(QStringLiteral("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        m_run.headers.push_back({header.key(), header.value().toVariant().toString()});
    if (members.contains(u"verify"_qs))
        m_run.verifyTls = members.take(QStringLiteral("verify")).toBool(true);
    for (auto rest = members.begin(); rest != members.end(); ++rest)
        m_draft.leftOut(option.written + u' ' + rest.key(), rest.value().toVariant().toString(),
                        whyNoPlace(BenchMeaning::OwnMachine));
}

void BenchRequestReader::takeTokenizer(const BenchOption &option)
{
    const QString name = QFileInfo(option.value()).fileName();
    if (name.endsWith(u".json") || name.endsWith(u".tiktoken"))
        m_run.tokenizer = shownVariables(option.value());
    else
        leaveOut(option, whyNoPlace(BenchMeaning::CountsTokens));
}

bool BenchRequestReader::takeLengths(BenchMeaning meaning, const BenchOption &option)
{
    constexpr NumberRange spread{0, 1e9};
    switch (meaning) {
    case BenchMeaning::Input:
        setMean(m_run.input, numberOf(m_draft, option.written, option.value(), tokenRange));
        return true;
    case BenchMeaning::Output:
        setMean(m_run.output, numberOf(m_draft, option.written, option.value(), tokenRange));
        return true;
    case BenchMeaning::InputSpread:
        setSpread(m_run.input, numberOf(m_draft, option.written, option.value(), spread));
        return true;
    case BenchMeaning::OutputSpread:
        setSpread(m_run.output, numberOf(m_draft, option.written, option.value(), spread));
        return true;
    case BenchMeaning::RangeRatio:
        takeRatio(option);
        return true;
    default:
        return false;
    }
}

/// A number, or one for each as JSON.
void BenchRequestReader::takeRatio(const BenchOption &option)
{
    constexpr NumberRange share{0, 0.999999};
    const QJsonObject both = QJsonDocument::fromJson(option.value().toUtf8()).object();
    if (both.isEmpty()) {
        m_inputRatio = numberOf(m_draft, option.written, option.value(), share).value_or(0);
        m_outputRatio = m_inputRatio;
        return;
    }
    for (auto member = both.begin(); member != both.end(); ++member) {
        const double ratio =
            numberOf(m_draft, option.written + u' ' + member.key(), member.value(), share).value_or(0);
        if (member.key() == u"input")
            m_inputRatio = ratio;
        else if (member.key() == u"output")
            m_outputRatio = ratio;
        else
            m_draft.leftOut(option.written + u' ' + member.key(), member.value().toVariant().toString(),
                            WEIR_TEXT("import.bench_no_place", "Weir does not know this option."));
    }
}

bool BenchRequestReader::takeRows(BenchMeaning meaning, const BenchOption &option)
{
    const auto milliseconds = [&]() -> std::optional<Nanoseconds> {
        const std::optional<double> count =
            numberOf(m_draft, option.written, option.value(), {0, 2'000'000'000});
        return count ? timeOf(*count, std::chrono::milliseconds{1}) : std::nullopt;
    };
    switch (meaning) {
    case BenchMeaning::Data:
        takeData(option);
        return true;
    case BenchMeaning::DataFile:
        takeFile(option, option.value());
        return true;
    case BenchMeaning::DataKind:
        m_kind = option.value();
        return true;
    case BenchMeaning::DataColumns:
        takeColumns(option);
        return true;
    case BenchMeaning::DataOrder:
        m_order = option.value() == u"random"    ? DataSource::Order::Random
                  : option.value() == u"shuffle" ? DataSource::Order::Shuffled
                                                 : DataSource::Order::Sequential;
        return true;
    case BenchMeaning::DataInOrder:
        m_order = DataSource::Order::Sequential;
        return true;
    case BenchMeaning::FixedSchedule:
        m_isScheduled = true;
        return true;
    case BenchMeaning::ScheduleStart:
        m_trace.from = milliseconds().value_or(Nanoseconds(0));
        return true;
    case BenchMeaning::ScheduleEnd:
        m_scheduleEnd = milliseconds();
        return true;
    case BenchMeaning::TraceSpeed:
        m_trace.speed =
            numberOf(m_draft, option.written, option.value(), {1e-6, limits::maxSpeed}).value_or(1);
        return true;
    default:
        return false;
    }
}

/// The name of a data set, a file, or GuideLLM's "prompt_tokens=256,output_tokens=128", as JSON, too.
void BenchRequestReader::takeData(const BenchOption &option)
{
    const QString text = option.value();
    if (text == u"random" || takeLengthsOfData(option))
        return;
    m_isRandom = false;
    if (isFileName(text)) {
        takeFile(option, text);
        return;
    }
    m_dataSet = text;
    m_dataOption = option.written;
}

bool BenchRequestReader::takeLengthsOfData(const BenchOption &option)
{
    static const QRegularExpression part(
        QStringLiteral("\"?(\\w+)\"?\\s*[=:]\\s*\"?([-+.\\w]+)\"?(?=\\s*[,}]|\\s*$)"));
    static const QRegularExpression whole(QStringLiteral("^\\s*\\{|^\\s*\\w+="));
    if (!option.value().contains(whole))
        return false;
    for (QRegularExpressionMatchIterator all = part.globalMatch(option.value()); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        const QString key = match.captured(1);
        const QString name = option.written + u' ' + key;
        TokenLength &length = key.startsWith(u"prompt_tokens") ? m_run.input : m_run.output;
        const QString rest = key.section(u"tokens"_qs, 1);
        const bool isLength = key.startsWith(u"prompt_tokens") || key.startsWith(u"output_tokens");
        const auto tokens = [&](double low) {
            return numberOf(m_draft, name, match.captured(2), {low, 1e9});
        };
        if (isLength && rest.isEmpty())
            setMean(length, tokens(1));
        else if (isLength && rest == u"_stdev")
            setSpread(length, tokens(0));
        else if (isLength && rest == u"_min")
            length.low = quint32(tokens(1).value_or(length.low));
        else if (isLength && rest == u"_max")
            length.high = quint32(tokens(1).value_or(length.high));
        else
            m_draft.leftOut(name, match.captured(2), whyNoPlace(BenchMeaning::OfOtherData));
    }
    return true;
}

void BenchRequestReader::takeFile(const BenchOption &option, const QString &path)
{
    if (isFileName(path)) {
        m_path = shownVariables(path);
        m_isRandom = false;
        return;
    }
    leaveOut(option, noDataSet());
}

/// "{"text_column": "question"}".
void BenchRequestReader::takeColumns(const BenchOption &option)
{
    const QJsonObject columns = QJsonDocument::fromJson(option.value().toUtf8()).object();
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        const QString name =
            column.value().isArray() ? column.value()[0].toString() : column.value().toString();
        const bool isPrompt = column.key().startsWith(u"text") || column.key().startsWith(u"prompt");
        static const QRegularExpression plain(QStringLiteral("\\A[\\w.-]+\\z"));
        if (isPrompt && m_field.isEmpty() && plain.match(name).hasMatch())
            m_field = name;
        else
            m_draft.leftOut(option.written + u' ' + column.key(), name,
                            whyNoPlace(BenchMeaning::OfOtherData));
    }
    if (columns.isEmpty())
        leaveOut(option, WEIR_TEXT("import.object_wanted", "It is no JSON object."));
}

bool BenchRequestReader::takeBody(BenchMeaning meaning, const BenchOption &option)
{
    switch (meaning) {
    case BenchMeaning::IgnoreEos:
        m_run.ignoreEos = true;
        return true;
    case BenchMeaning::Temperature:
        m_run.temperature = numberOf(m_draft, option.written, option.value(), {0, 100});
        return true;
    case BenchMeaning::TopP:
        m_run.topP = numberOf(m_draft, option.written, option.value(), {0, 1});
        return true;
    case BenchMeaning::BodyMember:
        if (const std::optional<double> number =
                numberOf(m_draft, option.written, option.value(), {-1e9, 1e9}))
            m_run.extra.insert(QString(option.name).replace(u'-', u'_'), *number);
        return true;
    case BenchMeaning::Extra:
        takeExtra(option);
        return true;
    default:
        return false;
    }
}

/// "name:value" or an object.
void BenchRequestReader::takeExtra(const BenchOption &option)
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
            leaveOut({option.written, option.name, {text}},
                     WEIR_TEXT("import.object_wanted", "It is no JSON object."));
        }
    }
}

TokenLength BenchRequestReader::settledLength(const TokenLength &length, double ratio) const
{
    TokenLength settled = length;
    const bool isBounded = length.low != TokenLength().low || length.high != TokenLength().high;
    if (length.kind == Kind::None)
        return {};
    if (length.deviation > 0) {
        settled.kind = Kind::Normal;
    } else if (ratio > 0) {
        settled.kind = Kind::Uniform;
        settled.low = quint32(std::max(1.0, std::floor(length.mean * (1 - ratio))));
        settled.high = quint32(std::ceil(length.mean * (1 + ratio)));
    } else if (isBounded && length.low < length.high) {
        settled.kind = Kind::Uniform;
        if (length.high == TokenLength().high)
            settled.high = std::max(length.mean, length.low); // a least length alone
    }
    return settled;
}

void BenchRequestReader::settle()
{
    if (!m_host.isEmpty() || !m_port.isEmpty() || m_run.url.isEmpty())
        m_run.url = QStringLiteral("http://%1:%2")
                        .arg(m_host.isEmpty() ? QStringLiteral("127.0.0.1") : m_host,
                             m_port.isEmpty() ? QStringLiteral("8000") : m_port);
    m_run.input = settledLength(m_run.input, m_inputRatio);
    m_run.output = settledLength(m_run.output, m_outputRatio);
    if (!m_isRandom)
        settleRows();
}

/// Rows out of a file, instead of prompts that are made up.
void BenchRequestReader::settleRows()
{
    m_run.input = {};
    if (m_path.isEmpty()) {
        m_draft.leftOut(m_dataOption, m_dataSet, noDataSet());
        return;
    }
    if (m_isScheduled || m_kind == u"mooncake_trace") {
        m_trace.path = m_path;
        if (m_scheduleEnd && *m_scheduleEnd > m_trace.from)
            m_trace.length = *m_scheduleEnd - m_trace.from;
        m_run.trace = m_trace;
        return;
    }
    DataSource data;
    data.name = QStringLiteral("prompts");
    data.path = m_path;
    data.order = m_order;
    m_run.data = data;
    m_run.promptField = !m_field.isEmpty()         ? m_field
                        : m_kind == u"single_turn" ? QStringLiteral("text")
                                                   : QStringLiteral("prompt");
    m_draft.changed(QStringLiteral("data"), m_path,
                    Message(WEIR_TEXT("import.rows_prompt",
                                      "Prompts come from the rows' field \"%1\"; change the request's prompt "
                                      "where the rows call it otherwise."),
                            m_run.promptField));
}

} // namespace weir
