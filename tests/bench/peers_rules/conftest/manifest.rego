# What hegui asks of a manifest too: no debugging, no backup of everything, no plain HTTP.
package main

import rego.v1

application := input.manifest.application

deny contains "debuggable" if application["-debuggable"] == "true"

deny contains "backup" if not application["-allowBackup"] == "false"

deny contains "cleartext" if application["-usesCleartextTraffic"] == "true"
