// SPDX-License-Identifier: GPL-3.0-or-later
// A vendor as data: where to send, what to send, and where the answer's parts are. Files in
// resources/vendors, and those that a user writes.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "protocol/eventrules.h"
#include "protocol/exchange.h"
#include "protocol/parameterplaces.h"
#include "scenario/scenario.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

enum class StreamFraming
{
    Sse,
    Ndjson,
    JsonArray,      ///< The elements of one JSON array, one after the other.
    AwsEventStream, ///< Amazon's binary messages.
};

/// What ends a stream.
enum class StreamEnding
{
    Mark, ///< The vendor's end mark or finish reason; without, the stream was cut.
    Clean ///< The clean end of the response, too.
};

/// What the arrival of an answer's head tells.
enum class HeadMeaning
{
    Nothing,
    ServiceBegan ///< The request has left the service's queue: until then it waited there.
};

/// How a service tells which models it has.
struct ModelListing
{
    QString path;  ///< "/v1/models", asked with GET; empty: the vendor's services do not tell.
    QString names; ///< JSON pointer of the names in the answer: "/data/*/id".
};

/// One vendor's way. A value; reading it from JSON reports all problems.
struct VendorPreset
{
    QString name;      ///< "openai-chat"
    QString title;     ///< "OpenAI chat completions"
    QString path;      ///< "/v1/chat/completions", perhaps with "?query" and {{model}}.
    QString wholePath; ///< In place of `path` for requests that are not streamed; empty: the same.
    QByteArray method = "POST";
    std::vector<Header> headers; ///< Of every request; values may be templates.
    /// What the vendor usually wants: scheme and header, no key. For targets whose own scheme is
    /// AuthScheme::Vendor.
    Auth auth{AuthScheme::Bearer, {}, {}};
    QString body;               ///< Mustache template, see RequestRenderer for its variables.
    ParameterPlaces parameters; ///< Where the body has what a request asks of the model.
    /// What stands beside a prompt, the project file's "images" and "audio"; those that may be addresses on
    /// the web, too, with "_by_url" behind them.
    QStringList takes;
    StreamFraming framing = StreamFraming::Sse;
    QString terminator; ///< The data of the event that ends a stream ("[DONE]"); empty: none, or
                        ///< EventRules::endMark.
    StreamEnding ends = StreamEnding::Mark;
    QStringList accepts; ///< Media types that are right beside those of the framing, in lower case.
    HeadMeaning headMeans = HeadMeaning::Nothing;
    EventRules stream; ///< For events of a stream.
    EventRules whole;  ///< For a whole answer.
    ModelListing models;
    /// JSON pointer of the member by which a streamed request asks for token counts; empty: they come
    /// unasked, or never.
    QString asksForUsage;

    /// False for a vendor that only ever gives whole answers: its file has no "stream".
    [[nodiscard]] bool streams() const { return !stream.content.isEmpty() || !stream.reasoning.isEmpty(); }
    /// True when a whole answer is a JSON array rather than an object.
    [[nodiscard]] bool wholeIsArray() const;
    /// True when a clean end of the response is the end of a stream, even without a mark or a finish reason.
    [[nodiscard]] bool cleanEndEnds() const { return ends == StreamEnding::Clean; }
    /// True when a stream has an end mark of its own; otherwise a finish reason ends it.
    [[nodiscard]] bool hasTerminator() const { return !terminator.isEmpty() || !stream.endMark.at.isEmpty(); }
};

/// What reading a preset file gave.
struct VendorReading
{
    VendorPreset preset;
    Problems problems;
};
/// Reads the text of a preset file (docs/vendor-presets.md), of at most 1 MiB, that stands nowhere: what it
/// is "like" is looked for among the presets of the user and those that come with Weir. All problems are
/// found; with errors the preset is not to be used.
VendorReading vendorFromJson(const QByteArray &json);
/// The same from a file; `path` relative to `baseFolder`, the project's. What can't be read is a problem,
/// too.
VendorReading readVendorFile(const QString &path, const QString &baseFolder);
/// The same from its keys, those of what it is like merged into them (protocol/vendorsource.h).
VendorReading vendorFromObject(const QJsonObject &object);

/// The presets that come with the program, sorted by name.
const std::vector<VendorPreset> &builtinVendors();
/// What Target::vendor means: the file at that path (namesVendorFile()), relative to `baseFolder`, or the
/// preset of that name: beside the project in `baseFolder` (empty: no project), in the user's folder, or
/// among those that come with Weir. One error tells all problems of a file.
Result<VendorPreset> findVendor(const QString &vendor, const QString &baseFolder = {});

} // namespace weir
