/* The two builtins that only the compiler under test has, as functions of the shim. */
extern "C" unsigned long __cw_test_memory_size(int memory);
extern "C" unsigned long __cw_test_memory_grow(int memory, unsigned long pages);
