// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenariocodec.h"

#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/loadcodec.h"

namespace weir {

// `tls.verify` may stand for `verify_tls`: it is where people look for it, beside the files.

static void readMembers(JsonReader &reader, TlsFiles &files)
{
    readListed(reader, files);
    reader.optionalBoolean(QStringLiteral("verify"));
}

static void readMembers(JsonReader &reader, Target &target)
{
    readListed(reader, target);
    const QJsonValue verify = reader.raw().value(u"tls").toObject().value(u"verify");
    target.verifyTls = verify.toBool(target.verifyTls);
}

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
