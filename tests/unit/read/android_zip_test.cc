// Packages as they come, and as they are made to break readers.
#include <gtest/gtest.h>
#include <zlib.h>

#include <optional>

#include "android_bytes.h"
#include "read/container/zip.h"

namespace hegui::read::zip {
namespace {

using testing::ZipEntry;

SourcePtr source(std::string bytes) { return std::make_shared<const Source>("x.apk", std::move(bytes)); }

std::string code_of(const std::vector<Diagnostic>& issues) {
  return issues.empty() ? "" : issues.back().code.to_string();
}

TEST(Zip, ListsAndReadsStoredAndDeflatedEntries) {
  const std::string long_text(10'000, 'x');
  const auto archive = Archive::open(source(testing::zip({{"a.txt", "stored", 0}, {"dir/b.txt", long_text}})), {});
  ASSERT_TRUE(archive);
  EXPECT_TRUE(archive.issues.empty());
  ASSERT_EQ(archive.value->entries().size(), 2u);
  const auto stored = archive.value->read(*archive.value->find("a.txt"), {});
  ASSERT_TRUE(stored);
  EXPECT_EQ((*stored)->text(), "stored");
  EXPECT_EQ((*stored)->name(), "x.apk!a.txt");
  const auto deflated = archive.value->read(*archive.value->find("dir/b.txt"), {});
  ASSERT_TRUE(deflated);
  EXPECT_EQ((*deflated)->text(), long_text);
  EXPECT_EQ(archive.value->find("absent"), nullptr);
}

TEST(Zip, StoredEntryOutlivesTheArchive) {
  SourcePtr entry;
  {
    const auto archive = Archive::open(source(testing::zip({{"a", std::string(100, 'q'), 0}})), {});
    entry = *archive.value->read(archive.value->entries()[0], {});
  }
  EXPECT_EQ(entry->text(), std::string(100, 'q'));
}

TEST(Zip, ReadsWhatThePlatformReads) {
  // An encryption mark, an unknown method and junk before the directory and behind the end: Android installs all of it.
  const auto archive =
      Archive::open(source(testing::zip({{"marked", "text", 8, 1}, {"odd", "plain", 77}}, "junk") + "tail"), {});
  ASSERT_TRUE(archive);
  EXPECT_TRUE(archive.value->find("marked")->marked_encrypted());
  EXPECT_EQ((*archive.value->read(*archive.value->find("marked"), {}))->text(), "text");
  EXPECT_EQ((*archive.value->read(*archive.value->find("odd"), {}))->text(), "plain");
  // All that a local header says but where the data begins, which is behind the name and the extra field it states.
  std::string lies = testing::zip({{"a", "deflated text"}, {"a/", "", 0}});
  lies.replace(4, 22, 22, '\xEE');
  lies.replace(28, 2, std::string("\x03\0", 2));
  lies.insert(31, "xyz");
  for (const std::size_t at : {lies.rfind("PK\x01\x02") + 42, lies.size() - 6})
    lies[at] = static_cast<char>(lies[at] + 3);
  const auto liar = Archive::open(source(lies), {});
  ASSERT_TRUE(liar) << liar.issues[0].message;
  EXPECT_EQ((*liar.value->read(*liar.value->find("a"), {}))->text(), "deflated text")
      << "a folder of that name is another";
}

TEST(Zip, WarnsOfRepeatedAndEscapingNames) {
  const auto archive = Archive::open(
      source(testing::zip({{"a", "1"}, {"a", "2"}, {"../../etc/passwd", "3"}, {"ok..fine/..x", "4"}})), {});
  ASSERT_TRUE(archive);
  ASSERT_EQ(archive.issues.size(), 2u);
  EXPECT_EQ(archive.issues[0].code.to_string(), "HG1023");
  EXPECT_EQ(archive.issues[1].code.to_string(), "HG1024");
  EXPECT_NE(archive.issues[1].message.find("1 entry names"), std::string::npos);
  EXPECT_EQ((*archive.value->read(*archive.value->find("a"), {}))->text(), "1");
}

TEST(Zip, ReadsZip64) {
  std::string bytes = testing::zip({{"a", "text", 0}});
  // The plain record says "see the other one"; record and locator go before it.
  const std::size_t end = bytes.size() - 22;
  const std::string plain = bytes.substr(end);
  bytes.resize(end);
  const std::size_t begin = bytes.find("PK\x01\x02");
  const auto put64 = [&](std::uint64_t value) {
    testing::put32(bytes, value & 0xFFFFFFFF);
    testing::put32(bytes, value >> 32);
  };
  testing::put32(bytes, 0x06064b50);
  put64(44);
  testing::put32(bytes, 0);
  put64(0);
  put64(1);
  put64(1);
  put64(end - begin);
  put64(begin);
  testing::put32(bytes, 0x07064b50);
  testing::put32(bytes, 0);
  put64(end);
  testing::put32(bytes, 1);
  std::string marked = plain;
  for (std::size_t at = 8; at < 20; ++at) marked[at] = '\xFF';
  const auto archive = Archive::open(source(bytes + marked), {});
  ASSERT_TRUE(archive) << archive.issues[0].message;
  EXPECT_EQ((*archive.value->read(*archive.value->find("a"), {}))->text(), "text");
}

// Sums of 64-bit fields must not wrap round to places inside the package.
TEST(ZipHostile, NumbersOfZip64MayLie) {
  const auto put64 = [](std::string& out, std::uint64_t value) {
    testing::put32(out, value & 0xFFFFFFFF);
    testing::put32(out, value >> 32);
  };
  const auto read = [&](std::uint16_t method, std::uint64_t size, std::uint64_t packed, std::uint64_t header) {
    std::string bytes = testing::zip({{"a", "text", method}});
    const std::size_t begin = bytes.find("PK\x01\x02"), end = bytes.size() - 22;
    std::string extra;
    testing::put16(extra, 1);
    testing::put16(extra, 24);
    for (const std::uint64_t number : {size, packed, header}) put64(extra, number);
    for (const std::size_t at : {begin + 20, begin + 24, begin + 42}) bytes.replace(at, 4, "\xFF\xFF\xFF\xFF");
    bytes[begin + 30] = static_cast<char>(extra.size());
    std::string length;
    testing::put32(length, end - begin + extra.size());
    bytes.replace(end + 12, 4, length);
    bytes.insert(end, extra);
    const auto archive = Archive::open(source(bytes), {});
    if (!archive) return archive.issues.back().code.to_string();
    const auto out = archive.value->read(archive.value->entries()[0], {});
    return out ? std::string((*out)->text()) : out.error().code.to_string();
  };
  constexpr std::uint64_t kMost = UINT64_MAX;
  EXPECT_EQ(read(0, 4, 4, 0), "text");
  EXPECT_EQ(read(0, kMost, kMost, 0), "HG1025");
  EXPECT_EQ(read(0, kMost - 30, 4, 0), "HG1025");
  EXPECT_EQ(read(8, kMost, 6, 0), "HG1026");
  EXPECT_EQ(read(8, 4, kMost, 0), "HG1025");
  EXPECT_EQ(read(0, 4, 4, kMost), "HG1025");
  EXPECT_EQ(read(0, 4, 4, kMost - 29), "HG1025");
  EXPECT_EQ(read(0, 4, 4, std::uint64_t{1} << 63), "HG1025");
}

TEST(ZipHostile, DamageHasACode) {
  const std::string good = testing::zip({{"a", "some text that is long enough"}, {"b", "more"}});
  EXPECT_EQ(code_of(Archive::open(source(good.substr(0, good.size() - 23)), {}).issues), "HG1020");
  EXPECT_EQ(code_of(Archive::open(source(""), {}).issues), "HG1020");
  std::string cut = good;
  const std::size_t second = cut.rfind("PK\x01\x02");
  cut[second] = 'X';
  EXPECT_EQ(code_of(Archive::open(source(cut), {}).issues), "HG1021");
  std::string outside = good;
  outside[outside.size() - 3] = '\x7F';  // the directory's offset
  EXPECT_EQ(code_of(Archive::open(source(outside), {}).issues), "HG1021");
  Limits few;
  few.max_entries = 1;
  EXPECT_EQ(code_of(Archive::open(source(good), few).issues), "HG1022");
}

TEST(ZipHostile, EntriesAreBounded) {
  const auto read = [](std::vector<ZipEntry> entries, const Limits& limits) {
    const auto archive = Archive::open(source(testing::zip(entries)), limits);
    const auto out = archive.value->read(archive.value->entries()[0], limits);
    return out ? std::string("read") : out.error().code.to_string();
  };
  Limits small;
  small.max_entry_bytes = 1000;
  EXPECT_EQ(read({{"a", std::string(1001, 'x')}}, small), "HG1026");
  EXPECT_EQ(read({{"a", "tiny", 8, 0, 60'000'000}}, {}), "HG1026");            // a ratio deflate cannot reach
  EXPECT_EQ(read({{"a", std::string(50'000, 'x'), 8, 0, 10}}, {}), "HG1027");  // inflates to more than stated
  EXPECT_EQ(read({{"a", "0123456789", 8, 0, 12}}, {}), "HG1027");              // and to less
  EXPECT_EQ(read({{"a", "0123456789", 0, 0, 5000}}, {}), "HG1025");            // reaches past the end
  EXPECT_EQ(read({{"a", "", 8}}, {}), "read");
}

// What zlib, by which the platform inflates, makes of a deflated text of this size; nothing where it is damaged.
std::optional<std::string> by_zlib(std::string packed, std::size_t size) {
  z_stream stream{};
  inflateInit2(&stream, -MAX_WBITS);
  std::string out(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == size;
  inflateEnd(&stream);
  out.resize(size);
  return whole ? std::optional(out) : std::nullopt;
}

std::optional<std::string> by_archive(const std::string& packed, std::size_t size) {
  std::string bytes = testing::zip({{"a", packed, 0}});
  const std::size_t entry = bytes.rfind("PK\x01\x02");
  bytes[entry + 10] = 8;
  std::string stated;
  testing::put32(stated, size);
  bytes.replace(entry + 24, 4, stated);
  const auto archive = Archive::open(source(bytes), {});
  const auto out = archive.value->read(archive.value->entries()[0], {});
  return out ? std::optional(std::string((*out)->text())) : std::nullopt;
}

TEST(ZipHostile, WhatIsDamagedIsDamagedToZlibToo) {
  std::string words, noise;
  for (std::uint32_t i = 0, state = 1; i < 250; ++i) {
    state = state * 1'664'525 + 1'013'904'223;
    noise += static_cast<char>(state >> 24);
    words += "word " + std::to_string(i % 17) + (i % 5 == 0 ? "\n" : " ");
  }
  std::size_t sound = 0;
  for (const std::string& text : {words, noise, std::string(3000, 'x'), std::string("short"), std::string()}) {
    const std::string packed = testing::deflate_raw(text);
    const auto compare = [&](const std::string& bytes, std::size_t size) {
      const std::optional<std::string> expected = by_zlib(bytes, size);
      sound += expected ? 1 : 0;
      EXPECT_EQ(by_archive(bytes, size), expected);
    };
    compare(packed, text.size());
    compare(packed + "behind the end", text.size());
    compare(packed, text.size() + 1);
    if (!text.empty()) compare(packed, text.size() - 1);
    for (std::size_t at = 0; at < packed.size(); ++at) {
      compare(packed.substr(0, at), text.size());
      for (const char change : {'\x01', '\x10', '\x80', '\xff'}) {
        std::string changed = packed;
        changed[at] = static_cast<char>(changed[at] ^ change);
        compare(changed, text.size());
      }
    }
  }
  EXPECT_GT(sound, 500u);
}

TEST(ZipHostile, OverlappingEntriesAreEachBounded) {
  // Every entry of the directory leads to the same bytes: the package takes no more memory than the entries asked for.
  std::string bytes = testing::zip({{"a", std::string(1'000'000, 'x')}, {"b", "y"}, {"c", "z"}});
  const auto put = [&](std::size_t at, std::string_view field) { bytes.replace(at, field.size(), field); };
  std::size_t first = bytes.find("PK\x01\x02"), entry = first;
  for (int i = 0; i < 2; ++i) {
    entry = bytes.find("PK\x01\x02", entry + 1);
    put(entry + 20, std::string_view(bytes).substr(first + 20, 8));  // sizes
    put(entry + 42, std::string_view(bytes).substr(first + 42, 4));  // where it lies
  }
  const auto archive = Archive::open(source(bytes), {});
  ASSERT_TRUE(archive);
  for (const Entry& each : archive.value->entries())
    EXPECT_EQ((*archive.value->read(each, {}))->text().size(), 1'000'000u);
  Limits small;
  small.max_entry_bytes = 999'999;
  for (const Entry& each : archive.value->entries())
    EXPECT_EQ(archive.value->read(each, small).error().code.to_string(), "HG1026");
}

TEST(ZipHostile, AllThatIsInflatedIsBounded) {
  // The same entry may be asked for over and over, and packages inside a package have no allowance of their own.
  const std::string inner = testing::zip({{"a", std::string(1000, 'x')}});
  Limits limits;
  limits.max_entry_bytes = 1000;
  const auto outer = Archive::open(source(testing::zip({{"a", std::string(1000, 'y')}, {"stored", "s", 0}})), limits);
  const auto reads = [&](const Archive& archive) {
    int count = 0;
    while (count < 1000 && archive.read(archive.entries()[0], limits)) ++count;
    return count;
  };
  const auto inside = Archive::open(source(inner), limits, &*outer.value);
  EXPECT_TRUE(inside.value->read(inside.value->entries()[0], limits));
  EXPECT_EQ(reads(*outer.value), 31);
  EXPECT_EQ(outer.value->read(outer.value->entries()[0], limits).error().code.to_string(), "HG1026");
  EXPECT_EQ(reads(*inside.value), 0);
  EXPECT_TRUE(outer.value->read(outer.value->entries()[1], limits)) << "what is stored costs nothing";
  EXPECT_EQ(reads(*Archive::open(source(inner), limits).value), 32);
}

TEST(Zip, IsToldBehindAnotherFile) {
  // Code before a package runs in its place where only the old signature is checked.
  const std::string code = std::string("dex\n035\0", 8) + std::string(100, 'c');
  std::string package = testing::zip({{"AndroidManifest.xml", "x", 0}});
  const auto shift = [&](std::size_t at) {
    package[at] = static_cast<char>(package[at] + static_cast<char>(code.size()));
  };
  shift(package.find("PK\x01\x02") + 42);
  shift(package.size() - 6);
  EXPECT_TRUE(is_zip(code + package));
  const auto archive = Archive::open(source(code + package), {});
  ASSERT_TRUE(archive);
  EXPECT_EQ((*archive.value->read(archive.value->entries()[0], {}))->text(), "x");
  EXPECT_FALSE(is_zip(code + "PK\x05\x06" + std::string(18, '\xff')));
  EXPECT_FALSE(is_zip(code));
  EXPECT_FALSE(is_zip("text that ends with " + package));
}

TEST(Zip, GivesTheFirstBytesOfAnEntry) {
  const std::string text = std::string(5000, 'a') + std::string(100'000, 'b');
  const auto archive = Archive::open(source(testing::zip({{"s", text, 0}, {"d", text}, {"short", "xyz"}})), {});
  for (const char* name : {"s", "d"})
    EXPECT_EQ(archive.value->head(*archive.value->find(name), 5001), text.substr(0, 5001));
  EXPECT_EQ(archive.value->head(*archive.value->find("short"), 10), "xyz");
  Entry outside = archive.value->entries()[0];
  outside.header = 1'000'000'000;
  EXPECT_EQ(archive.value->head(outside, 10), "");
}

TEST(ZipHostile, AnyByteMayBeWrong) {
  const std::string good = testing::zip({{"AndroidManifest.xml", std::string(200, 'm')}, {"b", "text", 0}});
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char value : {'\0', '\x01', '\xFF'}) {
      std::string bad = good;
      bad[at] = value;
      const auto archive = Archive::open(source(bad), {});
      if (!archive) continue;
      for (const Entry& entry : archive.value->entries()) static_cast<void>(archive.value->read(entry, {}));
    }
    static_cast<void>(Archive::open(source(good.substr(0, at)), {}));
    static_cast<void>(names(good.substr(at)));
  }
}

}  // namespace
}  // namespace hegui::read::zip
