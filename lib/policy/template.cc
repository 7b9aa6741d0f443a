#include "policy/template.h"

#include <fmt/format.h>

#include "policy/codes.h"

namespace hegui::policy {
namespace {

using facts::FactId;
using facts::Schema;

class TemplateReader {
 public:
  TemplateReader(const vocab::Node& node, FactId list, image::Writer& image, vocab::Issues& issues)
      : node_(node), list_(list), image_(image), issues_(issues), places_(vocab::locate_string(node)) {}

  image::Range read() {
    const std::string_view text = node_.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      const bool doubled = (c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c;
      if (doubled) {
        literal_ += c;
        ++at;
      } else if (c == '{') {
        const std::size_t close = text.find('}', at);
        if (close == std::string_view::npos) {
          complain(at, text.size(), "`{` without `}`", "write `{{` for a brace");
          break;
        }
        place(at + 1, text.substr(at + 1, close - at - 1));
        at = close;
      } else if (c == '}') {
        complain(at, at + 1, "`}` without `{`", "write `}}` for a brace");
      } else {
        literal_ += c;
      }
    }
    flush();
    return image_.rows<TemplatePart>(kTemplateSection, parts_);
  }

 private:
  void place(std::size_t begin, std::string_view path) {
    const FactId fact = find(begin, path);
    if (fact == 0) return;
    flush();
    parts_.push_back({{}, fact});
  }

  FactId find(std::size_t begin, std::string_view path) {
    const Schema& schema = Schema::get();
    const std::size_t end = begin + path.size();
    if (path == "it") {
      if (list_ != 0) return kItemItself;
      complain(begin, end, "`it` stands only in the message of a rule with `each`", {});
      return 0;
    }
    if (!path.starts_with("it.")) {
      const FactId fact = path.find("[]") == std::string_view::npos ? schema.find(path) : 0;
      if (fact == 0)
        complain(begin, end, fmt::format("unknown fact `{}`", path), vocab::did_you_mean(path, schema.paths()));
      return fact;
    }
    const std::string_view field = path.substr(3);
    std::vector<std::string_view> fields;
    if (list_ != 0) {
      for (const FactId candidate : schema.fields(list_)) {
        if (schema.leaf(candidate) == field) return candidate;
        fields.push_back(schema.leaf(candidate));
      }
    }
    complain(begin, end, fmt::format("the item has no field `{}`", field), vocab::did_you_mean(field, fields));
    return 0;
  }

  void complain(std::size_t begin, std::size_t end, std::string message, std::string help) {
    const Span span{node_.span.source, places_.offsets[begin], places_.offsets[end]};
    issues_.push_back(error(code::kPlaceholder, span, std::move(message), std::move(help)));
  }

  void flush() {
    if (!literal_.empty()) parts_.push_back({image_.text(literal_), 0});
    literal_.clear();
  }

  const vocab::Node& node_;
  FactId list_;
  image::Writer& image_;
  vocab::Issues& issues_;
  vocab::StringPlaces places_;
  std::string literal_;
  std::vector<TemplatePart> parts_;
};

}  // namespace

image::Range compile_template(const vocab::Node& node, FactId list, image::Writer& image, vocab::Issues& issues) {
  return TemplateReader(node, list, image, issues).read();
}

}  // namespace hegui::policy
