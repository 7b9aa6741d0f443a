// Whether a database is a store that this hegui understands.
#pragma once

#include "store/database.h"

namespace hegui::store {

// The schema version of the database, 0 for an empty one. Errors: those of Database, HG5206 made by a newer hegui,
// HG5207 a database of something else.
Result<int> check_version(Database& database);

}  // namespace hegui::store
