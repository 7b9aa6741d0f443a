// Trees and places of TOML: every complaint about a policy points through these.
#include "vocab/compile/document.h"

#include <gtest/gtest.h>

#include <string>

namespace hegui::vocab {
namespace {

std::string_view text_at(const Source& source, const Span& span) {
  return source.text().substr(span.begin, span.end - span.begin);
}

// What each byte of the value points at in the file, as text from there on.
std::string_view from(const Source& source, std::uint32_t offset) { return source.text().substr(offset); }

TEST(Document, KeepsKindsValuesAndOrder) {
  const Source source(
      "a.toml", "z = 1\na = 'x'\n[t]\nd = 2026-02-28\nb = true\nr = 0.5\nl = [1, 'zwei']\nw = 2026-02-28T10:00:00Z\n");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_TRUE(parsed);
  const Node& root = *parsed.value;
  ASSERT_EQ(root.entries.size(), 3u);
  EXPECT_EQ(root.entries[0].key, "z");
  EXPECT_EQ(root.entries[1].key, "a");
  EXPECT_EQ(root.find("z")->integer, 1);
  const Node& table = *root.find("t");
  EXPECT_EQ(table.find("d")->date.to_string(), "2026-02-28");
  EXPECT_TRUE(table.find("b")->flag);
  EXPECT_EQ(table.find("r")->real, 0.5);
  ASSERT_EQ(table.find("l")->items.size(), 2u);
  EXPECT_EQ(table.find("l")->items[1].text, "zwei");
  EXPECT_TRUE(table.find("w")->is(Node::Kind::Other));
  EXPECT_EQ(table.find("missing"), nullptr);
}

TEST(Document, SpansKeysAndValuesInBytes) {
  const Source source("a.toml", "[t]\n标 = 1\n\"中文\" = { en = 'words' }\n");
  const Checked<Node> bad = parse_document(source);
  ASSERT_FALSE(bad);  // a bare key has no letters beyond ASCII
  const Source good("a.toml", "[t]\n\"中文\" = { en = 'words' } # 说明\nx = \"y\"\n");
  const Checked<Node> parsed = parse_document(good);
  ASSERT_TRUE(parsed);
  const Node& table = *parsed.value->find("t");
  EXPECT_EQ(text_at(good, table.entries[0].key_span), "\"中文\"");
  EXPECT_EQ(text_at(good, table.entries[0].value.find("en")->span), "'words'");
  EXPECT_EQ(text_at(good, table.find("x")->span), "\"y\"");
}

TEST(Document, SyntaxErrorsNameTheirPlace) {
  const Source source("pack/rule.toml", "a = 1\nb = = 2\n");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_FALSE(parsed);
  ASSERT_EQ(parsed.issues.size(), 1u);
  EXPECT_EQ(parsed.issues[0].code.number, 3001);
  EXPECT_EQ(parsed.issues[0].place.line, 2u);
}

TEST(Document, AnyBytesAreRefusedOrRead) {
  const std::string inputs[] = {
      std::string("\xFF\xFE\0", 3),
      std::string("a = \"\0\"", 7),
      "a = [",
      "a = '",
      "[[",
      "a = \"\\u12",
      std::string(100'000, '['),
      "a = " + std::string(1000, '[') + std::string(1000, ']'),
      "\xEF\xBB\xBF",
      "a = 99999999999999999999",
      "d = 2026-02-30",
      "a.b = 1\na = 2",
      "[标]",
      "[ 标]",
      "a =\u3000 1",
      "a = \"\"\"\\\n\u3000x\"\"\"",
      "a" + std::string(50, '.') + "b = 1",
      "[.a]",
  };
  for (const std::string& input : inputs) {
    const Source source("x.toml", input);
    const Checked<Node> parsed = parse_document(source);
    EXPECT_EQ(parsed.value.has_value(), parsed.issues.empty()) << input.substr(0, 20);
  }
}

TEST(Document, AByteOrderMarkMovesNoPlace) {
  const Source source("x.toml",
                      "\xEF\xBB\xBF"
                      "abc = 'x'\ny = 'z'\n");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(text_at(source, parsed.value->find("abc")->span), "'x'");
  EXPECT_EQ(text_at(source, parsed.value->find("y")->span), "'z'");
}

TEST(StringPlaces, LiteralStringsArePlain) {
  const Source source("x.toml", "a = 'it.n == \"名\"'\nb = '''\nx &&\ny'''\nc = ''\n");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_TRUE(parsed);
  for (const std::string_view key : {"a", "b", "c"}) {
    const Node& node = *parsed.value->find(key);
    const StringPlaces places = locate_string(node);
    EXPECT_TRUE(places.plain) << key;
    ASSERT_EQ(places.offsets.size(), node.text.size() + 1) << key;
    EXPECT_EQ(source.text().substr(places.offsets.front(), places.offsets.back() - places.offsets.front()), node.text)
        << key;
  }
}

TEST(StringPlaces, EscapesAreMapped) {
  const Source source("x.toml", R"(a = "q \"s\" \u4e2d \U0001F600 end")");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_TRUE(parsed);
  const Node& node = *parsed.value->find("a");
  EXPECT_EQ(node.text, "q \"s\" 中 😀 end");
  const StringPlaces places = locate_string(node);
  EXPECT_FALSE(places.plain);
  ASSERT_EQ(places.offsets.size(), node.text.size() + 1);
  EXPECT_TRUE(from(source, places.offsets[2]).starts_with("\\\"s"));
  EXPECT_TRUE(from(source, places.offsets[node.text.find("中")]).starts_with("\\u4e2d"));
  EXPECT_TRUE(from(source, places.offsets[node.text.find("end")]).starts_with("end\""));
  EXPECT_EQ(from(source, places.offsets.back()), "\"");
}

TEST(StringPlaces, LineBreaksAndContinuations) {
  const Source source("x.toml", "a = \"\"\"\nx \\\n   y\nz\"\"\"\r\nb = '''\r\nm\r\nn'''\n");
  const Checked<Node> parsed = parse_document(source);
  ASSERT_TRUE(parsed);
  const Node& a = *parsed.value->find("a");
  EXPECT_EQ(a.text, "x y\nz");
  const StringPlaces in_a = locate_string(a);
  EXPECT_TRUE(from(source, in_a.offsets[a.text.find('y')]).starts_with("y\nz"));
  EXPECT_TRUE(from(source, in_a.offsets[a.text.find('z')]).starts_with("z\"\"\""));
  const Node& b = *parsed.value->find("b");
  const StringPlaces in_b = locate_string(b);
  ASSERT_EQ(in_b.offsets.size(), b.text.size() + 1);
  EXPECT_TRUE(from(source, in_b.offsets[b.text.find('n')]).starts_with("n'''"));
}

}  // namespace
}  // namespace hegui::vocab
