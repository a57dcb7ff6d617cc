// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/parameterplaces.h"

#include "protocol/ruletree.h"
#include "scenario/enumnames.h"

namespace weir {

void ParameterPlaces::set(ModelParameter parameter, QStringList segments)
{
    m_places.insert_or_assign(parameter, std::move(segments));
}

const QStringList *ParameterPlaces::find(ModelParameter parameter) const
{
    const auto place = m_places.find(parameter);
    return place == m_places.end() ? nullptr : &place->second;
}

QStringList ParameterPlaces::names() const
{
    QStringList names;
    for (const auto &[parameter, segments] : m_places)
        names.append(enumName(parameter));
    return names;
}

void readPlaces(JsonReader &reader, ParameterPlaces &places)
{
    const QStringList &names = enumNames<ModelParameter>();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const std::optional<QString> place = reader.optionalString(names[i]);
        if (!place)
            continue;
        const Result<QStringList> segments = pointerSegments(*place);
        if (!segments)
            reader.problem(names[i], segments.error().message());
        else if (segments->isEmpty() || segments->contains(u"*"_qs))
            reader.problem(names[i], WEIR_TEXT("preset.parameter_place",
                                               "The place of one member of the body is needed here, like "
                                               "/options/num_predict."));
        else
            places.set(static_cast<ModelParameter>(i), *segments);
    }
}

} // namespace weir
