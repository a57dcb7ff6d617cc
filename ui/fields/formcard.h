// SPDX-License-Identifier: GPL-3.0-or-later
// A titled card of labelled fields, each with its tooltip and accessible name.
#pragma once

#include <QFrame>

class QFormLayout;
class QLabel;

namespace weir {

/// One group of an editor. GUI thread.
class FormCard : public QFrame
{
    Q_OBJECT

public:
    explicit FormCard(const QString &title, QWidget *parent = nullptr);

    /// `tip` explains the field; the label becomes its accessible name.
    void addField(const QString &label, QWidget *field, const QString &tip);
    /// A field that brings its own label (check boxes) or spans the card (tables).
    void addWide(QWidget *field, const QString &name, const QString &tip);
    /// A muted line of explanation below the last field; the caller may change its text.
    QLabel *addHint(const QString &text);
    /// Shows or hides a field together with its label.
    void setFieldVisible(QWidget *field, bool visible);

private:
    QFormLayout *m_form;
};

} // namespace weir
