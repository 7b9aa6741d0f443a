// What became of the folders given: which of their files are the inputs, and which were passed over for what reason.
#include <fmt/format.h>

#include "report/text_page.h"

namespace hegui::report {
namespace {

struct Reason {
  std::string_view why, zh, en;
};

// In the order they are told.
constexpr Reason kReasons[] = {
    {"ignored", "被 .gitignore 忽略", "ignored by .gitignore"},
    {"build-output", "构建产物", "build output"},
    {"vendored", "第三方代码", "vendored"},
    {"tests", "测试", "tests"},
    {"other-platform", "其他平台", "other platform"},
    {"part", "库或部件", "library or part"},
    {"example", "示例", "example"},
    {"variant", "调试用变体", "debug variant"},
    {"unrelated", "不属于所找到的某一产品", "of no single product found"},
    {"hidden", "隐藏文件夹", "hidden"},
    {"link", "符号链接", "link"},
    {"other-thing", "不是清单", "not a manifest"},
    {"package", "源码旁的安装包（要检查请在命令行指名）",
     "package beside its sources (name it on the command line to judge it)"},
    {"other-notation", "同一描述的另一种格式", "the same in another notation"},
};

std::string_view reason(Language language, std::string_view why) {
  const auto* it = std::ranges::find(kReasons, why, &Reason::why);
  return it == std::end(kReasons) ? why : pick(language, it->zh, it->en);
}

// `2 ignored by .gitignore, 1 build output`
std::string counts(const TextPage& page, const result::Folder& folder) {
  std::string out;
  for (const Reason& each : kReasons) {
    const auto count = std::ranges::count(folder.left, each.why, &result::LeftOut::why);
    if (count == 0) continue;
    out += out.empty() ? "" : page.pick("、", ", ");
    out += page.chinese() ? fmt::format("{} {}", each.zh, count) : fmt::format("{} {}", count, each.en);
  }
  return out;
}

std::string summary(const TextPage& page, const result::Folder& folder) {
  const std::string path = utf8::printable(folder.path);
  const std::size_t taken = folder.taken.size();
  std::string out = page.chinese() ? fmt::format("{}：读取 {} 个文件", path, taken)
                                   : fmt::format("{}: {} file{} read", path, taken, taken == 1 ? "" : "s");
  if (folder.subjects > 1)
    out += page.chinese() ? fmt::format("，属于 {} 个产品，逐个评判", folder.subjects)
                          : fmt::format(" of {} products, each judged by itself", folder.subjects);
  if (folder.left.empty()) return out;
  out += page.pick("；未读取：", "; left out: ");
  out += counts(page, folder);
  if (!page.verbose()) out += page.pick("（-v 逐一列出）", " (-v lists them)");
  return out;
}

}  // namespace

void write_folders(TextPage& page) {
  for (const result::Folder& folder : page.run.folders) {
    page.out += "\n";
    page.wrapped(summary(page, folder), 0);
    if (!page.verbose()) continue;
    for (const std::string& taken : folder.taken) page.out += fmt::format("  + {}\n", utf8::printable(taken));
    for (const result::LeftOut& left : folder.left)
      page.out += fmt::format("  - {}  {}\n", utf8::printable(left.path),
                              page.paint(Colour::Dim, left.rule.empty() ? reason(page.options.language, left.why)
                                                                        : utf8::printable(left.rule)));
  }
}

}  // namespace hegui::report
