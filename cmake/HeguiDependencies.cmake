# The packages hegui is built with, all from the distribution; nothing is fetched at configure time.
# Static archives are taken where the distribution has them, so that the binary needs little beyond libc.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a .so)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)

# A dependency as an interface target `dep::<name>`: its header must be found, its archive linked; headers count as system headers.
function(hegui_dependency name)
  cmake_parse_arguments(ARG "" "HEADER" "LIBRARIES" ${ARGN})
  find_path(HEGUI_${name}_INCLUDE NAMES "${ARG_HEADER}" REQUIRED)
  add_library(dep_${name} INTERFACE)
  target_include_directories(dep_${name} SYSTEM INTERFACE "${HEGUI_${name}_INCLUDE}")
  foreach(library IN LISTS ARG_LIBRARIES)
    find_library(HEGUI_LIB_${library} NAMES "${library}" REQUIRED)
    target_link_libraries(dep_${name} INTERFACE "${HEGUI_LIB_${library}}")
  endforeach()
  add_library(dep::${name} ALIAS dep_${name})
endfunction()

hegui_dependency(cli11 HEADER CLI/CLI.hpp)
hegui_dependency(tomlplusplus HEADER toml++/toml.h)
hegui_dependency(json HEADER nlohmann/json.hpp)
hegui_dependency(re2 HEADER re2/re2.h LIBRARIES re2)
hegui_dependency(pugixml HEADER pugixml.hpp LIBRARIES pugixml)
hegui_dependency(yaml HEADER yaml-cpp/yaml.h LIBRARIES yaml-cpp)
hegui_dependency(zlib HEADER zlib.h LIBRARIES z)
hegui_dependency(crypto HEADER openssl/evp.h LIBRARIES crypto)
target_link_libraries(dep_re2 INTERFACE Threads::Threads)
target_link_libraries(dep_crypto INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
