// Exact bytes: two runs over the same input must not differ.
#include "result/json_writer.h"

#include <gtest/gtest.h>

namespace hegui::result {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonWriter, EscapesWhatJsonAndPagesNeed) {
  EXPECT_EQ(quoted("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(quoted(std::string_view("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(quoted("</script>"), R"("\u003c/script>")");
  EXPECT_EQ(quoted("中文\u2028"), "\"中文\\u2028\"");
}

TEST(JsonWriter, ReplacesIllFormedBytes) {
  EXPECT_EQ(quoted("a\xff\xc3"), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, LaysOut) {
  const auto write = [](JsonWriter::Layout layout) {
    std::string out;
    JsonWriter json(out, layout);
    json.begin_object().member("a", true).key("b").begin_array().value(std::uint64_t{1}).tenths(25).null().end_array();
    json.key("c").begin_object().end_object().member_if("d", "").end_object();
    return out;
  };
  EXPECT_EQ(write(JsonWriter::Layout::Compact), R"({"a":true,"b":[1,2.5,null],"c":{}})");
  EXPECT_EQ(write(JsonWriter::Layout::Indented),
            "{\n  \"a\": true,\n  \"b\": [\n    1,\n    2.5,\n    null\n  ],\n  \"c\": {}\n}");
}

}  // namespace
}  // namespace hegui::result
