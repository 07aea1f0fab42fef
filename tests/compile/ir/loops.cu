// Structured control flow: while, for with continue, do, break out of a nested loop.
int collatz(unsigned n) {
  int steps = 0;
  while (n != 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    steps++;
  }
  return steps;
}

int sum_of_odds(const int *values, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (values[i] % 2 == 0) continue;
    sum += values[i];
  }
  return sum;
}

int first_zero(const int (*rows)[8], int n) {
  int found = -1;
  for (int y = 0; y < n && found < 0; y++) {
    int x = 0;
    do {
      if (rows[y][x] == 0) {
        found = y * 8 + x;
        break;
      }
    } while (++x < 8);
  }
  return found;
}
