# hegui_embedded_policy: the folder policy/ compiled by compile_policy and linked in as it is, 8-byte aligned. A policy that does not
# compile fails the build with its diagnostics.
enable_language(ASM)
set(image "${CMAKE_BINARY_DIR}/policy.image")
file(GLOB_RECURSE policy_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/policy/*.toml")
add_custom_command(OUTPUT "${image}"
  COMMAND compile_policy "${CMAKE_SOURCE_DIR}/policy" "${image}"
  DEPENDS compile_policy ${policy_files}
  COMMENT "Compiling policy/"
  VERBATIM)
set(stub "${CMAKE_BINARY_DIR}/policy_image.S")
file(CONFIGURE OUTPUT "${stub}" @ONLY CONTENT [=[
  .section .rodata
  .balign 8
  .global hegui_policy_image
  .global hegui_policy_image_end
hegui_policy_image:
  .incbin "@image@"
hegui_policy_image_end:
  .byte 0
  .section .note.GNU-stack, "", %progbits
]=])
set_source_files_properties("${stub}" PROPERTIES OBJECT_DEPENDS "${image}")
add_library(hegui_embedded_policy STATIC "${CMAKE_SOURCE_DIR}/lib/policy/embedded.cc" "${stub}")
target_link_libraries(hegui_embedded_policy PUBLIC hegui_policy)
