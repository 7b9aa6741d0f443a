// Where a service says it is reached, and which of these addresses are plain HTTP for all the world.
#pragma once

#include "facts/fact_set.h"
#include "read/format/openapi_document.h"

namespace hegui::read::openapi {

// How an address stands to plain HTTP.
enum class Transport : std::uint8_t {
  Guarded,  // an encrypted scheme
  Plain,    // plain HTTP at a host that others reach
  Inside,   // plain HTTP at this machine, a private network, or a host made up for examples
  Untold,   // the scheme or host is filled in later, or is that of the document itself
};

Transport transport_of(std::string_view address);

// States api.servers and api.plain_http_servers of the document. A list stays open where an address is not told.
void state_servers(Description& description, facts::FactBuilder& facts);

}  // namespace hegui::read::openapi
