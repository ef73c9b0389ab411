// memory_test.cpp - the n-th allocation fails, for every n over load, assess, report: the end has a sentence, always the same.
// At each allocation the program forks: the child is refused it, the parent goes on.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>

#include "../../core/cli/memory.hpp"
#include "content.hpp"
#include "nightlegs/assessment.hpp"
#include "nightlegs/report.hpp"

namespace {

bool g_watching = false;
long g_seen = 0, g_refused = 0, g_other_end = 0, g_every = 1;
int g_pipe[2];

/// In the child never returns; in the parent counts how the child ended.
void refuse_in_a_child() {
  ++g_refused;
  const pid_t child = fork();
  if (child == 0) {
    g_watching = false;
    std::signal(SIGABRT, SIG_DFL);  // doctest's own would print a report
    dup2(g_pipe[1], STDERR_FILENO);
    const auto handler = std::get_new_handler();
    if (handler) handler();  // what the runtime does when malloc has nothing
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  char said[200] = {};
  const auto size = read(g_pipe[0], said, sizeof said - 1);
  const bool named = size > 0 && std::strcmp(said, "nightlegs: out of memory\n") == 0;
  if (!named || !WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT) {
    ++g_other_end;
    if (size <= 0) g_watching = false;
  }
}

}  // namespace

void* operator new(std::size_t size) {
  if (g_watching && g_seen++ % g_every == 0) refuse_in_a_child();
  void* memory = std::malloc(size ? size : 1);
  if (!memory) std::abort();
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return operator new(size); }  // std::stable_sort asks so
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace nightlegs::test {
namespace {

TEST_SUITE("memory") {
  TEST_CASE("whichever allocation fails over load, assess and report, the end is the same sentence, and without it the result is whole") {
    REQUIRE(pipe(g_pipe) == 0);
    cli::watch_memory();
    const std::string content = bundle(), words_file = words_text(), file = "en.json";
    const std::string answers_file = R"({"s-now": {"yes": [], "unsure": ["jaw-locked"]}, "s-age": "age-25-39", "c-feel": ["feel-ache", "feel-cramp"]})";
    REQUIRE(load_pack(content));
    std::string text;
    const auto work = [&] {
      auto pack = load_pack(content);
      auto words = load_words(*pack, words_file, file);
      const auto answers = read_answer_file(*pack, answers_file, file);
      text = report_text(*words, *pack, report(*pack, *words, *answers, assess(*pack, *answers)));
    };
    work();
    const std::string whole = text;
    // A spread of them daily, under the sanitizers; in the full run every one, without them (memory_every in CMakeLists.txt).
    g_every = std::getenv("NIGHTLEGS_EVERY_ALLOCATION") ? 1 : 53;
    g_watching = true;
    work();
    g_watching = false;
    MESSAGE(g_seen, " allocations, ", g_refused, " refused");
    CHECK(g_refused > 500);
    CHECK(g_other_end == 0);
    CHECK(text == whole);
    CHECK(text.size() > 500);
    std::set_new_handler(nullptr);
  }
}

}  // namespace
}  // namespace nightlegs::test
