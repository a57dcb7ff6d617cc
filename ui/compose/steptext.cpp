// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/steptext.h"

#include "base/units.h"
#include "scenario/edit/steps.h"

#include <QCoreApplication>

namespace weir {

namespace {

/// The context of this file's translations.
struct LoadSteps
{
    Q_DECLARE_TR_FUNCTIONS(LoadSteps)
};

/// "5 → 20"; one number where both are the same.
QString span(double from, double to)
{
    const auto number = [](double value) { return QString::number(value, 'g', 6); };
    return from == to ? number(from) : QStringLiteral("%1 → %2").arg(number(from), number(to));
}

/// Texts of the shapes whose figures alone don't say what they are.
struct StepText
{
    CourseFigures figures;
    bool isOpen = true;

    [[nodiscard]] QString level(const QString &levels) const
    {
        return isOpen ? LoadSteps::tr("%1 /s").arg(levels) : LoadSteps::tr("%1 users").arg(levels);
    }
    template <typename Shape>
    QString operator()(const Shape &shape) const
    {
        if constexpr (requires { shape.count; })
            return LoadSteps::tr("%1 requests").arg(formatCount(shape.count));
        else if constexpr (requires { shape.levels; })
            return LoadSteps::tr("%1, levels: %2")
                .arg(level(span(shape.from ? double(*shape.from) : double(shape.increment), figures.end)))
                .arg(shape.levels);
        else
            return level(span(figures.start, figures.end));
    }
};

} // namespace

QString stepText(const LoadGroup &group, int step)
{
    if (stepShape(group, step) < 0)
        return {};
    const StepText text{stepFigures(group, step), group.isOpen()};
    return std::visit(
        [&](const auto &model) {
            if constexpr (requires { model.steps; })
                return std::visit(text, model.steps[std::size_t(step)]);
            else
                return QString();
        },
        group.model);
}

} // namespace weir
