// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include "base/outputfile.h"
#include "charts/chartscene.h"
#include "charts/errorbarspainting.h"
#include "charts/provenancebands.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

#include <cmath>
#include <optional>

namespace weir {

namespace {

/// More points than on the screen: a file is drawn once.
constexpr std::size_t exportPoints = 4000;

std::optional<Error> checkPicture(QSize size, qreal scale)
{
    const bool sizeFits =
        size.width() >= 160 && size.height() >= 160 && size.width() <= 8192 && size.height() <= 8192;
    if (!sizeFits || !(scale >= 0.5 && scale <= 4)) {
        return Error{
            Message(WEIR_TEXT("picture.size_out_of_range", "The picture's size is out of range")),
            {},
            Message(WEIR_TEXT("picture.size_out_of_range_advice",
                              "Each side may have 160 to 8,192 pixels, the scale may be 0.5 to 4."))};
    }
    return std::nullopt;
}

void paintPicture(QPainter &painter, const Drawing &drawing, const ChartPicture &picture)
{
    painter.fillRect(QRectF(QPointF(0, 0), QSizeF(picture.size)), picture.theme.surface);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const QRectF area = paintBands(painter, picture.provenance, picture.theme, picture.size);
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.topLeft());
    drawing.paint(painter, picture.theme, area.size());
    painter.restore();
}

Result<QByteArray> pngBytes(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return Error{Message(WEIR_TEXT("picture.not_encoded", "The picture can't be encoded as PNG")),
                     {},
                     Message(WEIR_TEXT("picture.smaller", "Choose a smaller size."))};
    return bytes;
}

QString fileNamePart(const QString &text)
{
    QString part;
    for (const QChar character : text) {
        // Letters of any script stay, halves of surrogate pairs included.
        const bool keep = character.isLetterOrNumber() || character.isSurrogate() || character == u'_';
        if (keep)
            part += character;
        else if (!part.isEmpty() && !part.endsWith(u'-'))
            part += u'-';
    }
    part.truncate(60);
    if (!part.isEmpty() && part.back().isHighSurrogate())
        part.chop(1);
    while (part.endsWith(u'-'))
        part.chop(1);
    return part;
}

} // namespace

Drawing drawingOf(const ChartData &data)
{
    return {data.title.text(), data.subtitle.text(),
            [data](QPainter &painter, const Theme &theme, const QSizeF &size) {
                const QRectF area(QPointF(0, 0), size);
                ChartScene scene(theme);
                scene.setPointBudget(exportPoints);
                scene.setSize(size);
                scene.setData(data);
                scene.render(&painter, area, area);
            }};
}

Drawing drawingOf(const ErrorBarsData &data)
{
    return {data.title.text(), data.subtitle.text(),
            [drawn = data.drawn()](QPainter &painter, const Theme &theme, const QSizeF &size) {
                paintErrorBars(painter, drawn, theme, size);
            }};
}

Drawing drawingOf(QWidget &widget)
{
    return {widget.windowTitle(), widget.accessibleDescription(),
            [&widget](QPainter &painter, const Theme &, const QSizeF &) { widget.render(&painter); }};
}

QSize sizeWithBands(const QSize &area, const Provenance &provenance)
{
    const double bands = bandHeights(provenance, area.width()).sum();
    return {area.width(), area.height() + static_cast<int>(std::ceil(bands))};
}

Result<QImage> renderImage(const Drawing &drawing, const ChartPicture &picture)
{
    if (const std::optional<Error> error = checkPicture(picture.size, picture.scale))
        return *error;
    QImage image((QSizeF(picture.size) * picture.scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return Error{Message(WEIR_TEXT("picture.no_memory", "There is not enough memory for the picture")),
                     {},
                     Message(WEIR_TEXT("picture.smaller", "Choose a smaller size."))};
    image.setDevicePixelRatio(picture.scale);
    QPainter painter(&image);
    paintPicture(painter, drawing, picture);
    painter.end();
    return image;
}

Result<QByteArray> renderSvg(const Drawing &drawing, const ChartPicture &picture)
{
    if (const std::optional<Error> error = checkPicture(picture.size, 1))
        return *error;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(picture.size);
    generator.setViewBox(QRect(QPoint(0, 0), picture.size));
    generator.setTitle(drawing.title);
    const QString line = provenanceLine(picture.provenance).text();
    generator.setDescription(line.isEmpty() ? drawing.description : drawing.description + u'\n' + line);
    QPainter painter(&generator);
    paintPicture(painter, drawing, picture);
    painter.end();
    return bytes;
}

Result<void> savePng(const QString &path, const Drawing &drawing, const ChartPicture &picture)
{
    const Result<QImage> image = renderImage(drawing, picture);
    if (!image)
        return image.error();
    const Result<QByteArray> bytes = pngBytes(*image);
    return bytes ? writeFile(path, *bytes) : Result<void>(bytes.error());
}

Result<void> saveSvg(const QString &path, const Drawing &drawing, const ChartPicture &picture)
{
    const Result<QByteArray> bytes = renderSvg(drawing, picture);
    return bytes ? writeFile(path, *bytes) : Result<void>(bytes.error());
}

Result<void> saveWidgetPng(const QString &path, QWidget &widget, const Theme &theme,
                           const Provenance &provenance, qreal scale)
{
    if (widget.size().isEmpty())
        return Error{Message(WEIR_TEXT("picture.no_size", "The page has no size yet")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("picture.no_size_advice", "Show it once, then export it."))};
    const ChartPicture picture{sizeWithBands(widget.size(), provenance).expandedTo(QSize(160, 160)), scale,
                               theme, provenance};
    return savePng(path, drawingOf(widget), picture);
}

QString proposedFileName(const QString &scenario, const QString &chart, const QDateTime &time,
                         const QString &suffix)
{
    QStringList parts;
    for (const QString &text : {scenario, chart}) {
        const QString part = fileNamePart(text);
        if (!part.isEmpty())
            parts << part;
    }
    if (parts.isEmpty())
        parts << QStringLiteral("weir");
    parts << time.toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return parts.join(u'-') + u'.' + suffix;
}

} // namespace weir
