// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP/1.1 answer as a connection brings it. The first two bytes say where the rest is cut; what is
// counted must not depend on that, nor be more than came.
#include "transport/http/answerprogress.h"

#include <cstdlib>

using weir::AnswerProgress;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view answer(reinterpret_cast<const char *>(bytes) + 2, size - 2);
    const std::size_t first = bytes[0] % (answer.size() + 1);
    const std::size_t second = first + bytes[1] % (answer.size() - first + 1);
    AnswerProgress whole;
    whole.feed(answer);
    AnswerProgress cut;
    cut.feed(answer.substr(0, first));
    cut.feed(answer.substr(first, second - first));
    cut.feed(answer.substr(second));
    if (whole.hasHead() != cut.hasHead() || whole.bodyBytes() != cut.bodyBytes() || whole.bodyBytes() < 0 ||
        whole.bodyBytes() > static_cast<qint64>(answer.size()))
        std::abort();
    return 0;
}
