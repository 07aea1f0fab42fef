/* rand and random: glibc's additive feedback generators, x[i] = x[i - degree] + x[i - separation], with its seeding;
   five sizes of state, the smallest a linear congruence. */
#include <errno.h>
#include <stdlib.h>

extern "C" {
static const unsigned char degrees[5] = {0, 7, 15, 31, 63};
static const unsigned char separations[5] = {0, 3, 1, 3, 1};

/* What state[0] keeps for setstate: type and the position of the front pointer. */
static int default_state[32];
static int* state = default_state + 1;
static int type = 3, front, seeded;

static int step(void) {
  if (type == 0) return state[0] = (int)(((unsigned)state[0] * 1103515245u + 12345u) & 0x7fffffff);
  int degree = degrees[type];
  int rear = front >= separations[type] ? front - separations[type] : front - separations[type] + degree;
  unsigned sum = (unsigned)state[front] + (unsigned)state[rear];
  state[front] = (int)sum;
  if (++front == degree) front = 0;
  return (int)(sum >> 1);
}

void srandom(unsigned seed) {
  seeded = 1;
  if (!seed) seed = 1;
  state[0] = (int)seed;
  if (type == 0) return;
  int degree = degrees[type];
  long word = (int)seed;
  for (int i = 1; i < degree; i++) { /* word = 16807 · word mod 2³¹ - 1, by Schrage's method */
    word = 16807 * (word % 127773) - 2836 * (word / 127773);
    if (word < 0) word += 2147483647;
    state[i] = (int)word;
  }
  front = separations[type];
  for (int i = 0; i < degree * 10; i++) step();
}

long random(void) {
  if (!seeded) srandom(1);
  return step();
}

int rand(void) { return (int)random(); }
void srand(unsigned seed) { srandom(seed); }

static void save_position(void) {
  if (!seeded) srandom(1);
  state[-1] = type == 0 ? 0 : 5 * ((front - separations[type] + degrees[type]) % degrees[type]) + type;
}

char* initstate(unsigned seed, char* memory, size_t size) {
  if (!memory || size < 8) {
    errno = EINVAL;
    return nullptr;
  }
  save_position();
  char* old = (char*)(state - 1);
  type = size < 32 ? 0 : size < 64 ? 1 : size < 128 ? 2 : size < 256 ? 3 : 4;
  state = (int*)memory + 1;
  srandom(seed);
  save_position();
  return old;
}

char* setstate(char* memory) {
  int* words = (int*)memory;
  int new_type = words[0] % 5;
  if (new_type < 0) {
    errno = EINVAL;
    return nullptr;
  }
  save_position();
  char* old = (char*)(state - 1);
  type = new_type;
  state = words + 1;
  if (type) front = (words[0] / 5 + separations[type]) % degrees[type];
  return old;
}

int rand_r(unsigned* seed) {
  unsigned next = *seed, result = 0;
  static const unsigned masks[3] = {2047, 1023, 1023};
  for (int i = 0; i < 3; i++) {
    next = next * 1103515245u + 12345u;
    result = result << (i ? 10 : 0) ^ (next >> 16 & masks[i]);
  }
  *seed = next;
  return (int)result;
}

/* The 48-bit congruence. */
static unsigned long x48, a48 = 0x5deece66d;
static unsigned short c48 = 11, old48[3];

static unsigned long get48(const unsigned short* s) { return s[0] | (unsigned long)s[1] << 16 | (unsigned long)s[2] << 32; }
static void put48(unsigned short* s, unsigned long x) {
  s[0] = (unsigned short)x;
  s[1] = (unsigned short)(x >> 16);
  s[2] = (unsigned short)(x >> 32);
}
static unsigned long advance(unsigned long x) { return (x * a48 + c48) & 0xffffffffffff; }
static unsigned long advance_in(unsigned short* s) {
  unsigned long x = advance(get48(s));
  put48(s, x);
  return x;
}
static double fraction(unsigned long x) { return (double)x * (1.0 / 281474976710656.0); }

double drand48(void) { return fraction(x48 = advance(x48)); }
double erand48(unsigned short s[3]) { return fraction(advance_in(s)); }
long lrand48(void) { return (long)((x48 = advance(x48)) >> 17); }
long nrand48(unsigned short s[3]) { return (long)(advance_in(s) >> 17); }
long mrand48(void) { return (int)((x48 = advance(x48)) >> 16); }
long jrand48(unsigned short s[3]) { return (int)(advance_in(s) >> 16); }

static void reset48(void) {
  a48 = 0x5deece66d;
  c48 = 11;
}
void srand48(long seed) {
  reset48();
  x48 = (unsigned long)(unsigned)seed << 16 | 0x330e;
}
unsigned short* seed48(unsigned short seed[3]) {
  put48(old48, x48);
  reset48();
  x48 = get48(seed);
  return old48;
}
void lcong48(unsigned short p[7]) {
  x48 = get48(p);
  a48 = get48(p + 3);
  c48 = p[6];
}
}
