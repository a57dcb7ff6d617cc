// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/import.h"

#include "base/textdecoder.h"
#include "imports/importreaders.h"
#include "scenario/edit/elements.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <functional>

namespace weir {

namespace {

QString formatNames()
{
    return enumNames<ImportFormat>().join(QStringLiteral(", "));
}

/// What an import puts in the place of secrets, the last first, so that each can be replaced where it stands.
std::vector<QRegularExpressionMatch> referencesIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("env:[A-Za-z0-9_]+"));
    std::vector<QRegularExpressionMatch> found;
    for (QRegularExpressionMatchIterator all = form.globalMatch(text); all.hasNext();)
        found.insert(found.begin(), all.next());
    return found;
}

/// Every text of a scenario that may be or hold a reference.
void forReferences(Scenario &scenario, const std::function<void(QString &)> &visit)
{
    for (Target &target : scenario.targets) {
        for (QString *text :
             {&target.auth.key, &target.url, &target.proxy, &target.tls.key, &target.tls.keyPassword})
            visit(*text);
        for (Header &header : target.headers)
            visit(header.value);
    }
}

} // namespace

Result<Import> importText(const QByteArray &bytes, const ImportOptions &options)
{
    if (bytes.size() > mostImportBytes)
        return Error{Message(WEIR_TEXT("import.too_large", "A text of at most %1 MiB is taken"),
                             mostImportBytes >> 20),
                     {},
                     WEIR_TEXT("import.too_large_advice", "Take a part of it.")};
    const Result<QByteArray> text = decodedText(bytes);
    if (!text)
        return text.error();
    const std::optional<ImportFormat> format = options.as ? options.as : importFormatOf(*text);
    if (!format)
        return Error{
            WEIR_TEXT("import.unknown_format", "This is of no format that Weir can take over"),
            {},
            Message(WEIR_TEXT("import.unknown_format_advice", "Name the format if it is one of these: %1."),
                    formatNames())};
    ImportDraft draft(*format, options);
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString words = decoder(*text);
    if (decoder.hasError())
        draft.changed(QStringLiteral("text"), {},
                      WEIR_TEXT("import.no_utf8",
                                "Bytes that are no UTF-8 became signs of their own. Save the "
                                "text as UTF-8."));
    if (const Result<void> read = importReader(*format).read(words, draft); !read)
        return read.error();
    return draft.finish();
}

Scenario withReferences(Scenario scenario, const std::map<QString, QString> &references)
{
    forReferences(scenario, [&references](QString &text) {
        for (const QRegularExpressionMatch &match : referencesIn(text)) {
            const auto known = references.find(match.captured());
            if (known != references.end())
                text.replace(match.capturedStart(), match.capturedLength(), known->second);
        }
    });
    return scenario;
}

static Scenario withLoad(Scenario present, const Scenario &imported)
{
    present.load = imported.load;
    for (const QString &threshold : imported.goals.thresholds) {
        if (!present.goals.thresholds.contains(threshold))
            present.goals.thresholds.append(threshold);
    }
    if (imported.goals.errorBudget != Goals().errorBudget)
        present.goals.errorBudget = imported.goals.errorBudget;
    return present;
}

Scenario withImported(Scenario present, const Import &import)
{
    const Scenario &imported = import.scenario;
    if (import.isLoadOnly)
        return withLoad(std::move(present), imported);
    std::map<QString, QString> targets;
    std::map<QString, QString> rows;
    for (Target target : imported.targets) {
        const QString name = target.name;
        const auto same =
            std::find_if(present.targets.begin(), present.targets.end(), [&target](Target known) {
                known.name = target.name;
                return known == target;
            });
        if (same != present.targets.end()) {
            targets[name] = same->name;
            continue;
        }
        target.name = freeName(elementNames(present, ElementList::Targets), name);
        targets[name] = target.name;
        present.targets.push_back(std::move(target));
    }
    for (DataSource data : imported.data) {
        const QString name = data.name;
        data.name = freeName(elementNames(present, ElementList::Data), name);
        rows[name] = data.name;
        present.data.push_back(std::move(data));
    }
    const QString first = imported.targets.empty() ? QString() : imported.targets.front().name;
    for (RequestTemplate request : imported.requests) {
        request.name = freeName(elementNames(present, ElementList::Requests), request.name);
        request.target = targets[request.target.isEmpty() ? first : request.target];
        request.data = request.data.isEmpty() ? QString() : rows[request.data];
        present.requests.push_back(std::move(request));
    }
    return present;
}

} // namespace weir
