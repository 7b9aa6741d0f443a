// Builds compiled resources of HarmonyOS, and holds the manifest of a package that refers to them.
#pragma once

#include "android_bytes.h"

namespace hegui::read::testing {

using Strings = std::vector<std::pair<std::uint32_t, std::pair<std::string, std::string>>>;

// Strings of one configuration: its parameters by kind and value, none of the default one.
struct Configuration {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parameters;
  Strings strings;
};

// The index that restool writes for these, in its older layout.
inline std::string resources_index(const std::vector<Configuration>& configurations) {
  std::size_t keys_size = 0;
  for (const Configuration& each : configurations) keys_size += 12 + each.parameters.size() * 8;
  std::string head = "Restool 5.0.1.011", keys, lists;
  head.resize(128, '\0');
  for (const auto& [parameters, strings] : configurations) {
    const std::uint64_t list = 136 + keys_size + lists.size(), data = list + 8 + strings.size() * 8;
    std::string pairs, items;
    for (const auto& [id, text] : strings) {
      put32(pairs, id);
      put32(pairs, data + items.size());
      const std::string value = text.second + '\0', name = text.first + '\0';
      put32(items, 12 + value.size() + name.size());
      put32(items, 9);
      put32(items, id);
      put16(items, value.size());
      items += value;
      put16(items, name.size());
      items += name;
    }
    keys += "KEYS";
    put32(keys, list);
    put32(keys, parameters.size());
    for (const auto& [kind, value] : parameters) {
      put32(keys, kind);
      put32(keys, value);
    }
    lists += "IDSS";
    put32(lists, strings.size());
    lists += pairs + items;
  }
  put32(head, 136 + keys.size() + lists.size());
  put32(head, configurations.size());
  return head + keys + lists;
}

inline std::string numbers(const std::vector<std::uint64_t>& values) {
  std::string out;
  for (const std::uint64_t value : values) put32(out, value);
  return out;
}

// Likewise in its newer layout. A type that is not read stands before the strings.
inline std::string newer_resources_index(const std::vector<Configuration>& configurations) {
  struct Resource {
    std::string name;
    std::vector<std::pair<std::size_t, std::size_t>> texts;  // number of the configuration, place behind `DATA`
  };
  std::map<std::uint32_t, Resource> resources;
  std::string keys, texts;
  for (std::size_t number = 0; number < configurations.size(); ++number) {
    const auto& [parameters, strings] = configurations[number];
    keys += "KEYS" + numbers({number, parameters.size()});
    for (const auto& [kind, value] : parameters) keys += numbers({kind, value});
    for (const auto& [id, text] : strings) {
      resources[id].name = text.first;
      resources[id].texts.emplace_back(number, texts.size());
      put16(texts, text.second.size());
      texts += text.second;
    }
  }
  std::size_t names = 0, data_size = 12;
  for (const auto& [id, resource] : resources) {
    names += 12 + resource.name.size();
    data_size += 12 + resource.texts.size() * 8;
  }
  const std::string other = numbers({19, 12 + 12 + 4, 1, 0x0100'0000, 0, 4}) + "icon";
  const std::size_t set = 140 + keys.size(), set_size = 16 + other.size() + 12 + names, data = set + set_size;
  std::string ids = "IDSS" + numbers({set_size, 2, resources.size() + 1}) + other;
  ids += numbers({9, 12 + names, resources.size()});
  std::string places = "DATA" + numbers({data_size, resources.size()});
  for (const auto& [id, resource] : resources) {
    ids += numbers({id, data + places.size(), resource.name.size()}) + resource.name;
    places += numbers({id, 12 + resource.texts.size() * 8, resource.texts.size()});
    for (const auto& [number, place] : resource.texts) places += numbers({number, data + data_size + place});
  }
  std::string head = "RestoolV2 6.0.0.001";
  head.resize(128, '\0');
  return head + numbers({data + data_size + texts.size(), configurations.size(), data}) + keys + ids + places + texts;
}

constexpr std::string_view kBuilt =
    R"({"app":{"bundleName":"com.example.ride","versionName":"2.1.0","versionCode":201,"minAPIVersion":50001013,)"
    R"("targetAPIVersion":15,"debug":false,"label":"$string:app_name","labelId":16777216},)"
    R"("module":{"name":"entry","type":"entry","requestPermissions":[{"name":"ohos.permission.CAMERA",)"
    R"("reason":"$string:why","reasonId":16777217},{"name":"ohos.permission.LOCATION","reason":"$string:none","reasonId":7}]}})";

}  // namespace hegui::read::testing
