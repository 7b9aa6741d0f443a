// A paper a team hands in, as a value: a title, what it is about, one table, and remarks. The builders make it, the
// writers turn it into bytes; neither knows the other.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/writers.h"

namespace hegui::paper {

using report::Language;

// One cell: raw text, which writers escape; lines end at `\n`.
struct Cell {
  std::string text;
  bool gap = false;  // somebody has to fill it in; the text then says what may help, or nothing
};

// Something to be filled in, with what may help.
inline Cell gap(std::string hint = {}) { return {std::move(hint), true}; }

struct Fact {
  std::string name;
  Cell value;
};

struct Document {
  std::string title;
  std::vector<Fact> head;  // product, operator …
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
  std::string none;                     // says why there are no rows; empty when there are
  std::vector<std::string> notes;
};

// What marks a gap in the language: `待补`, `to be filled in`.
std::string_view gap_word(Language language);

std::size_t count_gaps(const Document& document);

// How documents are written. Text is escaped as the format asks: nothing in it becomes markup or a formula.
struct Writer {
  std::string_view name;    // as --format has it
  std::string_view ending;  // of files: `.md`
  std::string (*write)(const Document& document, Language language);
};
std::span<const Writer> writers();

// The lines of a cell's text; one, perhaps empty, at least.
std::vector<std::string_view> lines_of(std::string_view text);

// A cell as markup: `gap_mark` where it is a gap, then its lines, each escaped, with `<br>` between them.
std::string marked_up(const Cell& cell, std::string_view gap_mark, std::string (*escape)(std::string_view));

std::string to_markdown(const Document& document, Language language);
std::string to_html(const Document& document, Language language);
std::string to_csv(const Document& document, Language language);

}  // namespace hegui::paper
