/* getopt and getopt_long as GNU's: options may follow operands, which move to the end, unless the options begin with '+' or
   POSIXLY_CORRECT is set; with '-' operands come as option 1. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern "C" {
char* optarg;
int optind = 1, opterr = 1, optopt = '?';
static char* at;                       /* within a cluster of short options */
static int first_operand, last_operand; /* operands skipped, [first, last) */

static void reverse(char** v, int from, int to) {
  for (to--; from < to; from++, to--) {
    char* t = v[from];
    v[from] = v[to];
    v[to] = t;
  }
}

/* Moves the skipped operands behind the options read since. */
static void exchange(char** v) {
  int middle = last_operand, end = optind;
  reverse(v, first_operand, middle);
  reverse(v, middle, end);
  reverse(v, first_operand, end);
  first_operand += end - middle;
  last_operand = end;
}

static int long_option(char** v, int argc, const char* options, const option* longs, int* index, char* name, const char* dashes,
                       int quiet) {
  size_t length = strcspn(name, "=");
  int found = -1, ambiguous = 0;
  for (int i = 0; longs[i].name; i++) {
    if (strncmp(longs[i].name, name, length)) continue;
    if (strlen(longs[i].name) == length) {
      found = i;
      ambiguous = 0;
      break;
    }
    if (found < 0)
      found = i;
    else if (longs[i].has_arg != longs[found].has_arg || longs[i].flag != longs[found].flag || longs[i].val != longs[found].val)
      ambiguous = 1;
  }
  if (ambiguous) {
    if (!quiet) {
      fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", v[0], dashes, name);
      for (int i = 0; longs[i].name; i++)
        if (!strncmp(longs[i].name, name, length)) fprintf(stderr, " '%s%s'", dashes, longs[i].name);
      fprintf(stderr, "\n");
    }
    optind++;
    optopt = 0;
    return '?';
  }
  if (found < 0) {
    if (!quiet) fprintf(stderr, "%s: unrecognized option '%s%s'\n", v[0], dashes, name);
    optind++;
    optopt = 0;
    return '?';
  }
  const option* o = &longs[found];
  optind++;
  if (name[length] == '=') {
    if (!o->has_arg) {
      if (!quiet) fprintf(stderr, "%s: option '%s%s' doesn't allow an argument\n", v[0], dashes, o->name);
      optopt = o->val;
      return '?';
    }
    optarg = name + length + 1;
  } else if (o->has_arg == required_argument) {
    if (optind >= argc) {
      if (!quiet) fprintf(stderr, "%s: option '%s%s' requires an argument\n", v[0], dashes, o->name);
      optopt = o->val;
      return options[0] == ':' ? ':' : '?';
    }
    optarg = v[optind++];
  }
  if (index) *index = found;
  if (!o->flag) return o->val;
  *o->flag = o->val;
  return 0;
}

static int next_option(int argc, char* const argv[], const char* options, const option* longs, int* index, int only) {
  char** v = (char**)argv;
  optarg = nullptr;
  if (argc < 1) return -1;
  int order = *options == '-' || *options == '+' ? *options++ : getenv("POSIXLY_CORRECT") ? '+' : 0;
  int quiet = !opterr || *options == ':';
  if (optind == 0) {
    optind = 1;
    at = nullptr;
  }
  if (optind == 1 && !at) first_operand = last_operand = 1;
  if (!at || !*at) {
    at = nullptr;
    if (last_operand > optind) last_operand = optind;
    if (first_operand > optind) first_operand = optind;
    if (!order) {
      if (first_operand != last_operand && last_operand != optind)
        exchange(v);
      else if (last_operand != optind)
        first_operand = optind;
      while (optind < argc && (v[optind][0] != '-' || !v[optind][1])) optind++;
      last_operand = optind;
    }
    if (optind < argc && !strcmp(v[optind], "--")) {
      optind++;
      if (first_operand != last_operand && last_operand != optind)
        exchange(v);
      else if (first_operand == last_operand)
        first_operand = optind;
      last_operand = optind = argc;
    }
    if (optind >= argc) {
      if (first_operand != last_operand) optind = first_operand;
      return -1;
    }
    char* word = v[optind];
    if (word[0] != '-' || !word[1]) {
      if (order == '+') return -1;
      optarg = v[optind++];
      return 1;
    }
    if (longs && word[1] == '-') return long_option(v, argc, options, longs, index, word + 2, "--", quiet);
    if (longs && only && (word[2] || !strchr(options, word[1])))
      return long_option(v, argc, options, longs, index, word + 1, "-", quiet);
    at = word + 1;
  }
  char c = *at++;
  const char* o = c == ':' || c == ';' ? nullptr : strchr(options, c);
  if (!*at) optind++;
  if (!o) {
    if (!quiet) fprintf(stderr, "%s: invalid option -- '%c'\n", v[0], c);
    optopt = c;
    return '?';
  }
  if (o[1] != ':') return c;
  if (*at) {
    optarg = at;
    optind++;
  } else if (o[2] != ':') {
    if (optind >= argc) {
      if (!quiet) fprintf(stderr, "%s: option requires an argument -- '%c'\n", v[0], c);
      optopt = c;
      at = nullptr;
      return *options == ':' ? ':' : '?';
    }
    optarg = v[optind++];
  }
  at = nullptr;
  return c;
}

int getopt(int argc, char* const argv[], const char* options) { return next_option(argc, argv, options, nullptr, nullptr, 0); }
int getopt_long(int argc, char* const argv[], const char* options, const option* longs, int* index) {
  return next_option(argc, argv, options, longs, index, 0);
}
int getopt_long_only(int argc, char* const argv[], const char* options, const option* longs, int* index) {
  return next_option(argc, argv, options, longs, index, 1);
}
}
