// Build settings of Xcode: where they stand, which place goes before which, and what variables in them stand for. A
// configuration file (.xcconfig) that cannot be read may set anything, so what it may overrule is unknown.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace hegui::read::ios {

// `KEY[sdk=iphoneos*] = VALUE`
struct Assignment {
  std::string_view key;        // empty: here anything may be set, by a file that cannot be read
  std::string_view condition;  // between the brackets, or empty
  std::string_view value;
  Span span;
};

// One place for settings: a dictionary of the project, or a configuration file with those it includes. Later
// assignments go before earlier ones.
using Layer = std::vector<Assignment>;

// A layer in which a key is found at once, however many there are.
struct IndexedLayer {
  explicit IndexedLayer(Layer layer);

  Layer assignments;
  std::map<std::string_view, std::vector<std::size_t>> by_key;  // places in it, in order
};

// A file by its path relative to the project's folder; null when there is none.
using OpenConfig = std::function<SourcePtr(const std::string& path)>;

// Reads the configuration file at `path` and what it includes: 8 files deep and 40 in all, past which anything may be
// set. The sources that the layer points into are added to `kept`. A file that is not there sets what CocoaPods and
// Flutter write into theirs, which is nothing that is read here, or else anything.
Layer read_config(const std::string& path, const OpenConfig& open, std::vector<SourcePtr>& kept);

// What a setting is, for a build for telephones.
struct Setting {
  enum class Is : std::uint8_t {
    Missing,
    Known,
    Raw,      // set to what holds variables that nothing here resolves, or in a form that is not certain
    Unknown,  // a file that cannot be read may set it
  } is = Is::Missing;
  std::string text = {};  // of Known and Raw
  Span span = {};         // of the assignment
};

// The layers of one target, the highest first. Those that targets have in common are held once.
class Settings {
 public:
  void add(std::shared_ptr<const IndexedLayer> layer) { layers_.push_back(std::move(layer)); }
  void add(Layer layer) { add(std::make_shared<const IndexedLayer>(std::move(layer))); }

  Setting find(std::string_view key) const;
  // As though files that cannot be read set nothing.
  Setting find_stated(std::string_view key) const;
  // The keys that begin so, each once; `open` when a file that cannot be read may set more.
  std::vector<std::string_view> keys(std::string_view prefix, bool& open) const;

 private:
  // What one search is about: variables may stand for each other often.
  struct Search {
    bool stated_only = false;
    std::size_t rest;  // variables it may still resolve
  };
  Setting look(std::string_view key, std::size_t from, int depth, Search& search) const;
  Setting expand(const Assignment& assignment, std::size_t layer, int depth, Search& search) const;

  std::vector<std::shared_ptr<const IndexedLayer>> layers_;
};

}  // namespace hegui::read::ios
