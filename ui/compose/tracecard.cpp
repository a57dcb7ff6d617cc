// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/tracecard.h"

#include "base/units.h"
#include "compose/modelaccess.h"
#include "scenario/limits.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace weir {

namespace {

QString factsText(const TraceFacts &facts)
{
    QStringList sentences{TraceCard::tr("%1 requests over %2; times from “%3”.")
                              .arg(formatCount(facts.rows), formatTime(facts.length), facts.timeColumn)};
    sentences << (facts.inputColumn.isEmpty()
                      ? TraceCard::tr("No prompt lengths: prompts are as the requests say.")
                      : TraceCard::tr("Prompts have %1 tokens on average (“%2”).")
                            .arg(formatFigure(facts.meanInputTokens), facts.inputColumn));
    sentences << (facts.outputColumn.isEmpty()
                      ? TraceCard::tr("No answer lengths: answers are as the requests allow.")
                      : TraceCard::tr("Answers have %1 tokens on average (“%2”).")
                            .arg(formatFigure(facts.meanOutputTokens), facts.outputColumn));
    if (facts.withoutTokens > 0)
        sentences
            << TraceCard::tr("%1 rows without tokens are left out.").arg(formatCount(facts.withoutTokens));
    return sentences.join(u' ');
}

} // namespace

TraceCard::TraceCard(const ScenarioDocument &document, Binder &binder, QWidget *parent)
    : FormCard(tr("Trace"), parent), m_document(document), m_binder(binder)
{
    buildFile();
    buildColumns();
    buildStretch();
    m_facts = addHint({});
}

void TraceCard::buildFile()
{
    QWidget *row = new QWidget;
    QLineEdit *path = new QLineEdit;
    path->setPlaceholderText(QStringLiteral("trace.jsonl"));
    QPushButton *button = new QPushButton(tr("Browse…"));
    button->setToolTip(tr("Choose the file"));
    button->setAccessibleName(tr("Choose the trace file"));
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(path, 1);
    layout->addWidget(button);
    row->setFocusProxy(path);
    m_binder.bind<QLineEdit>(
        path, QStringLiteral("path"), tr("Change the trace file"),
        [](const LoadGroup &group) { return modelOr<TraceLoad>(group).path; },
        [](LoadGroup &group, const QString &value) {
            changeModel<TraceLoad>(group, [&](TraceLoad &trace) { trace.path = value; });
        });
    connect(button, &QPushButton::clicked, this, &TraceCard::browse);
    addField(tr("File"), row,
             tr("JSON lines, a JSON list or CSV of arrival times and lengths, such as the traces of "
                "Mooncake, BurstGPT "
                "and Azure. Relative paths start at the project's folder."));
}

void TraceCard::buildColumns()
{
    const auto add = [this](QString TraceLoad::*member, const QString &key, const QString &label,
                            const QString &tip) {
        QLineEdit *field = new QLineEdit;
        field->setPlaceholderText(tr("found by itself"));
        m_binder.bind<QLineEdit>(
            field, key, tr("Change a trace's column"),
            [member](const LoadGroup &group) { return modelOr<TraceLoad>(group).*member; },
            [member](LoadGroup &group, const QString &value) {
                changeModel<TraceLoad>(group, [&](TraceLoad &trace) { trace.*member = value.trimmed(); });
            });
        addField(label, field, tip);
    };
    add(&TraceLoad::timeColumn, QStringLiteral("time_column"), tr("Times from"),
        tr("Column or member with the time of each arrival."));
    add(&TraceLoad::inputColumn, QStringLiteral("input_column"), tr("Prompts from"),
        tr("Column or member with the length of each prompt, in tokens."));
    add(&TraceLoad::outputColumn, QStringLiteral("output_column"), tr("Answers from"),
        tr("Column or member with the length of each answer, in tokens."));
}

void TraceCard::buildStretch()
{
    NumberEdit *speed = new NumberEdit({0, limits::maxSpeed, false, true, QStringLiteral("×")});
    m_binder.bind<NumberEdit>(
        speed, QStringLiteral("speed"), tr("Change the trace's speed"),
        [](const LoadGroup &group) { return std::optional(modelOr<TraceLoad>(group).speed); },
        [](LoadGroup &group, const std::optional<double> &value) {
            changeModel<TraceLoad>(group,
                                   [&](TraceLoad &trace) { trace.speed = value.value_or(trace.speed); });
        });
    addField(tr("Speed"), speed, tr("Times the recorded speed; 2 replays in half the time."));
    DurationEdit *from = new DurationEdit;
    m_binder.bind<DurationEdit>(
        from, QStringLiteral("from"), tr("Change the trace's beginning"),
        [](const LoadGroup &group) { return std::optional(modelOr<TraceLoad>(group).from); },
        [](LoadGroup &group, const std::optional<Nanoseconds> &value) {
            changeModel<TraceLoad>(group, [&](TraceLoad &trace) { trace.from = value.value_or(trace.from); });
        });
    addField(tr("Begins at"), from, tr("Recorded time to begin with, since the first row."));
    DurationEdit *length = new DurationEdit(true, tr("to its end"));
    m_binder.bind<DurationEdit>(
        length, QStringLiteral("length"), tr("Change the trace's length"),
        [](const LoadGroup &group) { return modelOr<TraceLoad>(group).length; },
        [](LoadGroup &group, const std::optional<Nanoseconds> &value) {
            changeModel<TraceLoad>(group, [&](TraceLoad &trace) { trace.length = value; });
        });
    addField(tr("Recorded time"), length, tr("How much of the recorded time is replayed."));
}

void TraceCard::browse()
{
    const QString folder = m_document.baseFolder();
    const QString chosen = QFileDialog::getOpenFileName(
        this, tr("Choose the trace file"), folder, tr("Traces (*.jsonl *.json *.csv *.gz);;All files (*)"));
    if (chosen.isEmpty())
        return;
    m_binder.edit(tr("Change the trace file"), {}, [&](LoadGroup &group) {
        changeModel<TraceLoad>(group, [&](TraceLoad &trace) { trace.path = m_document.keptPath(chosen); });
    });
}

void TraceCard::showFacts(const std::optional<Result<TraceFacts>> &facts)
{
    if (!facts)
        m_facts->setText(tr("Reading the trace…"));
    else
        m_facts->setText(*facts ? factsText(**facts) : facts->error().text());
}

} // namespace weir
