#include "base/image.h"

#include <gtest/gtest.h>

namespace hegui::image {
namespace {

struct Pair {
  std::uint32_t a, b;
};

// Image bytes at an aligned address, as the build embeds them.
std::vector<std::uint64_t> aligned(const std::string& bytes) {
  std::vector<std::uint64_t> words((bytes.size() + 7) / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

TEST(Image, GivesBackRowsAndStrings) {
  Writer writer;
  const Text hello = writer.text("hello");
  EXPECT_EQ(writer.text("hello").offset, hello.offset);
  writer.row(7, Pair{1, 2});
  const Pair more[] = {{3, 4}, {5, 6}};
  const Range range = writer.rows<Pair>(7, more);
  const std::string bytes = writer.finish();
  const auto words = aligned(bytes);
  const View view(std::string_view(reinterpret_cast<const char*>(words.data()), bytes.size()));
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(view.text(hello), "hello");
  ASSERT_EQ(view.rows<Pair>(7).size(), 3u);
  EXPECT_EQ(view.rows<Pair>(7, range)[1].b, 6u);
  EXPECT_TRUE(view.rows<Pair>(8).empty());
}

TEST(Image, RefusesOtherBytes) {
  EXPECT_FALSE(View("").ok());
  EXPECT_FALSE(View("not an image, but long enough to hold a header of one").ok());
  std::string bytes = Writer().finish();
  bytes += "x";
  EXPECT_FALSE(View(bytes).ok());
}

}  // namespace
}  // namespace hegui::image
