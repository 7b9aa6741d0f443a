// The look of the HTML report: one style sheet, light and dark, that prints well and asks for nothing from outside.
#include "report/html_style.h"

namespace hegui::report {

std::string_view html_style() {
  return R"css(
:root { color-scheme: light dark; --ink: #1d2129; --soft: #667085; --line: #e3e6ec; --card: #fff; --page: #f6f7f9; --code: #f2f4f7;
  --critical: #b42318; --high: #d92d20; --medium: #b54708; --low: #175cd3; --good: #067647; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #98a2b3; --line: #2c323c; --card: #181c22; --page: #101318;
  --code: #21262e; --critical: #ff8a80; --high: #f97066; --medium: #fdb022; --low: #84adff; --good: #47cd89; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.65 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 0; }
a { color: inherit; } .soft { color: var(--soft); } .num { text-align: right; font-variant-numeric: tabular-nums; }
section, article, .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
section { margin-top: 2rem; }
article { border-left: .3rem solid var(--tone, var(--line)); margin: .9rem 0; }
.critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low { --tone: var(--low); }
.tag { color: var(--tone); font-weight: 600; margin-right: .5rem; }
.head { display: flex; gap: 1.25rem; align-items: center; }
.grade { flex: none; width: 3.6rem; height: 3.6rem; border-radius: 50%; display: grid; place-items: center; font-size: 1.7rem; font-weight: 700;
  border: .2rem solid currentColor; color: var(--soft); }
.A, .B { color: var(--good); } .C { color: var(--medium); } .D, .E, .F { color: var(--high); }
.points { font-size: 1.5rem; font-weight: 650; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 500; font-size: .85rem; } .scroll { overflow-x: auto; }
.bar { display: block; height: .55rem; min-width: 8rem; border-radius: .3rem; background: var(--line); overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--good); }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: .4rem; padding: .5rem .75rem; margin: .4rem 0; overflow-x: auto; white-space: pre; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--tone, var(--high)); }
ul { margin: .4rem 0; padding-left: 1.2rem; } .clauses { color: var(--soft); margin: .5rem 0 0; } .fix { margin: .35rem 0 0; }
.gain { color: var(--good); font-weight: 600; white-space: nowrap; }
details { margin: .75rem 0; } summary { cursor: pointer; font-weight: 600; }
@media print { body { background: none; } main { max-width: none; padding: 0; } article, section { break-inside: avoid; } }
)css";
}

}  // namespace hegui::report
