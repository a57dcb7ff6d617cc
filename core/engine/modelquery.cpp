// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modelquery.h"

#include "base/credentials.h"
#include "base/workerthread.h"
#include "engine/runcontext.h"
#include "protocol/modellisting.h"
#include "protocol/targetresolver.h"
#include "protocol/wireheaders.h"
#include "transport/channels.h"
#include "transport/threadtuning.h"
#include "transport/tls/tlssetting.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace weir {

namespace {

/// All that the asking thread needs.
struct Question
{
    Scenario scenario;
    VendorPreset vendor;
    WireRequest request;
    QString url; ///< For people.
    Redactor redactor;
};

Result<void> prove(WireRequest &request, const ResolvedTarget &target, const Clock &clock)
{
    if (!target.authorizer)
        return {};
    const Result<Proof> proof = target.authorizer->prove(
        {request.method(), request.url, request.headers, request.body, 1, clock.wallTime()});
    if (!proof)
        return proof.error();
    for (const RawHeader &header : proof->headers)
        setHeader(request.headers, header);
    return {};
}

Result<Question> questionTo(const Scenario &scenario, const QString &baseFolder, std::size_t index)
{
    const Target &target = scenario.targets[index];
    Question question{scenario, {}, {}, {}, {}};
    Result<VendorPreset> vendor = findVendor(target.vendor, baseFolder);
    if (!vendor)
        return vendor.error();
    const SystemClock clock;
    Redactor redactor;
    Result<ResolvedTarget> resolved = resolveTarget(target, *vendor, {}, redactor);
    if (!resolved)
        return resolved.error();
    const QString place = QStringLiteral("/targets/%1").arg(index);
    if (const Result<void> tls = readTlsOf(*resolved, baseFolder, place, redactor); !tls)
        return tls.error();
    question.vendor = std::move(*vendor);
    question.request = connectionTo(*resolved, clock, redactor).value_or(WireRequest{});
    WireRequest &request = question.request;
    request.url = modelListUrl(resolved->url, question.vendor);
    request.channel = HttpRequest{"GET", target.http2};
    request.connectTimeout = std::min<Nanoseconds>(request.connectTimeout, ModelQuery::longestWait);
    setHeader(request.headers, {"Accept", "application/json"});
    if (const Result<void> proved = prove(request, *resolved, clock); !proved)
        return proved.error();
    question.redactor = redactor;
    question.url = QString::fromUtf8(redactor.redacted(
        withoutCredentials(request.url.adjusted(QUrl::RemoveUserInfo)).toDisplayString().toUtf8()));
    return question;
}

/// The part that lives in the worker thread.
class Asker final : public QObject, private StreamHandler
{
public:
    Asker(Question question, std::function<void(ModelAnswer)> done)
        : m_question(std::move(question))
        , m_done(std::move(done))
        , m_transport(makeChannels(m_question.scenario, m_clock))
        , m_timer(this)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            end(Message(WEIR_TEXT("models.late", "%1 gave no list of models within 5 s."), m_question.url));
        });
    }
    ~Asker() override { m_transport.reset(); }

    void start()
    {
        m_timer.start(ModelQuery::longestWait);
        m_stream = m_transport->start(m_question.request, *this);
    }

private:
    void onConnected(TimePoint /*at*/) override {}
    void onTlsDone(TimePoint /*at*/) override {}
    void onSent(TimePoint /*at*/) override {}
    void onUploaded(TimePoint /*at*/) override {}
    void onStale(TimePoint /*at*/) override {}

    void onOpened(TimePoint /*at*/, const Opening &opening) override
    {
        const ResponseHead &head = headOf(opening);
        m_status = head.status;
        // A stream might never end, and is no list.
        if (head.status != 200 || head.contentType() == "text/event-stream")
            endByHead();
    }

    void onData(TimePoint /*at*/, QByteArrayView bytes) override
    {
        m_body.append(bytes);
        if (m_body.size() > ModelQuery::mostBytes)
            end(Message(WEIR_TEXT("models.too_long", "The answer of %1 is longer than 1 MiB."),
                        m_question.url));
    }

    void onEnded(TimePoint /*at*/, const WireEnd &wireEnd) override
    {
        if (m_isOver)
            return;
        if (wireEnd.kind != WireEnd::Kind::Clean)
            return end(Message(WEIR_TEXT("models.no_answer", "%1 gave no list of models: %2"), m_question.url,
                               wireEnd.message));
        const std::optional<ListedModels> models = listedModels(m_question.vendor, m_body);
        if (!models)
            return end(Message(noListText, m_question.url));
        const QStringList &names = models->names;
        if (names.isEmpty() && models->unusableNames > 0)
            return end(
                Message(WEIR_TEXT("models.names_unusable",
                                  "None of the names that %1 lists can be used: each is longer than 512 "
                                  "characters or of blanks alone."),
                        m_question.url));
        // A name that is the key would be shown, sent and saved.
        const bool isEchoed = std::any_of(names.begin(), names.end(), [this](const QString &name) {
            const QByteArray told = name.toUtf8();
            return m_question.redactor.redacted(told) != told;
        });
        if (isEchoed)
            return end(Message(
                WEIR_TEXT("models.hold_a_secret",
                          "The list of models of %1 holds the key itself, so nothing of it is taken."),
                m_question.url));
        tell({ModelAnswer::Kind::Told, names, m_status, {}, m_question.url});
    }

    void endByHead()
    {
        constexpr int unauthorized = 401;
        constexpr int forbidden = 403;
        constexpr int notFound = 404;
        if (m_status == 200)
            return end(Message(noListText, m_question.url));
        const bool isRefused = m_status == unauthorized || m_status == forbidden || m_status == notFound;
        tell({isRefused ? ModelAnswer::Kind::Refused : ModelAnswer::Kind::Untold,
              {},
              m_status,
              Message(WEIR_TEXT("models.status", "%1 answered with status %2."), m_question.url, m_status),
              m_question.url});
    }

    void end(const Message &problem)
    {
        tell({ModelAnswer::Kind::Untold, {}, m_status, problem, m_question.url});
    }

    void tell(ModelAnswer answer)
    {
        if (std::exchange(m_isOver, true))
            return;
        m_timer.stop();
        m_transport->abort(m_stream); // of what has ended nothing is heard
        m_done(std::move(answer));
    }

    static constexpr MessageText noListText =
        WEIR_TEXT("models.no_list", "What %1 answered is no list of models.");

    const SystemClock m_clock;
    Question m_question;
    std::function<void(ModelAnswer)> m_done;
    std::unique_ptr<Transport> m_transport;
    QTimer m_timer;
    StreamId m_stream;
    int m_status = 0;
    QByteArray m_body;
    bool m_isOver = false;
};

} // namespace

class ModelQuery::Private
{
public:
    std::unique_ptr<WorkerThread> thread;
    quint64 number = 0; ///< Of the question that goes on or went on last.
};

ModelQuery::ModelQuery(QObject *parent) : QObject(parent), m_d(std::make_unique<Private>()) {}

ModelQuery::~ModelQuery() = default;

Result<void> ModelQuery::start(const Scenario &scenario, const QString &baseFolder, std::size_t target)
{
    cancel();
    Result<Question> question = questionTo(scenario, baseFolder, target);
    if (!question)
        return question.error();
    const quint64 number = m_d->number;
    const std::function<void(ModelAnswer)> tell = [this, number](const ModelAnswer &answer) {
        const auto hear = [this, number, answer] {
            if (number != m_d->number)
                return; // of a question that has been given up
            cancel();
            Q_EMIT answered(answer);
        };
        QMetaObject::invokeMethod(this, hear, Qt::QueuedConnection);
    };
    m_d->thread = std::make_unique<WorkerThread>(QStringLiteral("models"));
    Asker *asker = nullptr;
    m_d->thread->run([&] {
        tuneThread();
        std::unique_ptr<Asker> made = std::make_unique<Asker>(std::move(*question), tell);
        asker = made.get();
        m_d->thread->adopt(std::move(made));
    });
    m_d->thread->post([asker] { asker->start(); });
    return {};
}

void ModelQuery::cancel()
{
    ++m_d->number;
    m_d->thread.reset();
}

bool ModelQuery::isGoingOn() const
{
    return m_d->thread != nullptr;
}

} // namespace weir
