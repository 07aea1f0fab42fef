// Runs a program of regex_program.h over a range: the first way through it by ECMAScript's preferences. In: where to begin. Out: the groups. What a step has changed it takes back when the rest fails.
#ifndef __CXX_REGEX_MATCHER_H
#define __CXX_REGEX_MATCHER_H
#include <__cxx/regex_program.h>

namespace std {
namespace regex_constants {
enum match_flag_type : unsigned { match_default = 0, format_default = 0, match_not_bol = 1, match_not_eol = 2, match_not_bow = 4, match_not_eow = 8, match_any = 16, match_not_null = 32, match_continuous = 64, match_prev_avail = 128, format_sed = 256, format_no_copy = 512, format_first_only = 1024 };
constexpr match_flag_type operator|(match_flag_type a, match_flag_type b) { return match_flag_type(unsigned(a) | unsigned(b)); }
constexpr match_flag_type operator&(match_flag_type a, match_flag_type b) { return match_flag_type(unsigned(a) & unsigned(b)); }
constexpr match_flag_type operator^(match_flag_type a, match_flag_type b) { return match_flag_type(unsigned(a) ^ unsigned(b)); }
constexpr match_flag_type operator~(match_flag_type a) { return match_flag_type(~unsigned(a)); }
inline match_flag_type& operator|=(match_flag_type& a, match_flag_type b) { return a = a | b; }
inline match_flag_type& operator&=(match_flag_type& a, match_flag_type b) { return a = a & b; }
}  // namespace regex_constants
}  // namespace std

namespace __cxx {

template <class It> class regex_matcher {
  struct group {
    It begin, end;
    bool matched;
  };
  const regex_program& program;
  It first, last, start;
  unsigned flags;
  bool whole;
  std::vector<It> opened, loopStarts;
  std::vector<unsigned> counts;

  static unsigned unit(It at) { return sizeof *at == 1 ? (unsigned char)*at : (unsigned)*at; }
  static bool isLineEnd(unsigned c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
  static unsigned lowered(unsigned c) { return c - 'A' < 26u ? c + 32 : c; }
  bool has(unsigned flag) const { return flags & flag; }
  bool same(unsigned a, unsigned b) const { return a == b || (program.icase && lowered(a) == lowered(b)); }

  bool single(const regex_node& node, It at) const {
    unsigned c = unit(at);
    if (node.op == regex_op::one) return same(c, node.which);
    return node.op == regex_op::any ? !isLineEnd(c) : program.sets[node.which].matches(c, program.icase);
  }
  bool before(It at, unsigned& c) const {
    if (at == first && !has(std::regex_constants::match_prev_avail)) return false;
    It previous = at;
    --previous;
    c = unit(previous);
    return true;
  }
  bool isLineStart(It at) const {
    unsigned c;
    if (at == first && !has(std::regex_constants::match_prev_avail)) return !has(std::regex_constants::match_not_bol);
    return program.multiline && before(at, c) && isLineEnd(c);
  }
  bool isLineStop(It at) const {
    if (at == last) return !has(std::regex_constants::match_not_eol);
    return program.multiline && isLineEnd(unit(at));
  }
  bool isWordEdge(It at) const {
    if (first == last && !has(std::regex_constants::match_prev_avail)) return false;
    if (at == first && has(std::regex_constants::match_not_bow)) return false;
    if (at == last && has(std::regex_constants::match_not_eow)) return false;
    unsigned c = 0;
    bool left = before(at, c) && (regex_set::kinds(c) & regex_set::word);
    bool right = at != last && (regex_set::kinds(unit(at)) & regex_set::word);
    return left != right;
  }

  /** One more round of a loop. */
  bool again(const regex_node& node, It at) {
    unsigned count = counts[node.which];
    It from = loopStarts[node.which];
    counts[node.which] = count + 1;
    loopStarts[node.which] = at;
    if (run(node.body, at)) return true;
    counts[node.which] = count;
    loopStarts[node.which] = from;
    return false;
  }
  bool loop(const regex_node& node, It at) {
    unsigned count = counts[node.which];
    if (count < node.least) return again(node, at);
    // A round that took nothing is the last.
    bool may = count < node.most && (count == 0 || loopStarts[node.which] != at);
    if (node.flag) return (may && again(node, at)) || run(node.next, at);
    return run(node.next, at) || (may && again(node, at));
  }
  bool repeated(const regex_node& node, It at) {
    const regex_node& what = program.nodes[node.body];
    unsigned count = 0;
    for (; count < node.least; count++, ++at)
      if (at == last || !single(what, at)) return false;
    if (!node.flag) {
      for (;; ++at, count++) {
        if (run(node.next, at)) return true;
        if (count >= node.most || at == last || !single(what, at)) return false;
      }
    }
    for (; count < node.most && at != last && single(what, at); count++) ++at;
    for (;; --at, count--) {
      if (run(node.next, at)) return true;
      if (count == node.least) return false;
    }
  }
  bool run(int place, It at) {
    for (;;) {
      const regex_node& node = program.nodes[place];
      switch (node.op) {
        case regex_op::accept:
          if (place == looking) return true;
          if ((whole && at != last) || (has(std::regex_constants::match_not_null) && at == start)) return false;
          groups[0] = {start, at, true};
          return true;
        case regex_op::one:
        case regex_op::any:
        case regex_op::set:
          if (at == last || !single(node, at)) return false;
          ++at;
          break;
        case regex_op::lineStart:
          if (!isLineStart(at)) return false;
          break;
        case regex_op::lineEnd:
          if (!isLineStop(at)) return false;
          break;
        case regex_op::wordEdge:
          if (isWordEdge(at) == node.flag) return false;
          break;
        case regex_op::open: {
          It was = opened[node.which];
          opened[node.which] = at;
          if (run(node.next, at)) return true;
          opened[node.which] = was;
          return false;
        }
        case regex_op::close: {
          group was = groups[node.which];
          groups[node.which] = {opened[node.which], at, true};
          if (run(node.next, at)) return true;
          groups[node.which] = was;
          return false;
        }
        case regex_op::back: {
          const group& g = groups[node.which];
          if (!g.matched) return false;
          for (It from = g.begin; from != g.end; ++from, ++at)
            if (at == last || !same(unit(from), unit(at))) return false;
          break;
        }
        case regex_op::either:
          if (run(node.body, at)) return true;
          break;
        case regex_op::enter: {
          unsigned count = counts[node.which];
          It from = loopStarts[node.which];
          counts[node.which] = 0;
          if (run(node.next, at)) return true;
          counts[node.which] = count;
          loopStarts[node.which] = from;
          return false;
        }
        case regex_op::loop: return loop(node, at);
        case regex_op::run: return repeated(node, at);
        case regex_op::look: {
          regex_matcher inner(*this);
          inner.looking = node.least;
          if (inner.run(node.body, at) == node.flag) return false;
          if (node.flag) break;
          groups.swap(inner.groups);
          if (run(node.next, at)) return true;
          groups.swap(inner.groups);
          return false;
        }
      }
      place = node.next;
    }
  }
  int looking = -1;

 public:
  std::vector<group> groups;

  regex_matcher(const regex_program& p, It begin, It end, unsigned matchFlags, bool all) : program(p), first(begin), last(end), start(begin), flags(matchFlags), whole(all), opened(p.groups + 1, end), loopStarts(p.loops, end), counts(p.loops, 0), groups(p.groups + 1, group{end, end, false}) {}

  bool matchesAt(It at) {
    start = at;
    for (auto& each : groups) each = {last, last, false};
    return run(program.first, at);
  }
  bool search() {
    for (It at = first;; ++at) {
      if (matchesAt(at)) return true;
      if (at == last || whole || has(std::regex_constants::match_continuous)) return false;
    }
  }
};

}  // namespace __cxx
#endif
