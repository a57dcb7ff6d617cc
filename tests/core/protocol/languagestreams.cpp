// SPDX-License-Identifier: GPL-3.0-or-later
#include "languagestreams.h"

#include <QtEndian>

#include <zlib.h>

namespace weir::test {

const QByteArray bedrock =
    R"({"content": "/delta/text", "finish_reason": "/stopReason", "usage": {"output": "/usage/outputTokens"},
        "end_mark": {"at": "event", "values": ["metadata"]}, "needs_end": {"at": "event", "values": ["messageStart"]},
        "error": {"message": "/message"}, "rate_limit_codes": ["throttlingException"]})";
const QByteArray bedrockTop = R"({"framing": "aws_event_stream", "ends": "clean"})";
const QByteArray awsType = "application/vnd.amazon.eventstream";

QByteArray awsMessage(const QByteArrayList &headers, const QByteArray &payload, bool rightSums)
{
    const auto number = [](auto value) {
        QByteArray bytes(sizeof(value), '\0');
        qToBigEndian(value, bytes.data());
        return bytes;
    };
    const auto sum = [rightSums](const QByteArray &bytes) {
        return rightSums
                   ? quint32(crc32(0, reinterpret_cast<const Bytef *>(bytes.constData()), uInt(bytes.size())))
                   : 0U;
    };
    QByteArray head;
    for (qsizetype i = 0; i + 1 < headers.size(); i += 2)
        head += char(headers[i].size()) + headers[i] + char(7) + number(quint16(headers[i + 1].size())) +
                headers[i + 1];
    QByteArray message = number(quint32(16 + head.size() + payload.size())) + number(quint32(head.size()));
    message += number(sum(message)) + head + payload;
    return message + number(sum(message));
}

QByteArray awsEvent(const QByteArray &name, const QByteArray &payload)
{
    return awsMessage({":event-type", name, ":content-type", "application/json", ":message-type", "event"},
                      payload);
}

const std::vector<LanguageStream> &languageStreams()
{
    static const std::vector<LanguageStream> streams = [] {
        std::vector<LanguageStream> made;
        const auto row = [&made](const char *name, const QByteArray &stream, const QByteArray &top,
                                 const QByteArray &type, const QByteArray &bytes, const QStringList &events,
                                 const char *outcome) {
            made.push_back({name, stream, top, type, bytes, events, QString::fromLatin1(outcome)});
        };
        const QByteArray sse = "text/event-stream";
        const QByteArray json = "application/json";

        // The end
        row("a clean end is the end", R"({"content": "/t"})", R"({"ends": "clean"})", sse,
            "data: {\"t\":\"a\"}\n\ndata: {\"t\":\"b\"}\n\n", {u"content [a]"_qs, u"content [b]"_qs},
            "success");
        row("without, it is a cut", R"({"content": "/t"})", "{}", sse, "data: {\"t\":\"a\"}\n\n",
            {u"content [a]"_qs}, "stream_truncated");
        row("a clean end within an event", R"({"content": "/t"})", R"({"ends": "clean"})", sse,
            "data: {\"t\":\"a\"}\n\ndata: {\"t\":\"b", {u"content [a]"_qs, u"cut"_qs}, "stream_truncated");
        row("a clean end within a line", R"({"content": "/t"})", R"({"ends": "clean", "framing": "ndjson"})",
            "application/x-ndjson", "{\"t\":\"a\"}\n{\"t\":", {u"content [a]"_qs, u"cut"_qs},
            "stream_truncated");
        row("a clean end without a token", R"({"content": "/t"})", R"({"ends": "clean"})", sse,
            "data: {\"u\":1}\n\n", {}, "empty_stream");
        row("a clean end where one was promised",
            R"({"content": "/t", "needs_end": {"at": "/begin", "values": ["true"]}})", R"({"ends": "clean"})",
            sse, "data: {\"begin\":true}\n\ndata: {\"t\":\"a\"}\n\n", {u"content [a]"_qs},
            "stream_truncated");

        // Names of events
        const QByteArray byName =
            R"({"content": "/t", "text_kind": {"at": "event", "reasoning": ["think"], "tool_call": ["call"]},
                "end_mark": {"at": "event", "values": ["end"]}, "ignore": {"at": "event", "values": ["note"]},
                "skip_text": {"at": "event", "values": ["hidden"]}, "repeat_text": {"at": "event", "values": ["all"]},
                "error": {"mark": {"at": "event", "values": ["broken"]}, "code": "/code", "message": "/why"},
                "rate_limit_codes": ["busy"]})";
        row("kinds and the end by name", byName, "{}", sse,
            "event: think\ndata: {\"t\":\"hm\"}\n\nevent: call\ndata: {\"t\":\"f()\"}\n\ndata: "
            "{\"t\":\"a\"}\n\n"
            "event: hidden\ndata: {\"t\":\"#\"}\n\nevent: all\ndata: {\"t\":\"a\"}\n\nevent: end\n\n",
            {u"reasoning (hm)"_qs, u"tool 3"_qs, u"content [a]"_qs, u"end"_qs}, "success");
        row("an end by name beside data that is no JSON", byName, "{}", sse,
            "data: {\"t\":\"a\"}\n\nevent: end\ndata: bye\n\n", {u"content [a]"_qs, u"end"_qs}, "success");
        row("an end by name at the end of the body", byName, "{}", sse, "data: {\"t\":\"a\"}\n\nevent: end",
            {u"content [a]"_qs, u"end"_qs}, "success");
        row("a name does not last", byName, "{}", sse,
            "event: think\n\ndata: {\"t\":\"a\"}\n\nevent: end\n\n", {u"content [a]"_qs, u"end"_qs},
            "success");
        row("ignored whatever it holds", byName, "{}", sse,
            "event: note\ndata: not json\n\nevent: note\ndata: {\"t\":\"x\"}\n\ndata: "
            "{\"t\":\"a\"}\n\nevent: end\n\n",
            {u"content [a]"_qs, u"end"_qs}, "success");
        row("an error by name", byName, "{}", sse,
            "data: {\"t\":\"a\"}\n\nevent: broken\ndata: {\"code\":\"busy\",\"why\":\"full\"}\n\n",
            {u"content [a]"_qs, u"error busy: full"_qs}, "rate_limited:busy");
        row("an error by name in words", byName, "{}", sse, "event: broken\ndata: out of memory\n\n",
            {u"error : out of memory"_qs}, "api_error");
        row("a name that says nothing", byName, "{}", sse, "event: other\n\ndata: {\"t\":\"a\"}\n\n",
            {u"content [a]"_qs}, "stream_truncated");
        row("only named kinds are text",
            R"({"content": "/t", "text_kind": {"at": "event", "content": ["word"]}, "end_mark": {"at": "event", "values": ["end"]}})",
            "{}", sse,
            "event: word\ndata: {\"t\":\"a\"}\n\nevent: status\ndata: {\"t\":\"working\"}\n\nevent: end\n\n",
            {u"content [a]"_qs, u"end"_qs}, "success");
        row("a finish reason by name",
            R"({"content": "/t", "finish_reason": "event", "no_finish_reason": ["word"], "failing_finish_reasons": ["failed"]})",
            "{}", sse, "event: word\ndata: {\"t\":\"a\"}\n\nevent: stopped\n\n",
            {u"content [a]"_qs, u"finish=stopped"_qs}, "success");
        row("ignored by a value",
            R"({"content": "/t", "ignore": {"at": "/type", "values": ["ping"]}, "finish_reason": "/f"})",
            "{}", sse, "data: {\"type\":\"ping\",\"t\":\"x\"}\n\ndata: {\"t\":\"a\",\"f\":\"stop\"}\n\n",
            {u"content [a] finish=stop"_qs}, "success");

        // Bare text
        const QByteArray bare = R"({"content": "data", "end_mark": {"at": "event", "values": ["done"]},
            "finish_reason": "/reason", "skip_text": {"at": "event", "values": ["log"]}})";
        row("bare text", bare, "{}", sse,
            "event: output\ndata: Once\n\nevent: output\ndata:  upon\n\nevent: output\ndata:  \n\n"
            "event: output\ndata: {\n\nevent: log\ndata: loading\n\nevent: done\ndata: "
            "{\"reason\":\"ok\"}\n\n",
            {u"content [Once]"_qs, u"content [ upon]"_qs, u"content [ ]"_qs, u"content [{]"_qs,
             u"finish=ok end"_qs},
            "success");
        row("bare text over lines", bare, "{}", sse,
            "data: a\ndata: b\n\ndata:\ndata:\n\ndata: {\"reason\":\"no\"}\n\nevent: done\n\n",
            {u"content [a\nb]"_qs, u"content [\n]"_qs, u"content [{\"reason\":\"no\"}]"_qs, u"end"_qs},
            "success");
        row("bare text with an end mark of its own", R"({"content": "data"})", R"({"terminator": "[DONE]"})",
            sse, "data: a\n\ndata: [DONE]\n\n", {u"content [a]"_qs, u"end"_qs}, "success");
        row("an error beside bare text", bare, "{}", sse, "data: a\n\nevent: error\ndata: gone\n\n",
            {u"content [a]"_qs, u"error : gone"_qs}, "api_error");
        row("a text alone is the document",
            R"({"content": ["document", "/content"], "end_mark": {"at": "event", "values": ["end"]}})", "{}",
            sse, "data: \"a\"\n\ndata: {\"content\":\"\\u00e4\"}\n\ndata: \"\"\n\ndata: 7\n\nevent: end\n\n",
            {u"content [a]"_qs, u"content [ä]"_qs, u"end"_qs}, "success");

        // Texts that repeat what came
        const QByteArray cumulative = R"({"content": "/text", "reasoning": "/think", "cumulative": true,
            "usage": {"output": "/n"}, "choice": "/index", "finish_reason": "/f"})";
        row("cumulative", cumulative, "{}", sse,
            "data: {\"text\":\"aa\",\"n\":1}\n\ndata: {\"text\":\"aabb\",\"n\":2}\n\ndata: "
            "{\"text\":\"aabb\",\"n\":2}\n\n"
            "data: {\"text\":\"aabbä\",\"n\":4,\"f\":\"stop\"}\n\n",
            {u"content [aa] out=1"_qs, u"content [bb] out=2"_qs, u"out=2"_qs,
             u"content [ä] finish=stop out=4"_qs},
            "success");
        row("cumulative by place", cumulative, "{}", sse,
            "data: {\"think\":\"h\"}\n\ndata: {\"think\":\"hm\",\"text\":\"\"}\n\ndata: "
            "{\"think\":\"hm\",\"text\":\"a\"}\n\n"
            "data: {\"text\":\"ab\",\"f\":\"stop\"}\n\n",
            {u"reasoning (h)"_qs, u"reasoning (m)"_qs, u"content [a]"_qs, u"content [b] finish=stop"_qs},
            "success");
        row("cumulative by choice", cumulative, "{}", sse,
            "data: {\"text\":\"a\",\"index\":0}\n\ndata: {\"index\":1,\"text\":\"x\"}\n\n"
            "data: {\"text\":\"ab\",\"index\":0}\n\ndata: {\"text\":\"xy\",\"index\":1,\"f\":\"stop\"}\n\n",
            {u"content [a]"_qs, u"content [x]"_qs, u"content [b]"_qs, u"content [y] finish=stop"_qs},
            "success");
        row("cumulative by a choice in a list",
            "{\"content\": \"/c/*/m/text\", \"choice\": \"/c/*/index\", \"cumulative\": true, "
            "\"finish_reason\": \"/c/*/f\"} ",
            "{}", sse,
            "data: {\"c\":[{\"index\":0,\"m\":{\"text\":\"a\"}},{\"index\":1,\"m\":{\"text\":\"x\"}}]}\n\n"
            "data: {\"c\":[{\"m\":{\"text\":\"xy\"},\"index\":1}]}\n\n"
            "data: {\"c\":[{\"m\":{\"text\":\"ab\"},\"index\":0,\"f\":\"stop\"}]}\n\n",
            {u"content [ax]"_qs, u"content [y]"_qs, u"content [b] finish=stop"_qs}, "success");
        row("half a character at the end of what came", cumulative, "{}", sse,
            "data: {\"text\":\"a\ufffd\"}\n\ndata: {\"text\":\"a😀\",\"f\":\"stop\"}\n\n",
            {u"content [a]"_qs, u"content [😀] finish=stop"_qs}, "success");
        row("a text that begins anew", cumulative, "{}", sse,
            "data: {\"text\":\"ab\"}\n\ndata: {\"text\":\"xyz\"}\n\ndata: "
            "{\"text\":\"xyz!\",\"f\":\"stop\"}\n\n",
            {u"content [ab]"_qs, u"content [xyz] odd"_qs, u"content [!] finish=stop"_qs}, "success");

        // What an element says of its own text
        const QByteArray parts =
            "{\"content\": \"/c/*/parts/*/text\", \"finish_reason\": \"/c/*/f\", "
            "\"text_kind\": {\"at\": \"/c/*/parts/*/thought\", \"reasoning\": [\"true\"]}, "
            "\"skip_text\": {\"at\": \"/c/*/parts/*/hidden\", \"values\": [\"true\"]}, "
            "\"usage\": {\"output\": \"/u/n\", \"reasoning\": \"/u/r\", \"reasoning_apart\": true}} ";
        row("the kind of each element", parts, "{}", sse,
            "data: {\"c\":[{\"parts\":[{\"thought\":true,\"text\":\"hm\"},{\"text\":\"a\"}]}]}\n\n"
            "data: "
            "{\"c\":[{\"parts\":[{\"text\":\"b\"},{\"text\":\"m\",\"thought\":true},{\"text\":\"#\","
            "\"hidden\":true}]}]}\n\n"
            "data: {\"c\":[{\"parts\":[{\"text\":\"c\",\"thought\":false}],\"f\":\"stop\"}]}\n\n",
            {u"content [a] (hm)"_qs, u"content [b] (m)"_qs, u"content [c] finish=stop"_qs}, "success");
        row("output without reasoning", parts, "{}", sse,
            "data: {\"c\":[{\"parts\":[{\"text\":\"a\"}]}],\"u\":{\"r\":100}}\n\n"
            "data: "
            "{\"c\":[{\"parts\":[{\"text\":\"b\"}],\"f\":\"stop\"}],\"u\":{\"n\":20,\"r\":100}}\n\ndata: "
            "{\"u\":{\"n\":21}}\n\n",
            {u"content [a] out=100"_qs, u"content [b] finish=stop out=120"_qs, u"out=121"_qs}, "success");

        // Times
        row("times at several places",
            R"({"content": "/t", "finish_reason": "/f", "timing": {"queue": [{"at": "/ms", "unit": "ms"}, "/s", {"at": "/ns", "unit": "ns"}]}})",
            "{}", sse,
            "data: {\"t\":\"a\",\"s\":2}\n\ndata: {\"ns\":5}\n\ndata: "
            "{\"ns\":5,\"ms\":3,\"s\":2,\"f\":\"stop\"}\n\n",
            {u"content [a] queue=2000000000"_qs, u"queue=5"_qs, u"finish=stop queue=3000000"_qs}, "success");

        // One array of JSON
        const QByteArray elements =
            R"({"content": "/t", "finish_reason": "/f", "error": {"present": "/error", "code": "/error/code"}})";
        const QByteArray array = R"({"framing": "json_array"})";
        row("an array", elements, array, json,
            "\xEF\xBB\xBF [ {\"t\": \"a]},{\\\"[\"}\n,\r\n{\"t\":\"\\\\\", \"x\": [1, {\"y\": []}]} , "
            "12.5e3,null, \"s\\\"\" ,{\"t\":\"b\",\n\"f\":\"stop\"}\n]\n",
            {u"content [a]},{\"[]"_qs, u"content [\\]"_qs, u"content [b] finish=stop"_qs}, "success");
        row("an array under the framing of events", elements, "{}", json,
            "[{\"t\":\"a\"},{\"t\":\"b\",\"f\":\"stop\"}]",
            {u"content [a]"_qs, u"content [b] finish=stop"_qs}, "success");
        row("an array whose end is the end", elements, R"({"framing": "json_array", "terminator": "]"})",
            json, "[{\"t\":\"a\"}]trailing", {u"content [a]"_qs, u"end"_qs}, "success");
        row("an array that is cut", elements, R"({"framing": "json_array", "terminator": "]"})", json,
            "[{\"t\":\"a\"},{\"t\":\"b\"}", {u"content [a]"_qs, u"content [b]"_qs}, "stream_truncated");
        row("an array that is cut where a clean end ends", elements,
            R"({"framing": "json_array", "ends": "clean"})", json, "[{\"t\":\"a\"},{\"t\":\"b\"}",
            {u"content [a]"_qs, u"content [b]"_qs, u"cut"_qs}, "stream_truncated");
        row("an error in an array", elements, array, json, "[{\"error\":{\"code\":503}}\n]",
            {u"error 503: "_qs}, "api_error:503");
        row("an empty array", elements, R"({"framing": "json_array", "terminator": "]"})", json, "[ ]",
            {u"end"_qs}, "empty_stream");
        row("a foreign array", elements, "{}", json, "[1,2]", {}, "unexpected_response:application/json");
        row("no comma", elements, array, json, "[{\"t\":\"a\"}{\"t\":\"b\"}]",
            {u"content [a]"_qs, u"malformed Byte 10: Not an array of JSON: \"{\" stands where none may"_qs},
            "malformed_stream");
        row("a comma too many", elements, array, json, "[{\"t\":\"a\"},]",
            {u"content [a]"_qs, u"malformed Byte 11: Not an array of JSON: \"]\" stands where none may"_qs},
            "malformed_stream");

        // Amazon's event stream
        const QByteArray start = awsEvent("messageStart", R"({"role":"assistant"})");
        const QByteArray word = awsEvent("contentBlockDelta", R"({"delta":{"text":"a"}})");
        row("Amazon's event stream", bedrock, bedrockTop, awsType,
            start + word + awsEvent("messageStop", R"({"stopReason":"end_turn"})") +
                awsEvent("metadata", R"({"usage":{"outputTokens":1}})"),
            {u"content [a]"_qs, u"finish=end_turn"_qs, u"out=1 end"_qs}, "success");
        row("it breaks off between messages", bedrock, bedrockTop, awsType, start + word, {u"content [a]"_qs},
            "stream_truncated");
        row("it breaks off within one", bedrock, bedrockTop, awsType, word + word.chopped(3),
            {u"content [a]"_qs, u"cut"_qs}, "stream_truncated");
        row("without headers and sums", bedrock, bedrockTop, awsType,
            awsMessage({}, R"({"delta":{"text":"a"}})", false), {u"content [a] odd"_qs}, "success");
        row("an exception", bedrock, bedrockTop, awsType,
            word + awsMessage({":exception-type", "throttlingException", ":message-type", "exception"},
                              R"({"message":"Too many"})"),
            {u"content [a]"_qs, u"error throttlingException: Too many"_qs},
            "rate_limited:throttlingException");
        row("an error of the framing", bedrock, bedrockTop, awsType,
            awsMessage({":error-code", "500", ":error-message", "broken", ":message-type", "error"}, ""),
            {u"error 500: broken"_qs}, "api_error:500");
        row("a length that can't be", bedrock, bedrockTop, awsType, word + QByteArray(16, '\0'),
            {u"content [a]"_qs,
             u"malformed Byte %1: Not a message of Amazon's event stream: its lengths can't be"_qs.arg(
                 word.size())},
            "malformed_stream");
        return made;
    }();
    return streams;
}

} // namespace weir::test
