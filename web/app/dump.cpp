// dump.cpp - prints the first screen as JSON; shell/build.mjs makes the HTML of index.html from it.
#include <cstdio>
#include <string>

#include "app/app.hpp"
#include "builtin.hpp"

int main() {
  using namespace nightlegs;
  const auto view_of = [](const unsigned char* bytes, std::size_t size) {
    return std::string_view(reinterpret_cast<const char*>(bytes), size);
  };
  App app;
  const auto loaded = app.load(view_of(kBuiltinPack, kBuiltinPackSize), view_of(kBuiltinWordsEn, kBuiltinWordsEnSize));
  if (!loaded.ok) {
    std::fprintf(stderr, "nightlegs_screen: %s\n", loaded.json.c_str());
    return 2;
  }
  std::printf("%s\n", to_json(app.screen()).c_str());
  return 0;
}
