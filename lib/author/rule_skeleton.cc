#include "author/rule_skeleton.h"

#include <fmt/format.h>

namespace hegui::author {

std::string pack_skeleton(std::string_view id) {
  return fmt::format(
      "[pack]\n"
      "id = \"{}\"\n"
      "title = {{ zh = \"自有规则\", en = \"Own rules\" }}\n"
      "version = \"1\"\n"
      "order = 5\n",
      id);
}

std::string rule_skeleton(std::string_view id, std::string_view name, std::string_view clause) {
  std::string out = fmt::format(
      "# 示例规则：改成你的条件。An example: make the conditions yours. `hegui facts PATH` shows the facts of a "
      "product,\n"
      "# `hegui schema facts` all there are; then `hegui policy check DIR` and `hegui policy test DIR --uncovered`.\n"
      "[[rule]]\n"
      "id       = \"{}\"  # never reused\n"
      "name     = \"{}\"  # says the defect, not the remedy\n"
      "severity = \"medium\"  # critical, high, medium or low; at most medium while basis is k\n"
      "basis    = \"k\"  # v: the text was read, p: in part, k: from knowledge\n"
      "clauses  = [\"{}\"]  # `hegui clauses` lists them\n",
      id, name, clause);
  out +=
      "# What the product is, never what is judged. Not true: the rule does not apply.\n"
      "applies  = '''subject.kind == \"app\"'''\n"
      "# For each of a list: `each = '''permissions'''`, `where = '''it.sensitive'''`, and `it` in require and "
      "message.\n"
      "require  = '''policy.present'''\n"
      "title    = { zh = \"没有隐私政策\", en = \"No privacy policy\" }\n"
      "message  = { zh = \"{subject.name} 没有隐私政策\", en = \"{subject.name} has no privacy policy\" }\n"
      "fix      = { zh = \"制定并公开隐私政策，再将 policy.present 设为 true\", en = \"Publish one, then set "
      "policy.present to true\" }\n"
      "why      = { zh = \"用户有权知道自己的信息如何被使用。\", en = \"Users may know how their information is "
      "used.\" }\n"
      "\n"
      "# Facts stand here as the rule sees them. What is not stated is unknown; `absent` names what could be stated "
      "and is not.\n"
      "[[rule.example]]\n"
      "expect = \"pass\"\n"
      "facts.subject.kind = \"app\"\n"
      "facts.policy.present = true\n"
      "\n"
      "[[rule.example]]\n"
      "expect = \"fail\"\n"
      "facts.subject.kind = \"app\"\n"
      "facts.policy.present = false\n"
      "\n"
      "[[rule.example]]\n"
      "expect = \"unknown\"\n"
      "facts.subject.kind = \"app\"\n"
      "absent = [\"policy.present\"]\n"
      "\n"
      "[[rule.example]]\n"
      "expect = \"not-applicable\"\n"
      "facts.subject.kind = \"website\"\n";
  return out;
}

}  // namespace hegui::author
