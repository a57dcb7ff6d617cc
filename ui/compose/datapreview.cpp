// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/datapreview.h"

#include "base/keptinput.h"
#include "protocol/requestrenderer.h"
#include "scenario/datarows.h"

#include <QJsonDocument>

#include <algorithm>

namespace weir {

namespace {

/// Of the text, unpacked: any file is read in a moment.
constexpr RowLimits previewLimits{qint64{32} << 20, qint64{16} << 20};
constexpr std::size_t previewRowLimit = 1000;

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
    resolved.baseFolder = baseFolder;
    return resolved;
}

} // namespace

Result<RowPreview> previewRows(const DataSource &source, const QString &baseFolder, std::size_t rows)
{
    const bool isFile = source.format == DataSource::Format::Jsonl;
    if (isFile && isHandedDown(source.path))
        return Error{
            Message(WEIR_TEXT("preview.standard_input", "The rows come from standard input when the run "
                                                        "is started by weir-cli")),
            {},
            {}};
    RowPreview found;
    DataSource skipping = source;
    skipping.badRows = DataSource::BadRows::Skip; // the right ones are shown beside what is wrong
    const Result<RowTally> read = forEachRow(
        skipping, baseFolder,
        [&](QJsonObject &&row) {
            found.rows.push_back(std::move(row));
            return found.rows.size() < rows;
        },
        previewLimits);
    if (!read)
        return read.error();
    if (found.rows.empty() && !read->firstBad.empty())
        return read->firstBad.front();
    found.badRows = read->badRows;
    found.firstBad = read->firstBad;
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
        const Result<RowPreview> preview =
            previewRows(source, baseFolder, std::min(row + 1, previewRowLimit));
        if (!preview)
            return preview.error();
        if (row >= preview->rows.size())
            return Error{Message(WEIR_TEXT("preview.no_such_row", "The data has no such row")), {}, {}};
        data = preview->rows[row];
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
