// Messages in parts.
#include "policy/template.h"

#include <gtest/gtest.h>

#include <string>

#include "policies.h"

namespace hegui::policy {
namespace {

// The parts of a message as `text` and `<path>`, then its issues.
std::string parts_of(std::string_view words, std::string_view list) {
  const Source source("m.toml", "m = '" + std::string(words) + "'\n");
  const Checked<vocab::Node> document = vocab::parse_document(source);
  image::Writer writer;
  vocab::Issues issues;
  const facts::Schema& schema = facts::Schema::get();
  const image::Range range = compile_template(*document.value->find("m"), schema.find(list), writer, issues);
  const Loaded loaded(writer.finish());
  const Policy policy = loaded.policy();
  std::string out;
  for (const TemplatePart& part : policy.parts(range)) {
    if (part.fact == 0)
      out += policy.text(part.text);
    else
      out += "<" + std::string(part.fact == kItemItself ? "it" : schema.row(part.fact).path) + ">";
  }
  for (const Diagnostic& issue : issues) out += " !" + std::to_string(issue.place.column) + ":" + issue.message;
  return out;
}

TEST(Template, LiteralsFactsAndFields) {
  EXPECT_EQ(parts_of("", ""), "");
  EXPECT_EQ(parts_of("权限 {it.name} 属于 {subject.name}。", "permissions"),
            "权限 <permissions[].name> 属于 <subject.name>。");
  EXPECT_EQ(parts_of("{{x}} {it}", "permissions"), "{x} <it>");
}

TEST(Template, WhatNamesNoFact) {
  EXPECT_EQ(parts_of("{it.name}", ""), " !7:the item has no field `name`");
  EXPECT_EQ(parts_of("{it}", ""), " !7:`it` stands only in the message of a rule with `each`");
  EXPECT_EQ(parts_of("{permissions[].name}", ""), " !7:unknown fact `permissions[].name`");
  EXPECT_EQ(parts_of("权 {x", ""), "权  !8:`{` without `}`");
  EXPECT_EQ(parts_of("a } b", ""), "a  b !8:`}` without `{`");
}

}  // namespace
}  // namespace hegui::policy
