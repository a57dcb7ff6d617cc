// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the requests of each template, to each target or of each load group.
#pragma once

#include "metrics/windowcollector.h"

namespace weir {

/// One kind of parts over the headline's window. Counts and gaps are kept by part; all samples are those of
/// the headline, told apart at the end. A value; not thread-safe.
class PartsCollector
{
public:
    /// `names`: of the parts, by index. Where one part is all there is, nothing is collected. `facts` must
    /// outlive it.
    PartsCollector(PartKind kind, const QStringList &names, const RunFacts &facts, const Window &window);

    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }
    void add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding);
    /// One a part that had a request, in the order of the names. `whole`: the headline's samples, sorted.
    /// `kept`, where it is not null, is given those of each part by its name. Call once.
    [[nodiscard]] std::vector<PartSummary> finish(const FigureSamples &whole,
                                                  std::map<QString, FigureSamples> *kept);

private:
    PartKind m_kind;
    QStringList m_names;
    quint64 m_groups; ///< How many load groups there are.
    std::vector<WindowCollector> m_parts;
};

} // namespace weir
