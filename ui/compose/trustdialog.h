// SPDX-License-Identifier: GPL-3.0-or-later
// Asks whether a certificate is to be trusted, and keeps it in a file for the target that is.
#pragma once

#include "transport/tls/certificatefetch.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace weir {

/// Looks at the certificate of a service and shows whose it is; nothing is trusted before its button is
/// pressed. Modal to its parent. GUI thread.
class TrustDialog : public QDialog
{
    Q_OBJECT

public:
    /// `folder`: where the file goes.
    TrustDialog(const QUrl &url, const QUrl &proxy, const QString &folder, QWidget *parent = nullptr);

    /// What stands in it now, a line each.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *trustButton() const { return m_trust; }

Q_SIGNALS:
    /// The certificate is in that file.
    void trusted(const QString &path);

private:
    void tell(const Result<ShownCertificate> &certificate);
    void trust();

    QUrl m_url;
    QString m_folder;
    QByteArray m_pem;
    QLabel *m_text;
    QPushButton *m_trust;
    CertificateFetch m_fetch;
};

/// A file in `folder` that is named by `host` and either holds `pem` already or does not exist.
QString fileForCertificate(const QString &folder, const QString &host, const QByteArray &pem);

} // namespace weir
