#include "generate.h"

namespace hegui::cel::test {

Agreement judge_both_ways(const std::string& text, World& facts) {
  const Source source("test", text);
  Checked<Ast> parsed = parse(source, Span{&source, 0, static_cast<std::uint32_t>(text.size())});
  if (!parsed) return {"parsed", parsed.issues[0].message};
  Checked<Ast> checked = check(std::move(*parsed.value), facts.environment, TypePool::boolean());
  if (!checked) return {"checked", checked.issues[0].message};
  image::Writer writer;
  const ProgramRef program = plan(*checked.value, writer);
  const std::string image = writer.finish();
  facts.scratch.reset();
  std::string planned = print(evaluate(view(image::View(image), program), facts.slots, facts.scratch));
  return {std::move(planned), print(TreeWalk(*checked.value, facts.slots, facts.scratch).run())};
}

}  // namespace hegui::cel::test
