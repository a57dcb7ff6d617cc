# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, sanitizers and the helpers that every target uses.

option(WEIR_TESTS "Build the tests" ON)
option(WEIR_WERROR "Treat warnings as errors" OFF)
option(WEIR_FUZZ "Build the fuzz targets (clang with libFuzzer)" OFF)
set(WEIR_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_SOURCE_DIR}/scripts/cached-compiler")
endif()

# Some 200 programs are linked, each with the same static libraries; no cache saves a link, a fast linker does.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT WEIR_SANITIZE AND NOT WEIR_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()

add_library(weir_flags INTERFACE)
target_compile_options(weir_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wextra-semi)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 takes the empty storage of a std::optional for an uninitialised variable (GCC bug 80635).
  target_compile_options(weir_flags INTERFACE -fpch-preprocess -Wno-maybe-uninitialized)
endif()
target_compile_definitions(weir_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS QT_NO_FOREACH
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(WEIR_WERROR)
  target_compile_options(weir_flags INTERFACE -Werror)
endif()
if(WEIR_SANITIZE)
  target_compile_options(weir_flags INTERFACE -fsanitize=${WEIR_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(weir_flags INTERFACE -fsanitize=${WEIR_SANITIZE})
endif()

if(WEIR_FUZZ)
  # Everything is instrumented; only the fuzz targets get libFuzzer's main (tests/fuzz/CMakeLists.txt).
  target_compile_options(weir_flags INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer)
  target_link_options(weir_flags INTERFACE -fsanitize=address)
endif()

# What the preset "tsan" builds: the tests that carry its label. Qt is not instrumented, so only code without Qt's threads
# tells the truth there.
add_custom_target(tsan_tests)

# weir_moc_test(NAME SOURCE...): what moc makes of a test program, without AUTOMOC: that starts CMake twice and the compiler
# once for each program, which for some 270 programs took a fifth of a clean build. A test class stands in its own tst_*.cpp,
# which includes tst_*.moc; a header with such a class is given as MOC.
function(weir_moc_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "HEADERS")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
  foreach(source ${ARG_UNPARSED_ARGUMENTS})
    get_filename_component(stem ${source} NAME_WE)
    if(stem MATCHES "^tst_" AND source MATCHES "[.]cpp$")
      add_custom_command(OUTPUT "${folder}/${stem}.moc"
        COMMAND Qt6::moc -o "${folder}/${stem}.moc" "${CMAKE_CURRENT_SOURCE_DIR}/${source}"
        DEPENDS ${source} VERBATIM)
      target_sources(${name} PRIVATE "${folder}/${stem}.moc")
    endif()
  endforeach()
  foreach(header ${ARG_HEADERS})
    get_filename_component(stem ${header} NAME_WE)
    add_custom_command(OUTPUT "${folder}/moc_${stem}.cpp"
      COMMAND Qt6::moc -o "${folder}/moc_${stem}.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/${header}"
      DEPENDS ${header} VERBATIM)
    target_sources(${name} PRIVATE "${folder}/moc_${stem}.cpp")
  endforeach()
  file(MAKE_DIRECTORY "${folder}")
  target_include_directories(${name} PRIVATE "${folder}")
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
endfunction()

# weir_add_test(NAME SOURCE... [LIBRARY library] [LABELS label...] [MOC header...] [TIMEOUT seconds] [ALONE])
# One Qt Test program. LIBRARY is what it tests, WEIR_TEST_LIBRARY of its folder where it is left out; what is not in that
# library's link line the test can't reach either. Tests of weir_ui run offscreen.
function(weir_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "ALONE" "LIBRARY;TIMEOUT" "LABELS;MOC")
  if(NOT ARG_LIBRARY)
    set(ARG_LIBRARY ${WEIR_TEST_LIBRARY})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  weir_moc_test(${name} ${ARG_UNPARSED_ARGUMENTS} HEADERS ${ARG_MOC})
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARY} weir_flags Qt6::Test)
  if(NOT ARG_LIBRARY MATCHES "^weir_(base|service)$")
    target_link_libraries(${name} PRIVATE weir_test_support)
  endif()
  if(ARG_LIBRARY MATCHES "^weir_(lab|ui)$")
    target_link_libraries(${name} PRIVATE weir_run_support)
  endif()
  if(ARG_LIBRARY STREQUAL "weir_ui")
    target_precompile_headers(${name} REUSE_FROM weir_ui)
  else()
    target_precompile_headers(${name} REUSE_FROM weir_base)
  endif()
  target_compile_definitions(${name} PRIVATE WEIR_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
  if("tsan" IN_LIST ARG_LABELS)
    add_dependencies(tsan_tests ${name})
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(ARG_ALONE) # a load test beside another one would measure the other one
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${ARG_TIMEOUT}
    LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8")
endfunction()
