// AndroidManifest.xml on its own: telling it, and reading it with what a project holds beside it.
#include <fmt/format.h>

#include <algorithm>

#include "read/format/android_manifest.h"
#include "read/syntax/axml.h"
#include "read/syntax/xml.h"
#include "read/syntax/xml_text.h"

namespace hegui::read::android {
namespace {

// Bytes at the beginning in which a manifest shows what it is.
constexpr std::size_t kProbe = std::size_t{256} << 10;

// Whether the file is called what manifests are called.
bool named_manifest(std::string_view name) {
  return name.ends_with(".xml") && name.find("AndroidManifest") != name.npos;
}

// The text without the zero bytes that UTF-16 puts between Latin letters: enough to look for words in either encoding.
std::string without_zeros(std::string_view text) {
  std::string out(text);
  std::erase(out, '\0');
  return out;
}

// `@xml/name` of a manifest in a project, whose resources lie beside it. Variants of a build may replace them, which a
// manifest alone cannot show.
std::optional<xml::Document> file_beside(const Source& manifest, std::string_view path, std::string_view what,
                                         const Context& context, std::vector<Diagnostic>& issues) {
  constexpr std::string_view kPrefix = "@xml/";
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (!context.beside || !path.starts_with(kPrefix)) return std::nullopt;
  const std::string_view name = path.substr(kPrefix.size());
  if (name.empty() || !std::ranges::all_of(name, is_plain)) return std::nullopt;
  SourcePtr source = context.beside(manifest, fmt::format("res/xml/{}.xml", name));
  if (!source) source = context.beside(manifest, fmt::format("Resources/xml/{}.xml", name));  // of .NET
  return source ? or_unknown(parse_xml(source, context.limits), what, issues) : std::nullopt;
}

}  // namespace

bool recognises_manifest(const Look& look) {
  if (look.form != Look::Form::Axml && look.form != Look::Form::Xml) return false;
  if (named_manifest(look.name)) return true;
  const std::string text = without_zeros(look.source.text().substr(0, kProbe));
  const auto holds = [&](std::string_view words) { return text.find(words) != text.npos; };
  if (look.form == Look::Form::Axml) return holds("manifest");
  return look.root == "manifest" && (holds(kAndroidNamespace) || holds("<application") || holds("<uses-permission") ||
                                     holds("<uses-sdk") || holds(" package="));
}

Checked<facts::FactSet> read_manifest(const SourcePtr& source, const Context& context) {
  Checked<xml::Document> document =
      axml::is_axml(source->text()) ? axml::parse(source, context.limits) : xml::parse(source, context.limits);
  if (!document) return {{}, std::move(document.issues)};
  if (!is_manifest(*document.value)) {
    const xml::Element& root = document.value->root();
    const Span place = document.value->binary() ? Span{source.get(), 0, 0, "/"}
                                                : Span{document.value->source().get(), root.begin, root.end};
    document.issues.push_back(error({1130}, place, "the root element of an Android manifest is `manifest`"));
    return {{}, std::move(document.issues)};
  }
  facts::FactBuilder facts(source, "android-manifest", facts::kAndroidManifest);
  facts.keep(document.value->source());
  const auto file = [&](std::string_view path, std::string_view what) {
    return file_beside(*source, path, what, context, document.issues);
  };
  std::optional<ModuleBuild> build;
  if (!document.value->binary()) build = read_build(*source, context, facts);
  state_manifest({*document.value, {}, file, {}, build ? &*build : nullptr}, facts, document.issues);
  return {std::move(facts).finish(), std::move(document.issues)};
}

}  // namespace hegui::read::android
