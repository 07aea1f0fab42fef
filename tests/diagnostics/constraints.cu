// flags: -std=c++20
// Constraints that do not hold, and what in them does not.
template <class T> concept Small = sizeof(T) <= 4;
template <class T> concept Sized = requires(T t) { t.size(); };
template <class T> concept Both = Small<T> && Sized<T>;
template <Small T> void small(T);
template <class T> requires Both<T> void both(T);
template <Small T> struct Box {};
  Box<double> *box;
//^ error CW6019: constraints not satisfied for 'Box<double>': 'Small<double>' is false
  Box<double> object;
//^ error CW6019: constraints not satisfied for 'Box<double>': 'Small<double>' is false
int main() {
  small(1.0);
//^ error CW5001: no matching function for call to 'small'
  both(1);
//^ error CW5001: no matching function for call to 'both'
}
template <Small T> using Alias = T;
template <Small T> constexpr int value = 1;
template <Small T> struct Box<T *> {};
template <class T> requires (sizeof(T) <= 8) struct Box<T> {};
//                                           ^ error CW6035: class template partial specialization does not specialize any template argument of 'Box', and is not more constrained
template <class T> requires Both<T> struct Box<T> {};
  Alias<double> *alias;
//^ error CW6019: constraints not satisfied for 'Alias<double>': 'Small<double>' is false
int variable = value<double>;
//             ^ error CW6019: constraints not satisfied for 'value<double>': 'Small<double>' is false
template <class T> concept Boxed = requires { typename Box<T>; };
static_assert(!Boxed<double> && Boxed<int>);
