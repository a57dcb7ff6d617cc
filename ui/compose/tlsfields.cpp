// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/tlsfields.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace weir {

TlsFields::TlsFields(const EditorContext &context, FieldBinder<Target> &binder, FormCard &card,
                     QWidget *parent)
    : QObject(parent), m_document(context.document), m_binder(binder), m_card(card), m_parent(parent)
{
    QCheckBox *verify = new QCheckBox(tr("Verify the TLS certificate"));
    m_binder.bind(verify, tr("Change the TLS verification"), &Target::verifyTls);
    m_card.addField({}, verify,
                    tr("Off: nothing proves that it is this service that answers. For a service with a "
                       "self-signed certificate, name that as the CA instead."));
    verify->setAccessibleName(verify->text());
    m_unfold = new QCheckBox(tr("Certificates of its own"));
    m_card.addField({}, m_unfold,
                    tr("Shows the fields for a CA that the system does not know, and for a certificate that "
                       "the service wants to see."));
    m_unfold->setAccessibleName(m_unfold->text());
    connect(m_unfold, &QCheckBox::toggled, this, [this](bool isOpen) { fold(!isOpen); });
    addFile(&TlsFiles::ca, tr("CA"), tr("Change the CA"), tr("Choose the CA's file"),
            tr("PEM file of the CA, or of the service's self-signed certificate: trusted instead of all that "
               "the system trusts. Empty: the system's."));
    addFile(&TlsFiles::certificate, tr("Certificate"), tr("Change the client certificate"),
            tr("Choose the client certificate's file"),
            tr("PEM file that is shown to a service that asks who is there, its issuers behind it."));
    addFile(&TlsFiles::key, tr("Private key"), tr("Change the private key"),
            tr("Choose the private key's file"),
            tr("Where the private key is, never the key itself: its PEM file or env:NAME, file:PATH, "
               "keychain:NAME. Empty: it stands in the certificate's file."));
    QLineEdit *password = new QLineEdit;
    password->setPlaceholderText(tr("none"));
    m_binder.bind(password, tr("Change the key's password"), &Target::tls, &TlsFiles::keyPassword);
    m_card.addField(tr("Key password"), password,
                    tr("Where the password is that the key is locked with, never the password itself: "
                       "env:NAME, file:PATH or keychain:NAME."));
    m_folded.push_back(password);
    fold(true);
}

void TlsFields::addFile(Member member, const QString &label, const QString &edit, const QString &choose,
                        const QString &tip)
{
    QWidget *row = new QWidget;
    QLineEdit *path = new QLineEdit;
    path->setPlaceholderText(tr("none"));
    QPushButton *button = new QPushButton(tr("Browse…"));
    button->setToolTip(choose);
    button->setAccessibleName(choose);
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(path, 1);
    layout->addWidget(button);
    row->setFocusProxy(path);
    m_binder.bind(path, edit, &Target::tls, member);
    connect(button, &QPushButton::clicked, this,
            [this, member, edit, choose] { browse(member, edit, choose); });
    m_card.addField(label, row, tip);
    m_folded.push_back(row);
}

void TlsFields::browse(Member member, const QString &edit, const QString &choose)
{
    const QString chosen = QFileDialog::getOpenFileName(
        m_parent, choose, m_document.baseFolder(), tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
    if (chosen.isEmpty())
        return;
    m_binder.edit(edit, {}, [&](Target &target) { target.tls.*member = m_document.keptPath(chosen); });
}

void TlsFields::fold(bool isFolded)
{
    for (QWidget *field : m_folded)
        m_card.setFieldVisible(field, !isFolded);
}

void TlsFields::show(const Target &target)
{
    m_unfold->setChecked(!target.tls.isEmpty());
}

void TlsFields::unfold()
{
    m_unfold->setChecked(true);
}

} // namespace weir
