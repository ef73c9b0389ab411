// dump.cpp - prints the first screen as JSON, or the one that options of the address ask for ("start=cramp"); shell/build.mjs makes
// the HTML of index.html from them.
#include <cstdio>
#include <string>

#include "app/app.hpp"
#include "builtin.hpp"

int main(int count, char** arguments) {
  using namespace nightlegs;
  const auto view_of = [](const unsigned char* bytes, std::size_t size) {
    return std::string_view(reinterpret_cast<const char*>(bytes), size);
  };
  App app;
  auto loaded = app.load_pack(view_of(kBuiltinPack, kBuiltinPackSize));
  if (loaded.ok) loaded = app.load_words(view_of(kBuiltinWordsEn, kBuiltinWordsEnSize));
  if (!loaded.ok) {
    std::fprintf(stderr, "nightlegs_screen: %s\n", loaded.json.c_str());
    return 2;
  }
  for (int i = 1; i < count; ++i) {
    if (const auto refused = app.apply({"options", "", arguments[i], true}); !refused.empty()) {
      std::fprintf(stderr, "nightlegs_screen: %s\n", refused.c_str());
      return 2;
    }
  }
  std::printf("%s\n", to_json(app.screen()).c_str());
  return 0;
}
