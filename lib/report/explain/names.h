// Whether what a person typed names a thing: case, blanks and the brackets around titles do not matter.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace hegui::report::explain {

enum class Match : std::uint8_t { No, Part, Exact };

// Small letters, without blanks, full stops and the brackets around titles.
std::string plain(std::string_view words);

// Exact when `word` is one of the names, Part when it is a whole part of one: two Chinese characters or more, or whole
// words of three letters or more. Names that are empty are none.
Match match(std::string_view word, std::initializer_list<std::string_view> names);

// Whether a text speaks of the word.
bool speaks_of(std::string_view text, std::string_view word);

// Whether a Chinese short form (个保法, 等保) can stand for a part of the text: the first characters of its words.
bool abbreviates(std::string_view word, std::string_view text);

}  // namespace hegui::report::explain
