#include "paper/records.h"

namespace hegui::paper {

Document collected(const Sources& sources) {
  Document document = begin(sources, std::string(sources.pick("已收集个人信息清单", "Collected personal information")));
  for (const auto& [zh, en] : {std::pair{"个人信息", "Information"},
                               {"类别", "Category"},
                               {"敏感个人信息", "Sensitive"},
                               {"处理目的", "Purpose"},
                               {"业务功能", "Function"},
                               {"收集方式", "Method"},
                               {"收集频率", "Frequency"},
                               {"保存期限", "Kept for"},
                               {"合法性基础", "Legal ground"}})
    document.columns.emplace_back(sources.pick(zh, en));
  const Records records(sources, "collection");
  std::size_t undeclared = 0;
  for (const facts::Item* item : records.items()) {
    Cell name = records.cell(*item, "item");
    if (!name.gap && !records.flag(*item, "declared")) {
      ++undeclared;
      name.text +=
          sources.pick("（清单或接口中发现，申报未列）", " (found in a manifest or service description, not declared)");
    }
    Cell category = records.cell(*item, "category");
    // Where a known category decides it, nobody has to say so.
    Cell sensitive = records.cell(*item, "sensitive");
    const vocab::CategoryRow* row = sources.vocabulary.find_category(records.text(*item, "category"));
    if (sensitive.gap && row != nullptr && row->sensitive != vocab::Sensitivity::Conditional)
      sensitive = {std::string(row->sensitive == vocab::Sensitivity::Yes ? sources.pick("是", "yes")
                                                                         : sources.pick("否", "no"))};
    document.rows.push_back({std::move(name), std::move(category), std::move(sensitive), records.cell(*item, "purpose"),
                             records.cell(*item, "feature"), records.cell(*item, "method"),
                             records.cell(*item, "frequency"), records.cell(*item, "retention_days"),
                             records.cell(*item, "basis")});
  }
  if (document.rows.empty()) {
    document.none = records.state() == ListState::Empty
                        ? sources.pick("申报：不收集个人信息。", "Declared: no personal information is collected.")
                        : "";
    if (document.none.empty()) document.rows.emplace_back(document.columns.size(), gap());
  }
  if (undeclared > 0)
    document.notes.emplace_back(sources.pick("申报未列的信息须补入 [[collection]]，或停止收集。",
                                             "What is not declared has to be added under [[collection]], or no longer "
                                             "collected."));
  end(sources, document, "[[collection]]");
  return document;
}

}  // namespace hegui::paper
