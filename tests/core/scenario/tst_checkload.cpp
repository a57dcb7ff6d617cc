// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/check.h"
#include "scenario/scenariojson.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

/// A valid scenario of the requests "a" and "b" with a load from JSON of single quotes.
Scenario scenarioOf(QByteArray load)
{
    load.replace('\'', '"');
    const QByteArray json = R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:"}],
        "requests": [{"name": "a"}, {"name": "b"}], "load": )" +
                            load + "}";
    const ScenarioReading reading = scenarioFromJson(json);
    if (!reading.problems.empty())
        qFatal("the test's own JSON is wrong: %s %s", qPrintable(reading.problems[0].message.english()),
               json.constData());
    return reading.scenario;
}

/// Its prompts are as long as a trace asks for.
Scenario withFiller(Scenario scenario)
{
    for (RequestTemplate &request : scenario.requests)
        request.prompt = QStringLiteral("{{filler}}");
    return scenario;
}

CheckContext contextOf(const QString &folder = {})
{
    return {folder, {QStringLiteral("openai-chat")}, {}, true};
}

/// "E /load/users" or "W /load/drain", sorted.
QString summaryOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append((problem.severity == Severity::Error ? QStringLiteral("E ") : QStringLiteral("W ")) +
                     problem.path);
    lines.sort();
    return lines.join(QStringLiteral(", "));
}

QString textOf(const Problems &problems)
{
    QString text;
    for (const Problem &problem : problems)
        text += problem.path + QStringLiteral(": ") + problem.message.english() + u'\n';
    return text;
}

void addRow(const char *name, const char *load, const char *expected)
{
    QTest::newRow(name) << QByteArray(load) << QString::fromLatin1(expected);
}

void addColumns()
{
    QTest::addColumn<QByteArray>("load");
    QTest::addColumn<QString>("expected"); ///< summaryOf(); empty: no problem.
}

} // namespace

class TestCheckLoad : public QObject
{
    Q_OBJECT

    void verify()
    {
        QFETCH(QByteArray, load);
        QFETCH(QString, expected);
        const Problems problems = check(scenarioOf(load), contextOf());
        QVERIFY2(summaryOf(problems) == expected, qPrintable(textOf(problems)));
        for (const Problem &problem : problems)
            QVERIFY(!problem.message.isEmpty());
    }

private Q_SLOTS:
    void models_data()
    {
        addColumns();
        addRow("gamma", "{'model': 'open', 'arrivals': 'gamma', 'burstiness': 0.4}", "");
        addRow("no burstiness", "{'model': 'open', 'arrivals': 'gamma', 'burstiness': 0}",
               "E /load/burstiness");
        addRow("burstiness without gamma", "{'model': 'open', 'burstiness': 2}", "W /load/burstiness");
        addRow("log-normal", "{'think': {'kind': 'log_normal', 'low': '2s', 'deviation': '1s'}}", "");
        addRow("log-normal of mean 0", "{'think': {'kind': 'log_normal', 'deviation': '1s'}}",
               "E /load/think/low");
        addRow("normal of mean 0", "{'think': {'kind': 'normal', 'deviation': '1s'}}", "");
        addRow("deviation unused", "{'think': {'kind': 'exponential', 'low': '2s', 'deviation': '1s'}}",
               "W /load/think/deviation");
        addRow("pace", "{'pace': '5s', 'think': {'low': '2s'}}", "");
        addRow("pace of 0", "{'pace': '0s'}", "E /load/pace");
        addRow("pace below thinking", "{'pace': '2s', 'think': {'low': '2s'}}", "W /load/pace");
        addRow("no iterations", "{'iterations': 0}", "E /load/iterations");
        addRow("100 users", "{'users': 100}", "");
        addRow("101 users at once", "{'users': 101}", "W /load/users");
        addRow("too many users", "{'users': 100001}", "E /load/users");
        addRow("abandonment", "{'abandon': {'without_token': '5s', 'after_chunks': 3, 'share': 0.2}}", "");
        addRow("no time to abandon", "{'abandon': {'without_token': '0s'}}", "E /load/abandon/without_token");
        addRow("no chunks", "{'abandon': {'after_chunks': 0}}", "E /load/abandon/after_chunks");
        addRow("share", "{'abandon': {'after_chunks': 1, 'share': 1.1}}", "E /load/abandon/share");
        addRow("share of nothing", "{'abandon': {'share': 0.5}}", "W /load/abandon/share");
        addRow("share of 0", "{'abandon': {'after_chunks': 1, 'share': 0}}", "W /load/abandon/share");
        addRow("timer comes first", "{'abandon': {'without_token': '1m'}}", "W /load/abandon/without_token");
    }

    void models() { verify(); }

    void steps_data()
    {
        addColumns();
        addRow("all open shapes", R"({'model': 'open', 'steps': [
            {'shape': 'rate', 'rate': 5, 'duration': '250ms'}, {'shape': 'ramp', 'from': 5, 'to': 9},
            {'shape': 'stairs', 'from': 9, 'increment': -3, 'levels': 4, 'ramp': '1s'},
            {'shape': 'spread', 'count': 10}, {'shape': 'at_once', 'count': 500},
            {'shape': 'peak', 'count': 100}, {'shape': 'pause'}]})",
               "");
        addRow("all closed shapes", R"({'steps': [{'shape': 'users', 'users': 5},
            {'shape': 'ramp', 'from': 5, 'to': 500}, {'shape': 'stairs', 'from': 500, 'increment': -200,
            'levels': 3}]})",
               "");
        addRow("rate unused", "{'model': 'open', 'rate': 9, 'steps': [{'shape': 'rate'}]}", "W /load/rate");
        addRow("users unused", "{'users': 9, 'steps': [{'shape': 'users'}]}", "W /load/users");
        addRow("duration cuts", "{'duration': '10s', 'steps': [{'shape': 'users'}]}", "W /load/duration");
        addRow("duration beyond", "{'duration': '1m', 'steps': [{'shape': 'users'}]}", "W /load/duration");
        addRow("duration as long", "{'duration': '30s', 'steps': [{'shape': 'users'}]}", "");
        addRow("negative rates", R"({'model': 'open', 'steps': [{'shape': 'rate', 'rate': -1},
            {'shape': 'ramp', 'from': -1, 'to': 2000000}, {'shape': 'rate', 'rate': 5}]})",
               "E /load/steps/0/rate, E /load/steps/1/from, E /load/steps/1/to");
        addRow("no lengths", R"({'model': 'open', 'steps': [{'shape': 'rate', 'duration': '0s'},
            {'shape': 'ramp', 'duration': '0s'}, {'shape': 'stairs', 'level': '0s'},
            {'shape': 'spread', 'duration': '0s'}, {'shape': 'peak', 'duration': '0s'},
            {'shape': 'pause', 'duration': '0s'}]})",
               "E /load/steps/0/duration, E /load/steps/1/duration, E /load/steps/2/level, "
               "E /load/steps/3/duration, E /load/steps/4/duration, E /load/steps/5/duration");
        addRow("no counts", R"({'model': 'open', 'steps': [{'shape': 'rate'}, {'shape': 'spread', 'count': 0},
            {'shape': 'at_once', 'count': 0}, {'shape': 'peak', 'count': 0}]})",
               "E /load/steps/1/count, E /load/steps/2/count, E /load/steps/3/count");
        addRow("absurd counts", R"({'model': 'open', 'steps': [{'shape': 'spread', 'count': 40000000},
            {'shape': 'at_once', 'count': 1000001}, {'shape': 'peak', 'count': 2000000000000}]})",
               "E /load/steps/0/duration, E /load/steps/1/count, E /load/steps/2/count, "
               "E /load/steps/2/duration");
        addRow("stairs below 0", R"({'model': 'open', 'steps': [
            {'shape': 'stairs', 'from': 5, 'increment': -3, 'levels': 3}]})",
               "E /load/steps/0/increment");
        addRow("users' stairs below 0", R"({'steps': [{'shape': 'users', 'users': 2},
            {'shape': 'stairs', 'increment': -1}]})",
               "E /load/steps/1/increment");
        addRow("stairs too high", R"({'model': 'open', 'steps': [
            {'shape': 'stairs', 'increment': 1000, 'levels': 5000}]})",
               "E /load/steps/0/increment");
        addRow("levels of all stairs", R"({'steps': [
            {'shape': 'stairs', 'levels': 6000, 'level': '1s'}, {'shape': 'stairs', 'levels': 6000, 'level': '1s'}]})",
               "E /load/steps");
        addRow("no levels", "{'model': 'open', 'steps': [{'shape': 'stairs', 'levels': 0}]}",
               "E /load/steps/0/levels");
        addRow("flat stairs", R"({'model': 'open', 'steps': [{'shape': 'stairs', 'from': 3, 'increment': 0,
            'levels': 2}]})",
               "W /load/steps/0/increment");
        addRow("nothing planned", "{'model': 'open', 'steps': [{'shape': 'pause'}]}", "E /load/steps");
        addRow("nobody planned", "{'steps': [{'shape': 'users', 'users': 0}]}", "E /load/steps");
        addRow("longer than timers", R"({'steps': [{'shape': 'users', 'duration': '20d'},
            {'shape': 'users', 'duration': '20d'}]})",
               "E /load/steps");
        addRow("users jump", R"({'steps': [{'shape': 'ramp', 'to': 100}, {'shape': 'users', 'users': 300}]})",
               "W /load/steps/1");
        addRow("stairs jump",
               R"({'steps': [{'shape': 'stairs', 'from': 10, 'increment': 200, 'levels': 2}]})",
               "W /load/steps/0");
        addRow("stairs ramp", R"({'steps': [{'shape': 'stairs', 'from': 10, 'increment': 200, 'levels': 2,
            'ramp': '10s'}]})",
               "");
        addRow("warm-up before a ramp from 0",
               "{'model': 'open', 'warm_up': '5s', 'steps': [{'shape': 'ramp', 'to': 5}]}",
               "W /load/warm_up");
        addRow("hard limit before the steps' end",
               "{'model': 'open', 'max_duration': '20s', 'steps': [{'shape': 'rate'}]}",
               "W /load/max_duration");
    }

    void steps() { verify(); }

    void groups_data()
    {
        addColumns();
        addRow("two groups", "{'groups': [{'name': 'x', 'mix': ['a']}, {'name': 'y', 'mix': ['b']}]}", "");
        addRow("no names", "{'groups': [{}, {'model': 'open'}]}",
               "E /load/groups/0/name, E /load/groups/1/name");
        addRow("one name", "{'groups': [{'name': 'x'}, {'name': 'x'}]}", "E /load/groups/1/name");
        addRow("paths of members", R"({'groups': [{'name': 'x', 'users': 0},
            {'name': 'y', 'model': 'open', 'steps': [{'shape': 'rate', 'rate': -1}, {'shape': 'rate'}]}]})",
               "E /load/groups/0/users, E /load/groups/1/steps/0/rate");
        addRow("unknown request", "{'mix': ['c', 'b', 'a']}", "E /load/mix/0");
        addRow("request named twice", "{'mix': ['a', 'b', 'a']}", "W /load/mix/2");
        addRow("request that nobody asks", "{'mix': ['a']}", "W /requests/1");
        addRow("all start later", "{'start_after': '5s', 'warm_up': '5s'}", "W /load/warm_up");
        addRow("one starts at once",
               "{'warm_up': '5s', 'groups': [{'name': 'x'}, {'name': 'y', 'start_after': '5s'}]}", "");
        addRow("too many users in all",
               R"({'groups': [{'name': 'x', 'steps': [{'shape': 'ramp', 'to': 60000}]},
                {'name': 'y', 'steps': [{'shape': 'ramp', 'to': 60000}]}]})",
               "E /load/groups");
        addRow("too high a rate in all", R"({'groups': [{'name': 'x', 'model': 'open', 'rate': 600000},
                {'name': 'y', 'model': 'open', 'rate': 600000}]})",
               "E /load/groups");
        addRow("hard limit of 0", "{'max_duration': '0s'}", "E /load/max_duration, E /load/max_duration");
        addRow("hard limit inside the warm-up", "{'warm_up': '10s', 'max_duration': '10s'}",
               "E /load/max_duration");
        addRow("hard limit", "{'warm_up': '10s', 'max_duration': '40s'}", "");
        addRow("hard limit before a late group's end",
               "{'max_duration': '40s', 'groups': [{'name': 'x'}, {'name': 'y', 'start_after': '20s'}]}",
               "W /load/max_duration");
    }

    void groups() { verify(); }

    void everyGroupIsCounted()
    {
        Scenario scenario = scenarioOf("{'model': 'open', 'rate': 1, 'duration': '1s'}");
        scenario.requests.resize(1);
        scenario.requests[0].prompt = QStringLiteral("always the same");
        QVERIFY(check(scenario, contextOf()).empty());
        scenario.load.groups.push_back(scenario.load.first());
        scenario.load.groups[0].name = QStringLiteral("x");
        scenario.load.groups[1].name = QStringLiteral("y");
        QCOMPARE(summaryOf(check(scenario, contextOf())), QStringLiteral("W /requests/0/prompt"));
    }

    void noGroups()
    {
        Scenario scenario = defaultScenario();
        scenario.load.groups.clear();
        QCOMPARE(summaryOf(check(scenario, contextOf())), QStringLiteral("E /load/groups, W /requests/0"));
    }

    void traces_data()
    {
        QTest::addColumn<QByteArray>("load");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *load, const char *expected, const char *message) {
            QTest::newRow(name) << QByteArray(load) << QString::fromLatin1(expected)
                                << QString::fromLatin1(message);
        };
        row("fine", "{'model': 'trace', 'path': 'good.csv', 'speed': 2, 'from': '1m', 'length': '1h'}", "",
            "");
        row("no file", "{'model': 'trace'}", "E /load/path", "needs a file");
        row("whatever its name", "{'model': 'trace', 'path': 'good.txt'}", "", "");
        row("missing", "{'model': 'trace', 'path': 'none.csv'}", "E /load/path", "no file");
        row("folder", "{'model': 'trace', 'path': 'folder.csv'}", "E /load/path", "can't be read");
        row("content", "{'model': 'trace', 'path': 'bad.csv'}", "E /load/path", "line 3");
        row("speed", "{'model': 'trace', 'path': 'good.csv', 'speed': 0}", "E /load/speed", "above 0");
        row("length", "{'model': 'trace', 'path': 'good.csv', 'length': '0s'}", "E /load/length", "above 0");
        row("cap", "{'model': 'trace', 'path': 'good.csv', 'cap': 0}", "E /load/cap", "cap of 0");
        row("warm-up", "{'model': 'trace', 'path': 'good.csv', 'warm_up': '5s'}", "W /load/warm_up",
            "delays");
    }

    void traces()
    {
        QFETCH(QByteArray, load);
        QFETCH(QString, expected);
        QFETCH(QString, message);
        const QTemporaryDir folder;
        for (const QString &name :
             {QStringLiteral("good.csv"), QStringLiteral("bad.csv"), QStringLiteral("good.txt")})
            QVERIFY(QFile(folder.filePath(name)).open(QIODevice::WriteOnly));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder.csv")));
        CheckContext context = contextOf(folder.path());
        context.traceProblem = [](const TraceLoad &trace, const QString &) {
            return trace.path.startsWith(u"bad")
                       ? std::optional(Problem{
                             Severity::Error, {}, Message::verbatim(QStringLiteral("line 3: no time"))})
                       : std::nullopt;
        };
        const Problems problems = check(withFiller(scenarioOf(load)), context);
        QVERIFY2(summaryOf(problems) == expected, qPrintable(textOf(problems)));
        QVERIFY2(textOf(problems).contains(message), qPrintable(textOf(problems)));
    }

    void whatIsGoodToKnowOfATraceIsAWarning()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath(QStringLiteral("good.csv"))).open(QIODevice::WriteOnly));
        CheckContext context = contextOf(folder.path());
        context.traceProblem = [](const TraceLoad &, const QString &) {
            return std::optional(Problem{Severity::Warning, {}, Message::verbatim(QStringLiteral("rows"))});
        };
        const Scenario scenario = scenarioOf("{'model': 'trace', 'path': 'good.csv'}");
        QCOMPARE(summaryOf(check(withFiller(scenario), context)), QStringLiteral("W /load/path"));
    }

    void tracesAreNotReadBlindly()
    {
        CheckContext context = contextOf();
        context.readData = false;
        context.traceProblem = [](const TraceLoad &, const QString &) {
            return std::optional(Problem{Severity::Error, {}, Message::verbatim(QStringLiteral("read"))});
        };
        const Scenario scenario = scenarioOf("{'model': 'trace', 'path': 'none.csv'}");
        QVERIFY(check(withFiller(scenario), context).empty());
    }
};

QTEST_GUILESS_MAIN(TestCheckLoad)
#include "tst_checkload.moc"
