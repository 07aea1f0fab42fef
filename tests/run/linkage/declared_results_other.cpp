extern "C" int is_even(int x) { return x % 2 == 0; }
extern "C" bool is_odd(int x) { return x % 2 != 0; }
extern "C" int count(int *counter) { return ++*counter; }
