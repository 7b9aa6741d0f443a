#include "batch/list.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <nlohmann/json.hpp>

namespace hegui::batch {
namespace {

constexpr Code kBadLine{5301};

Part refused(std::size_t number, std::string message) {
  Part part;
  part.name = fmt::format("<stdin>:{}", number);
  part.problem =
      error(kBadLine, {}, std::move(message),
            "a line is {\"path\": \"…\"}, or \"path\" with one of \"content\", \"content_base64\" and \"file\"");
  part.problem->place.file = part.name;
  return part;
}

std::optional<std::string> from_base64(const std::string& text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

Part part_of_json(const std::string& line, std::size_t number) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) return refused(number, "this line of the list is no JSON object");
  const auto text = [&](const char* key) -> const std::string* {
    const auto it = object.find(key);
    return it == object.end() ? nullptr : it->get_ptr<const std::string*>();
  };
  for (const auto& [key, value] : object.items())
    if ((key == "path" || key == "content" || key == "content_base64" || key == "file") && !value.is_string())
      return refused(number, fmt::format("`{}` must be text", key));
  Part part;
  const std::string* path = text("path");
  const std::string *content = text("content"), *coded = text("content_base64"), *file = text("file");
  part.name = path != nullptr ? *path : fmt::format("<stdin>:{}", number);
  if (content != nullptr) {
    part.content = *content;
  } else if (coded != nullptr) {
    part.content = from_base64(*coded);
    if (!part.content) return refused(number, "`content_base64` is not base64");
  } else if (file != nullptr && !file->empty()) {
    part.path = *file;
    part.copy = true;
  } else if (path != nullptr && !path->empty()) {
    part.path = *path;
  } else {
    return refused(number, "this line of the list has none of `path`, `content` and `file`");
  }
  return part;
}

}  // namespace

std::optional<std::string> List::line() {
  for (;;) {
    if (const std::size_t end = buffer_.find(end_, at_); end != std::string::npos) {
      std::string found = buffer_.substr(at_, end - at_);
      at_ = end + 1;
      return found;
    }
    if (ended_ || buffer_.size() - at_ > kLongest) {
      if (at_ == buffer_.size()) return std::nullopt;
      ended_ = true;
      std::string rest = buffer_.substr(at_);
      at_ = buffer_.size();
      return rest;
    }
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t before = buffer_.size(), block = std::max<std::size_t>(65536, before);
    buffer_.resize(before + block);
    const std::size_t got = read_(buffer_.data() + before, block);
    buffer_.resize(before + got);
    ended_ = got == 0;
  }
}

std::optional<Part> List::next() {
  for (;;) {
    std::optional<std::string> text = line();
    if (!text) return std::nullopt;
    ++number_;
    if (end_ == '\n' && text->ends_with('\r')) text->pop_back();
    if (text->empty()) continue;
    if (text->size() > kLongest)
      return refused(number_, fmt::format("a line of the list is longer than {} bytes; the list ends here", kLongest));
    if (!json_) json_ = end_ == '\n' && text->starts_with('{');
    if (*json_) return part_of_json(*text, number_);
    Part part;
    part.name = part.path = std::move(*text);
    return part;
  }
}

}  // namespace hegui::batch
