# What every translation unit is compiled with. Warnings are an unexported interface target, so that they never reach a dependency.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

# ccache must be told that a precompiled header may stand for the files it was made of.
find_program(HEGUI_CCACHE ccache)
if(HEGUI_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${HEGUI_CCACHE}")
endif()

option(HEGUI_WERROR "Treat warnings as errors" OFF)
set(HEGUI_SANITIZE "" CACHE STRING "Sanitizers to build with, comma separated (address,undefined or thread)")

add_library(hegui_options INTERFACE)
target_include_directories(hegui_options INTERFACE "${CMAKE_SOURCE_DIR}/lib")
target_compile_options(hegui_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum $<$<BOOL:${HEGUI_WERROR}>:-Werror>)
if(HEGUI_SANITIZE)
  target_compile_options(hegui_options INTERFACE -fsanitize=${HEGUI_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(hegui_options INTERFACE -fsanitize=${HEGUI_SANITIZE})
endif()
