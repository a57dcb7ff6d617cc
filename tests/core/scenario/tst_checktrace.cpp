// SPDX-License-Identifier: GPL-3.0-or-later
// What check() says of requests that a trace asks.
#include "scenario/check.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestCheckTrace : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Problems problemsOf(const QString &prompt, bool besideUsers) const
    {
        Scenario scenario;
        Target target;
        target.name = QStringLiteral("t");
        target.url = QStringLiteral("builtin:");
        scenario.targets = {target};
        RequestTemplate request;
        request.name = QStringLiteral("r");
        request.prompt = prompt;
        scenario.requests = {request};
        TraceLoad trace;
        trace.path = QStringLiteral("trace.csv");
        scenario.load.first() = LoadGroup{};
        scenario.load.first().name = QStringLiteral("replay");
        scenario.load.first().model = trace;
        scenario.load.first().duration.reset();
        if (besideUsers) {
            scenario.load.groups.push_back(LoadGroup{});
            scenario.load.groups[1].name = QStringLiteral("users");
        }
        return check(scenario, {m_folder.path(), {QStringLiteral("openai-chat")}, {}, true});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(QStringLiteral("trace.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("Timestamp,Request tokens,Response tokens\n1,2,3\n2,3,4\n") > 0);
    }

    void requestsOfATrace_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<bool>("besideUsers");
        QTest::addColumn<QString>("says"); ///< Empty: no problem with the request.
        const auto row = [](const char *name, const char *prompt, bool besideUsers, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(prompt) << besideUsers << QString::fromLatin1(says);
        };
        row("as long as the trace", "[{{unique}}] {{filler}}", false, "");
        row("the filler alone differs for each", "{{filler}}", false, "");
        row("all variables", "{{input_tokens}} {{output_tokens}} {{filler}}", false, "");
        row("always the same length", "[{{unique}}] hello", false, "no {{filler}}");
        row("lengths told, not kept", "{{unique}} {{output_tokens}}", false, "no {{filler}}");
        row("users have no lengths", "{{unique}} {{filler}}", true, "{{filler}} has a value in requests of");
        row("no such name", "{{filler}} {{fillet}}", false, "{{fillet}} needs a data source");
    }
    void requestsOfATrace()
    {
        QFETCH(QString, prompt);
        QFETCH(bool, besideUsers);
        QFETCH(QString, says);
        QStringList found;
        for (const Problem &problem : problemsOf(prompt, besideUsers)) {
            if (problem.path.startsWith(u"/requests"))
                found.append(problem.message.english());
        }
        QCOMPARE(found.size(), says.isEmpty() ? 0 : 1);
        QVERIFY2(found.join(u' ').contains(says), qPrintable(found.join(u' ')));
    }

    void withoutATraceTheyAreNames()
    {
        Scenario scenario;
        RequestTemplate request;
        request.name = QStringLiteral("r");
        request.prompt = QStringLiteral("{{filler}}");
        scenario.requests = {request};
        QStringList found;
        for (const Problem &problem : check(scenario, {{}, {QStringLiteral("openai-chat")}, {}, true}))
            found.append(problem.message.english());
        QVERIFY2(found.join(u' ').contains(u"{{filler}} needs a data source"), qPrintable(found.join(u' ')));
    }
};

QTEST_GUILESS_MAIN(TestCheckTrace)
#include "tst_checktrace.moc"
