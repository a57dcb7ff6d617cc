// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/oncedialog.h"

#include "compose/onceview.h"
#include "theme/dialogparts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir {

OnceDialog::OnceDialog(ThemeSource &themes, QWidget *parent)
    : QDialog(parent)
    , m_view(new OnceView(themes))
    , m_again(dialogButton(tr("Send again"), tr("Send the same request again")))
    , m_cancel(dialogButton(tr("Cancel"), tr("Abort the request")))
    , m_copy(dialogButton(tr("Copy as text"), tr("Copy request, events and outcome to the clipboard")))
{
    setWindowTitle(tr("Try once"));
    resize(900, 640);
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc)"));
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_again);
    buttons->addWidget(close);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &OnceDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_once.cancel(); });
    connect(m_copy, &QPushButton::clicked, m_view, &OnceView::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(this, &QDialog::finished, this, [this] { m_once.cancel(); });
    connect(&m_once, &Once::finished, this, [this](const OnceResult &result) {
        setBusy(false);
        m_view->showResult(result, cureOf(result.record, m_scenario));
        Q_EMIT answered();
    });
    connect(m_view, &OnceView::fieldWanted, this, &OnceDialog::fieldWanted);
    setBusy(false);
}

void OnceDialog::send(const Scenario &scenario, const QString &baseFolder, int index)
{
    m_scenario = scenario;
    m_baseFolder = baseFolder;
    m_index = index;
    start();
}

void OnceDialog::start()
{
    m_once.cancel();
    Result<BuiltinTargets> builtins = BuiltinTargets::startFor(m_scenario);
    if (!builtins) {
        m_view->showMessage(builtins.error().text());
        return;
    }
    m_builtins = std::move(builtins).value();
    m_view->showMessage(tr("Waiting for the answer…"));
    setBusy(true);
    const Result<void> started =
        m_once.start(m_scenario, m_baseFolder, std::size_t(m_index), m_builtins.urls());
    if (!started) {
        setBusy(false);
        m_view->showMessage(started.error().text());
    }
}

void OnceDialog::setBusy(bool busy)
{
    m_again->setEnabled(!busy);
    m_cancel->setEnabled(busy);
    m_copy->setEnabled(!busy);
}

} // namespace weir
