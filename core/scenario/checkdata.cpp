// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "scenario/checkparts.h"
#include "scenario/datarows.h"
#include "scenario/templatetags.h"

#include <QJsonObject>

#include <algorithm>

namespace weir {

namespace {

/// True when the row has that field; "a.b" is the field b of the object a.
/// Undefined where the row has no such field.
QJsonValue fieldOf(const QJsonObject &row, const QString &name)
{
    const QJsonValue whole = row.value(name);
    const qsizetype dot = name.indexOf(u'.');
    if (!whole.isUndefined() || dot <= 0)
        return whole;
    return fieldOf(row.value(name.first(dot)).toObject(), name.sliced(dot + 1));
}

constexpr quint64 rowsLookedAt = 100;
constexpr qsizetype mostFields = 100;
/// A larger one is not read through: it would keep its reader waiting.
constexpr quint64 rowsOfLargeFile = 10'000;

/// What data sets call their questions, the likeliest first.
QString questionAmong(const QStringList &texts)
{
    for (const QStringView name :
         {u"prompt", u"question", u"instruction", u"query", u"problem", u"input", u"text", u"content"}) {
        for (const QString &text : texts) {
            if (text.section(u'.', -1).compare(name, Qt::CaseInsensitive) == 0)
                return text;
        }
    }
    return texts.value(0);
}

/// The fields of rows, those of objects in them too.
class FieldNames
{
public:
    void add(const QJsonObject &row, const QString &before = {})
    {
        for (auto member = row.begin(); member != row.end() && m_all.size() < mostFields; ++member) {
            const QString name = before + member.key();
            if (member->isObject() && before.isEmpty()) {
                add(member->toObject(), name + u'.');
            } else if (!m_all.contains(name)) {
                m_all.append(name);
                if (member->isString())
                    m_texts.append(name);
            }
        }
    }
    [[nodiscard]] const QStringList &all() const { return m_all; }
    [[nodiscard]] QString question() const { return questionAmong(m_texts); }

private:
    QStringList m_all;
    QStringList m_texts;
};

/// Names that the templates which use this source look up; headers are rendered with the row too.
QSet<QString> namesAskedOf(const DataSource &source, const Scenario &scenario)
{
    QStringList headers;
    for (const Target &target : scenario.targets) {
        for (const Header &header : target.headers)
            headers.append(header.value);
    }
    QSet<QString> names;
    for (const RequestTemplate &request : scenario.requests) {
        if (request.data.isEmpty() || request.data != source.name)
            continue;
        for (const QString &text : request.templates() + headers) {
            const Result<std::vector<TemplateTag>> tags = templateTags(text);
            if (!tags)
                continue;
            for (const TemplateTag &tag : *tags)
                names.insert(tag.name);
        }
    }
    return names;
}

/// Rows that are wrong: each of the first, and how many there are.
void tellBadRows(const RowTally &tally, const DataSource &source, const QString &key, Findings &findings)
{
    if (tally.badRows == 0)
        return;
    const bool isSkipping = source.badRows == DataSource::BadRows::Skip;
    for (const Error &bad : tally.firstBad) {
        if (isSkipping)
            findings.warning(key, bad.message());
        else
            findings.error(key, bad.message());
    }
    const QString all = formatCount(tally.rows + tally.withoutQuestion + tally.badRows);
    if (isSkipping)
        findings.warning(key, Message(WEIR_TEXT("scenario.bad_rows_skipped",
                                                "%1 of %2 rows are wrong; they are left out."),
                                      formatCount(tally.badRows), all));
    else if (tally.badRows > 1)
        findings.error(key,
                       Message(WEIR_TEXT("scenario.bad_rows",
                                         "%1 of %2 rows are wrong. Mend them, or let bad_rows skip them."),
                               formatCount(tally.badRows), all));
}

DataFacts factsOf(const DataSource &asked, const CheckContext &context, const QSet<QString> &names,
                  Findings findings)
{
    DataFacts facts;
    FieldNames fields;
    quint64 seen = 0;
    DataSource source = asked;
    source.badRows = DataSource::BadRows::Skip; // so that all are counted
    const bool isLarge =
        isLargeFile(source, context.baseFolder) && asked.badRows == DataSource::BadRows::Fail;
    const Result<RowTally> read = forEachRow(source, context.baseFolder, [&](QJsonObject &&row) {
        if (++seen <= rowsLookedAt)
            fields.add(row);
        for (const QString &name : names) {
            const QJsonValue field = fieldOf(row, name);
            if (!field.isUndefined())
                ++facts.rowsNaming[name];
            if (!field.isUndefined() && !field.isNull())
                ++facts.rowsWithField[name];
        }
        facts.hasMore = isLarge && seen >= rowsOfLargeFile;
        return !facts.hasMore;
    });
    const bool isInline = source.format == DataSource::Format::Inline;
    const QString key = isInline ? QStringLiteral("prompts") : QStringLiteral("path");
    if (!read) {
        findings.error(key, read.error().message());
        return {};
    }
    tellBadRows(*read, asked, key, findings);
    if (read->withoutQuestion > 0)
        findings.warning(key,
                         Message(WEIR_TEXT("scenario.conversations_left_out",
                                           "In %1 of %2 conversations no person says anything; they are left "
                                           "out."),
                                 formatCount(read->withoutQuestion),
                                 formatCount(read->rows + read->withoutQuestion)));
    if (read->rows == 0 && (read->badRows == 0 || asked.badRows == DataSource::BadRows::Skip)) {
        findings.error(
            key, isInline ? Message(WEIR_TEXT("scenario.data_without_rows", "The data source has no rows."))
                          : Message(WEIR_TEXT("scenario.file_without_rows", "The file %1 has no rows."),
                                    source.path));
    }
    const bool isUseless = read->badRows > 0 && asked.badRows == DataSource::BadRows::Fail;
    if (read->rows == 0 || isUseless)
        return {};
    facts.rows = read->rows;
    facts.fields = fields.all();
    facts.question = fields.question();
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
        const bool areRulesRight = RowMap::check(source, here);
        const bool isFile = source.format == DataSource::Format::Jsonl;
        if (isFile && source.path.isEmpty())
            here.error(QStringLiteral("path"),
                       WEIR_TEXT("scenario.data_needs_file", "The data source needs a file."));
        else if (areRulesRight && (!isFile || context.readData))
            facts[i] = factsOf(source, context, namesAskedOf(source, scenario), here);
    }
    return facts;
}

} // namespace weir
