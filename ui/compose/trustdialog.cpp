// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/trustdialog.h"

#include "base/inputfile.h"
#include "base/outputfile.h"
#include "theme/dialogparts.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr qint64 longestFile = qint64{1} << 20;
constexpr int dialogWidth = 620;
constexpr int textLines = 12; ///< Of a certificate and what to do about it, at that width.

QString dayOf(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

QString fileForCertificate(const QString &folder, const QString &host, const QByteArray &pem)
{
    QString name = host;
    name.replace(u':', u'_'); // an IPv6 address
    for (int number = 1;; ++number) {
        const QString path = QDir(folder).filePath(
            number == 1 ? name + u".pem"_qs : QStringLiteral("%1-%2.pem").arg(name).arg(number));
        const Result<QByteArray> there = readInputFile(path, longestFile);
        if (!QFileInfo::exists(path) || (there && *there == pem))
            return path;
    }
}

TrustDialog::TrustDialog(const QUrl &url, const QUrl &proxy, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_url(url)
    , m_folder(folder)
    , m_text(dialogText(TextLook::Plain))
    , m_trust(dialogButton(tr("Trust it"), tr("Save the certificate and name it as the target's CA")))
{
    setWindowTitle(tr("Trust this certificate?"));
    setModal(true);
    setMinimumWidth(dialogWidth);
    // The certificate's lines come later: the buttons are where they will be.
    m_text->setMinimumHeight(textLines * m_text->fontMetrics().lineSpacing());
    QPushButton *cancel = dialogButton(tr("Cancel"), tr("Trust nothing (Esc)"));
    cancel->setDefault(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("The certificate"));
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_trust);
    buttons->addWidget(cancel);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_trust, &QPushButton::clicked, this, &TrustDialog::trust);
    connect(&m_fetch, &CertificateFetch::finished, this, &TrustDialog::tell);
    m_trust->setEnabled(false);
    m_text->setText(tr("Looking at the certificate of %1…").arg(url.host()));
    m_fetch.start(url, proxy);
}

QString TrustDialog::text() const
{
    return m_text->text();
}

void TrustDialog::tell(const Result<ShownCertificate> &certificate)
{
    if (!certificate) {
        m_text->setText(certificate.error().text());
        return;
    }
    m_pem = certificate->pem;
    const QString file = fileForCertificate(m_folder, m_url.host(), m_pem);
    m_text->setText(
        tr("%1 shows this certificate, which vouches for itself:\n\nSubject: %2\nIssuer: %3\nSHA-256: %4\n"
           "Valid: %5 to %6\n\nCompare the SHA-256 with that of who runs the service. If it is the same, the "
           "certificate goes into %7, and this target trusts it and nothing else.")
            .arg(m_url.host(), certificate->subject, certificate->issuer, certificate->fingerprint,
                 dayOf(certificate->from), dayOf(certificate->until), file));
    m_trust->setEnabled(true);
}

void TrustDialog::trust()
{
    const QString file = fileForCertificate(m_folder, m_url.host(), m_pem);
    if (const Result<void> written = writeFile(file, m_pem); !written) {
        m_text->setText(written.error().text());
        m_trust->setEnabled(false);
        return;
    }
    Q_EMIT trusted(file);
    accept();
}

} // namespace weir
