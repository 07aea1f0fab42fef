// run: tolerance=0 args="-n 5 --name=value -vv -x1.5 input.txt - -- -z" exit=2
// argv, getopt and getopt_long with operands, missing environment variables, the exit code of main's return.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <getopt.h>
int main(int argc, char **argv) {
  printf("%d %d %s\n", argc, argv[argc] == nullptr, argv[1]);
  int n = 0, verbose = 0, c;
  double x = 0;
  const char *name = "none";
  static option longs[] = {
      {"name", required_argument, 0, 'N'}, {"verbose", no_argument, 0, 'v'}, {0, 0, 0, 0}};
  while ((c = getopt_long(argc, argv, "n:vx:", longs, nullptr)) != -1)
    switch (c) {
      case 'n':
        n = atoi(optarg);
        break;
      case 'N':
        name = optarg;
        break;
      case 'v':
        verbose++;
        break;
      case 'x':
        x = atof(optarg);
        break;
      default:
        printf("? %c\n", optopt);
    }
  printf("%d %s %d %g\n", n, name, verbose, x);
  for (int i = optind; i < argc; i++)
    printf("operand %s\n", argv[i]);
  char *list[] = {(char *)"p", (char *)"-ab", (char *)"file", (char *)"-c", (char *)"val", nullptr};
  optind = 1;
  while ((c = getopt(5, list, "abc:")) != -1)
    printf("%c%s ", c, c == 'c' ? optarg : "");
  printf("%d\n", optind);
  printf("%d\n", getenv("SURELY_NOT_SET_ANYWHERE") == nullptr);
  setenv("OWN_VARIABLE", "own", 1);
  printf("%s\n", getenv("OWN_VARIABLE"));
  unsetenv("OWN_VARIABLE");
  printf("%d\n", getenv("OWN_VARIABLE") == nullptr);
  return n > 3 ? 2 : 0;
}
