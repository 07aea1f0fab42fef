// Functions that may not look as they do.
struct S {
  static int qualified() const;
//           ^ error CW4120: static member function 'qualified' cannot have 'const' qualifier
  virtual static int both();
//                   ^ error CW4121: 'virtual' member function 'both' cannot be static
  S(S);
//^ error CW4122: copy constructor must pass its first argument by reference
  S(const S &);
  static int operator[](int);
//           ^ error CW4124: overloaded 'operator[]' must be a non-static member function
  static void *operator new(unsigned long);
  int operator()(int) const;
  operator int() const;
};
int operator+(int, int);
//  ^ error CW4123: overloaded 'operator+' must have at least one parameter of class or enumeration type
int operator=(S &, int);
//  ^ error CW4124: overloaded 'operator=' must be a non-static member function
S operator+(S, S);
enum E { e };
E operator|(E, E);
template <class T> T operator*(T, int);
bool operator!(const S &);
unsigned long long operator""_units(unsigned long long);
