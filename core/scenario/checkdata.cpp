// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checkparts.h"
#include "scenario/datarows.h"
#include "scenario/templatetags.h"

#include <QJsonObject>

#include <algorithm>

namespace weir {

namespace {

/// True when the row has that field; "a.b" is the field b of the object a.
bool hasField(const QJsonObject &row, const QString &name)
{
    if (row.contains(name))
        return true;
    const qsizetype dot = name.indexOf(u'.');
    return dot > 0 && hasField(row.value(name.first(dot)).toObject(), name.sliced(dot + 1));
}

/// Names that the templates which use this source look up.
QSet<QString> namesAskedOf(const DataSource &source, const std::vector<RequestTemplate> &requests)
{
    QSet<QString> names;
    for (const RequestTemplate &request : requests) {
        if (request.data.isEmpty() || request.data != source.name)
            continue;
        for (const QString &text : {request.system, request.prompt, request.body}) {
            const Result<std::vector<TemplateTag>> tags = templateTags(text);
            if (!tags)
                continue;
            for (const TemplateTag &tag : *tags)
                names.insert(tag.name);
        }
    }
    return names;
}

DataFacts factsOf(const DataSource &source, const CheckContext &context, const QSet<QString> &names,
                  Findings findings)
{
    DataFacts facts;
    quint64 rows = 0;
    const Result<void> read = forEachRow(source, context.baseFolder, [&](QJsonObject &&row) {
        ++rows;
        for (const QString &name : names) {
            if (hasField(row, name))
                ++facts.rowsWithField[name];
        }
    });
    const bool isInline = source.format == DataSource::Format::Inline;
    const QString key = isInline ? QStringLiteral("prompts") : QStringLiteral("path");
    if (!read) {
        findings.error(key, read.error().message());
        return {};
    }
    if (rows == 0) {
        findings.error(key, WEIR_TEXT("scenario.data_without_rows", "The data source has no rows."));
        return {};
    }
    facts.rows = rows;
    return facts;
}

} // namespace

std::vector<DataFacts> checkData(const Scenario &scenario, const CheckContext &context,
                                 const Findings &findings)
{
    std::vector<DataFacts> facts(scenario.data.size());
    QSet<QString> names;
    for (std::size_t i = 0; i < scenario.data.size(); ++i) {
        const DataSource &source = scenario.data[i];
        Findings here = findings.at(QStringLiteral("data"), i);
        checkName(here, source.name, names);
        const bool isUsed = std::any_of(scenario.requests.begin(), scenario.requests.end(),
                                        [&](const RequestTemplate &request) {
                                            return !request.data.isEmpty() && request.data == source.name;
                                        });
        if (!isUsed)
            here.warning({}, WEIR_TEXT("scenario.data_not_used", "No request uses this data source."));
        const bool isFile = source.format == DataSource::Format::Jsonl;
        if (isFile && source.path.isEmpty())
            here.error(QStringLiteral("path"),
                       WEIR_TEXT("scenario.data_needs_file", "The data source needs a file."));
        else if (!isFile || context.readData)
            facts[i] = factsOf(source, context, namesAskedOf(source, scenario.requests), here);
    }
    return facts;
}

} // namespace weir
