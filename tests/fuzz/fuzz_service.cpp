// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a service's configuration: reading must not crash, what was read must survive being written
// and read again, and what has no errors must be accepted as a configuration made in code, too.
#include "service/config/configreader.h"
#include "service/config/configwriter.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const weir::ConfigReading first = weir::readConfig(json);
    const QByteArray written = weir::configToText(first.config);
    const weir::ConfigReading second = weir::readConfig(written);
    if (!(second.config == first.config) || weir::configToText(second.config) != written)
        std::abort();
    if (!hasErrors(first.problems) && !weir::checkConfig(first.config))
        std::abort();
    return 0;
}
