#include "report/diff.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/comment.h"
#include "report/diff_formats.h"
#include "report/diff_lines.h"
#include "report/escape.h"
#include "report/excerpt.h"
#include "report/layout.h"
#include "report/words.h"

namespace hegui::report {
namespace {

using result::Diff;
using result::SubjectDiff;

Colour colour_of(DiffLine::Mark mark) {
  switch (mark) {
    case DiffLine::Mark::Bad:
      return Colour::Red;
    case DiffLine::Mark::Good:
      return Colour::Green;
    case DiffLine::Mark::Added:
    case DiffLine::Mark::Gone:
    case DiffLine::Mark::Changed:
      return Colour::Cyan;
  }
  return Colour::Plain;
}

class TextDiff {
 public:
  TextDiff(const WriteOptions& options, std::string& out)
      : options_(options),
        out_(out),
        painter_(options.colour),
        width_(std::clamp<std::size_t>(options.width, 60, 200)) {}

  void write(const Diff& diff) {
    if (const std::string_view remark = policy_remark(diff, options_.language); !remark.empty())
      line(remark, Colour::Yellow);
    for (const SubjectDiff& subject : diff.subjects) {
      const DiffPage page = page_of(diff, subject, options_.language);
      line(utf8::printable(page.title), Colour::Bold);
      line("  " + page.score, Colour::Plain);
      if (!page.remark.empty()) line("  " + page.remark, Colour::Yellow);
      if (!subject.changed()) line(fmt::format("  {}", nothing_changed(options_.language)), Colour::Dim);
      if (options_.verbosity != Verbosity::Quiet)
        for (const DiffSection& section : page.sections) write(section);
      out_ += "\n";
    }
    issues(diff.after->issues);
    for (const result::Subject& subject : diff.after->subjects) issues(subject.issues);
    if (options_.gate == nullptr) return;
    line(pick(options_.language, options_.gate->line),
         options_.gate->exit_status == 0 ? Colour::Green : Colour::BoldRed);
  }

 private:
  void line(std::string_view text, Colour colour) { out_ += painter_.paint(colour, text) + "\n"; }

  void issues(const std::vector<Diagnostic>& all) {
    for (const Diagnostic& issue : all) append_diagnostic(out_, issue, width_, painter_, options_.language);
  }

  void write(const DiffSection& section) {
    out_ += "\n";
    line(section.title, Colour::Bold);
    for (const DiffLine& each : section.lines) {
      const std::vector<std::string> parts = wrap(utf8::printable(each.text), width_ - 4);
      for (std::size_t i = 0; i < parts.size(); ++i)
        out_ += (i == 0 ? "  " + painter_.paint(colour_of(each.mark), sign(each.mark)) + " " : std::string(4, ' ')) +
                parts[i] + "\n";
      if (!each.place.empty()) out_ += "    " + painter_.paint(Colour::Cyan, utf8::printable(each.place)) + "\n";
    }
  }

  const WriteOptions& options_;
  std::string& out_;
  const Painter painter_;
  const std::size_t width_;
};

void write_diff_markdown(const Diff& diff, const WriteOptions& options, std::string& out) {
  Comment comment(options.language, out);
  out += fmt::format("## hegui diff · {}\n", diff.after->as_of.to_string());
  if (const std::string_view remark = policy_remark(diff, options.language); !remark.empty())
    out += fmt::format("\n{}\n", remark);
  if (options.gate != nullptr)
    out += fmt::format("\n{} {}\n", options.gate->exit_status == 0 ? "✅" : "❌",
                       markdown(pick(options.language, options.gate->line)));
  for (const SubjectDiff& subject : diff.subjects) {
    const DiffPage page = page_of(diff, subject, options.language);
    comment.part();
    out += fmt::format("\n### {}\n\n{}\n", markdown(page.title), markdown(page.score));
    if (!page.remark.empty()) out += fmt::format("\n{}\n", markdown(page.remark));
    if (!subject.changed()) out += fmt::format("\n{}\n", nothing_changed(options.language));
    for (const DiffSection& section : page.sections) {
      comment.part();
      out += fmt::format("\n#### {}\n\n", markdown(section.title));
      for (const DiffLine& line : section.lines) {
        if (&line != section.lines.data()) comment.part();
        out += fmt::format("- {} {}{}\n", markdown_code(sign(line.mark)), markdown(line.text),
                           line.place.empty() ? "" : " — " + markdown_code(line.place));
      }
    }
  }
  comment.finish();
}

}  // namespace

std::string_view policy_remark(const Diff& diff, Language language) {
  if (diff.same_policy) return {};
  return pick(language, "两次检查所用的规则不同，变化可能来自规则本身",
              "judged by different policies: a change may come from the policy");
}

std::string_view nothing_changed(Language language) { return pick(language, "没有变化", "nothing changed"); }

void write_diff(std::string_view format, const Diff& diff, const WriteOptions& options, std::string& out) {
  if (format == "text")
    TextDiff(options, out).write(diff);
  else if (format == "json")
    write_diff_json(diff, options, out);
  else if (format == "markdown")
    write_diff_markdown(diff, options, out);
  else if (format == "html")
    write_diff_html(diff, options, out);
  else
    find_writer(format)->write(*diff.after, options, out);
}

}  // namespace hegui::report
