// Tuple-like classes whose traits say nothing of an element.
namespace std {
template <class T> struct tuple_size;
template <unsigned long i, class T> struct tuple_element;
}
struct Pair { int a, b; };
template <> struct std::tuple_size<Pair> { static constexpr unsigned long value = 2; };
template <> struct std::tuple_element<0, Pair> { typedef int type; };
template <> struct std::tuple_element<1, Pair> { int type; };
template <unsigned long i> int get(Pair p) { return i == 0 ? p.a : p.b; }
int sum(Pair p) {
  auto [a, b] = p;
//^ error CW4078: cannot decompose type 'Pair'
  return a + b;
}
