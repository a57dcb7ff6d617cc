// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/newscenario.h"
#include "scenario/check.h"
#include "scenario/templates.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace weir;

namespace {

/// Speaks every name of a new scenario backwards.
class Backwards : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (QLatin1String(context) != QLatin1String("weir::NewScenario"))
            return {};
        QString text = QLatin1String(source);
        std::reverse(text.begin(), text.end());
        return text;
    }
};

} // namespace

class TestNewScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTemplateHasAName();
    void referencesFollow();
    void chosenNamesStay();
};

void TestNewScenario::everyTemplateHasAName()
{
    QCOMPARE(inWindowsLanguage(defaultScenario()), defaultScenario()); // English needs no translator
    Backwards backwards;
    QCoreApplication::installTranslator(&backwards);
    std::vector<Scenario> all{defaultScenario(), sampleScenario()};
    for (const ScenarioTemplate &one : scenarioTemplates())
        all.push_back(*templateScenario(one.name));
    for (const Scenario &scenario : all) {
        const Scenario named = inWindowsLanguage(scenario);
        QVERIFY2(named.name != scenario.name, qPrintable(scenario.name));
        QVERIFY(isNameOfWeir(named.name) && isNameOfWeir(scenario.name));
        QVERIFY2(named.targets.front().name != scenario.targets.front().name,
                 qPrintable(scenario.targets.front().name));
    }
    QCoreApplication::removeTranslator(&backwards);
}

void TestNewScenario::referencesFollow()
{
    Backwards backwards;
    QCoreApplication::installTranslator(&backwards);
    Scenario scenario = defaultScenario();
    scenario.requests.front().target = QStringLiteral("service");
    QCOMPARE(inWindowsLanguage(scenario).requests.front().target, QStringLiteral("ecivres"));
    QCoreApplication::removeTranslator(&backwards);
}

void TestNewScenario::chosenNamesStay()
{
    Backwards backwards;
    QCoreApplication::installTranslator(&backwards);
    Scenario scenario = defaultScenario();
    scenario.name = QStringLiteral("checkout");
    scenario.targets.front().name = QStringLiteral("shop");
    QCOMPARE(inWindowsLanguage(scenario), scenario);
    QVERIFY(!isNameOfWeir(scenario.name));
    QCoreApplication::removeTranslator(&backwards);
}

QTEST_GUILESS_MAIN(TestNewScenario)
#include "tst_newscenario.moc"
