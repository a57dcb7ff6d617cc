// SPDX-License-Identifier: GPL-3.0-or-later
// What the binder must know of each kind of field: reading, writing without an echo, and word of edits.
#pragma once

#include "fields/mixedit.h"
#include "fields/rowsedit.h"
#include "fields/templateedit.h"
#include "fields/valueedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

#include <functional>

namespace weir {

/// Specialised for each kind of field. `Value` is what the field shows; `watch` calls `edited` after each
/// edit by the user and `left` when the field loses the focus, for as long as `context` lives.
template <typename Field>
struct FieldTraits;

template <>
struct FieldTraits<QLineEdit>
{
    using Value = QString;
    static Value read(const QLineEdit &field) { return field.text(); }
    static void write(QLineEdit &field, const Value &value)
    {
        const int cursor = field.cursorPosition();
        field.setText(value);
        field.setCursorPosition(std::min<int>(cursor, int(value.size())));
    }
    static void watch(QLineEdit &field, QObject *context, const std::function<void()> &edited,
                      const std::function<void()> &left)
    {
        QObject::connect(&field, &QLineEdit::textEdited, context, edited);
        QObject::connect(&field, &QLineEdit::editingFinished, context, left);
    }
};

template <>
struct FieldTraits<QCheckBox>
{
    using Value = bool;
    static Value read(const QCheckBox &field) { return field.isChecked(); }
    static void write(QCheckBox &field, Value value)
    {
        const QSignalBlocker blocker(&field);
        field.setChecked(value);
    }
    static void watch(QCheckBox &field, QObject *context, const std::function<void()> &edited,
                      const std::function<void()> &left)
    {
        QObject::connect(&field, &QCheckBox::toggled, context, [edited, left] {
            edited();
            left(); // each click is a step of its own
        });
    }
};

/// A combo box's value is the data of its entry: the int of an enumeration or a name.
template <>
struct FieldTraits<QComboBox>
{
    using Value = QVariant;
    static Value read(const QComboBox &field) { return field.currentData(); }
    static void write(QComboBox &field, const Value &value)
    {
        const QSignalBlocker blocker(&field);
        int index = field.findData(value);
        // A name that no entry has is shown as it is rather than hidden behind another.
        if (index < 0 && value.typeId() == QMetaType::QString) {
            field.addItem(value.toString(), value);
            index = field.count() - 1;
        }
        field.setCurrentIndex(index);
    }
    static void watch(QComboBox &field, QObject *context, const std::function<void()> &edited,
                      const std::function<void()> &left)
    {
        QObject::connect(&field, &QComboBox::currentIndexChanged, context, [edited, left] {
            edited();
            left();
        });
    }
};

template <typename Edit>
struct ValueEditTraits
{
    using Value = decltype(std::declval<const Edit &>().value());
    static Value read(const Edit &field) { return field.value(); }
    static void write(Edit &field, const Value &value) { field.setValue(value); }
    static void watch(Edit &field, QObject *context, const std::function<void()> &edited,
                      const std::function<void()> &left)
    {
        QObject::connect(&field, &Edit::edited, context, edited);
        QObject::connect(&field, &Edit::left, context, left);
    }
};

template <>
struct FieldTraits<DurationEdit> : ValueEditTraits<DurationEdit>
{
};
template <>
struct FieldTraits<NumberEdit> : ValueEditTraits<NumberEdit>
{
};
template <>
struct FieldTraits<SeedEdit> : ValueEditTraits<SeedEdit>
{
};
template <>
struct FieldTraits<LengthEdit> : ValueEditTraits<LengthEdit>
{
};
template <>
struct FieldTraits<OutcomeListEdit> : ValueEditTraits<OutcomeListEdit>
{
};
template <>
struct FieldTraits<TemplateEdit> : ValueEditTraits<TemplateEdit>
{
};
template <>
struct FieldTraits<MixEdit> : ValueEditTraits<MixEdit>
{
};
template <>
struct FieldTraits<RowsEdit> : ValueEditTraits<RowsEdit>
{
};

} // namespace weir
