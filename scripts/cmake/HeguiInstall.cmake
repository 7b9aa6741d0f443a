# What `cmake --install` puts where, and the packages that CPack makes of it. Completions and the manual page are written by hegui itself.
include(GNUInstallDirs)
set(documents "${CMAKE_BINARY_DIR}/documents")
file(MAKE_DIRECTORY "${documents}")
add_custom_command(
  OUTPUT "${documents}/hegui.1" "${documents}/hegui.bash" "${documents}/_hegui" "${documents}/hegui.fish"
  COMMAND hegui man > "${documents}/hegui.1"
  COMMAND hegui completion bash > "${documents}/hegui.bash"
  COMMAND hegui completion zsh > "${documents}/_hegui"
  COMMAND hegui completion fish > "${documents}/hegui.fish"
  DEPENDS hegui
  COMMENT "Writing the manual page and completions"
  VERBATIM)
add_custom_target(documents ALL DEPENDS "${documents}/hegui.1")

install(TARGETS hegui RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${documents}/hegui.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${documents}/hegui.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME hegui)
install(FILES "${documents}/_hegui" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${documents}/hegui.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)
install(FILES "${CMAKE_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME hegui)
set(CPACK_PACKAGE_VENDOR hegui)
set(CPACK_PACKAGE_CONTACT "the hegui authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Compliance checker for apps and online services in China")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS git)
include(CPack)
