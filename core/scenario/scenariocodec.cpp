// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenariocodec.h"

#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/loadcodec.h"

namespace weir {

OrderedJson scenarioToObject(const Scenario &scenario, Defaults defaults)
{
    OrderedJson object = OrderedJson::object();
    object.add(u"weir", OrderedJson::integer(scenarioVersion));
    writeMembers(object, scenario, defaults);
    return object;
}

ScenarioReading scenarioFromObject(const QJsonObject &object)
{
    ScenarioReading reading;
    JsonReader reader(object, {}, reading.problems);
    reader.accept(QStringLiteral("weir"));
    readMembers(reader, reading.scenario);
    reader.finish();
    return reading;
}

} // namespace weir
