// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/presetcheck.h"

#include "base/jsonmerge.h"
#include "protocol/bodytrial.h"
#include "protocol/ruletree.h"
#include "scenario/enumnames.h"
#include "scenario/usagerequest.h"

namespace weir {

namespace {

const QString wholeKey = QStringLiteral("whole");

void placeProblem(JsonReader &reader, ModelParameter parameter, const Message &what)
{
    reader.object(QStringLiteral("parameters"), [&](JsonReader &places) {
        places.acceptAll();
        places.problem(enumName(parameter), what);
    });
}

/// A key of an empty text would have no effect, or be a name that nobody can write.
void checkTexts(JsonReader &reader)
{
    for (const QString &key : {QStringLiteral("name"), QStringLiteral("title"), QStringLiteral("path"),
                               QStringLiteral("whole_path"), QStringLiteral("terminator"),
                               QStringLiteral("body"), QStringLiteral("asks_for_usage")}) {
        const QJsonValue value = reader.raw().value(key);
        if (value.isString() && value.toString().trimmed().isEmpty())
            reader.problem(
                key, WEIR_TEXT("preset.text_empty", "An empty text says nothing here; leave the key out."));
    }
}

/// Two that stand in one place, or one within the other: the one that is set last would take the other's.
void checkPlaces(JsonReader &reader, const VendorPreset &preset)
{
    const auto meets = [](const QStringList &outer, const QStringList &inner) {
        return inner.mid(0, outer.size()) == outer;
    };
    for (const auto &[parameter, place] : preset.parameters.all()) {
        for (const auto &[other, otherPlace] : preset.parameters.all()) {
            if (other < parameter && (meets(place, otherPlace) || meets(otherPlace, place)))
                placeProblem(reader, parameter,
                             Message(WEIR_TEXT("preset.places_meet",
                                               "\"%1\" has its place here or within it; each parameter needs "
                                               "one of its own."),
                                     enumName(other)));
        }
    }
}

/// Fills the body in as requests of every kind would. What nobody can know, as what a row holds where a tag
/// without escapes puts it, is no fault.
void checkBody(JsonReader &reader, const VendorPreset &preset)
{
    if (preset.body.isEmpty())
        return;
    const Result<BodyTrial> trial = BodyTrial::of(preset);
    if (!trial) {
        reader.problem(QStringLiteral("body"), trial.error().message());
        return;
    }
    if (!trial->fault.isEmpty())
        reader.problem(QStringLiteral("body"), trial->fault);
    for (const auto &[parameter, place] : preset.parameters.all()) {
        for (const QJsonDocument &body : trial->bodies) {
            QJsonObject object = body.object();
            if (body.isObject() && putMember(object, place, true))
                continue;
            placeProblem(reader, parameter,
                         WEIR_TEXT("preset.place_blocked",
                                   "The body has no object on the way to this place, so nothing can be set "
                                   "there."));
            break;
        }
    }
}

void checkAsksForUsage(JsonReader &reader, const VendorPreset &preset)
{
    const QString key = QStringLiteral("asks_for_usage");
    const Result<QStringList> segments = pointerSegments(preset.asksForUsage);
    if (!segments)
        reader.problem(key, segments.error().message());
    else if (!segments->isEmpty() && !asksForUsage(preset.body, segments->last()))
        reader.problem(key, Message(WEIR_TEXT("preset.body_asks_not", "The body has no \"%1\" that is set."),
                                    segments->last()));
}

/// What would change nothing is no key: names that the framing has not, an end that nobody misses.
void checkStream(JsonReader &reader, const VendorPreset &preset)
{
    const QString key = QStringLiteral("stream");
    const bool hasNames =
        preset.framing == StreamFraming::Sse || preset.framing == StreamFraming::AwsEventStream;
    if (!hasNames && hasPlace(preset.stream, eventPlace))
        reader.problem(key,
                       WEIR_TEXT("preset.framing_has_no_names",
                                 "Events of this framing have no names, so nothing stands at \"event\"."));
    if (!preset.cleanEndEnds() && !preset.stream.needsEnd.at.isEmpty())
        reader.problem(key,
                       WEIR_TEXT("preset.every_stream_needs_end",
                                 "\"needs_end\" tells those streams apart that a clean end does not end; "
                                 "without \"ends\": \"clean\" it ends none."));
    if (preset.framing == StreamFraming::JsonArray && !preset.terminator.isEmpty() &&
        preset.terminator != QStringLiteral("]"))
        reader.problem(
            QStringLiteral("terminator"),
            WEIR_TEXT("preset.array_ends_with_bracket",
                      "In the framing \"json_array\" the only terminator is \"]\", the array's end."));
}

/// What would change nothing is no key.
void checkWhole(JsonReader &reader, const VendorPreset &preset)
{
    if (!preset.whole.endMark.at.isEmpty())
        reader.problem(wholeKey,
                       WEIR_TEXT("preset.whole_has_no_end_mark",
                                 "A whole answer ends with its document, so it has no \"end_mark\"."));
    if (!preset.whole.repeatText.at.isEmpty())
        reader.problem(wholeKey,
                       WEIR_TEXT("preset.whole_repeats_nothing",
                                 "A whole answer has no earlier event, so it has no \"repeat_text\"."));
    if (!preset.whole.needsEnd.at.isEmpty() || !preset.whole.ignore.at.isEmpty() || preset.whole.cumulative)
        reader.problem(wholeKey,
                       WEIR_TEXT("preset.whole_is_one_event",
                                 "A whole answer is one event, so it has neither \"cumulative\" nor "
                                 "\"needs_end\" nor \"ignore\"."));
    if (hasPlace(preset.whole, eventPlace) || hasPlace(preset.whole, dataPlace))
        reader.problem(wholeKey, WEIR_TEXT("preset.whole_has_no_event",
                                           "A whole answer is no event, so nothing stands at \"event\" or "
                                           "\"data\"."));
    if (!preset.stream.answer.isEmpty())
        reader.problem(QStringLiteral("stream"),
                       WEIR_TEXT("preset.stream_has_tokens",
                                 "A stream needs tokens, so \"answer\" stands in \"whole\" alone."));
}

} // namespace

void checkPreset(JsonReader &reader, const VendorPreset &preset)
{
    checkTexts(reader);
    checkBody(reader, preset);
    checkPlaces(reader, preset);
    checkAsksForUsage(reader, preset);
    checkStream(reader, preset);
    checkWhole(reader, preset);
}

} // namespace weir
