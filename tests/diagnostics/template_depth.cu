// Recursion without an end.
template <int N> struct Recursive { static const int v = Recursive<N - 1>::v; };
//                                                       ^ error CW6007: recursive template instantiation exceeded maximum depth of 200 (-ftemplate-depth=N allows more)
int recursion = Recursive<1>::v;
