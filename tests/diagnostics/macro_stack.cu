// Macros in macros: the stack of expansions.
#define CHECK(call) do { int error = (call); if (error) return error; } while (0)
#define SCALE(x) ((x) * factor)
#define TWICE(x) SCALE(x) + SCALE(x)
int run(int n) {
  CHECK(undeclared_call(n));
//      ^ error CW4001: use of undeclared identifier 'undeclared_call'
  return TWICE(n);
//       ^ error CW4001: use of undeclared identifier 'factor'
}
int argument = SCALE(missing);
//                   ^ error CW4001: use of undeclared identifier 'missing'
//             ^ error CW4001: use of undeclared identifier 'factor'
