// What `hegui init` writes must itself be a declaration, whole, prefilled, and with every comment taken off.
#include "author/example.h"

#include <gtest/gtest.h>

#include <memory>

#include "read/format/declaration.h"
#include "read/format/declaration_keys.h"

namespace hegui::author {
namespace {

using facts::fact;
using facts::FactBuilder;
using facts::FactSet;

Checked<FactSet> parse(std::string text) {
  return read::read_declaration(std::make_shared<Source>("hegui.toml", std::move(text)), {});
}

std::string problems(const Checked<FactSet>& read) {
  std::string out;
  for (const Diagnostic& issue : read.issues) out += render(issue);
  return out;
}

// Takes the sign off every line that is a commented key or table.
std::string uncommented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (line.size() > 2 && line[0] == '#' && line[1] != ' ') line.remove_prefix(1);
    out += line;
  }
  return out;
}

void expect_all_known(const FactSet& facts, const facts::Cell& cell, facts::FactId id) {
  const facts::Schema& schema = facts::Schema::get();
  EXPECT_EQ(cell.knowledge, facts::Knowledge::Known) << schema.row(id).path;
  if (schema.row(id).type != facts::FactType::Records) return;
  ASSERT_NE(cell.first, nullptr) << schema.row(id).path;
  for (const facts::FactId field : schema.fields(id))
    if (read::is_declared_fact(field)) expect_all_known(facts, FactSet::cell(*cell.first, field), field);
}

TEST(Example, IsADeclarationAsWritten) {
  const auto read = parse(example({}, {}));
  EXPECT_TRUE(read) << problems(read);
}

TEST(Example, StatesEveryKeyOnceUncommented) {
  const std::string text = uncommented(example({}, {}));
  const auto read = parse(text);
  ASSERT_TRUE(read) << problems(read);
  for (const facts::FactId id : facts::Schema::get().roots())
    if (read::is_declared_fact(id)) expect_all_known(*read.value, read.value->cell(id), id);
  EXPECT_EQ(read::read_waivers(*read.value).size(), 1u);
  EXPECT_EQ(read::declared_manifests(*read.value).size(), 1u);
}

facts::Subject sample_subject() {
  const auto source = std::make_shared<Source>("AndroidManifest.xml", "<manifest/>");
  FactBuilder builder(source, "android-manifest", facts::kAndroidManifest);
  const Span span{source.get(), 0, 9, {}};
  builder.set(fact("subject.name"), "示例\"出行\xE2\x80\xAE", span);
  builder.set(fact("subject.version"), "5.2.0", span);
  builder.set(fact("subject.kind"), "no such kind", span);
  builder.append(fact("subject.platforms"), "android", span);
  facts::Item* item = builder.add(fact("permissions"), span);
  builder.set(fact("permissions[].name"), "android.permission.CAMERA", span, item);
  builder.set(fact("permissions[].platform"), "android", span, item);
  builder.set(fact("permissions[].title"), "拍摄\nx = 1", span, item);
  builder.set(fact("permissions[].requested"), true, span, item);
  builder.add(fact("permissions"), span);  // without a name
  std::vector<FactSet> inputs;
  inputs.push_back(std::move(builder).finish());
  return facts::merge(std::move(inputs));
}

TEST(Example, IsPrefilledFromTheSubject) {
  const facts::Subject subject = sample_subject();
  const std::string manifests[] = {"app/AndroidManifest.xml"};
  const std::string text = example({.subject = &subject}, manifests);
  EXPECT_NE(text.find("manifests = [\n  \"app/AndroidManifest.xml\",\n]\n"), std::string::npos);
  EXPECT_NE(text.find("\n# 产品名称 · name of the product (text)\nname = \"示例\\\"出行\\u202E\"\n"),
            std::string::npos);
  EXPECT_NE(text.find("\n#version = \"5.2.0\"\n"), std::string::npos);
  EXPECT_NE(text.find("\n#kind = \"app\"\n"), std::string::npos);
  EXPECT_NE(text.find("\nplatforms = [\"android\"]\n"), std::string::npos);
  EXPECT_NE(
      text.find(
          "\n[[permissions]]\n# \"拍摄\\u000Ax = 1\"\nname = \"android.permission.CAMERA\"\nplatform = \"android\"\n"
          "#purpose = \"\"  # 申请目的 (text)\n"),
      std::string::npos)
      << text;
  const auto read = parse(text);
  ASSERT_TRUE(read) << problems(read);
  EXPECT_EQ(read.value->cell(fact("permissions")).count, 1u);
  const auto all = parse(uncommented(text));
  EXPECT_TRUE(all) << problems(all);
}

}  // namespace
}  // namespace hegui::author
