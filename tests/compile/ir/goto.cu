int retry(int n) {
  int tries = 0;
again:
  if (n % 7 != 0) {
    n++;
    tries++;
    goto again;
  }
  return tries;
}
