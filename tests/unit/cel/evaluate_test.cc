// What conditions give: tables of text and value, over facts as rules see them.
#include <gtest/gtest.h>

#include "run.h"

namespace hegui::cel::test {
namespace {

using value::TypePool;
using value::Value;

// A subject as policy declares it: dotted names, a list of records with a field that is known, absent or unknown.
class Facts : public World {
 public:
  Facts() {
    item = types.record("permissions[]", {{"name", TypePool::string(), 11},
                                          {"purpose", TypePool::string(), 12},
                                          {"sensitive", TypePool::boolean(), 13}});
    set("subject.kind", TypePool::string(), Value::string("app"));
    set("android.target_sdk", TypePool::integer(), Value::integer(33));
    set("subject.channels", types.list(TypePool::string()), list({Value::string("huawei"), Value::string("xiaomi")}));
    set("permissions", types.list(item),
        list({record(item, {Value::string("CAMERA"), Value::string("scan"), Value::boolean(true)}),
              record(item, {Value::string("CONTACTS"), unknown({12}, true), Value::boolean(true)}),
              record(item, {Value::string("VIBRATE"), unknown({12}), Value::boolean(false)})}));
    set("as_of", TypePool::timestamp(), Value::timestamp(1'700'000'000));
    set("missing.absent", TypePool::string(), unknown({6}, true));
    set("missing.unknown", TypePool::boolean(), unknown({7}));
    set("open", types.list(TypePool::integer()), list({Value::integer(1), Value::integer(2)}, true));
  }
  const value::Type* item = nullptr;
};

struct Case {
  std::string_view text, value;
};

void expect_all(std::span<const Case> cases) {
  Facts facts;
  for (const Case& c : cases) EXPECT_EQ(facts.run(c.text), c.value) << c.text;
}

TEST(Evaluate, ReadsFacts) {
  constexpr Case kCases[] = {
      {"subject.kind == 'app'", "true"},
      {"subject.kind.startsWith('a') && android.target_sdk >= 30", "true"},
      {"'huawei' in subject.channels", "true"},
      {"subject.kind in ['web', 'app']", "true"},
      {"size(subject.channels) == 2 ? 'two' : 'other'", "'two'"},
      {"permissions.all(p, p.name != '')", "true"},
      {"permissions.exists(p, p.sensitive && p.name == 'CONTACTS')", "true"},
      {"permissions.filter(p, p.sensitive).map(p, p.name)", "['CAMERA', 'CONTACTS']"},
      {"permissions[0].purpose", "'scan'"},
      {"as_of > timestamp('2023-01-01T00:00:00Z') + duration('24h')", "true"},
      {"as_of.getFullYear()", "2023"},
      {"subject.kind.matches('^a.*p$')", "true"},
      {"1 + 2 * 3", "7"},
      {"{'a': 1}.a", "1"},
  };
  expect_all(kCases);
}

TEST(Evaluate, TellsAbsentFromUnknown) {
  constexpr Case kCases[] = {
      {"has(subject.kind)", "true"},
      {"has(missing.absent)", "false"},
      {"has(missing.unknown)", "unknown[7]"},
      {"missing.absent == ''", "unknown[6]"},
      {"has(missing.absent) && missing.absent != ''", "false"},
      {"missing.unknown || subject.kind == 'app'", "true"},
      {"missing.unknown && missing.absent == 'x'", "unknown[6, 7]"},
      {"permissions.all(p, has(p.purpose))", "false"},
      {"permissions.filter(p, p.name == 'VIBRATE').all(p, has(p.purpose))", "unknown[12]"},
      {"permissions.exists(p, p.purpose == 'none')", "unknown[12]"},
      {"open.exists(x, x == 1)", "true"},
      {"open.exists(x, x == 3)", "unknown[8]"},
      {"open.all(x, x > 1)", "false"},
      {"open.all(x, x > 0)", "unknown[8]"},
      {"size(open) > 1", "unknown[8]"},
  };
  expect_all(kCases);
}

}  // namespace
}  // namespace hegui::cel::test
