# embed.cmake - puts the content into the command line tool, as bytes.
#
#   cmake -DPACK_DIR=assets/pack -DWORDS_DIR=assets/words -DOUTPUT=folder -P embed.cmake
#
# Writes builtin.hpp and builtin.cpp. The pack's text is the bundle that assets/README.md describes, byte for byte,
# so that its fingerprint is the same everywhere.
cmake_minimum_required(VERSION 3.25)

# Everything goes through hexadecimal: CMake's own text handling would trip over ';', '[' and '\'.
function(to_literal hex result)
  string(REGEX REPLACE "(................................................................)" "\\1\n" lines "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" lines "${lines}")
  string(REGEX REPLACE "\n$" "" lines "${lines}")
  string(REPLACE "\n" "\"\n    \"" lines "${lines}")
  set(${result} "    \"${lines}\"" PARENT_SCOPE)
endfunction()

function(define name hex)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  to_literal("${hex}" literal)
  string(APPEND source "const unsigned char ${name}[] =\n${literal};\nconst std::size_t ${name}Size = ${size};\n\n")
  string(APPEND header "extern const unsigned char ${name}[];\nextern const std::size_t ${name}Size;\n")
  set(source "${source}" PARENT_SCOPE)
  set(header "${header}" PARENT_SCOPE)
endfunction()

set(source "")
set(header "")

file(GLOB pack_files "${PACK_DIR}/*.json")
list(SORT pack_files)
set(bundle "")
foreach(file IN LISTS pack_files)
  get_filename_component(name "${file}" NAME)
  string(HEX "=== ${name}\n" line)
  file(READ "${file}" bytes HEX)
  string(APPEND bundle "${line}${bytes}")
endforeach()
define(kBuiltinPack "${bundle}")

file(GLOB words_files "${WORDS_DIR}/*.json")
list(SORT words_files)
set(rows "")
foreach(file IN LISTS words_files)
  get_filename_component(language "${file}" NAME_WE)
  # "pt-br" -> "PtBr"
  string(REPLACE "-" ";" parts "${language}")
  set(suffix "")
  foreach(part IN LISTS parts)
    string(SUBSTRING "${part}" 0 1 first)
    string(SUBSTRING "${part}" 1 -1 rest)
    string(TOUPPER "${first}" first)
    string(APPEND suffix "${first}${rest}")
  endforeach()
  file(READ "${file}" bytes HEX)
  define(kBuiltinWords${suffix} "${bytes}")
  string(APPEND rows "    {\"${language}\", kBuiltinWords${suffix}, kBuiltinWords${suffix}Size},\n")
endforeach()

list(LENGTH words_files count)
file(WRITE "${OUTPUT}/builtin.hpp.new" "// builtin.hpp - the content inside the tool. Made by core/cli/embed.cmake; do not edit.
#pragma once
#include <cstddef>

namespace nightlegs {

${header}
/// The words, one language each, in the order of their tags.
struct BuiltinWords {
  const char* language;
  const unsigned char* bytes;
  std::size_t size;
};
extern const BuiltinWords kBuiltinWords[];
extern const std::size_t kBuiltinWordsCount;

}  // namespace nightlegs
")
file(WRITE "${OUTPUT}/builtin.cpp" "// builtin.cpp - the content inside the tool. Made by core/cli/embed.cmake; do not edit.
#include \"builtin.hpp\"

namespace nightlegs {

${source}const BuiltinWords kBuiltinWords[] = {
${rows}};
const std::size_t kBuiltinWordsCount = ${count};

}  // namespace nightlegs
")
# The header seldom changes: left alone then, so that its readers are not compiled again.
file(COPY_FILE "${OUTPUT}/builtin.hpp.new" "${OUTPUT}/builtin.hpp" ONLY_IF_DIFFERENT)
file(REMOVE "${OUTPUT}/builtin.hpp.new")
