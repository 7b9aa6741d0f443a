#include "derive/titles.h"

#include <string>

#include "base/utf8.h"
#include "derive/cells.h"

namespace hegui::derive {
namespace {

using facts::Cell;
using facts::FactSet;
using facts::Item;
using value::Value;
using vocab::Form;
using vocab::Identifiers;

constexpr std::string_view kCreditCode = "uscc";

// A name as two certificates may print it: without blanks, full-width forms narrowed, letters in one case.
std::string plain_name(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const utf8::Decoded next = utf8::decode(name, at);
    at += next.size;
    char32_t c = next.value;
    if (c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') c += 32;
    utf8::append(out, c);
  }
  return out;
}

// A fingerprint without the colons between its bytes, letters in one case.
std::string plain_fingerprint(std::string_view written) {
  std::string out;
  for (const char c : plain_name(written))
    if (c != ':') out += c;
  return out;
}

// The fields of one of the two lists of titles; a field that the list has not is 0.
struct TitleFacts {
  explicit TitleFacts(std::string_view path)
      : list(facts::fact(path)),
        kind(field("kind")),
        number(field("number")),
        holder(field("holder")),
        holder_code(field("holder_uscc")),
        well_formed(field("well_formed")),
        doubtful(field("doubtful")),
        matches(field("holder_matches")),
        reads_as(field("reads_as")),
        province(field("province")),
        area_fits(field("area_fits")),
        entity(field("entity_number")),
        filed_name(field("name")),
        name_matches(field("name_matches")),
        certificate(field("certificate_md5")),
        certificate_matches(field("certificate_matches")),
        product(field("product_name")),
        product_operator(field("product_operator")),
        product_matches(field("product_matches")) {}

  facts::FactId field(std::string_view name) const {
    return facts::Schema::get().find(std::string(facts::Schema::get().row(list).path) + "[]." + std::string(name));
  }

  facts::FactId list, kind, number, holder, holder_code, well_formed, doubtful, matches, reads_as, province, area_fits,
      entity, filed_name, name_matches, certificate, certificate_matches, product, product_operator, product_matches;
};

struct Operator {
  std::string name, entity, code;  // plain; empty: not said
  std::string product;             // the subject's name
  std::string certificate;         // the subject's fingerprint
};

class Titles {
 public:
  Titles(FactSet& facts, const Identifiers& identifiers) : facts_(facts), identifiers_(identifiers) {}

  void describe(const TitleFacts& ids, const Operator& who) {
    for (Item* item = facts_.cell(ids.list).first; item != nullptr; item = item->next) {
      const Cell& number = FactSet::cell(*item, ids.number);
      const std::string_view kind = text(FactSet::cell(*item, ids.kind));
      if (!kind.empty() && !text(number).empty()) describe_number(*item, ids, kind, number);
      compare_holder(*item, ids, who);
      if (ids.filed_name != 0) compare(*item, ids.filed_name, ids.name_matches, plain_name, who.product);
      if (ids.certificate != 0)
        compare(*item, ids.certificate, ids.certificate_matches, plain_fingerprint, who.certificate);
      if (ids.product != 0) compare_product(*item, ids, who);
    }
  }

 private:
  void describe_number(Item& item, const TitleFacts& ids, std::string_view kind, const Cell& number) {
    const std::string_view written = text(number);
    const Form form = identifiers_.judge(kind, written);
    if (form == Form::WellFormed || form == Form::Malformed)
      state(FactSet::cell(item, ids.well_formed), Value::boolean(form == Form::WellFormed), number.origins);
    if (form != Form::Unknown)
      state(FactSet::cell(item, ids.doubtful), Value::boolean(form == Form::Doubtful), number.origins);
    if (ids.reads_as == 0) return;
    const auto put_text = [&](facts::FactId id, std::string_view value) {
      if (!value.empty()) state(FactSet::cell(item, id), Value::string(facts_.arena().copy(value)), number.origins);
    };
    if (form == Form::WellFormed) {
      put_text(ids.reads_as, kind);
    } else if (form != Form::Unknown) {
      for (const vocab::IdentifierRow* row : identifiers_.recognise(written))
        if (row->certainty == vocab::Certainty::Certain)
          return put_text(ids.reads_as, identifiers_.vocabulary().text(row->slug));
    }
    const auto parts = identifiers_.parts(kind, written);
    if (!parts) return;
    const vocab::ProvinceRow* province = parts->province != nullptr ? parts->province : parts->division;
    if (province != nullptr) put_text(ids.province, identifiers_.vocabulary().text(province->title.zh));
    if (parts->province != nullptr && parts->division != nullptr)
      state(FactSet::cell(item, ids.area_fits), Value::boolean(parts->province == parts->division), number.origins);
    put_text(ids.entity, parts->entity);
  }

  // Codes decide where both sides give one, names otherwise.
  void compare_holder(Item& item, const TitleFacts& ids, const Operator& who) {
    const Cell &name = FactSet::cell(item, ids.holder), &code = FactSet::cell(item, ids.holder_code);
    Cell& matches = FactSet::cell(item, ids.matches);
    if (!text(code).empty() && !who.code.empty() && plain_name(text(code)) == who.code)
      return state(matches, Value::boolean(true), code.origins);
    const std::string holder = plain_name(text(name));
    if (holder.empty() || (who.name.empty() && who.entity.empty())) return;
    state(matches, Value::boolean(holder == who.name || holder == who.entity), name.origins);
  }

  // What was filed with what the product says, both in their plain form.
  static void compare(Item& item, facts::FactId filed, facts::FactId matches, std::string (*plain)(std::string_view),
                      const std::string& said) {
    const Cell& cell = FactSet::cell(item, filed);
    const std::string written = plain(text(cell));
    if (!written.empty() && !said.empty())
      state(FactSet::cell(item, matches), Value::boolean(written == said), cell.origins);
  }

  // One difference is enough; agreement needs both.
  static void compare_product(Item& item, const TitleFacts& ids, const Operator& who) {
    const Cell &name = FactSet::cell(item, ids.product), &by = FactSet::cell(item, ids.product_operator);
    const std::string product = plain_name(text(name)), operated_by = plain_name(text(by));
    Cell& matches = FactSet::cell(item, ids.product_matches);
    const bool names = !product.empty() && !who.product.empty(), operators = !operated_by.empty() && !who.name.empty();
    if (names && product != who.product) return state(matches, Value::boolean(false), name.origins);
    if (operators && operated_by != who.name && operated_by != who.entity)
      return state(matches, Value::boolean(false), by.origins);
    if (names && operators) state(matches, Value::boolean(true), name.origins);
  }

  FactSet& facts_;
  const Identifiers& identifiers_;
};

}  // namespace

void describe_titles(FactSet& facts, const Identifiers& identifiers) {
  static const TitleFacts kFilings("filings"), kLicences("licences");
  static const facts::FactId kName = facts::fact("operator.name"), kEntity = facts::fact("operator.china_entity_name"),
                             kCode = facts::fact("operator.uscc"), kProduct = facts::fact("subject.name"),
                             kCertificate = facts::fact("subject.certificate_md5"),
                             kWellFormed = facts::fact("operator.uscc_well_formed"),
                             kDoubtful = facts::fact("operator.uscc_doubtful");
  const Cell& code = facts.cell(kCode);
  Operator who{.name = plain_name(text(facts.cell(kName))),
               .entity = plain_name(text(facts.cell(kEntity))),
               .code = plain_name(text(code)),
               .product = plain_name(text(facts.cell(kProduct))),
               .certificate = plain_fingerprint(text(facts.cell(kCertificate)))};
  if (!text(code).empty()) {
    const Form form = identifiers.judge(kCreditCode, text(code));
    if (form != Form::Unknown) {
      // A wrong check character alone proves nothing.
      if (form != Form::Doubtful)
        state(facts.cell(kWellFormed), Value::boolean(form == Form::WellFormed), code.origins);
      state(facts.cell(kDoubtful), Value::boolean(form == Form::Doubtful), code.origins);
    }
  }
  Titles titles(facts, identifiers);
  titles.describe(kFilings, who);
  titles.describe(kLicences, who);
}

}  // namespace hegui::derive
