// A regular expression in ECMAScript's grammar ([re.grammar]) → the program that regex_matcher.h runs. In: the code units of the pattern. Out: nodes, each with the one that follows; alternatives and loops choose. Invariant: a loop's
// body leads back to the loop's node.
#ifndef __CXX_REGEX_PROGRAM_H
#define __CXX_REGEX_PROGRAM_H
#include <stdexcept>
#include <utility>
#include <vector>

namespace std {
namespace regex_constants {
enum syntax_option_type : unsigned { icase = 1, nosubs = 2, optimize = 4, collate = 8, ECMAScript = 16, multiline = 1024 };
constexpr syntax_option_type operator|(syntax_option_type a, syntax_option_type b) { return syntax_option_type(unsigned(a) | unsigned(b)); }
constexpr syntax_option_type operator&(syntax_option_type a, syntax_option_type b) { return syntax_option_type(unsigned(a) & unsigned(b)); }
constexpr syntax_option_type operator^(syntax_option_type a, syntax_option_type b) { return syntax_option_type(unsigned(a) ^ unsigned(b)); }
constexpr syntax_option_type operator~(syntax_option_type a) { return syntax_option_type(~unsigned(a)); }
inline syntax_option_type& operator|=(syntax_option_type& a, syntax_option_type b) { return a = a | b; }
inline syntax_option_type& operator&=(syntax_option_type& a, syntax_option_type b) { return a = a & b; }

enum error_type { error_collate, error_ctype, error_escape, error_backref, error_brack, error_paren, error_brace, error_badbrace, error_range, error_space, error_badrepeat, error_complexity, error_stack };
}  // namespace regex_constants

class regex_error : public runtime_error {
  regex_constants::error_type why;

 public:
  regex_error(regex_constants::error_type code, const char* text) : runtime_error(text), why(code) {}
  explicit regex_error(regex_constants::error_type code) : regex_error(code, "regex_error") {}
  regex_constants::error_type code() const { return why; }
};
}  // namespace std

namespace __cxx {

struct regex_set {
  enum : unsigned { digit = 1, space = 2, word = 4, upper = 8, lower = 16, alpha = 24, alnum = 25, punct = 32, cntrl = 64, blank = 128, hex = 256, graph = 25 + 32, print = 25 + 32 + 512, notDigit = 1024, notSpace = 2048, notWord = 4096 };
  std::vector<std::pair<unsigned, unsigned>> ranges;
  unsigned classes = 0;
  bool negated = false;

  static unsigned kinds(unsigned c) {
    unsigned k = 0;
    bool isDigit = c - '0' < 10u, isUpper = c - 'A' < 26u, isLower = c - 'a' < 26u;
    if (isDigit) k |= digit;
    if (isUpper) k |= upper;
    if (isLower) k |= lower;
    if (c == ' ' || c - 9 < 5u) k |= space;
    if (isDigit || isUpper || isLower || c == '_') k |= word;
    if (c > 32 && c < 127 && !isDigit && !isUpper && !isLower) k |= punct;
    if (c < 32 || c == 127) k |= cntrl;
    if (c == ' ' || c == '\t') k |= blank;
    if (c == ' ') k |= 512;
    if (isDigit || c - 'a' < 6u || c - 'A' < 6u) k |= hex;
    if (!isDigit) k |= notDigit;
    if (!(k & space)) k |= notSpace;
    if (!(k & word)) k |= notWord;
    return k;
  }
  bool has(unsigned c) const {
    if (kinds(c) & classes) return true;
    for (auto& range : ranges)
      if (c >= range.first && c <= range.second) return true;
    return false;
  }
  bool matches(unsigned c, bool icase) const {
    bool found = has(c);
    if (!found && icase) found = (c - 'a' < 26u && has(c - 32)) || (c - 'A' < 26u && has(c + 32));
    return found != negated;
  }
};

enum class regex_op { accept, one, any, set, lineStart, lineEnd, wordEdge, open, close, back, either, enter, loop, run, look };

struct regex_node {
  regex_op op;
  int next = -1;
  /** A character, a set, a group, a loop, or the first node of an alternative, a loop's body, or what is looked for. */
  unsigned which = 0;
  int body = -1;
  unsigned least = 0, most = 0;
  /** A greedy loop; something not to be there. What is looked for ends at the node `least`. */
  bool flag = false;
};

class regex_program {
  /** A piece of the pattern before its place is known. */
  struct piece {
    regex_node node{regex_op::accept};
    enum { empty, leaf, all, any, group, repeat, look } kind = empty;
    std::vector<piece> parts;
  };
  std::vector<unsigned> text;
  std::size_t at = 0;

  [[noreturn]] static void fail(std::regex_constants::error_type why, const char* what) { throw std::regex_error(why, what); }
  bool more() const { return at < text.size(); }
  bool take(unsigned c) { return more() && text[at] == c ? (at++, true) : false; }
  static piece leaf(regex_op op, unsigned which = 0, bool flag = false) {
    piece p;
    p.kind = piece::leaf;
    p.node.op = op;
    p.node.which = which;
    p.node.flag = flag;
    return p;
  }
  piece classLeaf(unsigned classes) {
    sets.emplace_back();
    sets.back().classes = classes;
    return leaf(regex_op::set, sets.size() - 1);
  }

  piece disjunction() {
    piece all;
    all.kind = piece::any;
    do all.parts.push_back(alternative());
    while (take('|'));
    return all.parts.size() == 1 ? piece(all.parts[0]) : all;
  }
  piece alternative() {
    piece all;
    all.kind = piece::all;
    while (more() && text[at] != '|' && text[at] != ')') {
      piece one = term();
      if (one.kind == piece::leaf && (one.node.op == regex_op::lineStart || one.node.op == regex_op::lineEnd || one.node.op == regex_op::wordEdge)) all.parts.push_back(one);
      else all.parts.push_back(one.kind == piece::look ? one : quantified(one));
    }
    return all;
  }
  piece quantified(piece one) {
    for (;;) {
      unsigned least, most = ~0u;
      if (take('*')) least = 0;
      else if (take('+')) least = 1;
      else if (take('?')) {
        least = 0;
        most = 1;
      } else if (take('{')) {
        if (!more() || text[at] - '0' >= 10) fail(std::regex_constants::error_badbrace, "Unexpected token in brace expression.");
        least = number();
        if (!take(',')) most = least;
        else if (more() && text[at] - '0' < 10) most = number();
        if (!take('}')) fail(std::regex_constants::error_brace, "Unexpected end of brace expression.");
        if (most < least) fail(std::regex_constants::error_badbrace, "Invalid range in brace expression.");
      } else return one;
      piece loop;
      loop.kind = piece::repeat;
      loop.node.least = least;
      loop.node.most = most;
      loop.node.flag = !take('?');
      loop.parts.push_back(one);
      one = loop;
    }
  }
  unsigned number() {
    unsigned n = 0;
    while (more() && text[at] - '0' < 10) n = n * 10 + (text[at++] - '0');
    return n;
  }
  piece term() {
    unsigned c = text[at++];
    switch (c) {
      case '^': return leaf(regex_op::lineStart);
      case '$': return leaf(regex_op::lineEnd);
      case '.': return leaf(regex_op::any);
      case '[': return bracket();
      case '\\': return escape();
      case '(': return parentheses();
      case '*':
      case '+':
      case '?':
      case '{': fail(std::regex_constants::error_paren, "Nothing to repeat.");
      default: return leaf(regex_op::one, c);
    }
  }
  piece parentheses() {
    piece group;
    group.kind = piece::group;
    bool captures = !nosubs;
    if (take('?')) {
      if (take(':')) captures = false;
      else if (more() && (text[at] == '=' || text[at] == '!')) {
        group.kind = piece::look;
        group.node.flag = text[at++] == '!';
        captures = false;
      } else fail(std::regex_constants::error_paren, "Invalid special open parenthesis.");
    }
    group.node.which = captures ? ++groups : 0;
    group.parts.push_back(disjunction());
    if (!take(')')) fail(std::regex_constants::error_paren, "Parenthesis is not closed.");
    return group;
  }
  unsigned hexadecimal(int digits) {
    unsigned value = 0;
    for (; digits > 0; digits--) {
      if (!more() || !(regex_set::kinds(text[at]) & regex_set::hex)) fail(std::regex_constants::error_escape, "Unexpected end of escape.");
      unsigned c = text[at++];
      value = value * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return value;
  }
  /** What stands for a single character behind a backslash. */
  unsigned escaped(unsigned c) {
    switch (c) {
      case 't': return '\t';
      case 'n': return '\n';
      case 'v': return '\v';
      case 'f': return '\f';
      case 'r': return '\r';
      case '0': return 0;
      case 'x': return hexadecimal(2);
      case 'u': return hexadecimal(4);
      case 'c':
        if (!more()) fail(std::regex_constants::error_escape, "Unexpected end of regex when reading control code.");
        return text[at++] % 32;
      default:
        if (regex_set::kinds(c) & regex_set::alpha) fail(std::regex_constants::error_escape, "Unexpected escape character.");
        return c;
    }
  }
  static unsigned classOf(unsigned c) {
    switch (c) {
      case 'd': return regex_set::digit;
      case 's': return regex_set::space;
      case 'w': return regex_set::word;
      case 'D': return regex_set::notDigit;
      case 'S': return regex_set::notSpace;
      case 'W': return regex_set::notWord;
      default: return 0;
    }
  }
  piece escape() {
    if (!more()) fail(std::regex_constants::error_escape, "Unexpected end of regex when escaping.");
    unsigned c = text[at++];
    if (unsigned classes = classOf(c)) return classLeaf(classes);
    if (c == 'b' || c == 'B') return leaf(regex_op::wordEdge, 0, c == 'B');
    if (c - '1' < 9u) {
      at--;
      unsigned group = number();
      if (group > groups) fail(std::regex_constants::error_backref, "Back-reference index exceeds current sub-expression count.");
      return leaf(regex_op::back, group);
    }
    return leaf(regex_op::one, escaped(c));
  }
  static unsigned classNamed(const std::vector<char>& name) {
    static const struct {
      const char* name;
      unsigned classes;
    } NAMES[] = {{"d", regex_set::digit}, {"w", regex_set::word}, {"s", regex_set::space}, {"alnum", regex_set::alnum}, {"alpha", regex_set::alpha}, {"blank", regex_set::blank}, {"cntrl", regex_set::cntrl}, {"digit", regex_set::digit}, {"graph", regex_set::graph}, {"lower", regex_set::lower}, {"print", regex_set::print}, {"punct", regex_set::punct}, {"space", regex_set::space}, {"upper", regex_set::upper}, {"xdigit", regex_set::hex}};
    for (auto& entry : NAMES) {
      std::size_t i = 0;
      while (i < name.size() && entry.name[i] == name[i]) i++;
      if (i == name.size() && entry.name[i] == 0) return entry.classes;
    }
    fail(std::regex_constants::error_collate, "Invalid character class.");
  }
  piece bracket() {
    regex_set set;
    set.negated = take('^');
    for (;;) {
      if (!more()) fail(std::regex_constants::error_brack, "Unexpected end of bracket expression.");
      if (take(']')) break;
      unsigned classes = 0, first = member(classes);
      if (classes) {
        set.classes |= classes;
        continue;
      }
      if (at + 1 < text.size() && text[at] == '-' && text[at + 1] != ']') {
        at++;
        unsigned last = member(classes);
        if (classes || last < first) fail(std::regex_constants::error_range, "Invalid range in bracket expression.");
        set.ranges.emplace_back(first, last);
      } else set.ranges.emplace_back(first, first);
    }
    sets.push_back(set);
    return leaf(regex_op::set, sets.size() - 1);
  }
  /** One character of a bracket expression, or a class. */
  unsigned member(unsigned& classes) {
    unsigned c = text[at++];
    if (c == '\\') {
      if (!more()) fail(std::regex_constants::error_escape, "Unexpected end of regex when escaping.");
      c = text[at++];
      classes = classOf(c);
      return classes ? 0 : c == 'b' ? '\b' : escaped(c);
    }
    if (c != '[' || !more() || (text[at] != ':' && text[at] != '.' && text[at] != '=')) return c;
    unsigned mark = text[at++];
    std::vector<char> name;
    while (at + 1 < text.size() && !(text[at] == mark && text[at + 1] == ']')) name.push_back(text[at++]);
    if (at + 1 >= text.size()) fail(std::regex_constants::error_brack, "Unexpected end of character class.");
    at += 2;
    if (mark == ':') classes = classNamed(name);
    else if (name.size() != 1) fail(std::regex_constants::error_collate, "Invalid collate element.");
    return classes ? 0 : (unsigned char)name[0];
  }

  int add(regex_node node, int next) {
    node.next = next;
    nodes.push_back(node);
    return nodes.size() - 1;
  }
  /** Appends the nodes of a piece that `next` follows; gives the first. */
  int emit(const piece& p, int next) {
    switch (p.kind) {
      case piece::empty: return next;
      case piece::leaf: return add(p.node, next);
      case piece::all:
        for (std::size_t i = p.parts.size(); i-- > 0;) next = emit(p.parts[i], next);
        return next;
      case piece::any: {
        int rest = emit(p.parts.back(), next);
        for (std::size_t i = p.parts.size() - 1; i-- > 0;) {
          regex_node either{regex_op::either};
          either.body = emit(p.parts[i], next);
          rest = add(either, rest);
        }
        return rest;
      }
      case piece::group: {
        if (p.node.which == 0) return emit(p.parts[0], next);
        regex_node close{regex_op::close}, open{regex_op::open};
        close.which = open.which = p.node.which;
        return add(open, emit(p.parts[0], add(close, next)));
      }
      case piece::look: {
        regex_node look{regex_op::look};
        look.flag = p.node.flag;
        look.least = add(regex_node{regex_op::accept}, -1);
        look.body = emit(p.parts[0], look.least);
        return add(look, next);
      }
      default: {
        regex_node loop{regex_op::loop};
        loop.least = p.node.least;
        loop.most = p.node.most;
        loop.flag = p.node.flag;
        const piece& inner = p.parts[0];
        if (inner.kind == piece::leaf && (inner.node.op == regex_op::one || inner.node.op == regex_op::any || inner.node.op == regex_op::set)) {
          loop.op = regex_op::run;
          loop.body = add(inner.node, -1);
          return add(loop, next);
        }
        loop.which = loops++;
        int head = add(loop, next), body = emit(inner, head);
        nodes[head].body = body;
        regex_node enter{regex_op::enter};
        enter.which = loop.which;
        return add(enter, head);
      }
    }
  }

 public:
  std::vector<regex_node> nodes;
  std::vector<regex_set> sets;
  int first = -1;
  unsigned groups = 0, loops = 0;
  bool icase, nosubs, multiline;

  template <class It> regex_program(It begin, It end, std::regex_constants::syntax_option_type flags) : icase(flags & std::regex_constants::icase), nosubs(flags & std::regex_constants::nosubs), multiline(flags & std::regex_constants::multiline) {
    for (; begin != end; ++begin) text.push_back(sizeof *begin == 1 ? (unsigned char)*begin : (unsigned)*begin);
    piece whole = disjunction();
    if (more()) fail(std::regex_constants::error_paren, "Unexpected closing parenthesis.");
    first = emit(whole, add(regex_node{regex_op::accept}, -1));
  }
};

}  // namespace __cxx
#endif
