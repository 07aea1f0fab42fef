#ifndef _STDLIB_H
#define _STDLIB_H
#include <__cuda_wasm/defs.h>
#include <sys/types.h>
#ifndef __cplusplus
typedef int wchar_t;
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
#define MB_CUR_MAX ((size_t)4)

typedef struct {
  int quot, rem;
} div_t;
typedef struct {
  long quot, rem;
} ldiv_t;
typedef struct {
  long long quot, rem;
} lldiv_t;
typedef int (*__compar_fn_t)(const void*, const void*);

__CW_BEGIN
__CW_HD void* malloc(size_t size);
__CW_HD void free(void* p);
void* calloc(size_t count, size_t size);
void* realloc(void* p, size_t size);
void* reallocarray(void* p, size_t count, size_t size);
void* aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void** result, size_t alignment, size_t size);
void* valloc(size_t size);

int atoi(const char* text);
long atol(const char* text);
long long atoll(const char* text);
double atof(const char* text);
long strtol(const char* text, char** end, int base);
long long strtoll(const char* text, char** end, int base);
unsigned long strtoul(const char* text, char** end, int base);
unsigned long long strtoull(const char* text, char** end, int base);
float strtof(const char* text, char** end);
double strtod(const char* text, char** end);
long double strtold(const char* text, char** end);

int rand(void);
void srand(unsigned seed);
int rand_r(unsigned* seed);
long random(void);
void srandom(unsigned seed);
char* initstate(unsigned seed, char* state, size_t size);
char* setstate(char* state);
double drand48(void);
double erand48(unsigned short state[3]);
long lrand48(void);
long nrand48(unsigned short state[3]);
long mrand48(void);
long jrand48(unsigned short state[3]);
void srand48(long seed);
unsigned short* seed48(unsigned short seed[3]);
void lcong48(unsigned short parameters[7]);

void qsort(void* base, size_t count, size_t size, __compar_fn_t compare);
void qsort_r(void* base, size_t count, size_t size, int (*compare)(const void*, const void*, void*), void* context);
void* bsearch(const void* key, const void* base, size_t count, size_t size, __compar_fn_t compare);

__CW_HD int abs(int n);
__CW_HD long labs(long n);
__CW_HD long long llabs(long long n);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);

char* getenv(const char* name);
char* secure_getenv(const char* name);
int setenv(const char* name, const char* value, int overwrite);
int unsetenv(const char* name);
int putenv(char* assignment);
int clearenv(void);
int system(const char* command);
int atexit(void (*function)(void));
int at_quick_exit(void (*function)(void));
void exit(int status) __attribute__((noreturn));
void _Exit(int status) __attribute__((noreturn));
void quick_exit(int status) __attribute__((noreturn));
void abort(void) __attribute__((noreturn));
char* realpath(const char* path, char* resolved);
int mkstemp(char* pattern);
char* mkdtemp(char* pattern);

int mblen(const char* text, size_t length);
int mbtowc(wchar_t* result, const char* text, size_t length);
int wctomb(char* result, wchar_t c);
size_t mbstowcs(wchar_t* to, const char* from, size_t length);
size_t wcstombs(char* to, const wchar_t* from, size_t length);
__CW_END
#ifdef __cplusplus
#include <__cuda_wasm/abs.h>
extern "C++" {
inline ldiv_t div(long a, long b) { return ldiv(a, b); }
inline lldiv_t div(long long a, long long b) { return lldiv(a, b); }
}
#endif
#endif
