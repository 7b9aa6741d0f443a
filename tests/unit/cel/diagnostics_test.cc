// Every diagnostic of parsing and checking, with its exact text: the code, the smallest wrong part, and what was meant.
#include <gtest/gtest.h>

#include "run.h"

namespace hegui::cel::test {
namespace {

using value::TypePool;
using value::Value;

struct Case {
  std::string_view text, said;
};

constexpr Case kCases[] = {
    {R"x(app.taget_sdk > 3)x",
     R"x(test:1:5: error[HG2101]: unknown name `app.taget_sdk`; did you mean `app.target_sdk`?
  1 | app.taget_sdk > 3
    |     ^^^^^^^^^
)x"},
    {R"x(ap.target_sdk > 3)x",
     R"x(test:1:1: error[HG2101]: unknown name `ap.target_sdk`; did you mean `app.target_sdk`?
  1 | ap.target_sdk > 3
    | ^^
)x"},
    {R"x(app.name.startWith('a'))x",
     R"x(test:1:10: error[HG2102]: unknown function `startWith`; did you mean `startsWith`?
  1 | app.name.startWith('a')
    |          ^^^^^^^^^
)x"},
    {R"x(foo)x",
     R"x(test:1:1: error[HG2101]: unknown name `foo`
  1 | foo
    | ^^^
)x"},
    {R"x(foo.bar.baz == 1)x",
     R"x(test:1:1: error[HG2101]: unknown name `foo`
  1 | foo.bar.baz == 1
    | ^^^
)x"},
    {R"x(it.purpos == '')x",
     R"x(test:1:4: error[HG2104]: `permissions[]` has no field `purpos`; did you mean `purpose`?
  1 | it.purpos == ''
    |    ^^^^^^
)x"},
    {R"x(it.name.size > 3)x",
     R"x(test:1:9: error[HG2105]: string has no fields, so no `size`
  1 | it.name.size > 3
    |         ^^^^
  help: call it: `size()`
)x"},
    {R"x(subject.kind == 3)x",
     R"x(test:1:17: error[HG2103]: cannot compare string `==` int
  1 | subject.kind == 3
    |                 ^
)x"},
    {R"x(subject.kind > true)x",
     R"x(test:1:16: error[HG2103]: cannot compare string `>` bool
  1 | subject.kind > true
    |                ^^^^
)x"},
    {R"x(app.target_sdk + 'a' == 3)x",
     R"x(test:1:18: error[HG2103]: no `+` for int and string
  1 | app.target_sdk + 'a' == 3
    |                  ^^^
)x"},
    {R"x(app.target_sdk)x",
     R"x(test:1:1: error[HG2106]: the condition must give bool, found int
  1 | app.target_sdk
    | ^^^^^^^^^^^^^^
)x"},
    {R"x(!app.name)x",
     R"x(test:1:2: error[HG2103]: no `!` for string
  1 | !app.name
    |  ^^^^^^^^
)x"},
    {R"x(app.name && true)x",
     R"x(test:1:1: error[HG2106]: an operand of `&&` must give bool, found string
  1 | app.name && true
    | ^^^^^^^^
)x"},
    {R"x(permissions.all(p, p.name))x",
     R"x(test:1:20: error[HG2106]: the predicate of all() must give bool, found string
  1 | permissions.all(p, p.name)
    |                    ^^^^^^
)x"},
    {R"x(permissions.any(p, p.sensitive))x",
     R"x(test:1:13: error[HG2102]: unknown function `any`
  1 | permissions.any(p, p.sensitive)
    |             ^^^
)x"},
    {R"x(app.name.all(c, c == 'a'))x",
     R"x(test:1:1: error[HG2108]: all() goes over a list or map, found string
  1 | app.name.all(c, c == 'a')
    | ^^^^^^^^
)x"},
    {R"x(permissions.exists(p.x, true))x",
     R"x(test:1:20: error[HG2009]: expected the name of a variable here
  1 | permissions.exists(p.x, true)
    |                    ^^^
  help: as in `list.all(item, item > 0)`
)x"},
    {R"x(app.name.startsWith(3))x",
     R"x(test:1:21: error[HG2103]: expected string.startsWith(string), found string.startsWith(int)
  1 | app.name.startsWith(3)
    |                     ^
)x"},
    {R"x(startsWith(app.name, 'a'))x",
     R"x(test:1:1: error[HG2102]: `startsWith` is a member: write `value.startsWith(…)`
  1 | startsWith(app.name, 'a')
    | ^^^^^^^^^^
)x"},
    {R"x(app.name.size('a') > 1)x",
     R"x(test:1:10: error[HG2103]: expected string.size() or bytes.size() or list(dyn).size() or map(dyn, dyn).size(), found string.size(string)
  1 | app.name.size('a') > 1
    |          ^^^^
)x"},
    {R"x(app.name.matches('('))x",
     R"x(test:1:18: error[HG2110]: no regular expression: missing ): (
  1 | app.name.matches('(')
    |                  ^^^
)x"},
    {R"x(size(3) > 1)x",
     R"x(test:1:6: error[HG2103]: expected size(string) or size(bytes) or size(list(dyn)) or size(map(dyn, dyn)), found size(int)
  1 | size(3) > 1
    |      ^
)x"},
    {R"x(app.target_sdk in 'abc')x",
     R"x(test:1:19: error[HG2103]: no `in` for int and string
  1 | app.target_sdk in 'abc'
    |                   ^^^^^
)x"},
    {R"x(true ? 1 : 'a')x",
     R"x(test:1:12: error[HG2109]: both branches of `?:` must have one type: the first is int, this is string
  1 | true ? 1 : 'a'
    |            ^^^
)x"},
    {R"x(app.name = 'a')x",
     R"x(test:1:10: error[HG2001]: unexpected character `=`
  1 | app.name = 'a'
    |          ^
  help: write `==` to compare
)x"},
    {R"x(app.name == 'a)x",
     R"x(test:1:13: error[HG2002]: this string is not closed
  1 | app.name == 'a
    |             ^
  help: end it with '
)x"},
    {R"x(app.name == 'a\q')x",
     R"x(test:1:15: error[HG2003]: `\q` is no escape sequence
  1 | app.name == 'a\q'
    |               ^^
  help: write a backslash as `\\`, or put `r` before the string
)x"},
    {R"x(1 +)x",
     R"x(test:1:4: error[HG2005]: expected a value, found the end of the condition
  1 | 1 +
    |    ^
)x"},
    {R"x((1 + 2)x",
     R"x(test:1:7: error[HG2005]: expected `)`, found the end of the condition
  1 | (1 + 2
    |       ^
)x"},
    {R"x([1, 2)x",
     R"x(test:1:6: error[HG2005]: expected `,` or `]`, found the end of the condition
  1 | [1, 2
    |      ^
)x"},
    {R"x({'a' 1})x",
     R"x(test:1:6: error[HG2005]: expected `:` after the key, found a number
  1 | {'a' 1}
    |      ^
)x"},
    {R"x({1.5: 2} == {})x",
     R"x(test:1:2: error[HG2107]: a key must be bool, int, uint or string, found double
  1 | {1.5: 2} == {}
    |  ^^^
)x"},
    {R"x(if == 2)x",
     R"x(test:1:1: error[HG2010]: `if` is a reserved word and cannot be a name
  1 | if == 2
    | ^^
)x"},
    {R"x(a & b)x",
     R"x(test:1:3: error[HG2001]: unexpected character `&`
  1 | a & b
    |   ^
  help: write `&&`
)x"},
    {R"x(app.name == "中文" && 字段)x",
     R"x(test:1:21: error[HG2001]: unexpected character `字`
  1 | app.name == "中文" && 字段
    |                       ^^
)x"},
    {R"x(has(app))x",
     R"x(test:1:5: error[HG2009]: has() asks for one field of a value
  1 | has(app)
    |     ^^^
  help: write `has(value.field)`
)x"},
    {R"x(has(app.nam))x",
     R"x(test:1:9: error[HG2101]: unknown name `app.nam`; did you mean `app.name`?
  1 | has(app.nam)
    |         ^^^
)x"},
    {R"x(TestAll{a: 1} == 2)x",
     R"x(test:1:1: error[HG2012]: messages are no part of conditions
  1 | TestAll{a: 1} == 2
    | ^^^^^^^
  help: write a map: `{'key': value}`
)x"},
    {R"x(99999999999999999999 > 1)x",
     R"x(test:1:1: error[HG2004]: this number does not fit 64 bits
  1 | 99999999999999999999 > 1
    | ^^^^^^^^^^^^^^^^^^^^
)x"},
    {R"x(0x > 1)x",
     R"x(test:1:1: error[HG2004]: `0x` is not a number
  1 | 0x > 1
    | ^^
)x"},
    {R"x(1.2.3 == 1)x",
     R"x(test:1:4: error[HG2005]: expected an operator or the end, found a number
  1 | 1.2.3 == 1
    |    ^^
)x"},
    {R"x(app.name.substring(1, 'a') == '')x",
     R"x(test:1:23: error[HG2103]: expected string.substring(int) or string.substring(int, int), found string.substring(int, string)
  1 | app.name.substring(1, 'a') == ''
    |                       ^^^
)x"},
    {R"x(permissions[0].nam == '')x",
     R"x(test:1:16: error[HG2104]: `permissions[]` has no field `nam`; did you mean `name`?
  1 | permissions[0].nam == ''
    |                ^^^
)x"},
    {R"x(permissions['a'].name == '')x",
     R"x(test:1:13: error[HG2103]: cannot look up string in list(permissions[])
  1 | permissions['a'].name == ''
    |             ^^^
)x"},
    {R"x(as_of > '2023-01-01')x",
     R"x(test:1:9: error[HG2103]: cannot compare timestamp `>` string
  1 | as_of > '2023-01-01'
    |         ^^^^^^^^^^^^
)x"},
    {R"x(as_of - duration('1d') > as_of)x",
     R"x(test:1:18: error[HG2112]: the string is no duration
  1 | as_of - duration('1d') > as_of
    |                  ^^^^
  help: write it in h, m, s, as `36h` or `1h30m`
)x"},
    {R"x(timestamp('2023-13-01T00:00:00Z') < as_of)x",
     R"x(test:1:11: error[HG2112]: the string is no timestamp
  1 | timestamp('2023-13-01T00:00:00Z') < as_of
    |           ^^^^^^^^^^^^^^^^^^^^^^
  help: write it as `2025-01-31T00:00:00Z`
)x"},
    {R"x(unknwn(3))x",
     R"x(test:1:1: error[HG2102]: unknown function `unknwn`
  1 | unknwn(3)
    | ^^^^^^
)x"},
    {R"x(app.name.contains('a', 'b'))x",
     R"x(test:1:10: error[HG2103]: expected string.contains(string), found string.contains(string, string)
  1 | app.name.contains('a', 'b')
    |          ^^^^^^^^
)x"},
    {R"x(math.gretest(1,2) > 1)x",
     R"x(test:1:6: error[HG2102]: unknown function `math.gretest`; did you mean `math.greatest`?
  1 | math.gretest(1,2) > 1
    |      ^^^^^^^
)x"},
    {R"x([?1] == [1])x",
     R"x(test:1:3: error[HG2109]: a member written with `?` must be optional, found int
  1 | [?1] == [1]
    |   ^
)x"},
    {R"x(permissions.filter(p, p.sensitive).size() > 'a')x",
     R"x(test:1:45: error[HG2103]: cannot compare int `>` string
  1 | permissions.filter(p, p.sensitive).size() > 'a'
    |                                             ^^^
)x"},
    {R"x(permissions.all(p, p.purpose != "" && p.nme == 'x'))x",
     R"x(test:1:41: error[HG2104]: `permissions[]` has no field `nme`; did you mean `name`?
  1 | permissions.all(p, p.purpose != "" && p.nme == 'x')
    |                                         ^^^
)x"},
    {R"x(-app.name == 'a')x",
     R"x(test:1:2: error[HG2103]: no `-` for string
  1 | -app.name == 'a'
    |  ^^^^^^^^
)x"},
    {R"x(in)x",
     R"x(test:1:1: error[HG2005]: expected a value, found `in`
  1 | in
    | ^^
)x"},
};

TEST(Diagnostics, ExactText) {
  World world;
  const value::Type* item = world.types.record(
      "permissions[]",
      {{"name", TypePool::string(), 11}, {"purpose", TypePool::string(), 12}, {"sensitive", TypePool::boolean(), 13}});
  world.set("app.target_sdk", TypePool::integer(), Value::integer(1));
  world.set("app.name", TypePool::string(), Value::string(""));
  world.set("subject.kind", TypePool::string(), Value::string(""));
  world.set("permissions", world.types.list(item), world.list({}));
  world.set("it", item, Value::null());
  world.set("as_of", TypePool::timestamp(), Value::timestamp(0));
  for (const Case& c : kCases) EXPECT_EQ(world.diagnose(c.text, TypePool::boolean()), c.said) << c.text;
}

TEST(Diagnostics, SwitchedOff) {
  World world;
  world.environment.extensions.strings = false;
  world.environment.extensions.math = false;
  EXPECT_EQ(world.run("'a'.charAt(0)"), "HG2111 1:5 `charAt` belongs to an extension that is switched off here");
  EXPECT_EQ(world.run("math.abs(1)"), "HG2111 1:6 `math.abs` belongs to an extension that is switched off here");
}

}  // namespace
}  // namespace hegui::cel::test
