// Builds small dex files for tests: ordered tables and methods made of a few instructions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "android_bytes.h"

namespace hegui::read::testing {

// One instruction: a call or a read of `type`->`member`, or a load of the string `member`; raw units otherwise.
struct Op {
  enum Kind { Call, CallRange, Read, Load, LoadJumbo, Raw } kind = Raw;
  std::string type = {}, member = {};
  std::vector<std::uint16_t> units = {};
};
inline Op call(std::string type, std::string name) { return {Op::Call, std::move(type), std::move(name)}; }
inline Op read_field(std::string type, std::string name) { return {Op::Read, std::move(type), std::move(name)}; }
inline Op load(std::string text) { return {Op::Load, {}, std::move(text)}; }
inline Op raw(std::vector<std::uint16_t> units) { return {Op::Raw, {}, {}, std::move(units)}; }

struct DexClass {
  std::string type;  // descriptor
  std::vector<std::vector<Op>> methods = {};
};

inline void put_leb(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7F) | 0x80);
  out += static_cast<char>(value);
}

// The file; `base` is where it will stand in a container of version 041, `more` strings beside those of the classes.
// Strings are ASCII.
inline std::string dex_file(const std::vector<DexClass>& classes, const std::string& version = "035",
                            std::uint32_t base = 0, const std::set<std::string>& more = {}) {
  using Pair = std::pair<std::string, std::string>;
  std::set<std::string> types, strings = more;
  std::set<Pair> methods, fields;
  for (const DexClass& one : classes) {
    types.insert(one.type);
    methods.insert({one.type, "run"});
    for (const auto& method : one.methods)
      for (const Op& op : method) {
        if (op.kind == Op::Call || op.kind == Op::CallRange) methods.insert({op.type, op.member});
        if (op.kind == Op::Read) fields.insert({op.type, op.member});
        if (op.kind == Op::Load || op.kind == Op::LoadJumbo) strings.insert(op.member);
      }
  }
  for (const auto& [type, name] : methods) types.insert(type), strings.insert(name);
  for (const auto& [type, name] : fields) types.insert(type), strings.insert(name);
  strings.insert(types.begin(), types.end());
  const auto number = [](const auto& table, const auto& key) {
    return static_cast<std::uint32_t>(std::distance(table.begin(), table.find(key)));
  };
  const std::uint32_t header = version >= "041" ? 0x78 : 0x70;
  std::uint32_t at = base + header;
  const auto place = [&at](std::size_t count, std::uint32_t size) {
    const std::uint32_t begin = at;
    at += static_cast<std::uint32_t>(count) * size;
    return begin;
  };
  const std::uint32_t strings_at = place(strings.size(), 4), types_at = place(types.size(), 4),
                      fields_at = place(fields.size(), 8), methods_at = place(methods.size(), 8),
                      classes_at = place(classes.size(), 32), data_at = at;
  std::string tables, data;
  const auto here = [&] { return data_at + static_cast<std::uint32_t>(data.size()); };
  for (const std::string& text : strings) {
    put32(tables, here());
    put_leb(data, text.size());
    data += text + '\0';
  }
  for (const std::string& type : types) put32(tables, number(strings, type));
  for (const auto* table : {&fields, &methods})
    for (const auto& [type, name] : *table) {
      put16(tables, number(types, type));
      put16(tables, 0);
      put32(tables, number(strings, name));
    }
  for (const DexClass& one : classes) {
    std::string members;
    for (const std::uint64_t count :
         {std::uint64_t{0}, std::uint64_t{0}, std::uint64_t{one.methods.size()}, std::uint64_t{0}})
      put_leb(members, count);
    bool first = true;
    for (const auto& method : one.methods) {
      std::string body;
      for (const Op& op : method) {
        if (op.kind == Op::Call || op.kind == Op::CallRange) {
          put16(body, op.kind == Op::Call ? 0x206E : 0x0274);
          put16(body, number(methods, Pair{op.type, op.member}));
          put16(body, 0);
        } else if (op.kind == Op::Read) {
          put16(body, 0x0062);
          put16(body, number(fields, Pair{op.type, op.member}));
        } else if (op.kind == Op::Load) {
          put16(body, 0x001A);
          put16(body, number(strings, op.member));
        } else if (op.kind == Op::LoadJumbo) {
          put16(body, 0x001B);
          put32(body, number(strings, op.member));
        }
        for (const std::uint16_t unit : op.units) put16(body, unit);
      }
      while (data.size() % 4 != 0) data += '\0';
      put_leb(members, first ? number(methods, Pair{one.type, "run"}) : 0);
      first = false;
      put_leb(members, 1);
      put_leb(members, here());
      data.append(12, '\0');
      put32(data, body.size() / 2);
      data += body;
    }
    put32(tables, number(types, one.type));
    for (int i = 0; i < 5; ++i) put32(tables, 0);
    put32(tables, here());
    put32(tables, 0);
    data += members;
  }
  while (data.size() % 4 != 0) data += '\0';
  std::string out = "dex\n" + version + '\0';
  out.append(24, '\0');  // checksum and signature, which nothing here verifies
  const std::uint32_t size = at - base + static_cast<std::uint32_t>(data.size());
  put32(out, size);
  put32(out, header);
  put32(out, 0x12345678);
  out.append(12, '\0');
  const auto section = [&out](std::size_t count, std::uint32_t begin) {
    put32(out, count);
    put32(out, count == 0 ? 0 : begin);
  };
  section(strings.size(), strings_at);
  section(types.size(), types_at);
  section(0, 0);
  section(fields.size(), fields_at);
  section(methods.size(), methods_at);
  section(classes.size(), classes_at);
  put32(out, data.size());
  put32(out, data_at);
  if (header == 0x78) {
    put32(out, 0);
    put32(out, base);
  }
  return out + tables + data;
}

}  // namespace hegui::read::testing
