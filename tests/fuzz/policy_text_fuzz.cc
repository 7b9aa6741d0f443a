// The text of a privacy policy as each of its notations, with terms to find in it: the first byte chooses. Every place
// must lie in the source.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "read/format/policy_text.h"
#include "read/syntax/prose.h"
#include "words.h"

namespace {

constexpr std::string_view kWords = R"toml(
[[category]]
slug = "phone-number"
title = { zh = "手机号", en = "phone number" }
opinions_group = "contact"
sensitive = "no"
[[policy_term]]
kind = "category"
slug = "phone-number"
patterns = ['手机号(?:码)?', '\bphone number\b']
mask = ['客服手机号']
like = ['我们收集手机号。']
unlike = ['客服手机号。']
[[policy_term]]
kind = "right"
slug = "delete"
title = { zh = "删除", en = "delete" }
patterns = ['删除']
near = ['个人信息', '(?:删|改)', '12']
like = ['您可以删除。']
unlike = ['您好。']
[[policy_term]]
kind = "negation"
slug = "not-collected"
patterns = ['(?:不会?|未)(?:收集|获取)']
like = ['我们不收集。']
unlike = ['我们收集。']
)toml";

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hegui;
  static const image::View words = fuzz::compile_words(kWords);
  if (size == 0) return 0;
  static constexpr const char* kNames[] = {"p.html", "p.md", "p.txt", "p"};
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string name = kNames[data[0] % 4];
  if (utf8::find_invalid(text) == std::string_view::npos) {
    const read::Prose prose = read::prose_of(text, read::markup_of(name, text));
    require(utf8::find_invalid(prose.text) == std::string_view::npos && prose.text.size() <= text.size() + 1);
    for (std::size_t at = 0; at < prose.text.size(); ++at) require(prose.source_of(at) < text.size());
  }
  const auto source = std::make_shared<Source>(name, text);
  const auto read = read::read_policy_text(source, vocab::Vocabulary(words), vocab::PolicyTerms(words));
  require(read || !read.issues.empty());
  if (!read) return 0;
  static const facts::FactId kMentions = facts::fact("policy.mentions");
  for (const facts::Item* item = read.value->cell(kMentions).first; item != nullptr; item = item->next)
    for (const facts::Origin* at = item->origins; at != nullptr; at = at->next)
      require(at->span.begin <= at->span.end && at->span.end <= text.size());
  return 0;
}
