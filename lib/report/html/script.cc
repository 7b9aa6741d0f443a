// The script of the HTML reports. The page is whole without it.
#include "report/html/page.h"

namespace hegui::report {

std::string_view html_script() {
  return R"js(
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  for (const radio of all('.language input'))
    radio.addEventListener('change', () => { document.documentElement.lang = radio.value; });

  const sides = all('.side').map((side) => {
    const search = side.querySelector('.search');
    return search && {
      search,
      box: search.querySelector('input'),
      told: search.querySelector('output'),
      rules: all('.rule', side).map((rule) => ({ rule, text: rule.textContent.toLowerCase() })),
    };
  }).filter(Boolean);

  const count = (side) => {
    const shown = side.rules.filter(({ rule }) => getComputedStyle(rule).display !== 'none').length;
    side.told.textContent = `${shown} / ${side.rules.length}`;
  };
  const seek = (phrase) => {
    const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
    for (const side of sides) {
      side.box.value = phrase;
      for (const { rule, text } of side.rules) {
        rule.hidden = !words.every((word) => text.includes(word));
        const folded = words.length && !rule.hidden && rule.closest('details');
        if (folded) folded.open = true;
      }
    }
    sides.forEach(count);
  };
  for (const side of sides) {
    side.search.hidden = false;
    side.box.addEventListener('input', () => seek(side.box.value));
  }
  for (const box of all('.filters input[type=checkbox]'))
    box.addEventListener('change', () => {
      for (const twin of all('.filters input[type=checkbox]')) if (twin.name === box.name) twin.checked = box.checked;
      sides.forEach(count);
    });
  seek('');

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.matches('[type=search]')) return;
    const side = sides.find(({ box }) => box.offsetParent);
    if (side) { event.preventDefault(); side.box.focus(); }
  });

  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = all('details:not([open])');
    for (const details of unfolded) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of unfolded) details.open = false; });
})();
)js";
}

}  // namespace hegui::report
