// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/check.h"
#include "scenario/edit/relocate.h"

#include <QTest>

using namespace weir;

class TestRelocate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsOfAFolder_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("kept");
        QTest::newRow("inside") << u"/p/a.jsonl"_qs << u"a.jsonl"_qs;
        QTest::newRow("below") << u"/p/b/a.jsonl"_qs << u"b/a.jsonl"_qs;
        QTest::newRow("two dots in a name") << u"/p/..a.jsonl"_qs << u"..a.jsonl"_qs;
        QTest::newRow("beside") << u"/q/a.jsonl"_qs << u"/q/a.jsonl"_qs;
        QTest::newRow("above") << u"/a.jsonl"_qs << u"/a.jsonl"_qs;
        QTest::newRow("a folder that begins alike") << u"/pp/a.jsonl"_qs << u"/pp/a.jsonl"_qs;
    }
    void pathsOfAFolder()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, kept);
        QCOMPARE(pathFromFolder(file, u"/p"_qs), kept);
    }

    void everyFileOfAScenarioMoves()
    {
        Scenario scenario = defaultScenario();
        scenario.data.resize(2);
        scenario.data[0].path = u"data/a.jsonl"_qs;
        scenario.data[1].prompts = {u"no file"_qs};
        TraceLoad trace;
        trace.path = u"../t.csv"_qs;
        scenario.load.first().model = trace;
        scenario.targets[0].vendor = u"mine.json"_qs;
        scenario.targets[0].tokenizer = u"tokenizer.json"_qs;
        scenario.requests[0].images = {u"p.png"_qs, u"https://h/p.png"_qs, u"{{p}}"_qs};
        scenario.requests[0].audio = {u"s.wav"_qs};
        scenario.targets[0].tls = {u"ca.pem"_qs, u"me.pem"_qs, u"env:KEY"_qs, u"env:WORD"_qs};
        const auto all = [](const QString &) { return true; };
        const Scenario moved = relocated(scenario, u"/home/p"_qs, u"/home"_qs, all);
        QCOMPARE(moved.data[0].path, u"p/data/a.jsonl"_qs);
        QVERIFY(moved.data[1].path.isEmpty());
        QCOMPARE(std::get<TraceLoad>(moved.load.first().model).path, u"t.csv"_qs);
        QCOMPARE(moved.targets[0].vendor, u"p/mine.json"_qs);
        const TlsFiles files{u"p/ca.pem"_qs, u"p/me.pem"_qs, u"env:KEY"_qs, u"env:WORD"_qs};
        QCOMPARE(moved.targets[0].tls, files);
        QCOMPARE(moved.targets[0].tokenizer, u"p/tokenizer.json"_qs);
        QCOMPARE(moved.requests[0].images, (QStringList{u"p/p.png"_qs, u"https://h/p.png"_qs, u"{{p}}"_qs}));
        QCOMPARE(moved.requests[0].audio, QStringList{u"p/s.wav"_qs});
        const Scenario away = relocated(scenario, u"/home/p"_qs, u"/srv"_qs, all);
        QCOMPARE(away.data[0].path, u"/home/p/data/a.jsonl"_qs);
        const Scenario later = relocated(scenario, u"/home/p"_qs, u"/srv"_qs,
                                         [](const QString &path) { return path != u"/home/p/data/a.jsonl"; });
        QCOMPARE(later.data[0].path, u"data/a.jsonl"_qs);
        QCOMPARE(away.targets[0].vendor, u"/home/p/mine.json"_qs);
        QCOMPARE(relocated(scenario, u"/home/p"_qs, u"/home/p/"_qs, all), scenario);
        scenario.targets[0].vendor = u"openai-chat"_qs; // a name is no path
        QCOMPARE(relocated(scenario, u"/home/p"_qs, u"/srv"_qs, all).targets[0].vendor, u"openai-chat"_qs);
    }
};

QTEST_GUILESS_MAIN(TestRelocate)
#include "tst_relocate.moc"
