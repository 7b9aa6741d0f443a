#include <fmt/format.h>

#include "paper/records.h"

namespace hegui::paper {

Document permissions(const Sources& sources) {
  Document document = begin(sources, std::string(sources.pick("权限申请目的表", "Permissions and their purposes")));
  for (const auto& [zh, en] : {std::pair{"权限", "Permission"},
                               {"名称", "What it gives"},
                               {"平台", "Platform"},
                               {"申请目的", "Purpose"},
                               {"业务功能", "Function"},
                               {"申请时机", "Asked for"},
                               {"拒绝后能否使用", "Works without it"},
                               {"可获取的个人信息", "Personal information it opens"}})
    document.columns.emplace_back(sources.pick(zh, en));
  const Records records(sources, "permissions");
  std::size_t harmless = 0;
  for (const facts::Item* item : records.items()) {
    // A permission the system grants by itself, opening nothing, needs no explanation to anybody.
    if (records.is_known(*item, "sensitive") && !records.flag(*item, "sensitive") && !records.flag(*item, "declared")) {
      ++harmless;
      continue;
    }
    Cell works = records.cell(*item, "mandatory");
    if (!works.gap)
      works.text = records.flag(*item, "mandatory") ? sources.pick("否", "no") : sources.pick("是", "yes");
    document.rows.push_back({records.cell(*item, "name"), records.optional(*item, "title"),
                             records.optional(*item, "platform"), records.cell(*item, "purpose"),
                             records.cell(*item, "feature"), records.cell(*item, "requested_at"), std::move(works),
                             records.optional(*item, "categories")});
  }
  if (document.rows.empty())
    document.none = records.state() == ListState::Unstated
                        ? sources.pick("没有一份输入列出权限：请给出清单或安装包。",
                                       "No input lists permissions: give a manifest or package.")
                        : sources.pick("没有需要说明目的的权限。", "No permission needs an explanation.");
  if (harmless > 0)
    document.notes.push_back(
        sources.language == Language::Zh
            ? fmt::format("另有 {} 项无需用户授权且不涉及个人信息的权限未列入。", harmless)
            : fmt::format("{} that nobody has to grant and that open no personal information {} left out.",
                          harmless == 1 ? "1 permission" : fmt::format("{} permissions", harmless),
                          harmless == 1 ? "is" : "are"));
  end(sources, document, "[[permissions]]");
  return document;
}

}  // namespace hegui::paper
