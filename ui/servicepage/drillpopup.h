// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of one kind of drill, and the button that begins it.
#pragma once

#include "fields/valueedit.h"
#include "service/model/modelconfig.h"

#include <QFrame>

#include <functional>
#include <vector>

class QComboBox;
class QPushButton;

namespace weir {

class FormCard;

/// A popup with sensible values to begin with; closing it keeps what was typed. GUI thread.
class DrillPopup : public QFrame
{
    Q_OBJECT

public:
    explicit DrillPopup(DrillKind kind, QWidget *parent = nullptr);

    /// What the fields say; fields that stand for no value keep the last good one.
    [[nodiscard]] DrillConfig drill() const;
    [[nodiscard]] QPushButton &beginButton() const { return *m_begin; }

Q_SIGNALS:
    void begun(const weir::DrillConfig &drill);

private:
    using Read = std::function<void(DrillConfig &)>;

    void addParameters();
    void addLatency();
    void addPartition();
    void addExhaustion();
    void addTime(const QString &label, const QString &tip, Nanoseconds first,
                 const std::function<void(DrillConfig &, Nanoseconds)> &set);
    void addNumber(const QString &label, const QString &tip, const NumberEdit::Range &range, double first,
                   const std::function<void(DrillConfig &, double)> &set);
    QComboBox *addChoice(const QString &label, const QString &tip, const QStringList &names);
    void watch(ValueEdit *edit);

    DrillKind m_kind;
    FormCard *m_form;
    QPushButton *m_begin;
    std::vector<Read> m_reads;
    std::vector<ValueEdit *> m_edits;
};

} // namespace weir
