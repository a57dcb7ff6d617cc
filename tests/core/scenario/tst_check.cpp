// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/check.h"
#include "scenario/scenariojson.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

/// A scenario from a JSON of single quotes, on top of a valid target and request where those are left out.
Scenario scenarioOf(QByteArray json)
{
    json.replace('\'', '"');
    if (!json.contains("\"targets\""))
        json.insert(1, R"("targets": [{"name": "t", "url": "builtin:"}], )");
    if (!json.contains("\"requests\": ["))
        json.insert(1, R"("requests": [{"name": "r"}], )");
    json.insert(1, R"("weir": 1, )");
    const qsizetype end = json.lastIndexOf(", }");
    if (end >= 0)
        json.remove(end, 2);
    const ScenarioReading reading = scenarioFromJson(json);
    if (!reading.problems.empty())
        qFatal("the test's own JSON is wrong: %s %s", qPrintable(reading.problems[0].message.english()),
               json.constData());
    return reading.scenario;
}

CheckContext contextOf(const QString &folder = {})
{
    return {folder, {QStringLiteral("openai-chat")}, {QStringLiteral("fast")}, true};
}

/// "E /load/users" or "W /load/drain", sorted.
QStringList summaryOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append((problem.severity == Severity::Error ? QStringLiteral("E ") : QStringLiteral("W ")) +
                     problem.path);
    lines.sort();
    return lines;
}

QString textOf(const Problems &problems)
{
    QString text;
    for (const Problem &problem : problems)
        text += problem.path + QStringLiteral(": ") + problem.message.english() + u'\n';
    return text;
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultScenarioIsFine()
    {
        const Problems problems = check(defaultScenario(), contextOf());
        QVERIFY2(problems.empty(), qPrintable(textOf(problems)));
    }

    void emptyScenario()
    {
        QCOMPARE(summaryOf(check(Scenario{}, contextOf())),
                 (QStringList{QStringLiteral("E /requests"), QStringLiteral("E /targets")}));
    }

    void findsProblems_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected"); ///< Lines of summaryOf(), joined by ", "; empty: no problem.
        const auto row = [](const char *name, const char *json, const char *expected) {
            QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(expected);
        };
        row("nothing wrong", "{}", "");
        row("no name", "{'name': ' '}", "E /name");
        row("workers", "{'workers': 65}", "E /workers");
        row("salt", "{'salt': 'K7QX2'}", "");
        row("salt of other letters", "{'salt': 'a-b'}", "E /salt");
        row("salt without end", "{'salt': '012345678901234567890123456'}", "E /salt");
        row("kernel's stamps", "{'transport': 'curl', 'kernel_stamps': true}", "");
        row("kernel's stamps with Qt", "{'kernel_stamps': true}", ""); // the default
        row("no workers", "{'workers': 0}", "E /workers");

        row("parameters",
            "{'requests': [{'name': 'r', 'parameters': {'temperature': -1, 'top_p': 1.5, 'stop': [''], "
            "'tools': {}, 'response_format': []}}]}",
            "E /requests/0/parameters/response_format, E /requests/0/parameters/stop, E "
            "/requests/0/parameters/temperature, E /requests/0/parameters/tools, E "
            "/requests/0/parameters/top_p");
        row("parameters beside a body",
            "{'requests': [{'name': 'r', 'body': '{}{{unique}}', 'parameters': {'seed': 1}}]}",
            "W /requests/0/parameters");
        row("conversation",
            "{'requests': [{'name': 'r', 'conversation': {'then': ['more', 'why {{unique}}?']}}]}", "");
        row("conversation of a row without data",
            "{'requests': [{'name': 'r', 'conversation': {'field': 'turns'}}]}",
            "E /requests/0/conversation/field");
        row("turns from both",
            "{'requests': [{'name': 'r', 'conversation': {'then': ['a'], 'field': 'turns'}}]}",
            "E /requests/0/conversation/field, E /requests/0/conversation/field");
        row("conversation out of bounds",
            "{'requests': [{'name': 'r', 'conversation': {'then': ['a'], 'max_turns': 0, 'history_kib': "
            "65537}}]}",
            "E /requests/0/conversation/history_kib, E /requests/0/conversation/max_turns");
        row("conversation without turns", "{'requests': [{'name': 'r', 'conversation': {'max_turns': 4}}]}",
            "W /requests/0/conversation");
        row("later turn that asks for a row",
            "{'requests': [{'name': 'r', 'conversation': {'then': ['{{question}}']}}]}",
            "E /requests/0/conversation/then/0");
        row("extra body", "{'requests': [{'name': 'r', 'extra_body': {'user': '{{unique}}', 'n': 2}}]}", "");
        row("extra body that is a list", "{'requests': [{'name': 'r', 'extra_body': [1]}]}",
            "E /requests/0/extra_body");
        row("extra body that is no JSON", "{'requests': [{'name': 'r', 'extra_body': '{'}]}",
            "E /requests/0/extra_body");
        row("extra body with a field of no row",
            "{'requests': [{'name': 'r', 'extra_body': {'a': '{{id}}'}}]}", "E /requests/0/extra_body");

        row("target without name and url", "{'targets': [{}]}", "E /targets/0/name, E /targets/0/url");
        row("two targets of one name",
            "{'targets': [{'name': 'a', 'url': 'builtin:'}, {'name': 'a', 'url': 'builtin:fast'}]}",
            "E /targets/1/name");
        row("unknown built-in preset", "{'targets': [{'name': 'a', 'url': 'builtin:slow'}]}",
            "E /targets/0/url");
        row("ftp", "{'targets': [{'name': 'a', 'url': 'ftp://h/'}]}", "E /targets/0/url");
        row("no host", "{'targets': [{'name': 'a', 'url': 'https:///v1'}]}", "E /targets/0/url");
        row("relative", "{'targets': [{'name': 'a', 'url': 'api.example.com'}]}", "E /targets/0/url");
        row("space in URL", "{'targets': [{'name': 'a', 'url': 'http://h /v1'}]}", "E /targets/0/url");
        row("password in URL", "{'targets': [{'name': 'a', 'url': 'https://u:p4ss@h/'}]}",
            "E /targets/0/url");
        row("key in URL", "{'targets': [{'name': 'a', 'url': 'https://h/?key=abc'}]}", "E /targets/0/url");
        row("function's code in URL", "{'targets': [{'name': 'a', 'url': 'https://h/?code=abc'}]}",
            "E /targets/0/url");
        row("reference in URL", "{'targets': [{'name': 'a', 'url': 'https://h/?key=env:K'}]}",
            "E /targets/0/url");
        row("token in URL", "{'targets': [{'name': 'a', 'url': 'https://0123456789abcdef0123@h/'}]}",
            "E /targets/0/url");
        row("harmless query", "{'targets': [{'name': 'a', 'url': 'https://h/?api-version=2'}]}", "");
        row("IPv6", "{'targets': [{'name': 'a', 'url': 'http://[::1]:8080/v1'}]}", "");
        row("model of blanks", "{'targets': [{'name': 'a', 'url': 'builtin:', 'model': '  '}]}",
            "E /targets/0/model");
        row("vendor", "{'targets': [{'name': 'a', 'url': 'builtin:', 'vendor': 'acme'}]}",
            "E /targets/0/vendor");
        row("proxy", "{'targets': [{'name': 'a', 'url': 'builtin:', 'proxy': 'proxy:3128'}]}",
            "E /targets/0/proxy");
        row("TLS files",
            "{'targets': [{'name': 'a', 'url': 'https://h', 'tls': {'ca': 'c.pem', 'certificate': 'a.pem', "
            "'key': 'a.key', 'key_password': 'env:P'}}]}",
            "");
        row("key by reference",
            "{'targets': [{'name': 'a', 'url': 'wss://h', 'tls': {'certificate': 'a.pem', 'key': 'env:K'}}]}",
            "");
        row("key without a certificate",
            "{'targets': [{'name': 'a', 'url': 'https://h', 'tls': {'key': 'a.key'}}]}",
            "E /targets/0/tls/certificate");
        row("the key itself",
            "{'targets': [{'name': 'a', 'url': 'https://h', 'tls': {'certificate': 'a.pem', 'key': "
            "'-----BEGIN PRIVATE KEY-----'}}]}",
            "E /targets/0/tls/key");
        row("the key's password itself",
            "{'targets': [{'name': 'a', 'url': 'https://h', 'tls': {'certificate': 'a.pem', 'key_password': "
            "'sesame'}}]}",
            "E /targets/0/tls/key_password");
        row("TLS files without TLS",
            "{'targets': [{'name': 'a', 'url': 'http://h', 'tls': {'ca': 'c.pem'}}]}", "W /targets/0/tls");
        row("a CA that nobody asks",
            "{'targets': [{'name': 'a', 'url': 'https://h', 'verify_tls': false, 'tls': {'ca': 'c.pem'}}]}",
            "W /targets/0/tls/ca");
        row("proxy of another kind", "{'targets': [{'name': 'a', 'url': 'builtin:', 'proxy': 'ftp://h'}]}",
            "E /targets/0/proxy");
        row("proxy with a password",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'proxy': 'http://me:hidden@h'}]}",
            "E /targets/0/proxy");
        row("proxy with a reference",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'proxy': 'http://me:env:KEY@h'}]}", "");
        row("broken template in a header",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'X-A', 'value': '{{a'}]}]}",
            "E /targets/0/headers/0/value");
        row("SOCKS proxy", "{'targets': [{'name': 'a', 'url': 'builtin:', 'proxy': 'socks5h://h:1080'}]}",
            "");

        row("key is a reference",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'bearer', 'key': 'env:K'}}]}",
            "");
        row("key is a value",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'bearer', 'key': 'abcdef'}}]}",
            "E /targets/0/auth/key");
        row("key is a reference to nothing",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'bearer', 'key': 'env:'}}]}",
            "E /targets/0/auth/key");
        row("key missing", "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'bearer'}}]}",
            "E /targets/0/auth/key");
        row("key unused",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'none', 'key': 'env:K'}}]}",
            "W /targets/0/auth/key");
        row("key as the vendor's",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'key': 'env:K'}}]}", "");
        row("auth header",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'auth': {'scheme': 'header', 'key': 'env:K', "
            "'header': 'a b'}}]}",
            "E /targets/0/auth/header");
        row("header name",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'A:', 'value': ''}]}]}",
            "E /targets/0/headers/0/name");
        row("header of Weir's own",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'Content-Length', 'value': "
            "'1'}]}]}",
            "E /targets/0/headers/0/name");
        row("header of two lines",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'A', 'value': 'x\\r\\nB: "
            "y'}]}]}",
            "E /targets/0/headers/0/value");
        for (const char *own : {"Content-Length", "connection", "Upgrade", "X-Weir-Attempt"})
            row(own,
                QByteArray("{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': '") + own +
                    "', 'value': 'x'}]}]}",
                "E /targets/0/headers/0/name");
        row("a body leaves out what was asked for",
            "{'requests': [{'name': 'a', 'body': '{\\'q\\': \\'{{unique}}\\'}', 'system': 's', 'prompt': "
            "'p', "
            "'max_tokens': 3}], 'load': {'requests': 1}}",
            "W /requests/0/max_tokens, W /requests/0/prompt, W /requests/0/system");
        row("a body holds what was asked for",
            "{'requests': [{'name': 'a', 'body': '{{unique}} {{system}} {{max_tokens}}', 'system': 's', "
            "'prompt': 'p', 'extra_body': {'a': '{{prompt}}'}, 'max_tokens': 3}], 'load': {'requests': 1}}",
            "");
        row("into a list nothing is merged",
            "{'requests': [{'name': 'a', 'body': ' [{{unique}}]', 'extra_body': {'a': 1}}]}",
            "E /requests/0/extra_body");
        row("secret in a header",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'Authorization', 'value': "
            "'Bearer x'}]}]}",
            "E /targets/0/headers/0/value");
        row("reference in a header",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'headers': [{'name': 'Authorization', 'value': "
            "'Bearer env:K'}]}]}",
            "");

        row("timer of 0", "{'targets': [{'name': 'a', 'url': 'builtin:', 'timers': {'stall': '0s'}}]}",
            "E /targets/0/timers/stall");
        row("timers past the deadline",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'timers': {'deadline': '20s'}}]}",
            "W /targets/0/timers/first_token, W /targets/0/timers/stall");
        row("connect past first token",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'timers': {'connect': '61s'}}]}",
            "W /targets/0/timers/connect");
        row("attempts", "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'attempts': 11}}]}",
            "E /targets/0/retry/attempts");
        row("no attempt", "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'attempts': 0}}]}",
            "E /targets/0/retry/attempts");
        row("backoff",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'attempts': 2, 'backoff': '0s'}}]}",
            "E /targets/0/retry/backoff");
        row("jitter", "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'jitter': 1.5}}]}",
            "E /targets/0/retry/jitter");
        row("retry classes",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'on': ['http_5xx', 'oops', "
            "'success']}}]}",
            "E /targets/0/retry/on/1, E /targets/0/retry/on/2");
        row("retry nothing",
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'retry': {'attempts': 2, 'on': []}}]}",
            "W /targets/0/retry/on");

        row("request without name", "{'requests': [{}]}", "E /requests/0/name");
        row("two requests of one name", "{'requests': [{'name': 'a'}, {'name': 'a'}]}", "E /requests/1/name");
        row("dangling target", "{'requests': [{'name': 'a', 'target': 'b'}]}", "E /requests/0/target");
        row("dangling data", "{'requests': [{'name': 'a', 'data': 'b'}]}", "E /requests/0/data");
        row("weight 0", "{'requests': [{'name': 'a', 'weight': 0}]}", "E /requests/0/weight");
        row("negative weight", "{'requests': [{'name': 'a', 'weight': -1}]}", "E /requests/0/weight");
        row("no prompt", "{'requests': [{'name': 'a', 'prompt': ''}], 'load': {'requests': 1}}",
            "E /requests/0/prompt");
        row("no prompt but a body", "{'requests': [{'name': 'a', 'prompt': '', 'body': '{{unique}}'}]}", "");
        row("token limit", "{'requests': [{'name': 'a', 'max_tokens': 0}]}", "E /requests/0/max_tokens");
        row("answer checks",
            "{'requests': [{'name': 'a', 'checks': [{}, {'kind': 'min_output_tokens'}, {'kind': "
            "'finish_reason'}]}]}",
            "E /requests/0/checks/0/text, E /requests/0/checks/1/count, E /requests/0/checks/2/text");
        row("lengths",
            "{'requests': [{'name': 'a', 'prompt': '{{filler}}', 'prompt_tokens': {'kind': 'fixed', 'mean': "
            "9}, "
            "'output_tokens': {'kind': 'histogram', 'buckets': [{'low': 1, 'high': 9}]}}]}",
            "");
        row("lengths that can't be drawn",
            "{'requests': [{'name': 'a', 'prompt': '{{filler}}', 'prompt_tokens': {'kind': 'uniform', 'low': "
            "9, "
            "'high': 1}, 'output_tokens': {'kind': 'fixed'}}, {'name': 'b', 'output_tokens': {'kind': "
            "'histogram'}}, {'name': 'c', 'output_tokens': {'kind': 'histogram', 'buckets': [{'low': 3, "
            "'weight': 0}]}}, {'name': 'd', 'output_tokens': {'kind': 'row', 'field': 'n'}}]}",
            "E /requests/0/output_tokens/mean, E /requests/0/prompt_tokens/high, E "
            "/requests/1/output_tokens/buckets, E /requests/2/output_tokens/buckets/0/high, E "
            "/requests/2/output_tokens/buckets/0/weight, E /requests/3/output_tokens/field");
        row("lengths that change nothing",
            "{'requests': [{'name': 'a', 'max_tokens': 5, 'prompt_tokens': {'kind': 'fixed', 'mean': 9}, "
            "'output_tokens': {'kind': 'fixed', 'mean': 9, 'deviation': 3}}]}",
            "E /requests/0/prompt_tokens, W /requests/0/max_tokens, W /requests/0/output_tokens/deviation");
        row("aids of answer checks",
            "{'requests': [{'name': 'a', 'checks': [{'kind': 'matches', 'text': '('}, {'kind': "
            "'json_pointer', "
            "'name': 'a'}, {'kind': 'json_schema'}, {'kind': 'json_schema', 'schema': {'pattern': 'a'}}, "
            "{'kind': 'header', 'name': 'a b'}, {'kind': 'status', 'count': 404}]}]}",
            "E /requests/0/checks/0/text, E /requests/0/checks/1/name, E /requests/0/checks/2/schema, E "
            "/requests/0/checks/3/schema, E /requests/0/checks/4/name, E /requests/0/checks/5/count");
        row("answer checks that hold themselves together",
            "{'requests': [{'name': 'a', 'checks': [{'kind': 'json_pointer', 'name': '/a', 'text': '3'}, "
            "{'kind': 'header', 'name': 'x-a', 'text': 'b'}, {'kind': 'max_characters', 'count': 9, 'of': "
            "'body'}, {'kind': 'json_schema', 'schema': {'type': 'object'}}]}]}",
            "");
        row("what answer checks don't look at",
            "{'requests': [{'name': 'a', 'checks': [{'kind': 'status', 'count': 200, 'of': 'body', 'text': "
            "'a'}, {'kind': 'json', 'name': 'a', 'count': 3}]}]}",
            "W /requests/0/checks/0/of, W /requests/0/checks/0/text, W /requests/0/checks/1/count, W "
            "/requests/0/checks/1/name");
        row("broken template", "{'requests': [{'name': 'a', 'prompt': '{{unique} hi'}]}",
            "E /requests/0/prompt");
        row("unbalanced section",
            "{'requests': [{'name': 'a', 'system': '{{#a}} x', 'prompt': '{{unique}}'}]}",
            "E /requests/0/system");
        row("field without data", "{'requests': [{'name': 'a', 'prompt': '{{unique}} {{topic}}'}]}",
            "E /requests/0/prompt");
        row("body's own variables",
            "{'requests': [{'name': 'a', 'body': '{{model}} {{prompt}} "
            "{{#max_tokens}}{{max_tokens}}{{/max_tokens}}'}]}",
            "");

        row("repeating prompt", "{'requests': [{'name': 'a', 'prompt': 'same'}]}", "W /requests/0/prompt");
        row("single request need not differ",
            "{'requests': [{'name': 'a', 'prompt': 'same'}], 'load': {'requests': 1}}", "");
        row("repeating body", "{'requests': [{'name': 'a', 'body': 'same'}]}", "W /requests/0/body");
        row("fewer rows than requests",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{prompt}}'}], 'data': [{'name': 'd', "
            "'format': 'inline', "
            "'prompts': ['x', 'y']}], 'load': {'model': 'open', 'rate': 1, 'duration': '3s'}}",
            "W /requests/0/prompt");
        row("as many rows as requests",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{prompt}}'}], 'data': [{'name': 'd', "
            "'format': 'inline', "
            "'prompts': ['x', 'y']}], 'load': {'model': 'open', 'rate': 1, 'duration': '2s'}}",
            "");
        row("data used by no template",
            "{'requests': [{'name': 'a', 'data': 'd'}], 'data': [{'name': 'd', 'format': 'inline', "
            "'prompts': ['x']}]}",
            "W /requests/0/data");

        row("data without name, rows and use", "{'data': [{'format': 'inline'}]}",
            "E /data/0/name, E /data/0/prompts, W /data/0");
        row("data of one name",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}}{{prompt}}'}], 'data': [{'name': "
            "'d', 'format': "
            "'inline', 'prompts': ['x']}, {'name': 'd', 'format': 'inline', 'prompts': ['x']}]}",
            "E /data/1/name");
        row("data without path",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}}{{x}}'}], 'data': [{'name': "
            "'d'}]}",
            "E /data/0/path");
        row("missing data file",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}}{{x}}'}], 'data': [{'name': 'd', "
            "'path': 'no.jsonl'}]}",
            "E /data/0/path");
        row("rows run out",
            "{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{prompt}}{{unique}}'}], 'data': [{'name': "
            "'d', 'format': "
            "'inline', 'prompts': ['x', 'y'], 'at_end': 'stop'}], 'load': {'requests': 3}}",
            "W /requests/0/data");

        row("no users", "{'load': {'users': 0}}", "E /load/users");
        row("too many users", "{'load': {'users': 100001}}", "E /load/users");
        row("think time", "{'load': {'think': {'kind': 'uniform', 'low': '2s', 'high': '1s'}}}",
            "E /load/think/high");
        row("no rate", "{'load': {'model': 'open', 'rate': 0}}", "E /load/rate");
        row("absurd rate", "{'load': {'model': 'open', 'rate': 1e7}}", "E /load/rate");
        row("cap", "{'load': {'model': 'open', 'cap': 0}}", "E /load/cap");
        row("endless", "{'load': {'duration': null}}", "E /load/duration");
        row("no time", "{'load': {'duration': '0s'}}", "E /load/duration");
        row("no requests", "{'load': {'requests': 0}}", "E /load/requests");
        row("fewer requests than users", "{'load': {'users': 5, 'requests': 4}}", "W /load/requests");
        row("long warm-up", "{'load': {'duration': '10s', 'warm_up': '10s'}}", "W /load/warm_up");
        row("times beyond the timers", "{'load': {'duration': '577h', 'warm_up': '577h', 'drain': '577h'}}",
            "E /load/drain, E /load/duration, E /load/warm_up, W /load/warm_up");
        row("no drain", "{'load': {'drain': '0s'}}", "W /load/drain");

        row("empty threshold", "{'goals': {'thresholds': ['error_rate < 1%', ' ']}}",
            "E /goals/thresholds/1");
        row("service level", "{'goals': {'service_level': {'ttft': '0s', 'e2e': '0s'}}}",
            "E /goals/service_level/e2e, E /goals/service_level/ttft");
        row("service level of what is not streamed",
            "{'requests': [{'name': 'a', 'stream': false}], 'goals': {'service_level': {'ttft': '1s', 'e2e': "
            "'1s'}}}",
            "W /goals/service_level/ttft");
        row("stall limit", "{'goals': {'stall_limit': '0s'}}", "E /goals/stall_limit");
        row("validity",
            "{'goals': {'validity': {'achieved_share': 98, 'slip_p99': '0s', 'throttled_share': -0.1}}}",
            "E /goals/validity/achieved_share, E /goals/validity/slip_p99, E "
            "/goals/validity/throttled_share");
    }

    void findsProblems()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        const Problems problems = check(scenarioOf(json), contextOf());
        QVERIFY2(summaryOf(problems).join(QStringLiteral(", ")) == expected, qPrintable(textOf(problems)));
        for (const Problem &problem : problems)
            QVERIFY(!problem.message.isEmpty());
    }

    void parametersNeedAPlace()
    {
        CheckContext context = contextOf();
        int asked = 0;
        context.vendorFacts = [&asked](const QString &, const QString &) {
            ++asked;
            VendorFacts facts;
            facts.isKnown = true;
            facts.label = QStringLiteral("Vendor");
            facts.parameters = {QStringLiteral("seed")};
            return facts;
        };
        const Scenario scenario = scenarioOf(
            "{'requests': [{'name': 'r', 'max_tokens': 3, 'parameters': {'seed': 1, 'temperature': 0, "
            "'ignore_eos': true}}, {'name': 'limit', 'max_tokens': 4}]}");
        const Problems problems = check(scenario, context);
        QCOMPARE(summaryOf(problems), (QStringList{QStringLiteral("E /requests/0/max_tokens"),
                                                   QStringLiteral("E /requests/0/parameters/ignore_eos"),
                                                   QStringLiteral("E /requests/0/parameters/temperature"),
                                                   QStringLiteral("E /requests/1/max_tokens")}));
        QCOMPARE(asked, 1); // each time its folders are read
        QVERIFY(problems[0].message.english().contains(QStringLiteral("extra_body")));
    }

    void picturesNeedAVendorThatTakesThem()
    {
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(QStringLiteral("p.png")), "x"));
        CheckContext context = contextOf(folder.path());
        context.vendorFacts = [](const QString &vendor, const QString &) {
            VendorFacts facts;
            facts.isKnown = true;
            facts.label = vendor;
            if (vendor == u"sees")
                facts.takes = {QStringLiteral("images")};
            return facts;
        };
        const Problems problems = check(
            scenarioOf(
                "{'targets': [{'name': 's', 'url': 'builtin:', 'vendor': 'sees'}, {'name': 'b', 'url': "
                "'builtin:', 'vendor': 'blind'}], 'requests': ["
                "{'name': 'a', 'target': 's', 'images': ['p.png', 'q.png', '.', 'https://h/p', '{{unique}}', "
                "'', '{{row}}']}, {'name': 'b', 'target': 'b', 'images': ['p.png'], 'audio': ['p.png']}, "
                "{'name': 'c', 'target': 's', 'images': ['p.png'], 'body': '{{unique}}'}]}"),
            context);
        QVERIFY2(summaryOf(problems) ==
                     (QStringList{u"E /requests/0/images/1"_qs, u"E /requests/0/images/2"_qs,
                                  u"E /requests/0/images/3"_qs, u"E /requests/0/images/5"_qs,
                                  u"E /requests/0/images/6"_qs, u"E /requests/1/audio"_qs,
                                  u"E /requests/1/images"_qs, u"W /requests/2/images"_qs}),
                 qPrintable(textOf(problems)));
    }

    void thresholdsNameParts_data()
    {
        QTest::addColumn<QString>("threshold");
        QTest::addColumn<QString>("problem");
        QTest::newRow("request") << "ttft{request:chat} p99 < 1s"
                                 << "";
        QTest::newRow("target") << "ttft{target:east} p99 < 1s"
                                << "";
        QTest::newRow("both") << "ttft{request:chat, target:east} p99 < 1s"
                              << "";
        QTest::newRow("of a named target") << "ttft{request:code, target:west} p99 < 1s"
                                           << "";
        QTest::newRow("likely name") << "ttft{request:chats} p99 < 1s"
                                     << "There is no request \"chats\". Did you mean \"chat\"?";
        QTest::newRow("unlikely name") << "ttft{target:elsewhere} p99 < 1s"
                                       << "There is no target \"elsewhere\".";
        QTest::newRow("never together") << "ttft{request:chat, target:west} p99 < 1s"
                                        << "The request \"chat\" never goes to the target \"west\".";
        QTest::newRow("group") << "ttft{group:calm} p99 < 1s"
                               << "";
        QTest::newRow("likely group") << "ttft{group:clam} p99 < 1s"
                                      << "There is no load group \"clam\". Did you mean \"calm\"?";
        QTest::newRow("level without steps") << "ttft{level:1} p99 < 1s"
                                             << "The load has no steps, so there is no level 1.";
    }
    void thresholdsNameParts()
    {
        QFETCH(QString, threshold);
        Scenario scenario = scenarioOf("{'targets': [{'name': 'east', 'url': 'builtin:'}, {'name': 'west', "
                                       "'url': 'builtin:'}], 'requests': [{'name': 'chat'}, {'name': 'code', "
                                       "'target': 'west'}], 'load': {'groups': [{'name': 'calm'}, {'name': "
                                       "'wild'}]}}");
        scenario.goals.thresholds = {threshold};
        QString found;
        for (const Problem &problem : check(scenario, contextOf())) {
            if (problem.path == u"/goals/thresholds/0") {
                QCOMPARE(problem.severity, Severity::Error);
                found = problem.message.english();
            }
        }
        QTEST(found, "problem");
    }

    void thresholdsAreParsed()
    {
        const Scenario scenario = scenarioOf("{'goals': {'thresholds': ['ttft p(99) < 1s', 'warp > 9']}}");
        QCOMPARE(summaryOf(check(scenario, contextOf())),
                 QStringList{QStringLiteral("E /goals/thresholds/1")});
    }

    void looksIntoDataFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *content, const char *expected,
                            const char *message) {
            QTest::newRow(name) << QByteArray(content) << QString::fromLatin1(expected)
                                << QString::fromLatin1(message);
        };
        row("good", "{\"topic\": \"a\", \"user\": {\"id\": 1}}\n", "", "");
        row("broken", "{\"topic\": 1, \"user\": {\"id\": 1}}\n\n{\"topic\": }\n", "E /data/0/path", "line 3");
        row("no object", "[1]\n", "E /data/0/path", "line 1");
        row("empty", "\n\n", "E /data/0/path", "The file rows.jsonl has no rows.");
        row("field in no row", "{\"user\": {\"id\": 1}}\n", "E /requests/0/prompt", "topic");
        row("inner field in no row", "{\"topic\": 1, \"user\": {\"name\": 1}}\n", "E /requests/0/prompt",
            "user.id");
        row("field in some rows", "{\"topic\": 1, \"user\": {\"id\": 1}}\n{\"user\": {\"id\": 1}}\n",
            "W /requests/0/prompt",
            "1 of 2 rows; their requests will fail (local_error). Give these rows the field, or take them "
            "out");
    }

    void looksIntoDataFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, expected);
        QFETCH(QString, message);
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(QStringLiteral("rows.jsonl")), content));
        const Scenario scenario = scenarioOf("{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}} "
                                             "{{topic}} {{user.id}} {{#list}}{{x}}{{/list}}'}],"
                                             " 'data': [{'name': 'd', 'path': 'rows.jsonl'}]}");
        Scenario withoutSection = scenario;
        withoutSection.requests[0].prompt = QStringLiteral("{{unique}} {{topic}} {{user.id}}");
        const Problems problems = check(withoutSection, contextOf(folder.path()));
        QVERIFY2(summaryOf(problems).join(QStringLiteral(", ")) == expected, qPrintable(textOf(problems)));
        QVERIFY2(textOf(problems).contains(message), qPrintable(textOf(problems)));

        CheckContext blind = contextOf(folder.path());
        blind.readData = false;
        QVERIFY(check(withoutSection, blind).empty());
        // A section over a field that no row has is a mistake too, whatever stands inside.
        const bool readable = !expected.startsWith(QStringLiteral("E /data"));
        QCOMPARE(textOf(check(scenario, contextOf(folder.path()))).contains(QStringLiteral("\"list\"")),
                 readable);
    }

    void countsBadRows()
    {
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(QStringLiteral("rows.jsonl")), "{\"a\": 1}\noops\n{\"a\": 2}\n[]\n"));
        Scenario scenario =
            scenarioOf("{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}} {{a}}'}],"
                       " 'data': [{'name': 'd', 'path': 'rows.jsonl'}]}");
        const Problems strict = check(scenario, contextOf(folder.path()));
        const QString error = QStringLiteral("E /data/0/path");
        QCOMPARE(summaryOf(strict), (QStringList{error, error, error}));
        QVERIFY2(textOf(strict).contains(QStringLiteral("line 4")), qPrintable(textOf(strict)));
        QVERIFY2(textOf(strict).contains(QStringLiteral("2 of 4 rows")), qPrintable(textOf(strict)));
        scenario.data.front().badRows = DataSource::BadRows::Skip;
        const Problems skipped = check(scenario, contextOf(folder.path()));
        QVERIFY2(!hasErrors(skipped), qPrintable(textOf(skipped)));
        QVERIFY2(textOf(skipped).contains(QStringLiteral("2 of 4 rows are wrong; they are left out")),
                 qPrintable(textOf(skipped)));
    }

    void saysWhatRowsHave_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("says"); ///< Empty: no error.
        const auto row = [](const char *name, const char *request, const char *data, const char *says) {
            QTest::newRow(name) << QByteArray(request) << QByteArray(data) << QString::fromLatin1(says);
        };
        row("another name", "'prompt': '{{prompt}}'", "{\"id\": \"7\", \"question\": \"a\"}",
            "Rows have: id, question. Use {{question}}, on the command line --prompt '{{question}}'.");
        row("inside an object", "'prompt': '{{prompt}}'", "{\"meta\": {\"id\": 1, \"text\": \"a\"}}",
            "Rows have: meta.id, meta.text. Use {{meta.text}}");
        row("conversations", "'prompt': '{{prompt}}'",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", "
            "\"content\": \"b\"}]}",
            "Rows have: messages. Give the request a body with \"messages\": {{{messages}}}.");
        row("conversations beside no prompt", "'prompt': '{{prompt}}'",
            "{\"prompt\": null, \"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": "
            "\"assistant\", \"content\": \"b\"}]}",
            "Give the request a body with \"messages\": {{{messages}}}.");
        row("one message beside no prompt", "'prompt': '{{prompt}}'",
            "{\"prompt\": null, \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}", "");
        row("in a body", "'body': '{{{list}}}'", "{\"messages\": []}", "Rows have: messages.");
        row("a prompt that is not sent", "'prompt': '{{prompt}}', 'body': '{{unique}} {{{messages}}}'",
            "{\"messages\": []}", "");
        row("a system prompt that is not sent", "'system': '{{tone}}', 'body': '{{{messages}}}'",
            "{\"messages\": []}", "");
        row("a prompt that the body sends", "'prompt': '{{prompt}}', 'body': '{{{messages}}} {{prompt}}'",
            "{\"messages\": []}", "field \"prompt\"");
        row("a variable in another spelling", "'prompt': '{{question}} {{Unique}}'", "{\"question\": \"a\"}",
            "No row of \"d\" has the field \"Unique\". Did you mean {{unique}}?");
        row("a variable in another spelling, in a body", "'body': '{{{messages}}} {{maxTokens}}'",
            "{\"messages\": []}", "Did you mean {{max_tokens}}?");
        row("broken, though not sent", "'prompt': '{{prompt', 'body': '{{{messages}}}'", "{\"messages\": []}",
            "template is broken");
    }
    void saysWhatRowsHave()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, row);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(QStringLiteral("rows.jsonl")), row));
        const Scenario scenario = scenarioOf("{'requests': [{'name': 'a', 'data': 'd', " + request +
                                             "}], 'data': [{'name': 'd', 'path': 'rows.jsonl'}]}");
        QStringList errors;
        for (const Problem &problem : check(scenario, contextOf(folder.path()))) {
            if (problem.severity == Severity::Error)
                errors.append(problem.message.english());
        }
        QCOMPARE(errors.size(), says.isEmpty() ? 0 : 1);
        QVERIFY2(errors.join(u' ').contains(says), qPrintable(errors.join(u' ')));
    }

    void sentencesNameWhatTheySpeakOf()
    {
        const QByteArray late =
            "{'targets': [{'name': 'a', 'url': 'builtin:', 'timers': {'connect': '61s'}}]}";
        const Problems problems = check(scenarioOf(late), contextOf());
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(problems[0].message.english().startsWith(
                     QStringLiteral("The connect timer is longer than first_token, ")),
                 qPrintable(textOf(problems)));
    }

    void headersMayUseFieldsOfRows()
    {
        const QTemporaryDir folder;
        QVERIFY(
            write(folder.filePath(QStringLiteral("rows.jsonl")), "{\"topic\": \"a\", \"tenant\": \"t\"}\n"));
        Scenario scenario =
            scenarioOf("{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}} {{topic}}'}],"
                       " 'data': [{'name': 'd', 'path': 'rows.jsonl'}]}");
        scenario.targets[0].headers = {{QStringLiteral("X-Tenant"), QStringLiteral("{{tenant}}")}};
        QVERIFY2(check(scenario, contextOf(folder.path())).empty(),
                 qPrintable(textOf(check(scenario, contextOf(folder.path())))));
    }

    void conversationsWithoutQuestionsAreCounted()
    {
        const QTemporaryDir folder;
        QVERIFY(write(
            folder.filePath(QStringLiteral("rows.json")),
            "[{\"conversations\": []}, {\"conversations\": [{\"from\": \"human\", \"value\": \"a\"}]}]"));
        const Scenario scenario =
            scenarioOf("{'requests': [{'name': 'a', 'data': 'd', 'prompt': '{{unique}} {{prompt}}'}],"
                       " 'data': [{'name': 'd', 'path': 'rows.json'}]}");
        const Problems problems = check(scenario, contextOf(folder.path()));
        QCOMPARE(summaryOf(problems), QStringList{QStringLiteral("W /data/0/path")});
        QVERIFY(textOf(problems).contains(QStringLiteral("In 1 of 2 conversations")));
    }
};

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
