// Dex files built byte by byte: what is found in them, and what damaged ones come to.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

#include "dex_bytes.h"
#include "read/syntax/dex.h"

namespace hegui::read {
namespace {

using namespace testing;

constexpr char kManager[] = "Landroid/telephony/TelephonyManager;";
constexpr char kMain[] = "Lcom/example/Main;";

struct Opened {
  Source source;
  Result<std::vector<dex::Dex>> files;
  explicit Opened(std::string bytes) : source("classes.dex", std::move(bytes)), files(dex::open(source)) {}
};

// `class: mark mark; …` of everything found, for marks of one method, one field and one string.
std::string scan(const dex::Dex& file, bool* whole = nullptr) {
  dex::Wanted wanted{dex::Marks(file.methods()), dex::Marks(file.fields()), dex::Marks(file.strings())};
  const auto type = file.find_type(kManager);
  const auto name = file.find_string("getDeviceId"), field = file.find_string("SERIAL");
  if (type && name)
    for (dex::Numbers n = file.find_methods(*type, *name); !n.empty(); ++n.begin) wanted.methods.add(n.begin, 1);
  if (const auto build = file.find_type("Landroid/os/Build;"); build && field)
    for (dex::Numbers n = file.find_fields(*build, *field); !n.empty(); ++n.begin) wanted.fields.add(n.begin, 2);
  if (const auto text = file.find_string("android_id")) wanted.strings.add(*text, 3);
  for (dex::Marks* marks : {&wanted.methods, &wanted.fields, &wanted.strings}) marks->finish();
  std::string out;
  const bool all = file.scan(wanted, [&](std::uint32_t caller, std::span<const std::uint32_t> marks) {
    out += dex::class_name(file.type(caller)) + ":";
    for (const std::uint32_t mark : marks) out += " " + std::to_string(mark);
    out += "; ";
  });
  if (whole != nullptr) *whole = all;
  return out;
}

TEST(Dex, FindsCallsReadsAndLoadsInOrder) {
  const Opened opened(
      dex_file({{kMain, {{load("android_id"), call(kManager, "getDeviceId"), raw({0x000E})}, {raw({0x000E})}}},
                {"Lcom/example/b;", {{read_field("Landroid/os/Build;", "SERIAL")}}}}));
  ASSERT_TRUE(opened.files);
  ASSERT_EQ(opened.files->size(), 1u);
  EXPECT_EQ(scan(opened.files->front()), "com.example.Main: 3 1; com.example.b: 2; ");
}

TEST(Dex, RangeCallsAndJumboLoadsCount) {
  const Opened opened(
      dex_file({{kMain, {{{Op::LoadJumbo, {}, "android_id"}, {Op::CallRange, kManager, "getDeviceId"}}}}}));
  ASSERT_TRUE(opened.files);
  EXPECT_EQ(scan(opened.files->front()), "com.example.Main: 3 1; ");
}

TEST(Dex, OtherMethodsOfTheClassAndTheSameNameElsewhereDoNotCount) {
  const Opened opened(dex_file(
      {{kMain, {{call(kManager, "getCallState"), call("Lcom/example/Own;", "getDeviceId"), load("android_ids")}}}}));
  ASSERT_TRUE(opened.files);
  EXPECT_EQ(scan(opened.files->front()), "");
}

// Data that looks like a call must be stepped over; widths that are off by one would find or lose the call after it.
TEST(Dex, DataAmongInstructionsIsNoInstruction) {
  const std::vector<std::vector<std::uint16_t>> kinds = {
      {0x0100, 1, 0, 0, 0x206E, 0},                      // packed switch, one target
      {0x0200, 1, 0x206E, 0, 0x206E, 0},                 // sparse switch, one key and target
      {0x0300, 1, 3, 0, 0x206E, 0x006E},                 // three bytes of data
      {0x0018, 0x206E, 0, 0, 0},                         // const-wide
      {0x0014, 0x206E, 0},                               // const
      {0x002C, 0x206E, 0},                               // sparse-switch
      {0x00FA, 0xFFFF, 0x206E, 0},                       // invoke-polymorphic of an unwanted method
      {0x0000, 0x000E, 0x0012, 0x0043, 0x0073, 0x00E3},  // one unit each
      {0x0032, 0x206E, 0x0044, 0x206E, 0x0090, 0x206E, 0x00D8, 0x206E, 0x00FE, 0x206E},  // two units each
  };
  for (const auto& units : kinds) {
    const Opened opened(dex_file({{kMain, {{raw(units), call(kManager, "getDeviceId"), raw({0x000E})}}}}));
    ASSERT_TRUE(opened.files);
    EXPECT_EQ(scan(opened.files->front()), "com.example.Main: 1; ") << std::hex << units[0];
  }
}

TEST(Dex, PrefixesGiveARangeOfStrings) {
  const Opened opened(dex_file({{kMain, {{load("http://a"), load("http://b"), load("http:/"), load("https://c")}}}}));
  ASSERT_TRUE(opened.files);
  const dex::Dex& file = opened.files->front();
  const dex::Numbers range = file.find_strings("http://");
  ASSERT_EQ(range.end - range.begin, 2u);
  EXPECT_EQ(file.string(range.begin), "http://a");
  EXPECT_TRUE(file.find_strings("ftp://").empty());
}

TEST(Dex, AContainerHoldsSeveralFiles) {
  const std::string first = dex_file({{kMain, {{call(kManager, "getDeviceId")}}}}, "041");
  const std::string second =
      dex_file({{"Lcom/example/Second;", {{load("android_id")}}}}, "041", static_cast<std::uint32_t>(first.size()));
  const Opened opened(first + second);
  ASSERT_TRUE(opened.files) << opened.files.error().message;
  ASSERT_EQ(opened.files->size(), 2u);
  EXPECT_EQ(scan((*opened.files)[0]), "com.example.Main: 1; ");
  EXPECT_EQ(scan((*opened.files)[1]), "com.example.Second: 3; ");
}

TEST(Dex, NamesBecomeReadable) {
  EXPECT_EQ(dex::class_name("Lcom/example/Main$1;"), "com.example.Main$1");
  EXPECT_EQ(dex::class_name("[I"), "[I");
  EXPECT_EQ(dex::readable("\xED\xA0\xBD\xED\xB8\x80"), "\xF0\x9F\x98\x80");  // a pair of units
  EXPECT_EQ(dex::readable("\xED\xA0\xBD"), "\xEF\xBF\xBD");                  // half a pair
  EXPECT_EQ(dex::readable("a\xC0\x80"), "a\\u{0}");
}

TEST(Dex, SaysWhatIsNoDex) {
  const auto message = [](std::string bytes) {
    const Opened opened(std::move(bytes));
    return opened.files ? std::string()
                        : fmt::format("{} {}", opened.files.error().code.number, opened.files.error().message);
  };
  const std::string good = dex_file({{kMain, {{raw({0x000E})}}}});
  EXPECT_EQ(message("PK"), "1160 this is no dex file: it does not begin as one");
  EXPECT_EQ(message(good.substr(0, 60)), "1160 the file ends within its header");
  std::string far = good;
  far[59] = 0x7F;
  EXPECT_TRUE(message(far).starts_with("1161 the table of 2130706434 strings from byte 112 reaches past the end"))
      << message(far);
  std::string swapped = good;
  std::reverse(swapped.begin() + 40, swapped.begin() + 44);
  EXPECT_EQ(message(swapped), "1160 the header does not say that numbers are little-endian, as Android's are");
}

TEST(Dex, DamagedCodeIsTold) {
  std::string bytes = dex_file({{kMain, {{call(kManager, "getDeviceId"), raw({0x000E})}}}});
  const std::size_t code = bytes.find(std::string("\x6E\x20", 2));
  bytes[code - 1] = 0x7F;  // the number of units
  const Opened opened(std::move(bytes));
  ASSERT_TRUE(opened.files);
  bool whole = true;
  EXPECT_EQ(scan(opened.files->front(), &whole), "");
  EXPECT_FALSE(whole);
}

TEST(Dex, WhatAMethodNamesAgainIsMarkedOnce) {
  std::vector<Op> ops(500, call(kManager, "getDeviceId"));
  ops.push_back(raw({0x000E}));
  const Opened opened(dex_file({{kMain, {ops, ops}}}));
  ASSERT_TRUE(opened.files);
  const dex::Dex& file = opened.files->front();
  dex::Wanted wanted{dex::Marks(file.methods()), dex::Marks(file.fields()), dex::Marks(file.strings())};
  for (std::uint32_t method = 0; method < file.methods(); ++method) wanted.methods.add(method, 7);
  wanted.methods.finish();
  std::string seen;
  EXPECT_TRUE(file.scan(wanted, [&](std::uint32_t, std::span<const std::uint32_t> marks) {
    for (const std::uint32_t mark : marks) seen += std::to_string(mark) + " ";
  }));
  EXPECT_EQ(seen, "7 7 ") << "once for each method";
}

// Many classes whose members all lie in the same place would make a small file endless work.
TEST(Dex, CodeRepeatedWithoutEndIsRefused) {
  std::string bytes = dex_file({{kMain, {std::vector<Op>(2000, call(kManager, "getDeviceId"))}}});
  const Opened plain(bytes);
  const dex::ClassDef main = plain.files->front().class_def(0);
  const auto classes = static_cast<std::uint32_t>(bytes.size());
  for (int i = 0; i < 1000; ++i) {
    put32(bytes, main.type);
    bytes.append(20, '\0');
    put32(bytes, main.data);
    put32(bytes, 0);
  }
  std::string header;
  put32(header, 1000);
  put32(header, classes);
  bytes.replace(96, 8, header);
  const Opened opened(std::move(bytes));
  ASSERT_TRUE(opened.files);
  bool whole = true;
  scan(opened.files->front(), &whole);
  EXPECT_FALSE(whole);
}

}  // namespace
}  // namespace hegui::read
