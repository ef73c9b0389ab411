// receipt.cpp - the page's counts, read whole or not at all.
#include "app/receipt.hpp"

#include "nightlegs/json.hpp"

namespace nightlegs {

std::string read_receipt(std::string_view json, std::optional<Receipt>& receipt) {
  const auto parsed = parse_json(json, "receipt");
  if (!parsed) return sentence(parsed.errors().front());
  Errors errors;
  const JsonReader at(&*parsed, "receipt", "", &errors);
  Receipt read;
  read.begun = read_moment(at.at("begun").text());
  read.made = read_moment(at.at("made").text());
  const auto signal = at.at("signal").text();
  read.own = at.at("own").texts();
  read.elsewhere = at.at("elsewhere").texts();
  read.from_copy = at.at("copy").whole();
  read.stopped = at.at("stopped").whole();
  if (!errors.empty()) return sentence(errors.front());
  if (signal != "none" && signal != "partly" && signal != "always") return "there is no signal \"" + signal + "\"";
  read.signal = signal == "none" ? Receipt::Signal::kNone : signal == "partly" ? Receipt::Signal::kPartly : Receipt::Signal::kAlways;
  receipt = std::move(read);
  return "";
}

}  // namespace nightlegs
