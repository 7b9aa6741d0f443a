// CycloneDX (ECMA-424), SPDX 2.x in JSON and SPDX 3 in JSON-LD. A component is known by its package URL alone: a bare
// name says neither whose it is nor of which kind.
#include <algorithm>
#include <charconv>
#include <string>

#include "read/format/dependencies.h"
#include "read/format/dependency_list.h"
#include "read/syntax/tree_limits.h"

namespace hegui::read {
namespace {

using tree::Document;
using tree::Node;
using tree::NodeKind;
using vocab::MarkKind;

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    const bool escaped =
        text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16).ptr == text.data() + at + 3;
    out += escaped ? static_cast<char>(value) : text[at];
    if (escaped) at += 2;
  }
  return out;
}

// pkg:type/namespace/name@version?qualifiers#subpath
class BillReader {
 public:
  BillReader(const Document& document, DependencyList& list) : document_(document), list_(list) {}

  void cyclonedx(const Node& components) {
    for (const Node& component : components.items) {
      const Node* scope = component.find("scope");
      const bool excluded = scope != nullptr && scope->text == "excluded";
      const bool optional = scope != nullptr && scope->text == "optional";
      if (!excluded) package(component.find("purl"), component.find("version"), optional ? Use::Untold : Use::Shipped);
      if (const Node* inner = component.find("components"); inner != nullptr && !excluded) cyclonedx(*inner);
    }
  }

  void spdx(const Node& packages) {
    for (const Node& package_node : packages.items) {
      const Node* references = package_node.find("externalRefs");
      if (references == nullptr) continue;
      for (const Node& reference : references->items)
        if (const Node* type = reference.find("referenceType"); type != nullptr && type->text == "purl")
          package(reference.find("referenceLocator"), package_node.find("versionInfo"), Use::Shipped);
    }
  }

  // SPDX 3.0 "Software profile", Package: `packageUrl`, or an external identifier of that type.
  void spdx3(const Node& graph) {
    for (const Node& element : graph.items) {
      const Node* version = element.find("software_packageVersion");
      package(element.find("software_packageUrl"), version, Use::Shipped);
      const Node* identifiers = element.find("externalIdentifier");
      if (identifiers == nullptr) continue;
      for (const Node& each : identifiers->items)
        if (const Node* type = each.find("externalIdentifierType"); type != nullptr && type->text == "packageUrl")
          package(each.find("identifier"), version, Use::Shipped);
    }
  }

 private:
  void package(const Node* purl, const Node* stated, Use use) {
    if (purl == nullptr || !purl->is(NodeKind::String) || !purl->text.starts_with("pkg:")) return;
    std::string_view rest = purl->text.substr(4);
    rest = rest.substr(0, rest.find_first_of("?#"));
    const std::size_t slash = rest.find('/');
    if (slash == rest.npos) return;
    const std::string_view type = rest.substr(0, slash);
    std::string_view path = rest.substr(slash + 1), version;
    if (const std::size_t at = path.rfind('@'); at != path.npos && at > path.rfind('/') + 1) {
      version = path.substr(at + 1);
      path = path.substr(0, at);
    }
    const std::string name = percent_decoded(path), number = percent_decoded(version);
    add(type, name, number.empty() && stated != nullptr ? stated->text : std::string_view(number), use,
        document_.span(*purl));
  }

  void add(std::string_view type, const std::string& name, std::string_view version, Use use, const Span& span) {
    if (type == "maven") {
      std::string coordinate = name;
      if (const std::size_t slash = coordinate.rfind('/'); slash != coordinate.npos) coordinate[slash] = ':';
      list_.add(MarkKind::Gradle, coordinate, version, use, span);
    } else if (type == "npm") {
      list_.add(MarkKind::Npm, name, version, use, span);
    } else if (type == "pub") {
      list_.add(MarkKind::Pub, name, version, use, span);
    } else if (type == "ohpm") {
      list_.add(MarkKind::Ohpm, name, version, use, span);
    } else if (type == "cocoapods") {
      list_.add(MarkKind::Pod, name, version, use, span);
    } else if (type == "swift") {
      const std::string last = name.substr(name.rfind('/') + 1);
      if (!list_.add(MarkKind::Pod, last, version, use, span))
        list_.add(MarkKind::IosFramework, last, version, use, span);
    }
  }

  const Document& document_;
  DependencyList& list_;
};

}  // namespace

namespace {

constexpr std::string_view kSpdx3 = "spdx.org/rdf/3";
constexpr std::size_t kContextWithin = 4096;  // bytes

struct Kind {
  std::string_view sign, list;  // the member that tells it, and the one that lists
  void (BillReader::*read)(const Node& list);
};
constexpr Kind kKinds[] = {{"bomFormat", "components", &BillReader::cyclonedx},
                           {"spdxVersion", "packages", &BillReader::spdx},
                           {"@graph", "@graph", &BillReader::spdx3}};

}  // namespace

bool recognises_sbom(const Look& look) {
  if (look.form != Look::Form::Json) return false;
  return look.has_key("bomFormat") || look.has_key("spdxVersion") ||
         (look.has_key("@graph") &&
          look.source.text().substr(0, kContextWithin).find(kSpdx3) != std::string_view::npos);
}

Checked<facts::FactSet> read_sbom(const SourcePtr& source, const Context& context) {
  Checked<Document> parsed = tree::parse_foreign_json(source, tree::within(context.limits));
  if (!parsed) return {{}, std::move(parsed.issues)};
  const Document& document = *parsed.value;
  const auto* kind =
      std::ranges::find_if(kKinds, [&](const Kind& each) { return document.root().find(each.sign) != nullptr; });
  if (kind == std::end(kKinds)) kind = kKinds;
  const Node* list = document.root().find(kind->list);
  if (list != nullptr && !list->is(NodeKind::Array)) {
    parsed.issues.push_back(
        error({1280}, document.span(*list), std::string("`").append(kind->list).append("` is an array")));
    return {{}, std::move(parsed.issues)};
  }
  facts::FactBuilder facts(source, "sbom", facts::kDependencies);
  DependencyList sdks(facts, context.vocabulary, document.span(document.root()));
  BillReader reader(document, sdks);
  if (list != nullptr) (reader.*kind->read)(*list);
  return {std::move(facts).finish(), std::move(parsed.issues)};
}

}  // namespace hegui::read
