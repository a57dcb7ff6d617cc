// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/valueedit.h"

#include "base/duration.h"
#include "metrics/outcome.h"
#include "scenario/lengthtext.h"
#include "theme/widgetlook.h"

#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace weir {

ValueEdit::ValueEdit(QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_error(new QLabel(this))
{
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    setTextLook(*m_error, TextLook::Fail);
    // One line: a text that wraps has a height for each width, and QFormLayout (6.4) then gives the rows
    // around it none.
    m_error->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_error->hide();
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { check(true); });
    connect(m_edit, &QLineEdit::editingFinished, this, &ValueEdit::left);
}

void ValueEdit::type(const QString &text)
{
    m_edit->setText(text);
    check(true);
}

/// A line edit that has the focus loses it while it goes, and tells so.
ValueEdit::~ValueEdit()
{
    m_edit->disconnect(this);
}

void ValueEdit::showText(const QString &text)
{
    if (m_edit->text() != text) {
        const int cursor = m_edit->cursorPosition();
        m_edit->setText(text);
        m_edit->setCursorPosition(std::min<int>(cursor, int(text.size())));
    }
    check(false);
}

void ValueEdit::check(bool byUser)
{
    const QString problem = parse(m_edit->text());
    if (problem != m_problem) {
        m_problem = problem;
        m_error->setText(problem);
        m_error->setToolTip(problem);
        m_error->setVisible(!problem.isEmpty());
        m_edit->setAccessibleDescription(problem);
        Q_EMIT problemChanged();
    }
    if (byUser && problem.isEmpty())
        Q_EMIT edited();
}

DurationEdit::DurationEdit(bool optional, const QString &noneText, QWidget *parent)
    : ValueEdit(parent), m_optional(optional)
{
    lineEdit()->setPlaceholderText(noneText);
}

void DurationEdit::setValue(std::optional<Nanoseconds> value)
{
    showText(value ? formatDuration(*value) : QString());
}

QString DurationEdit::parse(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        if (!m_optional)
            return tr("A duration is needed, such as 500ms, 30s or 1m30s.");
        m_value.reset();
        return {};
    }
    const Result<Nanoseconds> parsed = parseDuration(text.trimmed());
    if (!parsed)
        return tr("This is no duration. Write 500ms, 30s or 1m30s.");
    m_value = parsed.value();
    return {};
}

NumberEdit::NumberEdit(const Range &range, bool optional, const QString &noneText, QWidget *parent)
    : ValueEdit(parent), m_range(range), m_optional(optional)
{
    lineEdit()->setPlaceholderText(noneText);
}

void NumberEdit::setValue(std::optional<double> value)
{
    if (!value)
        return showText({});
    const QString number = QString::number(*value, 'g', m_range.whole ? 17 : QLocale::FloatingPointShortest);
    showText(m_range.unit.isEmpty() ? number : number + u' ' + m_range.unit);
}

QString NumberEdit::parse(const QString &text)
{
    QString number = text.trimmed();
    if (!m_range.unit.isEmpty() && number.endsWith(m_range.unit))
        number = number.chopped(m_range.unit.size()).trimmed();
    if (number.isEmpty()) {
        if (!m_optional)
            return tr("A number is needed.");
        m_value.reset();
        return {};
    }
    bool ok = false;
    const double value = QLocale::c().toDouble(number, &ok);
    if (!ok || !std::isfinite(value))
        return tr("This is no number.");
    if (m_range.whole && value != std::floor(value))
        return tr("A whole number is needed.");
    const bool tooLow = m_range.lowIsOpen ? value <= m_range.low : value < m_range.low;
    if (tooLow || value > m_range.high) {
        const QString low = QLocale::c().toString(m_range.low, 'g', 12);
        const QString high = QLocale::c().toString(m_range.high, 'g', 12);
        return m_range.lowIsOpen ? tr("The number must be above %1 and at most %2.").arg(low, high)
                                 : tr("The number must lie between %1 and %2.").arg(low, high);
    }
    m_value = value;
    return {};
}

SeedEdit::SeedEdit(const QString &noneText, QWidget *parent) : ValueEdit(parent)
{
    lineEdit()->setPlaceholderText(noneText);
}

void SeedEdit::setValue(std::optional<quint64> value)
{
    showText(value ? QString::number(*value) : QString());
}

QString SeedEdit::parse(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        m_value.reset();
        return {};
    }
    bool ok = false;
    const quint64 value = text.trimmed().toULongLong(&ok);
    if (!ok)
        return tr("A whole number from 0 to 18446744073709551615 is needed.");
    m_value = value;
    return {};
}

LengthEdit::LengthEdit(const QString &noneText, QWidget *parent) : ValueEdit(parent)
{
    lineEdit()->setPlaceholderText(noneText);
}

void LengthEdit::setValue(const TokenLength &value)
{
    showText(textOfLength(value));
}

QString LengthEdit::parse(const QString &text)
{
    Result<TokenLength> length = lengthFromText(text);
    if (!length)
        return length.error().text();
    m_value = *std::move(length);
    return {};
}

OutcomeListEdit::OutcomeListEdit(QWidget *parent) : ValueEdit(parent) {}

void OutcomeListEdit::setValue(const QStringList &value)
{
    showText(value.join(QStringLiteral(", ")));
}

QString OutcomeListEdit::parse(const QString &text)
{
    QStringList names;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.trimmed();
        if (name.isEmpty())
            continue;
        if (!outcomeClassFromString(name) || name == u"success")
            return tr("“%1” is no class of failure. Known are rate_limited, http_5xx, stream_interrupted and "
                      "the others of the metrics page.")
                .arg(name);
        names.append(name);
    }
    m_value = names;
    return {};
}

} // namespace weir
