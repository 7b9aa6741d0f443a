// The formats hegui reads, one row each, told apart by content. A format turns the bytes of one input into facts with
// places; it never judges, and opens no other file than those its manifest refers to, through the context it is given.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "facts/fact_set.h"
#include "read/look.h"
#include "vocab/vocabulary.h"

namespace hegui::read {

// What a reader may spend on one input. Every limit that is hit is a diagnostic, never a silent cut.
struct Limits {
  std::uint64_t max_input_bytes = std::uint64_t{4} << 30;
  std::uint64_t max_entry_bytes = std::uint64_t{64} << 20;    // one entry of a package once inflated, when it is parsed
  std::uint64_t max_memory_bytes = std::uint64_t{256} << 20;  // resident per subject beyond mapped input
  std::uint32_t max_entries = 1'000'000;                      // of one package
  std::uint32_t max_ratio = 1'100;      // inflated to deflated size; deflate itself cannot exceed 1,032
  std::uint32_t max_depth = 200;        // nesting of elements, objects, packages in packages
  std::uint32_t max_nodes = 5'000'000;  // elements, members or tokens of one document
};

// What every reader is given.
struct Context {
  Limits limits;
  // SDKs, sensitive interfaces and personal fields by name; without it the facts that need such names are left unknown.
  const vocab::Vocabulary* vocabulary = nullptr;
  // The file at `path`, relative to the folder of `input`: the resources a manifest refers to. Null when there is none
  // or it cannot be opened; an empty function when nothing lies beside the input.
  std::function<SourcePtr(const Source& input, std::string_view path)> beside = {};
};

struct Format {
  std::string_view name;    // stable, e.g. `android-manifest`
  std::string_view zh, en;  // title for a person
  facts::SourceMask states;
  // True when the input is of this format: by its content, the name only breaking ties. Cheap: what was seen, at most a
  // bounded prefix more.
  bool (*recognises)(const Look& look);
  // The facts, or none beside at least one error. Warnings may stand beside facts.
  Checked<facts::FactSet> (*read)(const SourcePtr& source, const Context& context);
};

// All formats; the first that recognises an input reads it.
std::span<const Format> formats();

// The format of `source`, or null.
const Format* recognise(const Source& source);

// The same of a file that was found in a folder, not named by anybody: what only the notation of its name makes a
// declaration (a Cargo.toml) is none.
const Format* recognise_found(const Source& source);

// Recognises and reads; an input of no known format is one error (HG1010) that lists what can be read.
Checked<facts::FactSet> read(const SourcePtr& source, const Context& context);

}  // namespace hegui::read
