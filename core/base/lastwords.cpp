// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/lastwords.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

namespace weir {

namespace {

const char *programName = "weir";

/// Nothing here may ask for memory, so the words are no Message.
[[noreturn]] void leave(const char *why, const char *detail)
{
    std::fprintf(stderr, "%s: %s%s\n", programName, why, detail);
    std::fflush(nullptr);
    std::_Exit(EXIT_FAILURE);
}

[[noreturn]] void leaveWithoutMemory()
{
    leave("There is not enough memory to go on. Use fewer streams, or raise the limit (ulimit -v, or that of "
          "the "
          "container).",
          "");
}

[[noreturn]] void leaveAfterException()
{
    try {
        if (const std::exception_ptr current = std::current_exception())
            std::rethrow_exception(current);
    } catch (const std::bad_alloc &) {
        leaveWithoutMemory();
    } catch (const std::exception &error) {
        leave("Internal error: ", error.what());
    } catch (...) {
        leave("Internal error: an unknown exception", "");
    }
    leave("Internal error: the program was to be terminated", "");
}

} // namespace

void sayLastWords(const char *program)
{
    programName = program;
    std::set_new_handler(leaveWithoutMemory);
    std::set_terminate(leaveAfterException);
}

} // namespace weir
