// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/partscollector.h"

#include "metrics/survivalcurve.h"

#include <algorithm>

namespace weir {

PartsCollector::PartsCollector(PartKind kind, const QStringList &names, const RunFacts &facts,
                               const Window &window)
    : m_kind(kind), m_names(names), m_groups(static_cast<quint64>(facts.groupNames.size()))
{
    if (names.size() < 2)
        return;
    const std::size_t count = std::min(static_cast<std::size_t>(names.size()), mostParts);
    while (m_parts.size() < count)
        m_parts.emplace_back(facts, window, Sampling::InWhole);
}

void PartsCollector::add(const RequestRecord &record, const DerivedFigures &figures, bool isDeciding)
{
    if (isEmpty())
        return;
    if (const std::size_t part = PartTags(record, m_groups).of(m_kind); part < m_parts.size())
        m_parts[part].add(record, figures, isDeciding);
}

std::vector<PartSummary> PartsCollector::finish(const FigureSamples &whole,
                                                std::map<QString, FigureSamples> *kept)
{
    struct Used
    {
        std::size_t index;
        FigureSamples *kept;
    };
    std::vector<PartSummary> summaries;
    std::vector<Used> used;
    quint64 requests = 0;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i].finish();
        if (m_parts[i].totals().requests == 0)
            continue;
        const QString &name = m_names.at(static_cast<qsizetype>(i));
        requests += m_parts[i].totals().requests;
        used.push_back({i, kept != nullptr ? &(*kept)[name] : nullptr});
        summaries.push_back({name, m_parts[i].counts()});
        if (kept != nullptr) {
            used.back().kept->itl = m_parts[i].samples().itl;
            used.back().kept->itlBounds = m_parts[i].samples().itlBounds;
        }
    }
    // One figure after the other: at no time are the samples of all figures there twice.
    forEachFigure(requests, [&]() -> Worker {
        return [&, memory = CurveMemory(),
                samples = std::vector<Samples>(m_parts.size())](std::size_t figure) mutable {
            const FigureInfo &info = allFigures()[figure];
            const bool isPooled = info.figure == Figure::Itl;
            if (!isPooled)
                whole.of(info.figure).split(m_kind, samples);
            for (std::size_t i = 0; i < used.size(); ++i) {
                const std::size_t part = used[i].index;
                summaries[i].figures.*info.member = isPooled
                                                        ? m_parts[part].distribution(info.figure, memory)
                                                        : distributionWithIntervals(samples[part], memory);
                if (used[i].kept != nullptr && !isPooled)
                    used[i].kept->of(info.figure) = std::move(samples[part]);
            }
        };
    });
    for (PartSummary &summary : summaries)
        summary.figures.window.isWeak = m_parts.front().isWeakFor(summary.figures.e2e);
    return summaries;
}

} // namespace weir
