// The words policies are about: platform permissions, categories of personal information, app types with what they
// need, known third-party SDKs, and texts that tell a purpose. A view of the same image the policy stands in; nothing
// is parsed here, `compile/vocabulary.h` makes the rows.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/image.h"
#include "vocab/local_text.h"

namespace hegui::vocab {

// Numbers of the sections this library owns in an image.
enum Section : std::uint32_t {
  kPermissionSection = 100,
  kCategorySection,
  kItemSection,
  kAppTypeSection,
  kConditionalItemSection,
  kTextSection,  // image::Text, lists of strings
  kSdkSection,
  kSdkMarkSection,
  kIdentifierSection,
  kProvinceSection,
  kServiceSection,
  kPurposeSection,
  kFieldSection,
  kFieldRulesSection,
  kSensitiveApiSection,
  kSecretSection,
};

// Whether something is sensitive personal information: according to content or use where Conditional.
enum class Sensitivity : std::uint32_t { No, Conditional, Yes };

// A permission of a platform, ordered by platform and name.
struct PermissionRow {
  image::Text platform;  // android, ios, harmonyos, wechat, quick-app
  image::Text name;      // as it stands in a manifest
  image::Text kind;      // how the platform grants it: dangerous, special, user_grant, usage-description …
  image::Text group, level, since, risk, verified;
  LocalText title, advice;
  image::Range categories;  // kTextSection: slugs of categories
  Sensitivity sensitive = Sensitivity::No;
  std::uint32_t prefix = 0;  // 1: `name` begins the names of a family
};

struct CategoryRow {
  image::Text slug, standard_class;
  LocalText title;
  image::Text opinions_group;  // identity, location, contact, communication, consumption, other
  Sensitivity sensitive = Sensitivity::No;
};

// An item of personal information as the lists of necessary information name it.
struct ItemRow {
  image::Text slug, category;
  LocalText title;
  image::Range words;  // kTextSection: what declarations call it; a word may stand for several items
  Sensitivity sensitive = Sensitivity::No;
};

// An item that is necessary only in a case.
struct ConditionalItemRow {
  image::Text item;
  LocalText when;
};

struct AppTypeRow {
  image::Text slug;
  LocalText title, basic_function;
  image::Text words, verified;    // the list of the provision in its own words, Chinese
  image::Range necessary;         // kTextSection: slugs of items every user must give
  image::Range conditional;       // kConditionalItemSection
  image::Range permission_hints;  // kTextSection: kinds of permission that can serve the list
  std::uint32_t number = 0;       // 1 to 39
};

struct SdkRow {
  image::Text slug, kind, parent, privacy_url, confidence;
  LocalText title, provider;
  image::Range categories, permissions;  // kTextSection
  std::uint32_t tracker = 0, domestic = 0;
};

// How an SDK is recognised. Class prefixes match whole segments; a weak one alone is a hint.
enum class MarkKind : std::uint32_t {
  ClassPrefix,
  WeakClassPrefix,
  NativeLibrary,
  Gradle,
  Pod,
  IosFramework,
  Npm,
  Ohpm,
  Pub,
  WechatPlugin
};

// Ordered by kind and value.
struct SdkMarkRow {
  MarkKind kind = MarkKind::ClassPrefix;
  std::uint32_t sdk = 0;
  image::Text value;
};

// How far a mismatch with an identifier's pattern can be trusted.
enum class Certainty : std::uint32_t { Uncertain, Observed, Certain };

// The form of an official number; identifier.h judges numbers by it.
struct IdentifierRow {
  image::Text slug, pattern;  // `pattern` is for the whole number, after normalisation
  image::Text check;          // name of the check digit's rule, or empty
  LocalText title, issuer;
  image::Range kinds;           // kTextSection: further words under which declarations name it
  image::Range valid, invalid;  // kTextSection: examples
  Certainty certainty = Certainty::Certain;
  std::uint32_t chinese = 0;                              // 1: blanks and full-width forms do not matter
  std::uint32_t loose = 0;                                // 1: many other words have this form too
  std::uint32_t min_length = 0, max_length = UINT32_MAX;  // bytes
};

struct ProvinceRow {
  image::Text division;                   // first two digits of division codes
  image::Text telecom_name, police_name;  // its abbreviation in numbers of the telecom and of the police authorities
  LocalText title;
};

// A service or function by which products differ in the titles they need.
struct ServiceRow {
  image::Text slug;
  image::Text key;  // the declaration's list it stands in: services or features
  LocalText title;
  image::Text telecom;         // class of the telecom catalogue, or empty
  image::Range words, titles;  // kTextSection: other names; kinds of filings and licences
};

// What a text that tells the purpose of a permission is worth.
enum class PurposeQuality : std::uint32_t {
  Missing,      // nothing is written
  Unresolved,   // a reference to a text that is not here
  Placeholder,  // it says nothing: a template left in place, a test text, the bare name, a mere request
  Vague,        // a better experience, related functions
  Fine,         // it names a function
  Plain,        // none of these: no function that is known here
};

// A class of such texts, in the order they are tried.
struct PurposeRow {
  image::Text slug;
  LocalText title;
  image::Range patterns,
      unless;                 // kTextSection: it is of the class when one of `patterns` matches and none of `unless`
  image::Range like, unlike;  // kTextSection: examples
  PurposeQuality quality = PurposeQuality::Plain;
  std::uint32_t order = 0;
};

// A kind of personal data by the names its fields carry in descriptions of services; field_names.h judges names by it.
struct FieldRow {
  image::Text slug, category, item;                           // slugs of a category and, where one fits, of an item
  image::Text sensitivity;                                    // high, medium, low
  image::Range zh, exact, tokens, exclude, context, formats;  // kTextSection
  std::uint32_t strong = 0;  // 1: the name says it alone; 0: only beside a word about a person
};

// What holds for names of all kinds; kTextSection, every word lower-case. An image has one row or none.
struct FieldRulesRow {
  image::Range flag_prefixes, tail_words, tail_exceptions, header_exclude;
  image::Range not_person_parents, system_parents, person_parents, machine_parents, wrappers;
};

// What a name in the code of a platform is.
enum class ApiKind : std::uint32_t {
  Method,     // Android: of a class in the tables of an executable
  Field,      // Android
  Text,       // Android: a string that code loads: an address of a content provider, an action, a file or a command
  Selector,   // iOS: class and method
  Function,   // iOS
  Interface,  // HarmonyOS: member of a module; WeChat: function of the global object
  Component,  // WeChat: element of a page
};

// An interface that opens personal information, or steers the device (category `control`). Ordered by slug.
struct SensitiveApiRow {
  image::Text slug, platform;
  image::Text owner, name;  // class (Android: as its descriptor) or module, and member; or the text
  image::Text argument;     // the string that makes a call this one; calls without it in the same code prove nothing
  image::Text kit;          // HarmonyOS: the kit that passes the module on
  image::Text verified;
  image::Range symbols, categories, permissions;  // kTextSection; the first category is the main one
  ApiKind kind = ApiKind::Method;
  std::uint32_t prefix = 0;  // 1: a text that begins with `name`
};

// A form by which keys and secrets are told; secret.h finds them.
struct SecretRow {
  image::Text slug, pattern;  // the first group of `pattern` is the secret, without a group all of it
  LocalText title;
  image::Range marks, unless, like, unlike;  // kTextSection: `pattern` needs one of `marks` in the text; a secret that
                                             // matches one of `unless` is none; examples
  std::uint32_t client = 0;                  // 1: some of this form are meant for clients
};

// The name of an SDK as people vary it: ASCII letters in small, without blanks, brackets, dashes and the word SDK.
std::string plain_sdk_name(std::string_view name);

// The patterns of a vocabulary's secrets, for secret.h.
class SecretForms;
std::shared_ptr<SecretForms> secret_forms();

class Vocabulary {
 public:
  explicit Vocabulary(image::View view);

  std::string_view text(image::Text text) const { return view_.text(text); }
  std::span<const PermissionRow> permissions() const { return permissions_; }
  std::span<const CategoryRow> categories() const { return categories_; }
  std::span<const ItemRow> items() const { return items_; }
  std::span<const AppTypeRow> app_types() const { return app_types_; }
  std::span<const SdkRow> sdks() const { return sdks_; }
  std::span<const SdkMarkRow> marks() const { return marks_; }
  std::span<const IdentifierRow> identifiers() const { return view_.rows<IdentifierRow>(kIdentifierSection); }
  std::span<const ProvinceRow> provinces() const { return view_.rows<ProvinceRow>(kProvinceSection); }
  std::span<const ServiceRow> services() const { return view_.rows<ServiceRow>(kServiceSection); }
  std::span<const PurposeRow> purposes() const { return view_.rows<PurposeRow>(kPurposeSection); }
  std::span<const FieldRow> fields() const { return view_.rows<FieldRow>(kFieldSection); }
  std::span<const FieldRulesRow> field_rules() const { return view_.rows<FieldRulesRow>(kFieldRulesSection); }
  std::span<const SensitiveApiRow> sensitive_apis() const { return view_.rows<SensitiveApiRow>(kSensitiveApiSection); }
  std::span<const SecretRow> secrets() const { return view_.rows<SecretRow>(kSecretSection); }
  SecretForms& secret_forms() const { return *secret_forms_; }  // shared by copies and threads
  // All marks of one kind, ordered by value.
  std::span<const SdkMarkRow> marks(MarkKind kind) const;
  std::span<const image::Text> texts(image::Range range) const { return view_.rows<image::Text>(kTextSection, range); }
  std::span<const ConditionalItemRow> conditional(const AppTypeRow& type) const {
    return view_.rows<ConditionalItemRow>(kConditionalItemSection, type.conditional);
  }

  // The permission with this very name, else the family it belongs to; null when it is not known.
  const PermissionRow* find_permission(std::string_view platform, std::string_view name) const;
  const CategoryRow* find_category(std::string_view slug) const;
  const ItemRow* find_item(std::string_view slug) const;
  const AppTypeRow* find_app_type(std::string_view slug) const;
  const SdkRow* find_sdk(std::string_view slug) const;
  // The SDK of this slug or this title in either language, or of the first name in a title where no other has it;
  // blanks, brackets, case and the word SDK do not matter.
  const SdkRow* find_sdk_named(std::string_view name) const;
  // The SDK that carries exactly this mark.
  const SdkRow* find_sdk(MarkKind kind, std::string_view value) const;
  // The SDK whose class prefix is the longest that covers `class_name`, dotted; null when none does.
  const SdkRow* find_sdk_of_class(MarkKind kind, std::string_view class_name) const;

 private:
  image::View view_;
  std::span<const PermissionRow> permissions_;
  std::span<const CategoryRow> categories_;
  std::span<const ItemRow> items_;
  std::span<const AppTypeRow> app_types_;
  std::span<const SdkRow> sdks_;
  std::span<const SdkMarkRow> marks_;
  std::shared_ptr<SecretForms> secret_forms_ = vocab::secret_forms();
};

}  // namespace hegui::vocab
