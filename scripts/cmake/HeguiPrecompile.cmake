# hegui_precompile(target [test]): the standard headers that nearly every file includes, and fmt, parsed once instead of in each
# (in a test: GoogleTest too). Every file still includes what it uses, which a build with HEGUI_PRECOMPILE=OFF holds.
option(HEGUI_PRECOMPILE "Parse the standard headers once" ON)

set(HEGUI_COMMON_HEADERS <algorithm> <array> <charconv> <cstdint> <expected> <functional> <iterator> <map> <memory> <optional> <set> <span>
  <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)

# One target owns each precompiled header; the others reuse it, for which their options and definitions must be the same.
function(hegui_precompile_owner owner)
  cmake_parse_arguments(ARG "" "" "HEADERS;DEPENDS" ${ARGN})
  if(HEGUI_PRECOMPILE)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/${owner}.cc" CONTENT "")
    add_library(${owner} STATIC "${CMAKE_BINARY_DIR}/${owner}.cc")
    target_link_libraries(${owner} PRIVATE hegui_options ${ARG_DEPENDS})
    target_precompile_headers(${owner} PRIVATE ${HEGUI_COMMON_HEADERS} ${ARG_HEADERS})
  endif()
endfunction()

if(HEGUI_PRECOMPILE)
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endif()
hegui_precompile_owner(hegui_common)

function(hegui_precompile target)
  set(owner hegui_common)
  if("test" IN_LIST ARGN)
    set(owner hegui_common_test)
  endif()
  if(HEGUI_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()
