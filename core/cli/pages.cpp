// pages.cpp - `nightlegs pages DIR`: the leaflet, one plain HTML page without a script, made from the same words as the check.
#include <filesystem>
#include <fstream>

#include "commands.hpp"
#include "nightlegs/json.hpp"

namespace nightlegs::cli {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

class Leaflet {
 public:
  explicit Leaflet(const Content& content) : pack_(content.pack), words_(content.words) {}

  std::string write() {
    html_ = "<!doctype html>\n<html lang=\"" + escaped(words_.language) + "\" dir=\"" + escaped(words_.direction) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n" +
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
            escaped(words_.ui("start-page-title")) + "</title>\n</head>\n<body>\n<main>\n";
    element("h1", words_.ui("start-title"));
    element("p", words_.ui("start-limits"));
    section("h2", words_.ui("signs-title"), words_.list({"emergency_signs"}));
    element("p", words_.ui("number-none"));
    section("h2", words_.ui("come-back"), words_.list({"come_back"}));
    section("h2", words_.ui("night-title"), words_.list({"night"}));
    element("h2", words_.ui("leaflet-patterns"));
    for (const auto& pattern : pack_.patterns) tell(pattern);
    section("h2", words_.ui("how-limits-title"), words_.list({"limits"}));
    element("h2", words_.ui("sources"));
    std::vector<std::string> sources;
    for (const auto& source : pack_.sources) {
      const auto by = words_.maybe({"sources", source.id, "by"});
      sources.push_back(source.id + ": " + words_.maybe({"sources", source.id, "title"}) + (by.empty() ? "" : " (" + by + ")"));
    }
    list(sources);
    element("p", words_.ui("not-a-diagnosis"));
    element("p", filled(filled(words_.ui("content-line"), "version", pack_.version), "fingerprint", pack_.fingerprint));
    return html_ + "</main>\n</body>\n</html>\n";
  }

 private:
  void element(const std::string& tag, const std::string& text) {
    if (!text.empty()) html_ += "<" + tag + ">" + escaped(text) + "</" + tag + ">\n";
  }
  void list(const std::vector<std::string>& items) {
    if (items.empty()) return;
    html_ += "<ul>\n";
    for (const auto& item : items) element("li", item);
    html_ += "</ul>\n";
  }
  void section(const std::string& tag, const std::string& heading, const std::vector<std::string>& items) {
    if (items.empty()) return;
    element(tag, heading);
    list(items);
  }

  void tell(const Pattern& pattern) {
    element("h3", words_.maybe({"patterns", pattern.id, "name"}));
    for (const char* key : {"feels", "where", "when", "helps", "worse", "may_check"}) {
      const auto said = words_.maybe({"patterns", pattern.id, key});
      if (!said.empty()) element("p", words_.ui(std::string("about-") + key) + " " + said);
    }
    section("p", words_.ui("about-avoid"), words_.list({"patterns", pattern.id, "do_not"}));
    std::vector<std::string> alike;
    if (const Json* all = words_.at({"patterns", pattern.id, "look_alikes"})) {
      for (const auto& each : all->items) {
        const Json *name = each.find("name"), *ask = each.find("ask");
        if (name && ask) alike.push_back(name->text + ": " + ask->text);
      }
    }
    section("p", words_.ui("about-look-alikes"), alike);
  }

  const Pack& pack_;
  const Words& words_;
  std::string html_;
};

}  // namespace

int pages(const Content& content, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(folder, error);
  const auto file = (fs::path(folder) / "index.html").string();
  std::ofstream stream(file, std::ios::binary);
  stream << Leaflet(content).write();
  stream.close();
  return stream ? kDone : complain(file + ": cannot be written");
}

}  // namespace nightlegs::cli
