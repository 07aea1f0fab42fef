// Definitions that no declaration announced, and declarations that clash.
template <class T> struct Box {
  void f(); void g(int); int h() const; static int count; struct Inner { void in(); }; template <class U> void t(U);
  void typed(int); Box(int);
};
template <class T> void Box<T>::missing() {}
//                              ^ error CW4059: out-of-line definition of 'Box<…>::missing' does not match any declaration in 'Box'
template <class T> void Box<T>::f(int) {}
//                              ^ error CW4059: out-of-line definition of 'Box<…>::f' does not match any declaration in 'Box'
template <class T> int Box<T>::h() { return 1; }
//                             ^ error CW4059: out-of-line definition of 'Box<…>::h' does not match any declaration in 'Box'
template <class T> int Box<T>::total = 1;
//                             ^ error CW4059: out-of-line definition of 'Box<…>::total' does not match any declaration in 'Box'
template <class T> int Box<T>::count = 1;
template <class T> void Box<T>::Inner::out() {}
//                                     ^ error CW4059: out-of-line definition of 'Box<…>::Inner::out' does not match any declaration in 'Box'
template <class T> void Box<T>::Inner::in() {}
template <class T> template <class U> void Box<T>::u(U) {}
//                                                 ^ error CW4059: out-of-line definition of 'Box<…>::u' does not match any declaration in 'Box'
template <class T> template <class U> void Box<T>::t(U) {}
template <class T> Box<T>::Box() {}
//                         ^ error CW4059: out-of-line definition of 'Box<…>::Box' does not match any declaration in 'Box'
template <class T> Box<T>::~Box() {}
//                         ^ error CW4059: out-of-line definition of 'Box<…>::~Box' does not match any declaration in 'Box'
template <class T> void Box<T>::typed(float) {}
//                 ^ error CW4059: out-of-line definition of 'typed' does not match any declaration in 'Box<int>'
void instantiates(Box<int> &box) { box.typed(1); box.g(2); }
void parameter(int a) { int a; }
//                          ^ error CW4010: redefinition of 'a'
void condition(int b) {
  for (int i = 0; i < b; i++) { float i; { int i; } }
//                                    ^ error CW4010: redefinition of 'i'
  if (int c = b) { int c; } else { int c; }
//                     ^ error CW4010: redefinition of 'c'
//                                     ^ error CW4010: redefinition of 'c'
  while (b) { int b; }
  try { int b; } catch (int e) { int e; }
//                                   ^ error CW4010: redefinition of 'e'
}
extern "C" int plain(int);
extern "C" int plain(double);
//             ^ error CW4113: conflicting types for 'plain', which has C language linkage
void host_function() { __shared__ int cells[4]; }
//                                    ^ error CW7015: __shared__ variable 'cells' cannot be declared in a host function
class NotYet; NotYet makes();
void calls_it() { makes(); decltype(makes()) *pointer = nullptr; }
//                ^ error CW4019: incomplete type 'NotYet' where a complete type is required
