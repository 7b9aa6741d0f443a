// What the parts of the text report share: where it goes, how wide it is, and how things are named there.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "report/layout.h"
#include "report/words.h"
#include "report/writers.h"

namespace hegui::report {

class TextPage {
 public:
  TextPage(const result::Run& of, const WriteOptions& how, std::string& to)
      : run(of), options(how), out(to), painter(how.colour), width(std::clamp<std::size_t>(how.width, 60, 200)) {}

  std::string_view pick(std::string_view zh, std::string_view en) const {
    return report::pick(options.language, zh, en);
  }
  std::string pick(result::TextView text) const { return utf8::printable(report::pick(options.language, text)); }
  bool chinese() const { return options.language == Language::Zh; }
  bool verbose() const { return options.verbosity == Verbosity::Verbose; }
  std::string paint(Colour colour, std::string_view text) const { return painter.paint(colour, text); }

  // One line of at most `width` columns is wrapped onto several, each indented by `indent`.
  void wrapped(std::string_view text, std::size_t indent, Colour colour = Colour::Plain) {
    for (const std::string& line : wrap(text, width - indent))
      out += std::string(indent, ' ') + paint(colour, line) + "\n";
  }

  const result::Run& run;
  const WriteOptions& options;
  std::string& out;
  const Painter painter;
  const std::size_t width;
};

// Failures and notices, one block per rule; then waived failures.
void write_failures(TextPage& page, const result::Subject& subject);
// Rules that lack facts, which facts, and where to state them.
void write_unknowns(TextPage& page, const result::Subject& subject);
// Rules about which nothing could be said, in sum or, verbose, one by one; verbose also the rules met and not
// applicable.
void write_unjudged(TextPage& page, const result::Subject& subject);

// What was taken and what was left below the folders given; verbose, each by its path.
void write_folders(TextPage& page);

}  // namespace hegui::report
