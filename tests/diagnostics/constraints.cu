// flags: -std=c++20
// Constraints that do not hold, and what in them does not.
template <class T> concept Small = sizeof(T) <= 4;
template <class T> concept Sized = requires(T t) { t.size(); };
template <class T> concept Both = Small<T> && Sized<T>;
template <Small T> void small(T);
template <class T> requires Both<T> void both(T);
template <Small T> struct Box {};
Box<double> *box;
Box<double> object;
//          ^ error CW6019: constraints not satisfied for 'Box<double>': 'Small<double>' is false
int main() {
  small(1.0);
//^ error CW5001: no matching function for call to 'small'
  both(1);
//^ error CW5001: no matching function for call to 'both'
}
