// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/onceview.h"

#include "base/units.h"
#include "runview/waterfall.h"
#include "theme/applytheme.h"
#include "theme/columnwidths.h"
#include "theme/widgetlook.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int rawCellLength = 2000; ///< Longer cells make the table slow; copying has all.

QString requestText(const OnceResult &result)
{
    QString text = QStringLiteral("%1 %2\n").arg(QString::fromUtf8(result.method), result.url.toString());
    for (const auto &[name, value] : result.requestHeaders)
        text += QStringLiteral("%1: %2\n").arg(QString::fromUtf8(name), QString::fromUtf8(value));
    const QJsonDocument body = QJsonDocument::fromJson(result.requestBody);
    text +=
        u'\n' + QString::fromUtf8(body.isNull() ? result.requestBody : body.toJson(QJsonDocument::Indented));
    return text;
}

QString headText(const OnceResult &result)
{
    if (!result.head)
        return OnceView::tr("No response came.");
    QString text = OnceView::tr("Status %1\n").arg(result.head->status);
    for (const auto &[name, value] : result.head->headers)
        text += QStringLiteral("%1: %2\n").arg(QString::fromUtf8(name), QString::fromUtf8(value));
    return text;
}

QString answerText(const OnceResult &result)
{
    QString text;
    for (const OnceEvent &event : result.events)
        text += event.text;
    return text;
}

QPlainTextEdit *makeText(const QString &name)
{
    QPlainTextEdit *text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(codeFont(12));
    text->setAccessibleName(name);
    text->setToolTip(name);
    return text;
}

} // namespace

QString onceText(const OnceResult &result)
{
    QString text = requestText(result) + QStringLiteral("\n\n") + headText(result) + u'\n';
    for (const OnceEvent &event : result.events)
        text += QStringLiteral("%1 ms\t%2\t%3\n")
                    .arg(toMilliseconds(event.at), 0, 'f', 3)
                    .arg(event.kind, QString::fromUtf8(event.raw));
    text += u'\n' + result.record.outcome.key();
    if (!result.record.outcome.message.isEmpty())
        text += QStringLiteral(": ") + result.record.outcome.message.text();
    return text + u'\n';
}

OnceView::OnceView(ThemeSource &themes, QWidget *parent)
    : QWidget(parent)
    , m_outcome(new QLabel)
    , m_explanation(new QLabel)
    , m_cureRow(new QWidget)
    , m_cure(new QLabel)
    , m_mend(new QPushButton(tr("Show the field")))
    , m_request(makeText(tr("The request as sent")))
    , m_answer(makeText(tr("Response head and decoded answer")))
    , m_events(new QTableWidget)
    , m_waterfall(new Waterfall(themes))
{
    m_outcome->setAccessibleName(tr("Outcome"));
    setTextLook(*m_explanation, TextLook::Muted);
    m_explanation->setWordWrap(true);
    m_cure->setWordWrap(true);
    m_cure->setTextFormat(Qt::PlainText);
    m_cure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_cure->setAccessibleName(tr("What to do"));
    m_mend->setToolTip(tr("Go to the field of the Compose page where this is mended"));
    m_mend->setAccessibleName(tr("Show the field"));
    QHBoxLayout *cure = new QHBoxLayout(m_cureRow);
    cure->setContentsMargins(0, 0, 0, 0);
    cure->addWidget(m_cure, 1);
    cure->addWidget(m_mend);
    m_cureRow->hide();
    connect(m_mend, &QPushButton::clicked, this, [this] { Q_EMIT fieldWanted(m_field); });
    m_events->setColumnCount(4);
    m_events->setHorizontalHeaderLabels({tr("Offset"), tr("Kind"), tr("Text"), tr("Raw event")});
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_events->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_events->setTabKeyNavigation(false);
    m_events->setShowGrid(false);
    m_events->setWordWrap(false);
    m_events->verticalHeader()->hide();
    m_events->horizontalHeader()->setStretchLastSection(true);
    m_events->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_events->setAccessibleName(tr("Raw events"));
    m_events->setToolTip(tr("Every raw event of the stream with its time since the request started"));
    QTabWidget *tabs = new QTabWidget;
    tabs->addTab(m_events, tr("Events"));
    tabs->addTab(m_request, tr("Request"));
    tabs->addTab(m_answer, tr("Answer"));
    tabs->setAccessibleName(tr("Parts of the exchange"));
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_outcome);
    layout->addWidget(m_explanation);
    layout->addWidget(m_cureRow);
    layout->addWidget(m_waterfall);
    layout->addWidget(tabs, 1);
}

QString OnceView::outcomeText() const
{
    return m_outcome->text();
}

void OnceView::showMessage(const QString &message)
{
    m_result.reset();
    m_outcome->setText(message);
    setTextLook(*m_outcome, TextLook::Plain);
    m_explanation->clear();
    showCure(std::nullopt);
    m_events->setRowCount(0);
    m_request->clear();
    m_answer->clear();
    m_waterfall->setRecord({});
}

void OnceView::showCure(const std::optional<Cure> &cure)
{
    m_cureRow->setVisible(cure.has_value());
    m_cure->setText(cure ? tr("What to do: %1").arg(cure->advice.text()) : QString());
    m_field = cure ? cure->field : QString();
    m_mend->setVisible(!m_field.isEmpty());
}

void OnceView::showResult(const OnceResult &result, const std::optional<Cure> &cure)
{
    m_result = result;
    const Outcome &outcome = result.record.outcome;
    const bool ok = outcome.outcome == OutcomeClass::Success;
    m_outcome->setText(outcome.key());
    setTextLook(*m_outcome, ok ? TextLook::Pass : TextLook::Fail);
    m_explanation->setText((outcome.message.isEmpty() ? explain(outcome.outcome) : outcome.message).text());
    showCure(cure);
    m_request->setPlainText(requestText(result));
    m_answer->setPlainText(headText(result) + u'\n' + answerText(result));
    m_waterfall->setRecord(result.record);
    fillEvents(result);
}

void OnceView::fillEvents(const OnceResult &result)
{
    m_events->setRowCount(int(result.events.size()));
    for (std::size_t i = 0; i < result.events.size(); ++i) {
        const OnceEvent &event = result.events[i];
        const int row = int(i);
        QTableWidgetItem *offset =
            new QTableWidgetItem(QStringLiteral("%1 ms").arg(toMilliseconds(event.at), 0, 'f', 2));
        offset->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_events->setItem(row, 0, offset);
        m_events->setItem(row, 1, new QTableWidgetItem(event.kind));
        m_events->setItem(row, 2, new QTableWidgetItem(event.text));
        QTableWidgetItem *raw =
            new QTableWidgetItem(QString::fromUtf8(event.raw).left(rawCellLength).replace(u'\n', u' '));
        raw->setFont(codeFont(12));
        m_events->setItem(row, 3, raw);
    }
    constexpr int mostWidth = 320; // the raw event has the rest
    fitColumns(*m_events, mostWidth);
}

void OnceView::copy() const
{
    if (m_result)
        QApplication::clipboard()->setText(onceText(*m_result));
}

} // namespace weir
