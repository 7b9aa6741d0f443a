#include "report/explain/codes.h"

#include "codes/codes.h"

namespace hegui::report::explain {

bool write_code(Sheet& sheet, std::string_view word) {
  const codes::Row* row = codes::find(word);
  if (row == nullptr) return false;
  const World& world = sheet.world;
  sheet.head(Code{row->number}.to_string(), {}, world.say("诊断信息的编号", "a code of diagnostics"));
  sheet.plain(world.say(row->title.zh, row->title.en));
  sheet.paragraph(world.say("怎么办", "What to do"), world.say(row->step.zh, row->step.en));
  return true;
}

}  // namespace hegui::report::explain
