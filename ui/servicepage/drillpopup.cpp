// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/drillpopup.h"

#include "fields/formcard.h"
#include "fields/valueedit.h"
#include "servicepage/popupplace.h"
#include "servicepage/servicewords.h"
#include "theme/widgetlook.h"

#include <QComboBox>

#include <algorithm>

namespace weir {

using namespace std::chrono_literals;

namespace {

constexpr double bytesPerSecond = 2000; ///< Some ten events a second: slow enough to be seen at once.

NumberEdit::Range percent(double low, double high)
{
    return {low, high, true, false, QStringLiteral("%")};
}

} // namespace

DrillPopup::DrillPopup(DrillKind kind, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_kind(kind)
    , m_form(new FormCard(drillTitle(kind), this))
    , m_begin(new QPushButton(tr("Begin"), this))
{
    addParameters();
    addTime(tr("Length"),
            kind == DrillKind::ReplicaLoss ? tr("How long the repair is put off")
                                           : tr("How long the drill goes on"),
            30s, [](DrillConfig &drill, Nanoseconds time) { drill.length = time; });
    m_form->addHint(drillEffect(kind));
    setButtonLook(*m_begin, ButtonLook::Primary);
    m_begin->setDefault(true);
    m_form->addWide(m_begin, tr("Begin the drill"), tr("Begin the drill now"));
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    setFixedWidth(340);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        Q_EMIT begun(drill());
        close();
    });
    if (!m_edits.empty())
        setFocusProxy(m_edits.front()->lineEdit());
}

void DrillPopup::addParameters()
{
    switch (m_kind) {
    case DrillKind::Latency:
        addLatency();
        break;
    case DrillKind::SlowNetwork:
        addNumber(tr("Rate"), tr("What each connection carries towards the client, in bytes a second"),
                  {1, 1e9, true, false, tr("bytes/s")}, bytesPerSecond,
                  [](DrillConfig &drill, double value) { drill.network.bytesPerSecond = value; });
        break;
    case DrillKind::Partition:
        addPartition();
        break;
    case DrillKind::ReplicaLoss:
        addNumber(tr("Replicas"), tr("How many replicas are lost"), {1, 1000, true, false, {}}, 1,
                  [](DrillConfig &drill, double value) { drill.replicas = static_cast<quint32>(value); });
        break;
    case DrillKind::Exhaustion:
        addExhaustion();
        break;
    }
}

void DrillPopup::addLatency()
{
    addTime(tr("Delay"), tr("One way, on top of what there is"), 200ms,
            [](DrillConfig &drill, Nanoseconds time) { drill.network.delay = time; });
    addTime(tr("Jitter"), tr("Standard deviation of the delay"), 50ms,
            [](DrillConfig &drill, Nanoseconds time) { drill.network.jitter = time; });
    addNumber(tr("Correlation"), tr("Of a delay with the one before it, in per cent"), percent(0, 100), 50,
              [](DrillConfig &drill, double value) { drill.network.correlation = value / 100; });
}

void DrillPopup::addPartition()
{
    QComboBox *side = addChoice(tr("Between"), tr("Which link is cut"),
                                {tr("clients and gateway"), tr("gateway and replicas")});
    side->setCurrentIndex(static_cast<int>(PartitionSide::Replicas));
    m_reads.push_back(
        [side](DrillConfig &drill) { drill.side = static_cast<PartitionSide>(side->currentIndex()); });
    addNumber(tr("Share"), tr("How many of them can't be reached, in per cent"), percent(1, 100), 50,
              [](DrillConfig &drill, double value) { drill.share = value / 100; });
}

void DrillPopup::addExhaustion()
{
    QComboBox *resource = addChoice(tr("Resource"), tr("What runs out"),
                                    {tr("compute"), tr("KV cache"), tr("places in the queue")});
    m_reads.push_back([resource](DrillConfig &drill) {
        drill.resource = static_cast<ExhaustedResource>(resource->currentIndex());
    });
    addNumber(tr("Gone"), tr("How much of it is gone, in per cent"), percent(1, 99), 50,
              [](DrillConfig &drill, double value) { drill.severity = value / 100; });
}

void DrillPopup::addTime(const QString &label, const QString &tip, Nanoseconds first,
                         const std::function<void(DrillConfig &, Nanoseconds)> &set)
{
    DurationEdit *edit = new DurationEdit;
    edit->setValue(first);
    m_form->addField(label, edit, tip);
    watch(edit);
    m_reads.push_back([edit, first, set](DrillConfig &drill) { set(drill, edit->value().value_or(first)); });
}

void DrillPopup::addNumber(const QString &label, const QString &tip, const NumberEdit::Range &range,
                           double first, const std::function<void(DrillConfig &, double)> &set)
{
    NumberEdit *edit = new NumberEdit(range);
    edit->setValue(first);
    m_form->addField(label, edit, tip);
    watch(edit);
    m_reads.push_back([edit, first, set](DrillConfig &drill) { set(drill, edit->value().value_or(first)); });
}

QComboBox *DrillPopup::addChoice(const QString &label, const QString &tip, const QStringList &names)
{
    QComboBox *choice = new QComboBox;
    choice->addItems(names);
    m_form->addField(label, choice, tip);
    return choice;
}

void DrillPopup::watch(ValueEdit *edit)
{
    m_edits.push_back(edit);
    connect(edit, &ValueEdit::problemChanged, this, [this] {
        m_begin->setEnabled(std::all_of(m_edits.begin(), m_edits.end(),
                                        [](const ValueEdit *one) { return one->problem().isEmpty(); }));
        fitHeight(*this);
    });
    connect(edit->lineEdit(), &QLineEdit::returnPressed, m_begin, &QPushButton::click);
}

DrillConfig DrillPopup::drill() const
{
    DrillConfig drill;
    drill.kind = m_kind;
    for (const Read &read : m_reads)
        read(drill);
    return drill;
}

} // namespace weir
