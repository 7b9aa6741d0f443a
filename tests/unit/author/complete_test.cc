// Completing a declaration adds and never changes: whatever is taken out again leaves the user's own bytes.
#include "author/complete.h"

#include <gtest/gtest.h>

#include <memory>

#include "author/example.h"
#include "author/toml_sections.h"
#include "read/format/declaration.h"

namespace hegui::author {
namespace {

using facts::fact;
using facts::FactBuilder;

// What a manifest shows, beside what `declaration` says.
facts::Subject subject_of(const std::string& declaration, std::string_view permission = "android.permission.CAMERA") {
  const auto source = std::make_shared<Source>("AndroidManifest.xml", "<manifest/>");
  FactBuilder builder(source, "android-manifest", facts::kAndroidManifest);
  const Span span{source.get(), 0, 9, {}};
  builder.set(fact("subject.name"), "示例出行", span);
  facts::Item* item = builder.add(fact("permissions"), span);
  builder.set(fact("permissions[].name"), builder.keep(permission), span, item);
  builder.set(fact("permissions[].platform"), "android", span, item);
  std::vector<facts::FactSet> inputs;
  inputs.push_back(std::move(builder).finish());
  auto read = read::read_declaration(std::make_shared<Source>("hegui.toml", declaration), {});
  if (read) inputs.push_back(std::move(*read.value));
  return facts::merge(std::move(inputs));
}

Checked<std::string> completed(const std::string& text) {
  const facts::Subject subject = subject_of(text);
  const std::string manifests[] = {"app/AndroidManifest.xml"};
  return complete(std::make_shared<Source>("hegui.toml", text), {.subject = &subject}, manifests);
}

// Whether the lines of `part` stand in `whole` in their order.
bool keeps_lines(std::string_view whole, std::string_view part) {
  while (!part.empty()) {
    const std::size_t end = std::min(part.find('\n'), part.size());
    const std::string line = std::string(part.substr(0, end));
    part.remove_prefix(std::min(end + 1, part.size()));
    for (;;) {
      if (whole.empty()) return false;
      const std::size_t next = std::min(whole.find('\n'), whole.size());
      const bool same = whole.substr(0, next) == line;
      whole.remove_prefix(std::min(next + 1, whole.size()));
      if (same) break;
    }
  }
  return true;
}

const std::string kOwn =
    "# ours, do not touch\n"
    "\n"
    "manifests = [\n"
    "  \"a.xml\",   # the first\n"
    "  'b].xml',\n"
    "]\n"
    "\n"
    "[operator]   # who\n"
    "  name = \"某公司\"  # legal name\n"
    "\n"
    "# answered later\n"
    "#contact = \"\"\n"
    "\n"
    "[subject]\n"
    "version = \"\"\"\n"
    "[not.a.header]\n"
    "\"\"\"\n"
    "#name = \"\"\n"
    "# last word\n"
    "\n"
    "[[permissions]]\n"
    "name = \"android.permission.INTERNET\"  # plain\n"
    "platform = 'android'\n"
    "\n"
    "[[sharing]]\n"
    "recipient = \"x\"\n"
    "items = [\"a\",\n"
    "  \"#b\"]\n";

TEST(Complete, KeepsEveryByteAndTheOrder) {
  const auto out = completed(kOwn);
  ASSERT_TRUE(out);
  EXPECT_TRUE(keeps_lines(*out.value, kOwn)) << *out.value;
  EXPECT_TRUE(out.issues.empty());
}

TEST(Complete, TwiceChangesNothingMore) {
  for (const std::string& text : {kOwn, std::string("[subject]\n"), std::string(), example({}, {})}) {
    const auto once = completed(text);
    ASSERT_TRUE(once) << text;
    const auto twice = completed(*once.value);
    ASSERT_TRUE(twice);
    EXPECT_EQ(*twice.value, *once.value);
  }
}

TEST(Complete, AddsWhatIsFoundAndAsksForTheRestInItsTable) {
  const auto out = completed(kOwn);
  ASSERT_TRUE(out);
  EXPECT_NE(out.value->find("#name = \"\"\nname = \"示例出行\"\n"), std::string::npos) << *out.value;
  EXPECT_NE(
      out.value->find("\n[[permissions]]\nname = \"android.permission.CAMERA\"\nplatform = \"android\"\n#purpose"),
      std::string::npos);
  const std::size_t table = out.value->find("[operator]"), next = out.value->find("[subject]");
  EXPECT_LT(table, out.value->find("#uscc = "));
  EXPECT_LT(out.value->find("#uscc = "), next);
  EXPECT_EQ(out.value->find("contact = \"\""), out.value->rfind("#contact = \"\"\n") + 1) << "asked once";
}

TEST(Complete, WhatItAddsReadsBackAsItWas) {
  const auto out = completed(kOwn);
  ASSERT_TRUE(out);
  const auto read = read::read_declaration(std::make_shared<Source>("hegui.toml", *out.value), {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value->cell(fact("permissions")).count, 2u);
  EXPECT_EQ(read.value->cell(fact("operator.name")).value.as_text(), "某公司");
}

TEST(Complete, ARecordPutBehindASignStaysThere) {
  const auto out = completed("[subject]\nname = \"x\"\n\n#[[permissions]]\n#name = \"android.permission.CAMERA\"\n");
  ASSERT_TRUE(out);
  EXPECT_EQ(out.value->find("\n[[permissions]]"), std::string::npos) << *out.value;
}

TEST(Complete, WhatCannotBeAddedToIsTold) {
  const auto out = completed("operator = { name = \"x\" }\npermissions = []\nsubject.name = \"y\"\n");
  ASSERT_TRUE(out);
  ASSERT_EQ(out.issues.size(), 3u);
  for (const Diagnostic& issue : out.issues) EXPECT_EQ(issue.level, Level::Warning);
}

TEST(Complete, MistakesAreRefused) {
  EXPECT_FALSE(completed("[subject\n"));
  EXPECT_FALSE(completed("[subject]\nnmae = \"x\"\n"));
}

TEST(Complete, AFileWithoutAnEndOfLineGetsOne) {
  const auto out = completed("[subject]\nname = \"x\"");
  ASSERT_TRUE(out);
  EXPECT_TRUE(out.value->find("name = \"x\"\n") != std::string::npos);
}

TEST(Sections, AreToldFromWhatLooksLikeThem) {
  const auto sections = sections_of(kOwn);
  std::string paths;
  for (const Section& section : sections) paths += section.path + ";";
  EXPECT_EQ(paths, ";operator;subject;permissions;sharing;");
}

}  // namespace
}  // namespace hegui::author
