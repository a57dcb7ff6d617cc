// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include "base/outputfile.h"
#include "charts/chartscene.h"
#include "report/chartcsv.h"

#include <QBuffer>
#include <QPainter>
#include <QPixmap>
#include <QSvgGenerator>
#include <QWidget>

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

void paintChart(QPainter &painter, const ChartData &data, const Theme &theme, QSize size)
{
    const QRectF area(QPointF(0, 0), QSizeF(size));
    painter.fillRect(area, theme.surface);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    ChartScene scene(theme);
    scene.setPointBudget(exportPoints);
    scene.setSize(size);
    scene.setData(data);
    scene.render(&painter, area, area);
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

Result<QImage> renderChart(const ChartData &data, const Theme &theme, QSize size, qreal scale)
{
    if (const std::optional<Error> error = checkPicture(size, scale))
        return *error;
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return Error{Message(WEIR_TEXT("picture.no_memory", "There is not enough memory for the picture")),
                     {},
                     Message(WEIR_TEXT("picture.smaller", "Choose a smaller size."))};
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paintChart(painter, data, theme, size);
    painter.end();
    return image;
}

Result<QByteArray> renderSvg(const ChartData &data, const Theme &theme, QSize size)
{
    if (const std::optional<Error> error = checkPicture(size, 1))
        return *error;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(data.title.text());
    generator.setDescription(data.subtitle.text());
    QPainter painter(&generator);
    paintChart(painter, data, theme, size);
    painter.end();
    return bytes;
}

Result<void> savePng(const QString &path, const ChartData &data, const ChartPicture &picture)
{
    const Result<QImage> image = renderChart(data, picture.theme, picture.size, picture.scale);
    if (!image)
        return image.error();
    const Result<QByteArray> bytes = pngBytes(*image);
    return bytes ? writeFile(path, *bytes) : Result<void>(bytes.error());
}

Result<void> saveSvg(const QString &path, const ChartData &data, const ChartPicture &picture)
{
    const Result<QByteArray> bytes = renderSvg(data, picture.theme, picture.size);
    return bytes ? writeFile(path, *bytes) : Result<void>(bytes.error());
}

Result<void> saveCsv(const QString &path, const ChartData &data)
{
    return writeFile(path, toCsv(data));
}

Result<void> saveWidgetPng(const QString &path, QWidget &widget)
{
    const QPixmap pixmap = widget.grab();
    if (pixmap.isNull())
        return Error{Message(WEIR_TEXT("picture.no_size", "The page has no size yet")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("picture.no_size_advice", "Show it once, then export it."))};
    const Result<QByteArray> bytes = pngBytes(pixmap.toImage());
    return bytes ? writeFile(path, *bytes) : Result<void>(bytes.error());
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
