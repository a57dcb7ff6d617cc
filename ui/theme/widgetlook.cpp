// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/widgetlook.h"

#include <QLabel>
#include <QStyle>
#include <QVariant>

namespace weir {

namespace {

constexpr const char *cardProperty = "weirCard";
constexpr const char *textProperty = "weirText";
constexpr const char *roleProperty = "weirRole";
constexpr const char *barProperty = "weirBar";
constexpr const char *invalidProperty = "weirInvalid";

QString nameOf(TextLook look)
{
    switch (look) {
    case TextLook::Plain:
        break;
    case TextLook::Title:
        return QStringLiteral("title");
    case TextLook::Muted:
        return QStringLiteral("muted");
    case TextLook::Code:
        return QStringLiteral("code");
    case TextLook::Warn:
        return QStringLiteral("warn");
    case TextLook::Fail:
        return QStringLiteral("fail");
    case TextLook::Pass:
        return QStringLiteral("pass");
    case TextLook::Invalid:
        return QStringLiteral("invalid");
    }
    return {};
}

QString nameOf(ButtonLook look)
{
    switch (look) {
    case ButtonLook::Plain:
        break;
    case ButtonLook::Primary:
        return QStringLiteral("primary");
    case ButtonLook::Danger:
        return QStringLiteral("danger");
    case ButtonLook::Flat:
        return QStringLiteral("flat");
    case ButtonLook::Rail:
        return QStringLiteral("rail");
    }
    return {};
}

QString nameOf(BarLook look)
{
    switch (look) {
    case BarLook::Top:
        return QStringLiteral("top");
    case BarLook::Rail:
        return QStringLiteral("rail");
    case BarLook::Status:
        break;
    }
    return QStringLiteral("status");
}

void setLook(QWidget &widget, const char *property, const QVariant &value)
{
    if (widget.property(property) == value)
        return;
    widget.setProperty(property, value);
    if (!widget.testAttribute(Qt::WA_WState_Polished))
        return;
    widget.style()->unpolish(&widget); // the style sheet looks at the property anew
    widget.style()->polish(&widget);
}

} // namespace

void makeCard(QWidget &widget)
{
    setLook(widget, cardProperty, true);
}

void makeChip(QLabel &label)
{
    setLook(label, roleProperty, QStringLiteral("chip"));
}

void setTextLook(QLabel &label, TextLook look)
{
    setLook(label, textProperty, nameOf(look));
}

void setButtonLook(QWidget &button, ButtonLook look)
{
    setLook(button, roleProperty, nameOf(look));
}

void setBarLook(QWidget &bar, BarLook look)
{
    setLook(bar, barProperty, nameOf(look));
}

void setInvalidLook(QWidget &input, bool isInvalid)
{
    setLook(input, invalidProperty, isInvalid);
}

bool hasInvalidLook(const QWidget &input)
{
    return input.property(invalidProperty).toBool();
}

TextLook textLookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return TextLook::Pass;
    case Verdict::Fail:
        return TextLook::Fail;
    case Verdict::Incomplete:
        return TextLook::Warn;
    case Verdict::Invalid:
        break;
    }
    return TextLook::Invalid;
}

} // namespace weir
