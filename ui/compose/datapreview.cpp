// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/datapreview.h"

#include "base/fileerror.h"
#include "protocol/requestrenderer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace weir {

namespace {

constexpr qint64 previewBytes = qint64{256} * 1024;
constexpr std::size_t previewRowLimit = 1000;

Result<std::vector<QJsonObject>> rowsOfFile(const QString &path, std::size_t rows)
{
    // A pipe or device could block the window for ever.
    if (const QFileInfo info(path); !info.isFile()) {
        const MessageText what = info.isDir() ? WEIR_TEXT("preview.is_folder", "This is a folder")
                                 : info.exists()
                                     ? WEIR_TEXT("preview.no_plain_file", "This is no plain file")
                                     : WEIR_TEXT("preview.no_such_file", "The file does not exist");
        return Error{
            what, Message::verbatim(path),
            Message(WEIR_TEXT("preview.choose_jsonl", "Choose a JSONL file: one JSON object a line."))};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{failureOf(file), Message::verbatim(path), {}};
    const QByteArray head = file.read(previewBytes);
    const bool whole = head.size() == file.size();
    std::vector<QJsonObject> found;
    const QList<QByteArray> lines = head.split('\n');
    for (qsizetype number = 0; number < lines.size() && found.size() < rows; ++number) {
        const QByteArray line = lines[number].trimmed();
        const bool isCut = !whole && number == lines.size() - 1;
        if (line.isEmpty() || isCut)
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return Error{Message(WEIR_TEXT("preview.line_is_no_object", "The line is no JSON object")),
                         Message(WEIR_TEXT("preview.line_of_file", "%1, line %2"), path, number + 1),
                         {}};
        found.push_back(document.object());
    }
    return found;
}

/// What RequestRenderer needs of a target, with nothing secret in it.
Result<ResolvedTarget> placeholderTarget(const Target &target, const QString &baseFolder)
{
    Result<VendorPreset> vendor = findVendor(target.vendor, baseFolder);
    if (!vendor)
        return vendor.error();
    ResolvedTarget resolved;
    resolved.target = target;
    resolved.vendor = std::move(vendor).value();
    resolved.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    return resolved;
}

} // namespace

Result<std::vector<QJsonObject>> previewRows(const DataSource &source, const QString &baseFolder,
                                             std::size_t rows)
{
    if (source.format == DataSource::Format::Jsonl)
        return rowsOfFile(QDir(baseFolder).absoluteFilePath(source.path), rows);
    std::vector<QJsonObject> found;
    for (const QString &prompt : source.prompts) {
        if (found.size() >= rows)
            break;
        found.push_back({{QStringLiteral("prompt"), prompt}});
    }
    return found;
}

Result<QString> previewBody(const Scenario &scenario, const QString &baseFolder, int index, std::size_t row)
{
    const RequestTemplate &request = scenario.requests.at(std::size_t(index));
    const auto target = std::find_if(scenario.targets.begin(), scenario.targets.end(), [&](const Target &t) {
        return request.target.isEmpty() || t.name == request.target;
    });
    if (target == scenario.targets.end())
        return Error{Message(WEIR_TEXT("preview.no_such_target", "The request's target does not exist")),
                     {},
                     Message(WEIR_TEXT("preview.choose_target", "Choose a target."))};
    const Result<ResolvedTarget> resolved = placeholderTarget(*target, baseFolder);
    if (!resolved)
        return resolved.error();
    const Result<RequestRenderer> renderer =
        RequestRenderer::compile(request, *resolved, QStringLiteral("/requests/%1").arg(index));
    if (!renderer)
        return renderer.error();
    std::optional<QJsonObject> data;
    for (const DataSource &source : scenario.data) {
        if (request.data.isEmpty() || source.name != request.data)
            continue;
        const Result<std::vector<QJsonObject>> rows = previewRows(source, baseFolder, previewRowLimit);
        if (!rows)
            return rows.error();
        if (row >= rows->size())
            return Error{Message(WEIR_TEXT("preview.no_such_row", "The data has no such row")), {}, {}};
        data = (*rows)[row];
    }
    RequestChoice choice;
    choice.requestTemplate = TemplateIndex{quint32(index)};
    choice.seed = scenario.seed.value_or(1) + row;
    const Result<RenderedRequest> rendered =
        renderer->render(choice, RequestId{row}, 1, QStringLiteral("preview"), data ? &*data : nullptr);
    if (!rendered)
        return rendered.error();
    const QJsonDocument json = QJsonDocument::fromJson(rendered->wire.body);
    return QString::fromUtf8(json.isNull() ? rendered->wire.body : json.toJson(QJsonDocument::Indented));
}

} // namespace weir
