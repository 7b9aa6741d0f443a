// One style sheet: light and dark, narrow and wide, and paper. Colours stand once, as variables; a test computes their
// contrast.
#include "report/html/page.h"

namespace hegui::report {

std::string_view html_style() {
  return R"css(
:root { color-scheme: light dark; --ink: #1d2129; --soft: #545d6e; --line: #dde1e8; --edge: #7c8698; --card: #ffffff; --page: #f5f6f8;
  --code: #f0f2f5; --hit: #ffe3a3; --critical: #912018; --high: #c4261b; --medium: #a4460a; --low: #175cd3; --good: #067647; --may: #6fae93; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #a3adbd; --line: #2c323c; --edge: #707b8c; --card: #181c22;
  --page: #101318; --code: #22272f; --hit: #5c4708; --critical: #ff9d94; --high: #f97066; --medium: #fdb022; --low: #84adff; --good: #47cd89;
  --may: #2f7d57; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.65 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; } h2 { font-size: 1.3rem; line-height: 1.35; margin: 0; }
h3 { font-size: 1.1rem; margin: 2rem 0 .6rem; } h4 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0; } a { color: inherit; text-underline-offset: .2em; }
:focus-visible { outline: .15rem solid var(--low); outline-offset: .15rem; }
[hidden] { display: none !important; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); } .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low, .notice { --tone: var(--low); }
.A, .B, .passed { --tone: var(--good); } .C { --tone: var(--medium); } .D, .E, .F { --tone: var(--high); }
.tag { color: var(--tone); font-weight: 650; white-space: nowrap; }
.chip { display: inline-block; background: var(--tone, var(--soft)); color: var(--card); border-radius: .3rem; padding: 0 .5rem; font-size: .85rem;
  font-weight: 650; white-space: nowrap; }
.gain { color: var(--good); font-weight: 650; white-space: nowrap; }

.language { border: 0; margin: 0; padding: 0; display: flex; justify-content: flex-end; gap: .3rem; }
.language input { margin: 0 .1rem 0 .6rem; accent-color: var(--low); }
body:has(#show-zh:checked) .side[lang=en], body:has(#show-en:checked) .side[lang=zh-CN] { display: none; }

.top { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; justify-content: space-between; margin-bottom: 1rem; }
.gate { border: 1px solid var(--tone); border-left-width: .35rem; border-radius: .5rem; background: var(--card); padding: .5rem .9rem; margin: 0 0 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin-bottom: 1rem; } .two > * { margin: 0; min-width: 0; }
.numbers { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0 0 1rem; } .numbers .card { flex: 1 1 8rem; margin: 0; }
.numbers b { display: block; font-size: 1.45rem; line-height: 1.4; font-variant-numeric: tabular-nums; }

.subject { margin-top: 1.5rem; }
.head { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: center; } .head > div { flex: 1 1 18rem; min-width: 0; }
.gauge { flex: none; width: 8rem; height: 8rem; } .gauge circle { fill: none; stroke-width: 11; transform: rotate(-90deg); transform-origin: center; }
.gauge .track { stroke: var(--line); } .gauge .met { stroke: var(--tone, var(--soft)); } .gauge .may { stroke: var(--edge); stroke-width: 4; }
.gauge text { text-anchor: middle; fill: var(--ink); } .gauge .letter { font-size: 38px; font-weight: 700; fill: var(--tone, var(--soft)); }
.gauge .of { font-size: 13px; }
.tallies { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: 0; margin: .4rem 0 0; } .tallies b { font-variant-numeric: tabular-nums; }
.jump { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .8rem 0 0; }

.filters { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; align-items: center; margin: 1.5rem 0 0; border: 1px solid var(--line); border-radius: .6rem;
  background: var(--card); padding: .6rem 1rem; }
.filters label { white-space: nowrap; } .filters input[type=checkbox] { accent-color: var(--low); margin: 0 .35rem 0 0; }
.search { flex: 1 1 16rem; display: flex; gap: .6rem; align-items: center; } .search input { flex: 1; min-width: 0; font: inherit; color: inherit;
  background: var(--page); border: 1px solid var(--edge); border-radius: .35rem; padding: .2rem .6rem; } .search output { color: var(--soft); white-space: nowrap; }
.side:has(input[name=critical]:not(:checked)) .rule.critical, .side:has(input[name=high]:not(:checked)) .rule.high,
.side:has(input[name=medium]:not(:checked)) .rule.medium, .side:has(input[name=low]:not(:checked)) .rule.low,
.side:has(input[name=notice]:not(:checked)) .rule.notice, .side:has(input[name=p0]:not(:checked)) .rule.p0,
.side:has(input[name=p1]:not(:checked)) .rule.p1, .side:has(input[name=p2]:not(:checked)) .rule.p2,
.side:has(input[name=p3]:not(:checked)) .rule.p3, .side:has(input[name=p4]:not(:checked)) .rule.p4,
.side:has(input[name=p5]:not(:checked)) .rule.p5, .side:has(input[name=p6]:not(:checked)) .rule.p6,
.side:has(input[name=p7]:not(:checked)) .rule.p7 { display: none; }

article { background: var(--card); border: 1px solid var(--line); border-left: .35rem solid var(--tone, var(--line)); border-radius: .6rem;
  padding: .8rem 1.1rem; margin: 0 0 .8rem; }
article header { display: flex; flex-wrap: wrap; gap: .15rem .7rem; align-items: baseline; }
article .gain { margin-left: auto; } article ul { margin: .5rem 0; padding-left: 1.2rem; } article li + li { margin-top: .35rem; }
.why { color: var(--soft); } .clauses { color: var(--soft); font-size: .93em; }
.fix { border-top: 1px solid var(--line); margin: .6rem 0 0; padding-top: .5rem; }
code, pre { font: .87em/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; } code { color: var(--soft); }
pre { background: var(--code); border-radius: .4rem; padding: .35rem .75rem; margin: .25rem 0 .5rem; white-space: pre-wrap; }
pre .line { color: var(--soft); user-select: none; } mark { background: var(--hit); color: inherit; border-bottom: 2px solid var(--tone, var(--high)); }

table { border-collapse: collapse; width: 100%; } .scroll { overflow-x: auto; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } tr:last-child td { border-bottom: 0; }
th { color: var(--soft); font-weight: 550; font-size: .87rem; white-space: nowrap; } th.num { text-align: right; }
td.bars { width: 34%; min-width: 6rem; vertical-align: middle; } .stacked td { min-width: 9rem; } .stacked td:nth-child(3) { min-width: 15rem; } td p { margin: 0; } td p + p { margin-top: .3rem; }
.bar { display: block; width: 100%; height: .6rem; border-radius: .3rem; } .bar .track { fill: var(--line); }
.met { fill: var(--good); } .may { fill: var(--may); } .failed { fill: var(--high); }
.columns { display: block; width: 100%; max-width: 36rem; height: auto; } .columns text { text-anchor: middle; fill: var(--soft); font-size: 12px; } .columns line { stroke: var(--edge); }
.before { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
.key { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; color: var(--soft); font-size: .87rem; margin: .4rem 0 0; }
.key svg { width: .8rem; height: .8rem; vertical-align: -.08rem; margin-right: .35rem; }
details { margin: .75rem 0; } summary { cursor: pointer; font-weight: 600; padding: .2rem 0; } .plain { padding-left: 1.2rem; margin: .4rem 0; }
.plain li { margin: .15rem 0; } pre + div { margin-top: .3rem; }
.changes { list-style: none; padding: 0; margin: .3rem 0; } .changes b { display: inline-block; width: 1.4em; color: var(--low); }
.bad b, p.bad { color: var(--high); } .good b, p.good { color: var(--good); }

@media (max-width: 42rem) { main { padding: .75rem .75rem 3rem; } .card, article { padding: .75rem .85rem; } .head { gap: .75rem; } .gauge { width: 6.5rem; height: 6.5rem; }
  .head > div { flex-basis: 12rem; } .wide { display: none; } th, td { padding: .3rem .35rem; } td.bars { width: 26%; min-width: 4rem; }
  article ul { padding-left: 1rem; } .stacked thead { display: none; } .stacked tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .stacked tr:last-child { border-bottom: 0; } .stacked td { display: block; border: 0; padding: .15rem 0; }
  .chart, .chart thead, .chart tbody { display: block; } .chart tr { display: grid; grid-template-columns: minmax(0, 1fr) repeat(3, 3.6rem);
  align-items: center; border-bottom: 1px solid var(--line); } .chart th, .chart td { border: 0; } .chart td:first-child { grid-column: 1 / -1; padding-bottom: 0; }
  .chart th:nth-child(2) { display: none; } .chart td.bars { width: auto; } }
@media print { @page { size: A4; margin: 14mm 12mm; } html { font-size: 12px; } body { background: none; font-size: 9pt; line-height: 1.5; } main { max-width: none; padding: 0; }
  .language, .filters, .jump { display: none; } .card, article { border-color: var(--edge); } article { border-left-color: var(--tone, var(--edge)); } .subject + .subject { break-before: page; }
  h2, h3, h4, summary, article header { break-after: avoid; } tr, li, pre, .head, .two > *, .fix, .gate { break-inside: avoid; } article { padding: .5rem .8rem; margin-bottom: .5rem; }
  .card { padding: .6rem .8rem; } h3 { margin-top: 1.2rem; } .plain { columns: 2; font-size: 8pt; } .gauge { width: 7rem; height: 7rem; }
  .scroll { overflow: visible; } svg, .chip, mark, pre { print-color-adjust: exact; } details::details-content { content-visibility: visible; height: auto; } }
)css";
}

}  // namespace hegui::report
