// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/oncedialog.h"

#include "compose/onceview.h"
#include "compose/trustdialog.h"
#include "theme/dialogparts.h"
#include "transport/tls/tlsfailure.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace weir {

OnceDialog::OnceDialog(ThemeSource &themes, QWidget *parent)
    : QDialog(parent)
    , m_view(new OnceView(themes))
    , m_again(dialogButton(tr("Send again"), tr("Send the same request again")))
    , m_cancel(dialogButton(tr("Cancel"), tr("Abort the request")))
    , m_copy(dialogButton(tr("Copy as text"), tr("Copy request, events and outcome to the clipboard")))
    , m_trust(dialogButton(tr("Trust this certificate…"),
                           tr("Look at the service's certificate, and trust it from then on")))
{
    connect(&m_once, &Once::finished, this, &OnceDialog::offerTrust);
    connect(m_trust, &QPushButton::clicked, this, &OnceDialog::askTrust);
    m_trust->hide();
    setWindowTitle(tr("Try once"));
    resize(900, 640);
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc)"));
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addWidget(m_trust);
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
    connect(m_cancel, &QPushButton::clicked, this, &OnceDialog::cancel);
    connect(m_copy, &QPushButton::clicked, m_view, &OnceView::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(this, &QDialog::finished, this, &OnceDialog::cancel);
    connect(&m_models, &ModelFinder::found, this, [this](const Result<FoundModels> &found) {
        if (found)
            return sendNow(found->scenario);
        setBusy(false);
        m_view->showMessage(found.error().text());
    });
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

void OnceDialog::continueFrom(const OnceDialog &other)
{
    m_scenario = other.m_scenario;
    m_baseFolder = other.m_baseFolder;
    m_index = other.m_index;
    if (const std::optional<OnceResult> &result = other.m_view->result()) {
        m_view->showResult(*result, cureOf(result->record, m_scenario));
        offerTrust(*result);
    }
}

void OnceDialog::start()
{
    m_models.cancel();
    m_once.cancel();
    setBusy(true);
    if (targetsWithoutModel(m_scenario, m_baseFolder).empty())
        return sendNow(m_scenario);
    m_view->showMessage(tr("Asking the service which model it has…"));
    m_models.start(m_scenario, m_baseFolder);
}

void OnceDialog::sendNow(const Scenario &scenario)
{
    Result<BuiltinTargets> builtins = BuiltinTargets::startFor(scenario);
    if (!builtins) {
        setBusy(false);
        m_view->showMessage(builtins.error().text());
        return;
    }
    m_builtins = std::move(builtins).value();
    m_view->showMessage(tr("Waiting for the answer…"));
    const Result<void> started =
        m_once.start(scenario, m_baseFolder, std::size_t(m_index), m_builtins.urls());
    if (!started) {
        setBusy(false);
        m_view->showMessage(started.error().text());
    }
}

void OnceDialog::cancel()
{
    if (m_models.isGoingOn()) {
        m_models.cancel();
        m_view->showMessage({});
        setBusy(false);
    }
    m_once.cancel();
}

std::size_t OnceDialog::target() const
{
    const QString &name = m_scenario.requests.at(std::size_t(m_index)).target;
    const auto found = std::find_if(m_scenario.targets.begin(), m_scenario.targets.end(),
                                    [&name](const Target &one) { return one.name == name; });
    return name.isEmpty() || found == m_scenario.targets.end()
               ? 0
               : std::size_t(found - m_scenario.targets.begin());
}

void OnceDialog::offerTrust(const OnceResult &result)
{
    const Outcome &outcome = result.record.outcome;
    const std::optional<TlsFault> fault =
        outcome.outcome == OutcomeClass::TlsFailure ? tlsFaultIn(outcome.message.english()) : std::nullopt;
    // Where the service does not show who signed, the dialog says whose certificate to ask for.
    m_trust->setVisible(fault == TlsFault::SelfSigned || fault == TlsFault::UnknownCa ||
                        fault == TlsFault::UnknownIssuer);
}

void OnceDialog::askTrust()
{
    const Target &asked = m_scenario.targets.at(target());
    TrustDialog *dialog = new TrustDialog(QUrl(asked.url.trimmed()), QUrl(asked.proxy), m_baseFolder, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TrustDialog::trusted, this, [this](const QString &path) {
        m_scenario.targets.at(target()).tls.ca = path;
        Q_EMIT caChosen(int(target()), path);
        start();
    });
    dialog->open();
}

void OnceDialog::setBusy(bool busy)
{
    if (busy)
        m_trust->hide();
    m_again->setEnabled(!busy);
    m_cancel->setEnabled(busy);
    m_copy->setEnabled(!busy);
    if (std::exchange(m_isBusy, busy) != busy)
        Q_EMIT busyChanged();
}

} // namespace weir
