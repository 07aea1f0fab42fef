// run: tolerance=0
// <regex> in ECMAScript's grammar: matches, searches, replacements, iterators, tokens, classes, loops, lookahead, back-references, flags, errors.
#include <iostream>
#include <map>
#include <regex>
#include <string>
#include <vector>

static void show(const char* pattern, const std::string& text, std::regex::flag_type flags = std::regex::ECMAScript) {
  std::regex r(pattern, flags);
  std::smatch m;
  std::cout << pattern << " on '" << text << "': " << std::regex_match(text, r) << ' ';
  if (std::regex_search(text, m, r)) {
    std::cout << m.size() << " at " << m.position() << ':';
    for (size_t i = 0; i < m.size(); i++) std::cout << (m[i].matched ? " <" : " -<") << m[i] << '>';
    std::cout << " [" << m.prefix() << "|" << m.suffix() << "]";
  } else std::cout << "nothing";
  std::cout << '\n';
}

static void refused(const char* pattern) {
  try {
    std::regex r(pattern);
    std::cout << pattern << " taken\n";
  } catch (const std::regex_error& e) {
    std::cout << pattern << " refused, " << e.code() << '\n';
  }
}

int main() {
  show("a*b", "xaaab");
  show("(\\d+)-(\\d+)", "call 555-1234 now");
  show("^(-)(\\w)(=(.*))?$", "-n=12");
  show("^(-)(\\w)(=(.*))?$", "-v");
  show("(a|ab)(c|bcd)(d*)", "abcd");
  show("[^aeiou\\s]+", "  aei queue sky");
  show("[[:alpha:]_][[:alnum:]_]*", "9 lives_2");
  show("colou?r", "COLOR", std::regex::icase);
  show("[a-f]+", "xxDEADx", std::regex::ECMAScript | std::regex::icase);
  show("(\\w+) \\1", "say hello hello");
  show("<.+?>", "<a><b>");
  show("<.+>", "<a><b>");
  show("(?:ab){2,3}", "ababababab");
  show("x{0,2}y", "xxxy");
  show("foo(?=bar)", "foobaz foobar");
  show("foo(?!bar)", "foobar foobaz");
  show("\\bcat\\b", "concat cat catalog");
  show("\\Bcat", "cat concat");
  show("(a*)*", "aab");
  show("(a+|b+)*c", "aabbac");
  show("([^=]+)=([^;]*);?", "key=value;next=1");
  show("\\x41\\u0042\\t?", "xAB");
  show("[\\]\\-x]+", "a]-x-b");
  show("^$", "");
  show("a.c", "a\nc abc");
  show("(z)((a+)?(b+)?(c))", "zaabc");
  show("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?", "x = -12.5e-3 m");

  std::string text = "one two  three";
  std::regex word("(\\w)(\\w*)");
  for (std::sregex_iterator i(text.begin(), text.end(), word), end; i != end; ++i) std::cout << i->str() << '@' << i->position() << '/' << i->str(2) << '/' << i->prefix().length() << ' ';
  std::cout << '\n' << std::regex_replace(text, word, "$2$1$$") << '|' << std::regex_replace(text, std::regex("\\s+"), std::string(", ")) << '|' << std::regex_replace("aXbXc", std::regex("X"), "[$&$`$']", std::regex_constants::format_first_only) << '|'
            << std::regex_replace(text, word, "<$&>", std::regex_constants::format_no_copy) << '|' << std::regex_replace("baac", std::regex("a*"), "-") << '\n';
  std::string row = "1, 22,,333 ,4";
  std::regex comma("\\s*,\\s*");
  std::vector<std::string> fields(std::sregex_token_iterator(row.begin(), row.end(), comma, -1), std::sregex_token_iterator());
  for (auto& field : fields) std::cout << '(' << field << ')';
  std::regex pair("(\\w+)=(\\w+)");
  std::string list = "a=1 b=2 c=3";
  for (std::sregex_token_iterator i(list.begin(), list.end(), pair, {2, 1}), end; i != end; ++i) std::cout << ' ' << *i;
  std::cout << '\n';
  const char* line = "GET /index.html HTTP/1.1";
  std::cmatch request;
  if (std::regex_match(line, request, std::regex("(GET|POST) (\\S+) HTTP/(\\d)\\.(\\d)"))) std::cout << request[2] << ' ' << request.length(2) << ' ' << (request[1] == "GET") << ' ' << std::stoi(request[3]) << ' ' << request.format("$4.$3") << '\n';
  std::cout << std::regex("(a)(b(c))").mark_count() << std::regex("(a)(b)", std::regex::nosubs).mark_count() << std::regex_match("ab", std::regex("(a)(?:b)")) << std::regex_search("xxb", std::regex("b"), std::regex_constants::match_continuous) << '\n';
  std::string numbers;
  for (int i = 0; i < 2000; i++) numbers += std::to_string(i) + " ";
  std::map<size_t, int> lengths;
  std::regex number("\\d+");
  for (auto i = std::sregex_iterator(numbers.begin(), numbers.end(), number); i != std::sregex_iterator(); ++i) lengths[i->length()]++;
  for (auto& each : lengths) std::cout << each.first << ':' << each.second << ' ';
  std::cout << std::regex_match(numbers, std::regex("[\\d ]*")) << '\n';
  for (const char* pattern : {"(", "a)", "[a", "*", "a{2", "a{3,1}", "\\", "[z-a]", "(?<x>a)", "\\2(a)", "[[:nope:]]", "a**"}) refused(pattern);
}
