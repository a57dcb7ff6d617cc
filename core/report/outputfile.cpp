// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outputfile.h"

#include "base/fileerror.h"

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
    return Error{
        Message(WEIR_TEXT("report.file_not_written", "The file can't be written: %1"), failureOf(m_file)),
        Message::verbatim(m_file.fileName()),
        Message(WEIR_TEXT("report.file_not_written_advice",
                          "Check the folder, its permissions and the free space."))};
}

} // namespace weir
