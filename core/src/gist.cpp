// gist.cpp - then and now, side by side.
#include "nightlegs/gist.hpp"

#include <algorithm>

namespace nightlegs {
namespace {

constexpr Tier kTiers[] = {Tier::kSelfCare, Tier::kRoutine, Tier::kSoon, Tier::kSameDay, Tier::kEmergency};

/// The step that was meant, on today's ladder or not.
std::optional<Rung> rung_of(const Gist& gist) {
  for (const auto tier : kTiers) {
    if (name_of(tier) == gist.urgency) return Rung{tier, gist.within_days};
  }
  return std::nullopt;
}

bool is_lower(const Rung& a, const Rung& b) { return a.tier != b.tier ? a.tier < b.tier : a.within_days > b.within_days; }

class Teller {
 public:
  Teller(const Pack& pack, const Words& words, const Gist& then, const Gist& now) : pack_(pack), words_(words), then_(then), now_(now) {}

  std::vector<std::string> tell() {
    urgency();
    for (const auto& rule : now_.rules) {
      if (std::find(then_.rules.begin(), then_.rules.end(), rule) == then_.rules.end()) add("since-reason", rule_says(rule));
    }
    for (const auto& rule : then_.rules) {
      if (std::find(now_.rules.begin(), now_.rules.end(), rule) == now_.rules.end()) add("since-no-reason", rule_says(rule));
    }
    for (const auto& [id, fit] : now_.fits) {
      if (fit_in(then_, id) != fit) pattern(id);
    }
    for (const auto& [id, fit] : then_.fits) {
      if (fit_in(now_, id).empty()) pattern(id);
    }
    return std::move(lines_);
  }

 private:
  void add(const char* key, const std::string& item) {
    auto line = filled(words_.ui(key), "item", item);
    if (std::find(lines_.begin(), lines_.end(), line) == lines_.end()) lines_.push_back(std::move(line));
  }

  void urgency() {
    const auto then = rung_of(then_), now = rung_of(now_);
    if (!then || !now || (then_.urgency == now_.urgency && then_.within_days == now_.within_days)) return;
    lines_.push_back(filled(filled(words_.ui("since-urgency"), "then", tier_heading(words_, *then)), "now", tier_heading(words_, *now)));
    if (is_lower(*now, *then)) lines_.push_back(words_.ui("since-lower"));
  }

  [[nodiscard]] std::string rule_says(const std::string& id) const {
    return pack_.find_rule(id) < 0 ? words_.ui("since-unknown") : words_.maybe({"rules", id, "say"});
  }

  static std::string fit_in(const Gist& gist, const std::string& id) {
    const auto found = std::find_if(gist.fits.begin(), gist.fits.end(), [&](const auto& one) { return one.first == id; });
    return found == gist.fits.end() ? "" : found->second;
  }

  [[nodiscard]] std::string fit_says(const Gist& gist, const std::string& id) const {
    const auto fit = fit_in(gist, id);
    return words_.ui(fit == name_of(Fit::kWell) ? "fits-well" : fit == name_of(Fit::kPartly) ? "fits-partly" : "since-not-listed");
  }

  void pattern(const std::string& id) {
    const auto name = pack_.find_pattern(id) < 0 ? words_.ui("since-unknown") : words_.maybe({"patterns", id, "name"});
    lines_.push_back(filled(filled(filled(words_.ui("since-pattern"), "name", name), "then", fit_says(then_, id)), "now", fit_says(now_, id)));
  }

  const Pack& pack_;
  const Words& words_;
  const Gist &then_, &now_;
  std::vector<std::string> lines_;
};

}  // namespace

Gist gist_of(const Pack& pack, const Assessment& assessment, const Report& report) {
  const auto& rung = pack.ladder[static_cast<std::size_t>(assessment.rung)];
  Gist out{std::string(name_of(rung.tier)), rung.within_days, {}, {}};
  for (const auto& reason : report.reasons) out.rules.push_back(reason.rule);
  for (const auto* list : {&report.causes, &report.contributors}) {
    for (const auto& one : *list) out.fits.emplace_back(one.id, name_of(one.grade));
  }
  return out;
}

std::string write_gist(const Gist& gist) {
  JsonWriter json;
  json.open_object().key("urgency").string(gist.urgency).key("within_days").number(gist.within_days).key("rules").open_array();
  for (const auto& rule : gist.rules) json.string(rule);
  json.close_array().key("fits").open_object();
  for (const auto& [id, fit] : gist.fits) json.key(id).string(fit);
  json.close_object().close_object();
  return json.take();
}

Gist read_gist(const JsonReader& at) {
  at.only({"urgency", "within_days", "rules", "fits"});
  Gist out{at.at("urgency").text(), at.at("within_days").whole(), at.at("rules").texts(), {}};
  for (const auto& [id, fit] : at.at("fits").members()) out.fits.emplace_back(id, fit.text());
  return out;
}

std::vector<std::string> differences(const Pack& pack, const Words& words, const Gist& then, const Gist& now) {
  return Teller(pack, words, then, now).tell();
}

}  // namespace nightlegs
