// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the bytes of a request from a template, a data row and a vendor preset, and has them authorized.
#pragma once

#include "auth/authorizer.h"
#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "protocol/dialogue.h"
#include "protocol/exchange.h"
#include "protocol/vendorpreset.h"
#include "scenario/scenario.h"
#include "tokens/tokenizer.h"

#include <QJsonObject>

#include <memory>
#include <optional>

namespace weir {

/// A header whose value differs from request to request.
struct HeaderTemplate
{
    QByteArray name;
    QString text;        ///< A template; each reference in it has become a tag.
    QJsonObject secrets; ///< The values of those tags.
};

/// What a request needs beside its template. Secrets are values here.
struct ResolvedTarget
{
    Target target;
    VendorPreset vendor;
    QUrl url;                       ///< Where to send, path included.
    std::vector<RawHeader> headers; ///< Secrets resolved; without what the authorizer adds to each attempt.
    std::shared_ptr<const Authorizer> authorizer;  ///< Null: the service asks for nothing.
    QUrl proxy{};                                  ///< Empty: none.
    std::vector<HeaderTemplate> headerTemplates{}; ///< Take the place of `headers` of their names.
    QUrl wholeUrl{};                         ///< Where requests go that are not streamed; empty: to `url`.
    std::shared_ptr<const TlsSetting> tls{}; ///< Null: the machine's.
    std::shared_ptr<const Tokenizer> tokenizer{}; ///< Measures fillers; null: they are measured by words.
    QString baseFolder{};                         ///< Where relative paths of pictures and sounds begin.
};

/// A rendered request with what the record wants to know of it.
struct RenderedRequest
{
    WireRequest wire;
    QByteArray prompt;
    /// What the model reads, as far as the template has it: system prompt and prompt. Empty where the target
    /// has no tokenizer, or the body has texts of its own.
    QByteArray countedText{};
    QByteArrayList secrets{}; ///< Credentials in `wire` that only this attempt has: see Proof::secrets.
};

/// Renders the requests of one scenario. Immutable after construction: callable from any thread.
class RequestRenderer
{
public:
    /// Compiles the templates; errors name the template's JSON path and the mustache error. `clock` tells the
    /// authorizer the time of an attempt.
    static Result<RequestRenderer>
    compile(const RequestTemplate &request, const ResolvedTarget &target, const QString &jsonPath,
            std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());
    RequestRenderer(RequestRenderer &&) noexcept;
    RequestRenderer &operator=(RequestRenderer &&) noexcept;
    ~RequestRenderer();

    /// `lengths`: what a trace asks for; what it does not tell is drawn as the template says
    /// (plan/tokenlengths.h). Templates then have {{input_tokens}} and {{output_tokens}} where they are
    /// known, and {{filler}}, which makes the prompt that long (protocol/filler.h; where the prompt has
    /// none, a text of that length), empty where a trace does not tell; output_tokens, at least 1, takes the
    /// place of the template's own limit on tokens.
    ///
    /// `dialogue`: the conversation whose turn this is; its history goes into the body, and it remembers what
    /// is said. Null: a first turn, or no conversation.
    ///
    /// `row` may be null. Adds X-Weir-Request-Id (RUN-NUMBER, `runTag` first), X-Weir-Attempt and traceparent
    /// (W3C, from the choice's seed), and the target's own headers with their templates filled in. A pure
    /// function of what it is given, so it may be called long before the request is sent: authorize() then
    /// adds what depends on the moment. Fails (-> local_error) when a field that the template uses is missing
    /// in the row; of `system` and `prompt` that counts only where body or headers send them.
    [[nodiscard]] Result<RenderedRequest> prepare(const RequestChoice &choice, RequestId request,
                                                  quint32 attempt, const QString &runTag,
                                                  const QJsonObject *row,
                                                  const std::optional<TraceLengths> &lengths = {},
                                                  Dialogue *dialogue = nullptr) const;
    /// Adds what proves who asks, for this attempt alone and now. Fails as the target's authorizer does.
    [[nodiscard]] Result<void> authorize(RenderedRequest &request, quint32 attempt) const;
    /// Both.
    [[nodiscard]] Result<RenderedRequest> render(const RequestChoice &choice, RequestId request,
                                                 quint32 attempt, const QString &runTag,
                                                 const QJsonObject *row,
                                                 const std::optional<TraceLengths> &lengths = {},
                                                 Dialogue *dialogue = nullptr) const;
    /// A template has {{filler}}.
    [[nodiscard]] bool wantsFiller() const;

private:
    struct Compiled;
    explicit RequestRenderer(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> m_compiled;
};

/// The text of `{{unique}}` for a request: 12 lower-case letters and digits from its seed and the run's salt,
/// so that a seed which is used again does not meet the prompts that it left in a cache.
QString uniqueText(quint64 seed, const QString &salt);

} // namespace weir
