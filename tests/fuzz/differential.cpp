// differential.cpp - both other builds run beside the fuzzer as `assess --lines -` and are asked a line at a time.
#include "differential.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "builtin.hpp"
#include "lines.hpp"

namespace nightlegs::fuzz {
namespace {

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "nightlegs: %s\n", what.c_str());
  std::abort();
}

/// A child that reads lines and answers each with one.
class Build {
 public:
  explicit Build(std::string file) : file_(std::move(file)) { start(); }

  /// The answer to that line, and the number that it had.
  std::string ask(const std::string& line, int& number) {
    number = ++asked_;
    if (std::string out; sent(line + "\n") && received(out)) return out;
    give_up(file_ + " has ended on this line");
  }

  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  void start() {
    std::signal(SIGPIPE, SIG_IGN);  // writing to one that has ended is told by write()
    std::array<int, 2> in{}, out{};
    if (pipe(in.data()) != 0 || pipe(out.data()) != 0) give_up("no pipe");
    if (fork() == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) close(end);
      execlp("node", "node", file_.c_str(), "assess", "--lines", "-", static_cast<char*>(nullptr));
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    fcntl(in[1], F_SETFD, FD_CLOEXEC);  // else the next child keeps this one waiting for more
    fcntl(out[0], F_SETFD, FD_CLOEXEC);
    to_ = in[1];
    from_ = fdopen(out[0], "r");
  }

  // libFuzzer's clock rings every few seconds and interrupts whoever waits: then one goes on waiting.
  bool sent(const std::string& whole) const {
    for (std::size_t at = 0; at < whole.size();) {
      const auto written = write(to_, whole.data() + at, whole.size() - at);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      at += static_cast<std::size_t>(written);
    }
    return true;
  }

  bool received(std::string& out) {
    for (;;) {
      errno = 0;
      const int c = std::fgetc(from_);
      if (c == '\n') return true;
      if (c != EOF) {
        out += static_cast<char>(c);
      } else if (errno == EINTR) {
        std::clearerr(from_);
      } else {
        return false;
      }
    }
  }

  std::string file_;
  int to_ = -1, asked_ = 0;
  std::FILE* from_ = nullptr;
};

const Pack& pack() {
  static const auto built_in = load_pack({reinterpret_cast<const char*>(kBuiltinPack), kBuiltinPackSize});
  if (!built_in) give_up("the built-in pack does not load");
  return *built_in;
}

std::array<Build, 2>& others() {
  static std::array<Build, 2> both{Build(NIGHTLEGS_ROOT "/build/fuzz/others/nightlegs_node.cjs"),
                                   Build(NIGHTLEGS_ROOT "/build/fuzz/others/nightlegs_node_js.cjs")};
  return both;
}

}  // namespace

void start_differential() {
  int number = 0;
  for (auto& other : others()) other.ask("{}", number);
}

void run_differential(std::string_view bytes) {
  static cli::LineAssessor assessor(pack());
  std::string line(bytes);
  for (auto& c : line) c = c == '\n' || c == '\r' ? ' ' : c;
  if (line.empty()) return;  // the command line has nothing to say to it
  for (auto& other : others()) {
    int number = 0;
    const auto theirs = other.ask(line, number);
    const auto ours = assessor.assess(line, number).out;  // an error names its line
    if (theirs != ours) give_up(other.file() + " says\n" + theirs + "\nand native says\n" + ours);
  }
}

}  // namespace nightlegs::fuzz
