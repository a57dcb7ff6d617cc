// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/provenance.h"

#include "base/csv.h"
#include "base/version.h"

#include <QUrl>

namespace weir {

namespace {

/// Neither user, path nor query: they may hold a key.
QString placeOf(const QString &url)
{
    const QString trimmed = url.trimmed();
    if (trimmed.startsWith(u"builtin:"))
        return trimmed;
    const QUrl parsed(trimmed);
    return parsed.port() > 0 ? QStringLiteral("%1:%2").arg(parsed.host()).arg(parsed.port()) : parsed.host();
}

template <typename Targets>
QStringList placesOf(const Targets &targets)
{
    QStringList places;
    for (const auto &target : targets) {
        const QString place = placeOf(target.url);
        if (!place.isEmpty() && !places.contains(place))
            places << place;
    }
    return places;
}

Message verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return Message(WEIR_TEXT("provenance.pass", "pass"));
    case Verdict::Fail:
        return Message(WEIR_TEXT("provenance.fail", "fail"));
    case Verdict::Invalid:
        return Message(WEIR_TEXT("provenance.invalid", "invalid"));
    case Verdict::Incomplete:
        return Message(WEIR_TEXT("provenance.incomplete", "incomplete"));
    }
    Q_UNREACHABLE();
}

Message joined(const Messages &parts)
{
    Message all;
    for (const Message &part : parts)
        all = all.isEmpty() ? part : Message(WEIR_TEXT("provenance.joined", "%1 · %2"), all, part);
    return all;
}

/// Splits a table into its lines; line ends within quotes are text.
QList<QByteArray> linesOf(const QByteArray &csv)
{
    QList<QByteArray> lines;
    qsizetype from = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        if (csv[i] == '"')
            isQuoted = !isQuoted;
        if (isQuoted || csv[i] != '\n')
            continue;
        lines << csv.sliced(from, i - from - (i > from && csv[i - 1] == '\r' ? 1 : 0));
        from = i + 1;
    }
    if (from < csv.size())
        lines << csv.sliced(from);
    return lines;
}

} // namespace

Provenance provenanceOf(const Summary &summary)
{
    Provenance provenance;
    provenance.scenario = summary.scenario;
    provenance.targets = placesOf(summary.origin.targets);
    provenance.startedAt = summary.origin.startedAt;
    provenance.seed = summary.seed;
    provenance.program = summary.origin.program;
    provenance.verdict = summary.verdict;
    provenance.simulated = summary.simulated;
    return provenance;
}

Provenance provenanceOf(const Scenario &scenario, const QDateTime &startedAt)
{
    Provenance provenance;
    provenance.scenario = scenario.name;
    provenance.targets = placesOf(scenario.targets);
    provenance.startedAt = startedAt;
    provenance.seed = scenario.seed;
    provenance.program = QString::fromLatin1(versionString);
    return provenance;
}

Message provenanceLine(const Provenance &provenance)
{
    Messages parts;
    const auto add = [&parts](const QString &words) {
        if (!words.isEmpty())
            parts.push_back(Message::verbatim(words));
    };
    add(provenance.scenario);
    add(provenance.targets.join(QStringLiteral(", ")));
    if (provenance.startedAt.isValid())
        add(provenance.startedAt.toUTC().toString(Qt::ISODate));
    if (provenance.seed)
        parts.push_back(Message(WEIR_TEXT("provenance.seed", "seed %1"), *provenance.seed));
    if (!provenance.program.isEmpty())
        add(QStringLiteral("Weir ") + provenance.program);
    if (provenance.simulated)
        parts.push_back(Message(WEIR_TEXT("provenance.simulated", "simulated")));
    if (provenance.goesOn)
        parts.push_back(Message(WEIR_TEXT("provenance.goes_on", "the run goes on")));
    if (provenance.verdict)
        parts.push_back(verdictWord(*provenance.verdict));
    return joined(parts);
}

Message ribbonWords(const Provenance &provenance)
{
    Messages words;
    if (provenance.simulated)
        words.push_back(Message(WEIR_TEXT("provenance.ribbon_simulated", "SIMULATED")));
    if (provenance.goesOn)
        words.push_back(Message(WEIR_TEXT("provenance.ribbon_goes_on", "THE RUN GOES ON")));
    if (provenance.verdict == Verdict::Fail)
        words.push_back(Message(WEIR_TEXT("provenance.ribbon_fail", "FAILED")));
    if (provenance.verdict == Verdict::Invalid)
        words.push_back(Message(WEIR_TEXT("provenance.ribbon_invalid", "INVALID")));
    if (provenance.verdict == Verdict::Incomplete)
        words.push_back(Message(WEIR_TEXT("provenance.ribbon_incomplete", "INCOMPLETE")));
    return joined(words);
}

QByteArray withProvenance(const QByteArray &csv, const Provenance &provenance)
{
    const Message line = provenanceLine(provenance);
    QList<QByteArray> lines = linesOf(csv);
    if (line.isEmpty() || lines.isEmpty())
        return csv;
    const QByteArray cell = csvLine({line.english()}).chopped(2);
    if (lines.size() == 1) {
        const std::optional<QList<QByteArray>> columns = csvFields(lines.first());
        lines << QByteArray(columns ? columns->size() - 1 : 0, ',');
    }
    QByteArray told;
    for (qsizetype i = 0; i < lines.size(); ++i)
        told += lines[i] + ',' +
                (i == 0   ? QByteArrayLiteral("provenance")
                 : i == 1 ? cell
                          : QByteArray()) +
                "\r\n";
    return told;
}

} // namespace weir
