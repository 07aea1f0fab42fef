/* What the native checks share. The library under test has the prefix cw_; names without it are glibc's. */
#ifndef HARNESS_H
#define HARNESS_H
#include <initializer_list>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef unsigned long u64;

extern int failures, checks;
void start_memory();
int program_main(int argc, char** argv);
extern char captured_device_text[65536];
extern unsigned captured_device_length;
extern "C" void shim_arguments(int argc, char** argv);

/* Prints the first failures only. */
bool fail(const char* format, ...) __attribute__((format(printf, 1, 2)));
#define CHECK(condition, ...) (checks++, (condition) || fail("" __VA_ARGS__))
#define EXPECT(condition) CHECK(condition, "%s:%d: %s\n", __FILE__, __LINE__, #condition)

u64 random64();
/* A binary64 of one of many shapes: any bits, few digits, integers, near a power, subnormal. */
double random_double();

void check_printf();
void check_numbers();
void check_scanf();
void check_memory();
void check_library();
void check_streams();
#endif
