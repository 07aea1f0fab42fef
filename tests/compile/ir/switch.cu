// Fall-through is a chain of blocks.
int days(int month, bool leap) {
  int days;
  switch (month) {
    case 2:
      days = leap ? 29 : 28;
      break;
    case 4:
    case 6:
    case 9:
    case 11:
      days = 30;
      break;
    default:
      days = 31;
  }
  return days;
}

int countdown(int from) {
  int value = 1;
  switch (from) {
    case 3:
      value *= 3;
    case 2:
      value *= 2;
    case 1:
      return value;
  }
  return 0;
}
