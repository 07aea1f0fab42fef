// run: tolerance=0
// variant and visit with overloaded lambdas: an expression tree, a state machine and values of several types.
#include <cstdio>
#include <memory>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

template <class... F> struct overloaded : F... {
  using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>;

struct Binary;
struct Negate;
using Expr = std::variant<double, std::string, std::unique_ptr<Binary>, std::unique_ptr<Negate>>;
struct Binary {
  char op;
  Expr left, right;
};
struct Negate {
  Expr operand;
};

static double evaluate(const Expr& e, double x) {
  return std::visit(overloaded{
                        [](double d) { return d; },
                        [x](const std::string&) { return x; },
                        [x](const std::unique_ptr<Binary>& b) {
                          const double l = evaluate(b->left, x), r = evaluate(b->right, x);
                          switch (b->op) {
                            case '+': return l + r;
                            case '*': return l * r;
                            default: return 0.0;
                          }
                        },
                        [x](const std::unique_ptr<Negate>& n) { return -evaluate(n->operand, x); },
                    },
                    e);
}

static std::string text(const Expr& e) {
  struct Printer {
    std::string operator()(double d) const {
      char buffer[32];
      snprintf(buffer, sizeof buffer, "%g", d);
      return buffer;
    }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(const std::unique_ptr<Binary>& b) const { return "(" + text(b->left) + b->op + text(b->right) + ")"; }
    std::string operator()(const std::unique_ptr<Negate>& n) const { return "-" + text(n->operand); }
  };
  return std::visit(Printer{}, e);
}

struct Idle {};
struct Running {
  int ticks;
};
struct Done {
  std::string why;
};
using State = std::variant<Idle, Running, Done>;
static State next(State s) {
  return std::visit(overloaded{[](Idle) -> State { return Running{0}; },
                               [](Running r) -> State {
                                 if (r.ticks == 2) return Done{"finished"};
                                 return Running{r.ticks + 1};
                               },
                               [](const Done& d) -> State { return d; }},
                    s);
}

int main() {
  Expr e = std::make_unique<Binary>(Binary{'+', 2.0, std::make_unique<Binary>(Binary{'*', std::string("x"), std::make_unique<Negate>(Negate{Expr(3.5)})})});
  printf("%s at 2 = %g\n", text(e).c_str(), evaluate(e, 2));
  State s;
  for (int i = 0; i < 5; i++) {
    s = next(std::move(s));
    printf("%zu ", s.index());
  }
  printf("%s\n", std::get<Done>(s).why.c_str());

  std::vector<std::variant<int, float, std::string>> values{1, 2.5f, std::string("three"), 4};
  for (auto& v : values) {
    std::visit([](auto& x) {
      using T = std::decay_t<decltype(x)>;
      if constexpr (std::is_same_v<T, std::string>) x += "!";
      else x *= 2;
    }, v);
  }
  for (const auto& v : values) {
    if (auto i = std::get_if<int>(&v)) printf("int %d\n", *i);
    else if (std::holds_alternative<float>(v)) printf("float %g\n", std::get<1>(v));
    else printf("string %s\n", std::get<std::string>(v).c_str());
  }
  try {
    (void)std::get<int>(values[1]);
  } catch (const std::bad_variant_access&) {
    printf("not an int\n");
  }
  std::variant<std::monostate, int, std::string> m;
  printf("%zu ", m.index());
  m = 3;
  printf("%zu ", m.index());
  m.emplace<std::string>(3, 'z');
  printf("%s %d\n", std::get<2>(m).c_str(), m == std::variant<std::monostate, int, std::string>(std::string("zzz")));
  std::variant<int, double> a = 3, b = 4.5;
  printf("%g\n", std::visit([](auto x, auto y) { return double(x) * y; }, a, b));
}
