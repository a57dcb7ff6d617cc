// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/steptext.h"

#include "base/counted.h"
#include "scenario/edit/steps.h"
#include "scenario/limits.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>
#include <vector>

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

    [[nodiscard]] QString level(double from, double to) const
    {
        if (isOpen)
            return LoadSteps::tr("%1 /s").arg(span(from, to));
        return from == to ? counted(static_cast<quint64>(from), Counted::Users).text()
                          : LoadSteps::tr("%1 users").arg(span(from, to));
    }
    template <typename Shape>
    QString operator()(const Shape &shape) const
    {
        if constexpr (requires { shape.count; })
            return counted(shape.count, Counted::Requests).text();
        else if constexpr (requires { shape.levels; })
            return LoadSteps::tr("%1, levels: %2")
                .arg(level(shape.from ? double(*shape.from) : double(shape.increment), figures.end))
                .arg(shape.levels);
        else
            return level(figures.start, figures.end);
    }
};

/// The members that hold the step's levels, in their order.
std::vector<QStringView> levelKeys(const LoadGroup &group, int step)
{
    if (stepHas(group, step, u"levels"))
        return {};
    if (stepHas(group, step, u"from"))
        return {u"from", u"to"};
    for (const QStringView key : {u"rate", u"users", u"count"}) {
        if (stepHas(group, step, key))
            return {key};
    }
    return {};
}

/// The numbers in a text; commas part thousands.
std::vector<double> numbersIn(const QString &text)
{
    static const QRegularExpression number(QStringLiteral(R"(\d[\d,]*(?:\.\d+)?)"));
    std::vector<double> numbers;
    for (const QRegularExpressionMatch &match : number.globalMatch(text))
        numbers.push_back(match.captured().remove(u',').toDouble());
    return numbers;
}

bool canBe(double level, QStringView key, bool isOpen)
{
    if (key == u"count")
        return level >= 1 && level <= static_cast<double>(limits::maxStepRequests) &&
               level == std::floor(level);
    return isOpen ? level <= limits::maxRate : level <= limits::maxUsers && level == std::floor(level);
}

} // namespace

bool hasTypedLevels(const LoadGroup &group, int step)
{
    return !levelKeys(group, step).empty();
}

bool setStepLevels(LoadGroup &group, int step, const QString &text)
{
    const std::vector<QStringView> keys = levelKeys(group, step);
    std::vector<double> levels = numbersIn(text);
    if (levels.size() == 1 && keys.size() == 2)
        levels.push_back(levels.front());
    if (keys.empty() || levels.size() != keys.size())
        return false;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!canBe(levels[i], keys[i], group.isOpen()))
            return false;
    }
    for (std::size_t i = 0; i < keys.size(); ++i)
        setStepNumber(group, step, keys[i], levels[i]);
    return true;
}

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
