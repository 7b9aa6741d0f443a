// SDKs first, which pass data on from the device, then the recipients the declaration names.
#include <fmt/format.h>

#include "paper/records.h"

namespace hegui::paper {
namespace {

using facts::Item;

// What an SDK of the kind gets in the usual configuration is a hint to whoever fills it in, not a statement.
Cell items_of(const Sources& sources, const Records& records, const Item& item) {
  Cell items = records.cell(item, "items");
  if (!items.gap) return items;
  const std::string usual = category_names(sources, records.texts(item, "categories"));
  return usual.empty() ? items : gap(fmt::format("{}{}", sources.pick("通常涉及：", "usually: "), usual));
}

// An SDK that is known to get nothing, or that the declaration lists under another name.
bool is_left_out(const Records& records, const Item& item) {
  if (records.flag(item, "declared")) return false;
  return !records.text(item, "declared_as").empty() ||
         (records.is_known(item, "categories") && records.texts(item, "categories").empty());
}

}  // namespace

Document shared(const Sources& sources) {
  Document document = begin(
      sources, std::string(sources.pick("与第三方共享个人信息清单", "Personal information shared with third parties")));
  for (const auto& [zh, en] : {std::pair{"第三方", "Third party"},
                               {"类型", "What it is"},
                               {"主体", "Company"},
                               {"共享的个人信息", "Information shared"},
                               {"目的", "Purpose"},
                               {"方式", "Method"},
                               {"联系方式或隐私政策", "Contact or privacy policy"}})
    document.columns.emplace_back(sources.pick(zh, en));
  const Records sdks(sources, "sdks"), sharing(sources, "sharing");
  std::size_t left_out = 0, undeclared = 0;
  for (const Item* item : sdks.items()) {
    if (is_left_out(sdks, *item)) {
      ++left_out;
      continue;
    }
    Cell name = sdks.cell(*item, "name");
    if (!name.gap && !sdks.flag(*item, "declared")) {
      ++undeclared;
      name.text += sources.pick("（代码或依赖中发现，申报未列）", " (found in code or dependencies, not declared)");
    }
    const vocab::SdkRow* known = sources.vocabulary.find_sdk(sdks.text(*item, "slug"));
    Cell policy = sdks.cell(*item, "policy_url");
    if (policy.gap && known != nullptr) policy.text = sources.vocabulary.text(known->privacy_url);
    document.rows.push_back({std::move(name),
                             {"SDK"},
                             sdks.cell(*item, "provider"),
                             items_of(sources, sdks, *item),
                             sdks.cell(*item, "purpose"),
                             {std::string(sources.pick("SDK 从设备直接收集", "collected on the device by the SDK"))},
                             std::move(policy)});
  }
  for (const Item* item : sharing.items()) {
    Cell recipient = sharing.cell(*item, "recipient");
    document.rows.push_back({recipient, sharing.cell(*item, "role"), recipient, sharing.cell(*item, "items"),
                             sharing.cell(*item, "purpose"), sharing.cell(*item, "method"),
                             sharing.cell(*item, "contact")});
  }
  if (document.rows.empty()) {
    if (sharing.state() == ListState::Empty)
      document.none = sources.pick("申报：不向第三方提供个人信息。", "Declared: nothing is shared with third parties.");
    else
      document.rows.emplace_back(document.columns.size(), gap());
  }
  if (sharing.state() == ListState::Unstated)
    document.notes.emplace_back(
        sources.pick("申报没有说明 SDK 以外的接收方：写入 [[sharing]]；没有的，写 sharing = []。",
                     "The declaration names no recipients beside SDKs: add [[sharing]], or state "
                     "sharing = [] where there are none."));
  if (left_out > 0)
    document.notes.push_back(
        sources.language == Language::Zh
            ? fmt::format("{} 个通常不获取个人信息或已以其他名称列出的 SDK 未重复列入。", left_out)
            : fmt::format(
                  "{} SDK{} that usually get{} no personal information, or stand here under another name, {} left out.",
                  left_out, left_out == 1 ? "" : "s", left_out == 1 ? "s" : "", left_out == 1 ? "is" : "are"));
  if (undeclared > 0)
    document.notes.emplace_back(
        sources.pick("发现而未申报的 SDK 须补入 [[sdks]]，或移除。",
                     "SDKs found and not declared have to be added under [[sdks]], or removed."));
  end(sources, document, "[[sdks]], [[sharing]]");
  return document;
}

}  // namespace hegui::paper
