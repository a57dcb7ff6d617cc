// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario: whom to ask, what to ask, how hard, for how long, and what counts as good. Plain values.
#pragma once

#include "base/clock.h"
#include "base/rawjson.h"
#include "scenario/load.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

/// A header sent with every request of a target. Values may hold secret references (`env:`, `file:`,
/// `keychain:`).
struct Header
{
    QString name;
    QString value;
    friend bool operator==(const Header &, const Header &) = default;
};

enum class AuthScheme
{
    Vendor, ///< What the vendor's preset says; nothing where no key is given.
    None,
    Bearer, ///< `Authorization: Bearer KEY`
    Header, ///< The key as the value of a header named by Auth::header.
};

/// How a target knows its caller. Holds a reference to the secret, never the secret.
struct Auth
{
    AuthScheme scheme = AuthScheme::Vendor;
    QString key;                                  ///< `env:NAME`, `file:PATH` or `keychain:NAME`.
    QString header = QStringLiteral("X-Api-Key"); ///< For AuthScheme::Header.
    /// True when the key is sent, whichever way.
    [[nodiscard]] bool usesKey() const
    {
        return scheme != AuthScheme::None && !(scheme == AuthScheme::Vendor && key.isEmpty());
    }
    friend bool operator==(const Auth &, const Auth &) = default;
};

/// When Weir gives up on a request; each is a class of its own in the taxonomy. Counted from `started`.
struct StreamTimers
{
    Nanoseconds connect = std::chrono::seconds{10};    ///< -> connect_timeout
    Nanoseconds firstToken = std::chrono::seconds{60}; ///< -> first_token_timeout; streamed requests only
    Nanoseconds stall = std::chrono::seconds{30}; ///< Longest silence after the first token -> stall_timeout
    Nanoseconds deadline = std::chrono::seconds{600}; ///< The whole request -> deadline
    friend bool operator==(const StreamTimers &, const StreamTimers &) = default;
};

/// When a failed attempt is followed by another. Every attempt has its own record.
struct RetryPolicy
{
    quint32 attempts = 1;                          ///< Attempts in all; 1 means no retry. 1..10.
    Nanoseconds backoff = std::chrono::seconds{1}; ///< Before the second attempt; doubles each time.
    double jitter = 0.1;                           ///< Share of the wait that is random, 0..1.
    bool honourRetryAfter = true;                  ///< Wait at least as long as the server asks for.
    QStringList on = {QStringLiteral("rate_limited"), QStringLiteral("http_5xx")}; ///< Outcome classes.
    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

/// True when Target::vendor is the path of a preset file (NAME.json), relative to the project's folder, and
/// no name.
inline bool namesVendorFile(const QString &vendor)
{
    return vendor.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
}

/// The files by which a target's TLS differs from the machine's. Paths start at the project's folder.
struct TlsFiles
{
    /// PEM file of the only certificates that are trusted; empty: those of the machine, or of the environment
    /// (SSL_CERT_FILE, SSL_CERT_DIR).
    QString ca;
    QString certificate; ///< PEM file that is shown to a service that asks, issuers behind it; empty: none.
    QString key;         ///< Path or reference of its private key; empty: it stands beside the certificate.
    QString keyPassword; ///< Reference to what the key is locked with; empty: it is not.
    [[nodiscard]] bool isEmpty() const { return *this == TlsFiles(); }
    friend bool operator==(const TlsFiles &, const TlsFiles &) = default;
};

/// A service under test.
struct Target
{
    QString name;
    QString url;                                    ///< http(s)://..., or `builtin:` / `builtin:PRESET`.
    QString vendor = QStringLiteral("openai-chat"); ///< Name of a vendor preset, or path of a preset file.
    QString model;
    Auth auth;
    std::vector<Header> headers;
    bool verifyTls = true;
    TlsFiles tls;
    bool http2 = false;
    bool reuseConnections = true; ///< False: a new connection for every request.
    QString proxy;                ///< URL of an HTTP proxy; empty: none, whatever the system says.
    StreamTimers timers;
    RetryPolicy retry;
    /// File of the model's tokenizer, which counts where the service tells no usage; relative to the
    /// project's folder. Empty: chunks are counted there.
    QString tokenizer;
    friend bool operator==(const Target &, const Target &) = default;
};

/// Does a finished answer hold what it should? A failed check makes the outcome check_failed.
struct Check
{
    enum class Kind
    {
        Contains,        ///< The text holds `text`.
        NotContains,     ///< It does not.
        Matches,         ///< The regular expression `text` is found in the text (base/textpattern.h).
        NotMatches,      ///< It is not.
        MinCharacters,   ///< The text has at least `count` Unicode characters.
        MaxCharacters,   ///< At most.
        Json,            ///< The text is JSON.
        JsonPointer,     ///< It has a value at the pointer `name`; if `text` is not empty, this one.
        JsonSchema,      ///< It follows `schema` (base/jsonschema.h).
        MinOutputTokens, ///< At least `count` output tokens.
        MaxOutputTokens, ///< At most.
        FinishReason,    ///< The finish reason equals `text`.
        Status,          ///< The response's status is `count`.
        Header,          ///< The response has the header `name`; if `text` is not empty, with that in it.
    };
    /// Which text the first nine kinds look at.
    enum class Subject
    {
        Answer, ///< The answer's text, put together of its chunks; reasoning is no part of it.
        Body    ///< The response's body as it came, without its content coding.
    };
    Kind kind = Kind::Contains;
    Subject of = Subject::Answer;
    QString name;
    QString text;
    quint64 count = 0;
    RawJson schema;
    friend bool operator==(const Check &, const Check &) = default;
};

/// How the model is asked to answer, by names of Weir's own: a vendor's preset says where its body has them.
enum class ModelParameter
{
    MaxTokens,
    Temperature,
    TopP,
    Stop,
    Seed,
    MinTokens,
    IgnoreEos,
    ReasoningEffort,
    Tools,
    ResponseFormat,
};

/// The parameters of one kind of request but RequestTemplate::maxTokens; what is not set is not sent.
struct ModelParameters
{
    std::optional<double> temperature; ///< 0..100.
    std::optional<double> topP;        ///< 0..1.
    QStringList stop;                  ///< Texts at which the answer ends.
    std::optional<qint64> seed;        ///< Of the model's draws.
    std::optional<quint32> minTokens;  ///< The answer has at least so many.
    bool ignoreEos = false;            ///< The answer goes on to its limit, whatever the model would say.
    QString reasoningEffort;           ///< In the vendor's word: "low".
    RawJson tools;                     ///< A list, in the vendor's form. Texts may be templates.
    RawJson responseFormat;            ///< An object, in the vendor's form. Texts may be templates.
    [[nodiscard]] bool isEmpty() const { return *this == ModelParameters(); }
    friend bool operator==(const ModelParameters &, const ModelParameters &) = default;
};

/// Lengths from `low` to `high`, each as likely.
struct LengthBucket
{
    quint32 low = 1;
    quint32 high = 1;
    double weight = 1; ///< Share among all buckets' weights, > 0.
    friend bool operator==(const LengthBucket &, const LengthBucket &) = default;
};

/// How long a text is, in tokens; drawn anew for each request (plan/tokenlengths.h).
struct TokenLength
{
    enum class Kind
    {
        None,      ///< Nothing is asked for.
        Fixed,     ///< `mean`.
        Uniform,   ///< From `low` to `high`.
        Normal,    ///< By `mean` and `deviation`, no less than `low`, no more than `high`.
        LogNormal, ///< The same; both are those of the length itself, not of its logarithm.
        Histogram, ///< By `buckets`.
        Row        ///< What the row's field `field` says.
    };
    Kind kind = Kind::None;
    quint32 mean = 0;
    quint32 deviation = 0;
    quint32 low = 1;
    quint32 high = 1'000'000;
    std::vector<LengthBucket> buckets;
    QString field;
    friend bool operator==(const TokenLength &, const TokenLength &) = default;
};

/// What is said after a request's prompt, one turn after the other; each turn is a request of its own that
/// carries what was said and what was answered before it.
struct Conversation
{
    QStringList then; ///< Templates like the prompt, which is the first turn.
    /// Field of the data row that holds all turns, in the prompt's place: a list of texts, of {role, content}
    /// or of {from, value}, of which those of the user are said. Empty: `then`.
    QString field;
    ThinkTime think{};         ///< Between an answer and the next turn.
    quint32 maxTurns = 100;    ///< 1..mostTurns (base/turns.h); what is left of the turns is not said.
    quint32 historyKib = 1024; ///< KiB of what is carried, 1..65536; a conversation that has more ends.
    [[nodiscard]] bool isEmpty() const { return then.isEmpty() && field.isEmpty(); }
    friend bool operator==(const Conversation &, const Conversation &) = default;
};

/// One kind of request. Several are mixed by weight.
struct RequestTemplate
{
    QString name;
    QString target;    ///< Target::name; empty: the first target.
    double weight = 1; ///< Share among all templates' weights, > 0.
    QString system;    ///< System prompt; may be empty. A mustache template like `prompt`.
    /// Mustache template over the data row's fields and `unique` (a seeded text that differs for each
    /// request).
    QString prompt = QStringLiteral("[{{unique}}] Tell me in a few sentences how a weir gauges a river.");
    /// Of the whole prompt: its {{filler}} is as long as it takes.
    TokenLength promptTokens;
    /// Pictures and sounds that stand beside the prompt: addresses (scenario/mediasource.h), or paths of
    /// files, relative ones from the project's folder. Templates like `prompt`.
    QStringList images, audio;
    QString data; ///< DataSource::name whose rows fill the templates; empty: none.
    QString body; ///< A whole request body as mustache template instead of the vendor's; empty: the vendor's.
    bool stream = true;
    std::optional<quint32> maxTokens;
    TokenLength outputTokens; ///< Takes the place of maxTokens.
    ModelParameters parameters;
    /// An object that is merged into the body, whoever wrote it (RFC 7396: null takes a member out). Its
    /// texts may be templates.
    RawJson extraBody;
    Conversation conversation; ///< Empty: every request stands for itself.
    std::vector<Check> checks;

    /// All that may hold tags.
    [[nodiscard]] QStringList templates() const
    {
        return QStringList{system,
                           prompt,
                           body,
                           extraBody.text,
                           parameters.tools.text,
                           parameters.responseFormat.text} +
               images + audio + conversation.then;
    }
    friend bool operator==(const RequestTemplate &, const RequestTemplate &) = default;
};

/// How one field of a row comes about (scenario/rowmap.h).
struct FieldRule
{
    enum class As
    {
        Keep, ///< Whatever it is.
        Text,
        Number,
        Integer,
        Boolean,
        Time,             ///< A text of ISO 8601, in UTC, with milliseconds.
        UnixSeconds,      ///< A number: since 1970, in UTC.
        UnixMilliseconds, ///< The same, whole.
    };
    QString field; ///< Its name for templates.
    QString from;  ///< Where the file's row has it: a name, or a JSON pointer. Empty: `field`.
    As as = As::Keep;
    /// Of the value that is read, for the last three: `iso` (or empty), `unix`, `unix_ms`, or a format of
    /// QDateTime, which is in UTC.
    QString timeFormat;
    std::optional<QString> standard; ///< Stands where the row has nothing or null; made `as` any other.
    friend bool operator==(const FieldRule &, const FieldRule &) = default;
};

/// Rows that fill the templates.
struct DataSource
{
    /// How fields are called that no rule names.
    enum class Names
    {
        AsWritten,
        Snake, ///< maxTokens -> max_tokens
        Camel, ///< max_tokens -> maxTokens
    };
    enum class BadRows
    {
        Fail, ///< Nothing runs.
        Skip, ///< They are left out, counted and told.
    };
    enum class Format
    {
        Jsonl,
        Inline
    };
    enum class Order
    {
        Sequential,
        Shuffled,
        Random
    };
    enum class AtEnd
    {
        Wrap,
        Stop,
        Fail
    }; ///< Stop: no more requests. Fail: local_error.
    QString name;
    Format format = Format::Jsonl;
    QString path;        ///< For Jsonl; relative to the project file.
    QStringList prompts; ///< For Inline: each is one row with the field `prompt`.
    Order order = Order::Sequential;
    AtEnd atEnd = AtEnd::Wrap;
    /// Where the rows stand in a file of one document. JSON: pointer of the list. XML: the names of the
    /// elements down to those that are rows, "/data/row". Empty: JSON lines or a list; XML: told by the file.
    QString rows;
    Names names = Names::AsWritten;
    std::vector<FieldRule> map;
    BadRows badRows = BadRows::Fail;
    friend bool operator==(const DataSource &, const DataSource &) = default;
};

/// Per-request limits; a request that meets all of them counts as goodput.
struct ServiceLevel
{
    std::optional<Nanoseconds> ttft;
    std::optional<Nanoseconds> tpot;
    std::optional<Nanoseconds> e2e;
    [[nodiscard]] bool isEmpty() const { return !ttft && !tpot && !e2e; }
    friend bool operator==(const ServiceLevel &, const ServiceLevel &) = default;
};

/// When the generator can't vouch for its figures; the defaults are those of docs/metrics.md, section 4.
struct ValiditySettings
{
    double achievedShare = 0.98;
    Nanoseconds slipP99 = std::chrono::milliseconds{10};
    Nanoseconds loopLagP99 = std::chrono::milliseconds{10};
    double processorShare = 0.95;                       ///< Host's processor use that counts as busy ...
    Nanoseconds processorFor = std::chrono::seconds{5}; ///< ... and for how long it may be.
    double throttledShare = 0.01;
    double chunksAboveUsageShare = 0.01;
    friend bool operator==(const ValiditySettings &, const ValiditySettings &) = default;
};

/// What counts as good.
struct Goals
{
    ServiceLevel serviceLevel;
    double errorBudget = 0.01; ///< Share of failed requests, 0 to 1, above which a run fails.
    QStringList thresholds;    ///< Expressions like "ttft p(99) < 500ms".
    Nanoseconds stallLimit = std::chrono::seconds{1}; ///< Gaps above it count as stalls.
    ValiditySettings validity;
    friend bool operator==(const Goals &, const Goals &) = default;
};

/// Which library moves the bytes; docs/transports.md says what each can tell.
enum class TransportKind
{
    Qt,   ///< QNetworkAccessManager.
    Curl, ///< libcurl.
};

/// What a run keeps.
struct Recording
{
    bool chunkTimes = true;
    bool prompts = false;
    bool answers = false;
    friend bool operator==(const Recording &, const Recording &) = default;
};

/// Everything that a run needs to know. Read and written by scenario/scenariojson.h.
struct Scenario
{
    QString name = QStringLiteral("Untitled");
    QString description;
    std::vector<Target> targets;
    std::vector<RequestTemplate> requests;
    std::vector<DataSource> data;
    Load load;
    Goals goals;
    Recording recording;
    TransportKind transport = TransportKind::Qt;
    bool kernelStamps = true;    ///< HTTP/1.1, `qt` without TLS: stamps are when the kernel received bytes.
    std::optional<quint64> seed; ///< Nothing: a new one for each run, which is then recorded.
    /// 1 to 26 letters and digits that request ids begin with and that `unique` is made of beside the seed;
    /// empty: new ones for each run, which are then recorded.
    QString salt;
    std::optional<quint32> workers; ///< Worker threads, 1..64; nothing: chosen from the load and the machine.
    quint32 mostEventMib = 64;      ///< MiB of one event, line or whole answer, 1..1024; beyond: local_error.
    friend bool operator==(const Scenario &, const Scenario &) = default;
};

/// Version of the project file that this program writes; older ones are migrated on reading.
inline constexpr int scenarioVersion = 1;

} // namespace weir
