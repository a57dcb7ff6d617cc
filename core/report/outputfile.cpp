// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outputfile.h"

namespace weir {

OutputFile::OutputFile(const QString &path) : m_file(path)
{
    m_file.open(QIODevice::WriteOnly);
}

void OutputFile::write(const QByteArray &bytes)
{
    if (m_file.isOpen())
        m_file.write(bytes); // QSaveFile remembers a failure until commit()
}

Result<void> OutputFile::commit()
{
    if (m_file.isOpen() && m_file.commit())
        return {};
    return Error{QStringLiteral("the file can't be written: %1").arg(m_file.errorString()), m_file.fileName(),
                 QStringLiteral("Check the folder, its permissions and the free space.")};
}

} // namespace weir
