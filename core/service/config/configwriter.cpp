// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configwriter.h"

#include "service/config/configforms.h"

#include <QJsonDocument>

namespace weir {

QByteArray configToText(const ServiceConfig &config)
{
    OrderedJson object = OrderedJson::object();
    object.add(u"weir_service", OrderedJson::integer(1));
    writeListed(object, config, Defaults::Omitted);
    writeListed(object, config.model, Defaults::Omitted);
    return object.toBytes();
}

QJsonObject configToJson(const ServiceConfig &config)
{
    return QJsonDocument::fromJson(configToText(config)).object();
}

} // namespace weir
