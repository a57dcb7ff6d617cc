// SPDX-License-Identifier: GPL-3.0-or-later
// Every scenario that comes with Weir is sound and makes requests that are answered.
#include "lab/knownnames.h"
#include "lab/simulation.h"
#include "scenario/check.h"
#include "scenario/scenariojson.h"
#include "scenario/templates.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

QString wordsOf(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems)
        words.append(problem.path + u": "_qs + problem.message.english());
    return words.join(u'\n');
}

/// Runs the scenario's first two minutes in virtual time.
void answersForAMoment(Scenario scenario)
{
    scenario.load.maxDuration = 2min;
    scenario.seed = 1;
    SimulationRequest request;
    request.scenario = scenario;
    const Result<SimulationResult> result = simulate(request);
    QVERIFY2(result, result ? "" : qPrintable(result.error().text()));
    const RequestCounts &counts = result->summary.requests;
    QVERIFY2(counts.succeeded >= 10, qPrintable(QString::number(counts.succeeded)));
    QVERIFY(!result->summary.errors.contains(OutcomeClass::LocalError));
}

} // namespace

class TestTemplates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsOffered()
    {
        const QDir folder(QStringLiteral(WEIR_TEST_DATA "/../../resources/samples"));
        QSet<QString> files;
        for (const QString &file : folder.entryList({QStringLiteral("template-*.weir")}, QDir::Files))
            files.insert(file);
        QSet<QString> offered;
        for (const ScenarioTemplate &which : scenarioTemplates())
            offered.insert(QStringLiteral("template-%1.weir").arg(which.name));
        QCOMPARE(offered, files);
        for (const QString &name :
             {u"baseline"_qs, u"steps"_qs, u"soak"_qs, u"mixed"_qs, u"spike"_qs, u"drill"_qs})
            QVERIFY2(templateScenario(name), qPrintable(name));
        QVERIFY(!templateScenario(QStringLiteral("ajar")));
        QCOMPARE(scenarioTemplates().front().name, QStringLiteral("baseline")); // what Ctrl+N starts
    }

    void filesAreCanonical_data() { rows(); }
    void filesAreCanonical()
    {
        QFETCH(QString, name);
        QFile file(QStringLiteral(WEIR_TEST_DATA "/../../resources/samples/template-%1.weir").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(scenarioToJson(*templateScenario(name)), file.readAll());
    }

    void wordsAreTheFiles_data() { rows(); }
    void wordsAreTheFiles()
    {
        QFETCH(QString, name);
        const Scenario scenario = *templateScenario(name);
        for (const ScenarioTemplate &which : scenarioTemplates()) {
            if (which.name != name)
                continue;
            QCOMPARE(which.description.english(), scenario.description);
            QVERIFY(which.title.english().startsWith(scenario.name + u':'));
        }
    }

    void isSound_data() { rows(); }
    void isSound()
    {
        QFETCH(QString, name);
        const Problems problems = check(*templateScenario(name), knownNames());
        QVERIFY2(problems.empty(), qPrintable(wordsOf(problems)));
    }

    void isAnswered_data() { rows(); }
    void isAnswered()
    {
        QFETCH(QString, name);
        answersForAMoment(*templateScenario(name));
    }

    void theSampleToo()
    {
        const Problems problems = check(sampleScenario(), knownNames());
        QVERIFY2(problems.empty(), qPrintable(wordsOf(problems)));
        answersForAMoment(sampleScenario());
    }

private:
    static void rows()
    {
        QTest::addColumn<QString>("name");
        for (const ScenarioTemplate &which : scenarioTemplates())
            QTest::newRow(qPrintable(which.name)) << which.name;
    }
};

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
