// The binary notation, `bplist00`: objects one after the other, a table of their offsets, and a trailer of 32 bytes
// that says where everything is. Containers name their members by object number, so objects are shared, and a hostile
// list can contain itself or unfold to more than memory holds; both are refused while unfolding.
#include <fmt/format.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <unordered_map>

#include "base/utf8.h"
#include "read/syntax/plist_parts.h"

namespace hegui::read::plist {
namespace {

using tree::Member;
using tree::Node;
using tree::NodeKind;
using Step = tree::Document::Step;

constexpr std::size_t kHeaderSize = 8, kTrailerSize = 32;

// High half of an object's first byte; the low half is a size or, 15, says that an integer with the size follows.
enum Marker : std::uint8_t {
  kSimple = 0x0,
  kInteger = 0x1,
  kReal = 0x2,
  kDate = 0x3,
  kData = 0x4,
  kAscii = 0x5,
  kUtf16 = 0x6,
  kUtf8 = 0x7,
  kUid = 0x8,
  kArray = 0xA,
  kDictionary = 0xD,
};

// One object as it lies in the file: its marker, the number in its low half or behind it, and where its content begins.
struct Object {
  std::uint8_t marker = 0;
  std::uint8_t low = 0;
  std::uint64_t size = 0;   // bytes, characters or members
  std::uint64_t begin = 0;  // offset of the content
};

// The file as objects by number. Every function checks bounds and is false where they do not hold.
class Objects {
 public:
  explicit Objects(std::string_view bytes) : bytes_(bytes) {}

  bool open() {
    if (bytes_.size() < kHeaderSize + kTrailerSize) return false;
    const std::size_t trailer = bytes_.size() - kTrailerSize;
    offset_size_ = static_cast<unsigned char>(bytes_[trailer + 6]);
    reference_size_ = static_cast<unsigned char>(bytes_[trailer + 7]);
    count_ = number(trailer + 8, 8);
    top_ = number(trailer + 16, 8);
    table_ = number(trailer + 24, 8);
    if (offset_size_ < 1 || offset_size_ > 8 || reference_size_ < 1 || reference_size_ > 8) return false;
    return count_ > 0 && top_ < count_ && table_ >= kHeaderSize && table_ <= trailer &&
           count_ <= (trailer - table_) / offset_size_;
  }

  std::uint64_t count() const { return count_; }
  std::uint64_t top() const { return top_; }
  std::string_view bytes(std::uint64_t begin, std::uint64_t size) const { return bytes_.substr(begin, size); }

  bool find(std::uint64_t index, Object& out) const {
    if (index >= count_) return false;
    std::uint64_t at = number(table_ + index * offset_size_, offset_size_);
    if (at < kHeaderSize || at >= table_) return false;
    const auto head = static_cast<unsigned char>(bytes_[at++]);
    out = {static_cast<std::uint8_t>(head >> 4), static_cast<std::uint8_t>(head & 0xF), head & 0xFu, at};
    const bool sized = out.marker >= kData && out.marker != kUid;
    if (sized && out.low == 0xF && !long_size(at, out)) return false;
    return content_size(out) <= table_ - out.begin;
  }

  // The number of a container's `position`-th reference.
  std::uint64_t reference(const Object& container, std::uint64_t position) const {
    return number(container.begin + position * reference_size_, reference_size_);
  }

  // `size` bytes at `at`, the highest first; past eight only the lowest count.
  std::uint64_t number(std::uint64_t at, std::uint64_t size) const {
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

 private:
  bool long_size(std::uint64_t at, Object& out) const {
    if (at >= table_) return false;
    const auto head = static_cast<unsigned char>(bytes_[at++]);
    const std::uint64_t width = std::uint64_t{1} << (head & 0xF);
    if (head >> 4 != kInteger || width > 8 || width > table_ - at) return false;
    out.size = number(at, width);
    out.begin = at + width;
    return true;
  }

  // Bytes of the content; more than any file when it cannot be.
  std::uint64_t content_size(const Object& object) const {
    const std::uint64_t most = bytes_.size();
    switch (object.marker) {
      case kInteger:
      case kReal:
      case kDate:
        return object.low > 4 ? UINT64_MAX : std::uint64_t{1} << object.low;
      case kUid:
        return object.low + std::uint64_t{1};
      case kUtf16:
        return object.size > most ? UINT64_MAX : object.size * 2;
      case kArray:
        return object.size > most ? UINT64_MAX : object.size * reference_size_;
      case kDictionary:
        return object.size > most ? UINT64_MAX : object.size * 2 * reference_size_;
      case kSimple:
        return 0;
      default:
        return object.size;
    }
  }

  std::string_view bytes_;
  std::uint64_t offset_size_ = 0, reference_size_ = 0, count_ = 0, top_ = 0, table_ = 0;
};

std::string from_utf16(std::string_view bytes) {
  const auto unit = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                 static_cast<unsigned char>(bytes[at + 1]));
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t high = unit(at), low = at + 3 < bytes.size() ? unit(at + 2) : 0;
    const bool pair = high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000;
    utf8::append(out, pair ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : high);
    if (pair) at += 2;
  }
  return out;
}

// Seconds since 2001-01-01 as ISO 8601; empty for a moment outside the years 1 to 9999.
std::string iso_time(double seconds) {
  using namespace std::chrono;
  constexpr double kLimit = 2.6e11;
  if (!(std::fabs(seconds) < kLimit)) return {};
  const sys_seconds moment = sys_seconds{sys_days{year{2001} / 1 / 1}} + std::chrono::seconds{std::llround(seconds)};
  const sys_days day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  const int number = static_cast<int>(date.year());
  if (number < 1 || number > 9999) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", number, static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

class BinaryReader {
 public:
  BinaryReader(const SourcePtr& source, const Limits& limits)
      : source_(source), limits_(limits), objects_(source->text()), document_(source) {
    document_.steps().push_back({});  // the root
  }

  Checked<tree::Document> run() {
    const std::size_t size = source_->text().size();
    Node root;
    if (size > limits_.max_entry_bytes) {
      fail(kOverLimit, 0,
           fmt::format("the property list is {} bytes large; the limit is {}", size, limits_.max_entry_bytes));
    } else if (!objects_.open()) {
      fail(kDamaged, 0, "this binary property list is damaged or cut off: its trailer does not fit the file");
    } else {
      open_.resize(objects_.count());
      if (read(objects_.top(), 0, 0, root)) {
        document_.set_root(root);
        return {std::move(document_), std::move(issues_)};
      }
    }
    return {{}, std::move(issues_)};
  }

 private:
  bool read(std::uint64_t index, std::uint32_t step, std::uint32_t depth, Node& out) {
    out.begin = out.end = step;
    Object object;
    if (!objects_.find(index, object))
      return fail(kDamaged, step, fmt::format("object {} lies outside this binary property list", index));
    switch (object.marker) {
      case kSimple:
        return read_simple(object, step, out);
      case kInteger:
        read_integer(object, out);
        return true;
      case kReal:
        return read_real(object, step, out);
      case kDate:
        return read_date(object, step, out);
      case kData:
        out.kind = NodeKind::Bytes;
        return true;
      case kAscii:
      case kUtf16:
      case kUtf8:
        out.kind = NodeKind::String;
        return read_text(index, object, step, out.text);
      case kUid:
        return read_uid(object, step, out);
      case kArray:
      case kDictionary:
        break;
      default:
        return fail(kDamaged, step, fmt::format("object {} of this binary property list is of no known kind", index));
    }
    if (depth == limits_.max_depth)
      return fail(kOverLimit, step, fmt::format("values are nested more than {} deep", limits_.max_depth));
    if (open_[index]) return fail(kCyclic, step, "this value contains itself");
    open_[index] = true;
    const bool done =
        object.marker == kArray ? read_array(object, step, depth, out) : read_dictionary(object, step, depth, out);
    open_[index] = false;
    return done;
  }

  bool read_simple(const Object& object, std::uint32_t step, Node& out) {
    if (object.low == 0x8 || object.low == 0x9) {
      out.kind = NodeKind::Bool;
      out.flag = object.low == 0x9;
      return true;
    }
    return object.low == 0 || fail(kDamaged, step, "this value is of no known kind");
  }

  // Below eight bytes they are unsigned; sixteen hold what is too large for eight signed ones.
  void read_integer(const Object& object, Node& out) {
    const std::uint64_t size = std::uint64_t{1} << object.low;
    const std::uint64_t value = objects_.number(object.begin, size);
    const bool wide =
        size == 16 && (objects_.number(object.begin, 8) != 0 || value > static_cast<std::uint64_t>(INT64_MAX));
    out.kind = wide ? NodeKind::Double : NodeKind::Int;
    if (wide)
      out.real = std::ldexp(static_cast<double>(std::bit_cast<std::int64_t>(objects_.number(object.begin, 8))), 64) +
                 static_cast<double>(value);
    else
      out.integer = std::bit_cast<std::int64_t>(value);
  }

  bool floating(const Object& object, double& value) const {
    if (object.low == 2) value = std::bit_cast<float>(static_cast<std::uint32_t>(objects_.number(object.begin, 4)));
    if (object.low == 3) value = std::bit_cast<double>(objects_.number(object.begin, 8));
    return object.low == 2 || object.low == 3;
  }

  bool read_real(const Object& object, std::uint32_t step, Node& out) {
    double value = 0;
    if (!floating(object, value)) return fail(kDamaged, step, "this number has a size that no number has");
    out.kind = NodeKind::Double;
    out.real = value;
    return true;
  }

  bool read_date(const Object& object, std::uint32_t step, Node& out) {
    double seconds = 0;
    if (!floating(object, seconds)) return fail(kDamaged, step, "this date has a size that no date has");
    const std::string written = iso_time(seconds);
    out.kind = written.empty() ? NodeKind::Null : NodeKind::DateTime;
    out.text = document_.arena().copy(written);
    return true;
  }

  // As the XML notation of such a list has it.
  bool read_uid(const Object& object, std::uint32_t step, Node& out) {
    const std::span<Member> members = document_.arena().make_array<Member>(1);
    members[0].key = "CF$UID";
    std::uint32_t inner = 0;
    if (!add_step({step, 0, members[0].key}, inner)) return false;
    members[0].value.kind = NodeKind::Int;
    members[0].value.begin = members[0].value.end = inner;
    members[0].value.integer =
        std::bit_cast<std::int64_t>(objects_.number(object.begin, object.low + std::uint64_t{1}));
    out.kind = NodeKind::Object;
    out.members = members;
    return true;
  }

  bool read_array(const Object& object, std::uint32_t step, std::uint32_t depth, Node& out) {
    if (!has_room(object.size, step)) return false;
    const std::span<Node> items = document_.arena().make_array<Node>(object.size);
    for (std::uint64_t i = 0; i < object.size; ++i) {
      std::uint32_t inner = 0;
      if (!add_step({step, static_cast<std::uint32_t>(i + 1), {}}, inner) ||
          !read(objects_.reference(object, i), inner, depth + 1, items[i]))
        return false;
    }
    out.kind = NodeKind::Array;
    out.items = items;
    return true;
  }

  bool read_dictionary(const Object& object, std::uint32_t step, std::uint32_t depth, Node& out) {
    if (!has_room(object.size, step)) return false;
    std::vector<Member> members(object.size);
    for (std::uint64_t i = 0; i < object.size; ++i) {
      const std::uint64_t number = objects_.reference(object, i);
      Object key;
      if (!objects_.find(number, key) || (key.marker != kAscii && key.marker != kUtf16 && key.marker != kUtf8))
        return fail(kDamaged, step, "a key of this dictionary is no string");
      std::uint32_t inner = 0;
      if (!read_text(number, key, step, members[i].key) || !add_step({step, 0, members[i].key}, inner) ||
          !read(objects_.reference(object, object.size + i), inner, depth + 1, members[i].value))
        return false;
    }
    keep_last(document_, members, issues_);
    out.kind = NodeKind::Object;
    out.members = document_.arena().copy(std::span<const Member>(members));
    return true;
  }

  // Text of a string object, made once however often the object is named; what all strings come to is bounded, since
  // they can be named often and lie in each other.
  bool read_text(std::uint64_t index, const Object& object, std::uint32_t step, std::string_view& out) {
    if (object.size > text_left_)
      return fail(kOverLimit, step,
                  fmt::format("the strings of the property list come to more than {} bytes", limits_.max_entry_bytes));
    text_left_ -= object.size;
    const auto [made, fresh] = texts_.try_emplace(index);
    if (fresh) made->second = text(object);
    out = made->second;
    return true;
  }

  std::string_view text(const Object& object) {
    if (object.marker == kUtf16)
      return document_.arena().copy(from_utf16(objects_.bytes(object.begin, object.size * 2)));
    const std::string_view bytes = objects_.bytes(object.begin, object.size);
    return utf8::find_invalid(bytes) == std::string_view::npos ? bytes : document_.arena().copy(utf8::masked(bytes));
  }

  // Counting before the memory is taken.
  bool has_room(std::uint64_t values, std::uint32_t step) {
    const std::uint32_t most = max_values(limits_);
    if (values <= most - std::min<std::uint64_t>(document_.steps().size(), most)) return true;
    return fail(kOverLimit, step, fmt::format("the property list unfolds to more than {} values", most));
  }

  bool add_step(Step step, std::uint32_t& number) {
    if (!has_room(1, step.parent)) return false;
    number = static_cast<std::uint32_t>(document_.steps().size());
    document_.steps().push_back(step);
    return true;
  }

  bool fail(Code code, std::uint32_t step, std::string message) {
    Node place;
    place.begin = step;
    const std::string path = document_.path(place);
    issues_.push_back(error(code, {source_.get(), 0, 0, path}, std::move(message)));
    return false;
  }

  const SourcePtr& source_;
  const Limits& limits_;
  Objects objects_;
  tree::Document document_;
  std::vector<bool> open_;  // by object: whether it is being read
  std::unordered_map<std::uint64_t, std::string_view> texts_;
  std::uint64_t text_left_ = limits_.max_entry_bytes;  // characters of strings, each as often as it is named
  std::vector<Diagnostic> issues_;
};

}  // namespace

Checked<tree::Document> parse_binary(const SourcePtr& source, const Limits& limits) {
  return BinaryReader(source, limits).run();
}

std::vector<std::string_view> binary_keys(std::string_view bytes, std::size_t most) {
  std::vector<std::string_view> found;
  Objects objects(bytes);
  Object root, key;
  if (!objects.open() || !objects.find(objects.top(), root) || root.marker != kDictionary) return found;
  for (std::uint64_t i = 0; i < root.size && found.size() < most; ++i)
    if (objects.find(objects.reference(root, i), key) && key.marker == kAscii)
      found.push_back(objects.bytes(key.begin, key.size));
  return found;
}

}  // namespace hegui::read::plist
