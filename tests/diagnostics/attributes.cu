// Attributes of gcc that change what a program means, and are not there.
typedef float vector __attribute__((vector_size(16)));
//                                  ^ error CW7026: attribute 'vector_size' is not supported
typedef int wide __attribute__((mode(DI)));
//                              ^ error CW7026: attribute 'mode' is not supported
void end(int *);
void scope() {
  int x __attribute__((cleanup(end))) = 1;
//                     ^ error CW7026: attribute 'cleanup' is not supported
}
extern "C" int real() { return 1; }
extern "C" int other() __attribute__((alias("real")));
//                                    ^ error CW7026: attribute 'alias' is not supported
__attribute__((constructor)) static void start(int) {}
// @-1:1 error CW7025: 'start' runs before or after 'main' and can have no parameters
