// What a table's reader complains about, and how it reads.
#include "vocab/compile/table_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

namespace hegui::vocab {
namespace {

struct Table {
  explicit Table(std::string text) : source("t.toml", std::move(text)), document(parse_document(source)) {}
  const Node& root() const { return *document.value; }
  Source source;
  Checked<Node> document;
};

TEST(TableReader, ReadsWhatIsThere) {
  const Table table(
      "text = 'x'\nflag = true\nnumber = 3\nday = 2026-01-02\nlist = ['a', 'b']\nwords = { zh = '字', en = 'word' }\n");
  Issues issues;
  TableReader reader(table.root(), "a thing", issues);
  EXPECT_EQ(reader.text("text", Need::Required), "x");
  EXPECT_TRUE(reader.flag("flag"));
  EXPECT_TRUE(reader.flag("other", true));
  EXPECT_EQ(reader.integer("number"), 3);
  EXPECT_EQ(reader.date("day")->to_string(), "2026-01-02");
  EXPECT_EQ(reader.strings("list").size(), 2u);
  EXPECT_EQ(reader.words("words").zh, "字");
  EXPECT_EQ(reader.words("words").en, "word");
  EXPECT_TRUE(reader.words("none").zh.empty());
  reader.finish();
  EXPECT_TRUE(issues.empty());
}

TEST(TableReader, ComplainsWithPlaceAndHelp) {
  static constexpr std::array<std::string_view, 2> kWords = {"high", "low"};
  const Table table(
      "titel = 'x'\nrisk = 'hgih'\nflag = 'yes'\nlist = ['a', 1]\nwords = { zh = '字' }\nmore = { zh = '字', en = 'w', "
      "fr = 'm' }\n");
  Issues issues;
  TableReader reader(table.root(), "a thing", issues);
  reader.text("title", Need::Required);
  reader.word("risk", kWords);
  reader.flag("flag");
  reader.strings("list");
  reader.words("words");
  reader.words("more");
  reader.finish();
  ASSERT_EQ(issues.size(), 7u);
  EXPECT_EQ(issues[0].message, "a thing needs `title`");
  EXPECT_EQ(issues[1].message, "`hgih` is no risk");
  EXPECT_EQ(issues[1].help, "did you mean `high`?");
  EXPECT_EQ(issues[2].message, "`flag` of a thing is string, expected boolean");
  EXPECT_EQ(issues[3].message, "`list` holds integer, expected strings");
  EXPECT_EQ(issues[3].place.column, 14u);
  EXPECT_EQ(issues[4].message, "`words` of a thing lacks its words in `en`");
  EXPECT_EQ(issues[5].message, "unknown language `fr` of `more`");
  EXPECT_EQ(issues[6].message, "unknown key `titel` of a thing");
  EXPECT_EQ(issues[6].help, "did you mean `title`?");
  EXPECT_EQ(issues[6].place.to_string(), "t.toml:1:1");
}

}  // namespace
}  // namespace hegui::vocab
