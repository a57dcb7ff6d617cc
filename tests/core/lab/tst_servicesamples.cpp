// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios that the service's presets are measured with.
#include "lab/knownnames.h"
#include "scenario/check.h"
#include "scenario/scenariojson.h"
#include "service/config/serviceconfig.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace weir;

namespace {

const QString folder = QStringLiteral(WEIR_TEST_DATA "/../../resources/samples/service");

} // namespace

class TestServiceSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samples_data();
    void samples();
    void everyCalibratedPresetHasOne();
};

void TestServiceSamples::samples_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &file : QDir(folder).entryList({QStringLiteral("*.weir")})) {
        const QString name = file.chopped(5);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestServiceSamples::samples()
{
    QFETCH(const QString, name);
    QFile file(folder + u'/' + name + QStringLiteral(".weir"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    const ScenarioReading reading = scenarioFromJson(json);
    QVERIFY(reading.problems.empty());
    QCOMPARE(scenarioToJson(reading.scenario), json);
    for (const Problem &problem : check(reading.scenario, knownNames(folder)))
        QVERIFY2(problem.severity == Severity::Warning, qPrintable(problem.path + problem.message.english()));
    QCOMPARE(reading.scenario.targets.at(0).url, QStringLiteral("builtin:") + name);
    QVERIFY(presetNames().contains(name));
}

void TestServiceSamples::everyCalibratedPresetHasOne()
{
    // The three others keep a pace of their own, whatever the load.
    QStringList names = presetNames();
    for (const char *paced : {"steady", "flaky", "reasoning"})
        QCOMPARE(names.removeAll(QString::fromLatin1(paced)), 1);
    QCOMPARE(QDir(folder).entryList({QStringLiteral("*.weir")}).size(), names.size());
}

QTEST_GUILESS_MAIN(TestServiceSamples)
#include "tst_servicesamples.moc"
