// SPDX-License-Identifier: GPL-3.0-or-later
// A line edit whose text stands for a value, with the reason underneath when it does not.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include <optional>

namespace weir {

/// Base of the edits below; handles the error line, typing and leaving. GUI thread.
class ValueEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ValueEdit(QWidget *parent = nullptr);
    ~ValueEdit() override;

    [[nodiscard]] QLineEdit *lineEdit() { return m_edit; }
    [[nodiscard]] QString text() const { return m_edit->text(); }
    /// As if somebody had typed it: a text that stands for no value says so.
    void type(const QString &text);
    /// What is wrong with the text; empty when nothing is.
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    /// The user typed a valid value.
    void edited();
    /// problem() has changed.
    void problemChanged();
    /// The field was left.
    void left();

protected:
    /// Says what is wrong with the text, or keeps the value it stands for and returns nothing.
    virtual QString parse(const QString &text) = 0;
    /// Shows a value's text without telling edited(); the cursor stays where the text is the same.
    void showText(const QString &text);

private:
    void check(bool byUser);

    QLineEdit *m_edit;
    QLabel *m_error;
    QString m_problem;
};

/// A duration such as "1m30s"; see parseDuration().
class DurationEdit : public ValueEdit
{
    Q_OBJECT

public:
    /// `optional`: an empty text means "none", which `noneText` says as a placeholder.
    explicit DurationEdit(bool optional = false, const QString &noneText = {}, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<Nanoseconds> value() const { return m_value; }
    void setValue(std::optional<Nanoseconds> value);

protected:
    QString parse(const QString &text) override;

private:
    bool m_optional;
    std::optional<Nanoseconds> m_value;
};

/// A number within bounds.
class NumberEdit : public ValueEdit
{
    Q_OBJECT

public:
    struct Range
    {
        double low = 0;
        double high = 1e9;
        bool whole = true;
        bool lowIsOpen = false; ///< The value must be above `low`, not equal.
        QString unit;           ///< Printed in the field after the number, e.g. "/s"; may be empty.
    };
    explicit NumberEdit(const Range &range, bool optional = false, const QString &noneText = {},
                        QWidget *parent = nullptr);

    [[nodiscard]] bool isOptional() const { return m_optional; }
    [[nodiscard]] std::optional<double> value() const { return m_value; }
    void setValue(std::optional<double> value);

protected:
    QString parse(const QString &text) override;

private:
    Range m_range;
    bool m_optional;
    std::optional<double> m_value;
};

/// A whole number of 64 bits, such as a seed; empty means none.
class SeedEdit : public ValueEdit
{
    Q_OBJECT

public:
    explicit SeedEdit(const QString &noneText, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<quint64> value() const { return m_value; }
    void setValue(std::optional<quint64> value);

protected:
    QString parse(const QString &text) override;

private:
    std::optional<quint64> m_value;
};

/// A length in tokens such as "100-1000"; see scenario/lengthtext.h. Empty means none.
class LengthEdit : public ValueEdit
{
    Q_OBJECT

public:
    explicit LengthEdit(const QString &noneText, QWidget *parent = nullptr);

    [[nodiscard]] TokenLength value() const { return m_value; }
    void setValue(const TokenLength &value);

protected:
    QString parse(const QString &text) override;

private:
    TokenLength m_value;
};

/// Outcome classes separated by commas: "rate_limited, http_5xx".
class OutcomeListEdit : public ValueEdit
{
    Q_OBJECT

public:
    explicit OutcomeListEdit(QWidget *parent = nullptr);

    [[nodiscard]] QStringList value() const { return m_value; }
    void setValue(const QStringList &value);

protected:
    QString parse(const QString &text) override;

private:
    QStringList m_value;
};

} // namespace weir
