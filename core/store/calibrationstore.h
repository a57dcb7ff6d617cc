// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates of this machine: one JSON file for each transport and load.
#pragma once

#include "base/result.h"
#include "store/certificate.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

/// What the folder holds.
struct StoredCertificates
{
    std::vector<Certificate> certificates; ///< Newest first.
    std::vector<Error> problems;           ///< Of files that are no certificates; those are passed over.
};

/// A folder of certificates. No state but its path; one thread at a time.
class CalibrationStore
{
public:
    /// `folder` empty: "weir/calibrations" in the user's standard folder for configuration.
    explicit CalibrationStore(QString folder = {});

    /// A folder that is missing holds nothing. Looks at no more than 1,000 files.
    [[nodiscard]] StoredCertificates read() const;
    /// Writes atomically and replaces the certificate of the same host, transport, load and stream. Returns
    /// the file's path.
    Result<QString> write(const Certificate &certificate) const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    QString m_folder;
};

} // namespace weir
