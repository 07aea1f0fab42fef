// flags: -std=c++20
// Three-way comparison without its header.
struct Ordered {
  int x;
  auto operator<=>(const Ordered &) const = default;
//     ^ error CW5110: '<=>' on builtin types needs the result types of <compare>; include it
};
auto order = 1 <=> 2;
//             ^ error CW5110: '<=>' on builtin types needs the result types of <compare>; include it
bool less = Ordered{1} < Ordered{2};
//                     ^ error CW5020: invalid operands to binary expression ('Ordered' and 'Ordered')
