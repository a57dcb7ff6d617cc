// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// Must stand outside of any namespace.
static void registerIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace weir {

namespace {

constexpr std::array<QStringView, iconCount> names{u"compose", u"live",    u"runs",  u"service", u"play",
                                                   u"stop",    u"plus",    u"trash", u"more",    u"export",
                                                   u"copy",    u"warning", u"error"};

QByteArray load(QStringView name)
{
    registerIconResources();
    QFile file(QStringLiteral(":/weir/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr std::initializer_list<int> iconSizes{16, 20, 24, 32, 48};
constexpr double fadedOpacity = 0.4;

QByteArray coloured(Icon icon, const QColor &color)
{
    QByteArray svg = load(names[static_cast<std::size_t>(icon)]);
    svg.replace("#000", color.name(QColor::HexRgb).toLatin1());
    return svg;
}

QPixmap draw(const QByteArray &svg, int size, double opacity)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    painter.setOpacity(opacity);
    renderer.render(&painter);
    return pixmap;
}

QIcon build(const QByteArray &svg, const QByteArray &disabled, double disabledOpacity,
            std::initializer_list<int> sizes)
{
    QIcon icon;
    if (svg.isEmpty())
        return icon;
    for (const int size : sizes) {
        icon.addPixmap(draw(svg, size, 1), QIcon::Normal);
        icon.addPixmap(draw(disabled, size, disabledOpacity), QIcon::Disabled);
    }
    return icon;
}

} // namespace

void registerIconResources()
{
    registerIcons();
}

std::array<Icon, iconCount> allIcons()
{
    std::array<Icon, iconCount> icons{};
    for (std::size_t i = 0; i < iconCount; ++i)
        icons[i] = static_cast<Icon>(i);
    return icons;
}

QIcon themedIcon(Icon icon, const QColor &color)
{
    const QByteArray svg = coloured(icon, color);
    return build(svg, svg, fadedOpacity, iconSizes);
}

QIcon themedIcon(Icon icon, const QColor &color, const QColor &disabled)
{
    return build(coloured(icon, color), coloured(icon, disabled), 1, iconSizes);
}

QIcon appIcon()
{
    const QByteArray svg = load(u"weir");
    return build(svg, svg, fadedOpacity, {16, 24, 32, 48, 64, 128, 256});
}

} // namespace weir
