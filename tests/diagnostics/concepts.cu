// flags: -std=c++20
// Constraints.
template <class T> concept Integral = __is_integral(T);
template <Integral T> struct Holder {};
  Holder<float> holder;
//^ error CW6019: constraints not satisfied for 'Holder<float>': 'Integral<float>' is false
template <class T> requires Integral<T> T twice(T t) { return t + t; }
float unsatisfied = twice(1.5f);
//                  ^ error CW5001: no matching function for call to 'twice'
template <class T> concept HasSize = requires(T t) { t.size(); };
struct Sized { int size(); };
template <HasSize T> int size(T &t) { return t.size(); }
int sized(Sized &s) { return size(s); }
int unsized(int i) { return size(i); }
//                          ^ error CW5001: no matching function for call to 'size'
