// What is known of a subject as one compact JSON object: the facts a batch keeps beside each result, for queries over
// many subjects. It keeps no places and tells nothing of what is absent; `hegui facts` does.
#pragma once

#include <string>

#include "facts/subject.h"

namespace hegui::result {

// `{"android":{"target_sdk":34},"permissions":[{"name":"…"}]}`: known facts nested by dotted path, records as arrays of
// their known fields, days as YYYY-MM-DD.
void append_facts(std::string& out, const facts::Subject& subject);

}  // namespace hegui::result
