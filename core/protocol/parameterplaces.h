// SPDX-License-Identifier: GPL-3.0-or-later
// Where a vendor's body has what a request asks of the model.
#pragma once

#include "base/jsonreader.h"
#include "scenario/scenario.h"

#include <QStringList>

#include <map>

namespace weir {

/// A value; readable from any thread.
class ParameterPlaces
{
public:
    /// `segments`: the place's keys from the body's top on, at least one.
    void set(ModelParameter parameter, QStringList segments);
    /// Null: the vendor has no place for it.
    [[nodiscard]] const QStringList *find(ModelParameter parameter) const;
    /// By their parameters, in their order.
    [[nodiscard]] const std::map<ModelParameter, QStringList> &all() const { return m_places; }
    /// In the project file's words, in their order.
    [[nodiscard]] QStringList names() const;

private:
    std::map<ModelParameter, QStringList> m_places;
};

/// Reads an object whose keys are the project file's names and whose values are JSON pointers (RFC 6901) of
/// members of objects. Problems: a pointer that is none, is empty, or leads through "*".
void readPlaces(JsonReader &reader, ParameterPlaces &places);

} // namespace weir
