// run: tolerance=0
// Files in the working directory: text and binary, modes, seek and tell, append, update, fgets, ungetc, buffering, rename, remove, errors, fscanf, tmp data larger than the buffer.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
struct Record {
  int id;
  double value;
  char name[8];
};
int main() {
  FILE *f = fopen("missing/nothing.txt", "r");
  printf("%d %d %s\n", f == nullptr, errno == ENOENT, strerror(errno));
  f = fopen("text.txt", "w");
  fprintf(f, "line %d\nsecond %s\n", 1, "line");
  fputs("third", f);
  fputc('\n', f);
  printf("%ld\n", ftell(f));
  fclose(f);
  char s[64];
  int n = 0;
  f = fopen("text.txt", "r");
  while (fgets(s, sizeof s, f))
    printf("%d:%s", ++n, s);
  printf("%d %d\n", feof(f) != 0, ferror(f));
  rewind(f);
  printf("%c", fgetc(f));
  int c = getc(f);
  ungetc('I', f);
  int i0 = fgetc(f);
  printf("%c%c %ld\n", i0, c, ftell(f));
  fseek(f, -6, SEEK_END);
  printf("%s", fgets(s, 4, f));
  printf("|%ld\n", ftell(f));
  fseek(f, 5, SEEK_SET);
  fscanf(f, "%d %s", &n, s);
  printf("%d %s\n", n, s);
  fclose(f);
  f = fopen("text.txt", "a");
  fprintf(f, "appended");
  fclose(f);
  f = fopen("text.txt", "r+");
  fseek(f, 0, SEEK_END);
  long size = ftell(f);
  fseek(f, 0, SEEK_SET);
  fwrite("LINE", 1, 4, f);
  fseek(f, 0, SEEK_CUR);
  fgets(s, sizeof s, f);
  printf("%ld %s", size, s);
  fclose(f);
  Record r[100], q[100];
  for (int i = 0; i < 100; i++) {
    memset(&r[i], 0, sizeof r[i]);
    r[i].id = i;
    r[i].value = i / 8.0;
    snprintf(r[i].name, 8, "n%d", i * i);
  }
  f = fopen("data.bin", "wb");
  printf("%zu\n", fwrite(r, sizeof *r, 100, f));
  fclose(f);
  f = fopen("data.bin", "rb");
  printf("%zu ", fread(q, sizeof *q, 100, f) + fread(q, 1, 1, f));
  printf("%d %d\n", memcmp(r, q, sizeof r), feof(f) != 0);
  fseek(f, 42 * sizeof *r, SEEK_SET);
  fread(q, sizeof *q, 1, f);
  printf("%d %g %s\n", q[0].id, q[0].value, q[0].name);
  fseek(f, -(long)sizeof *r * 2, SEEK_CUR);
  fread(q, sizeof *q, 1, f);
  printf("%d\n", q[0].id);
  fclose(f);
  f = fopen("data.bin", "r+b");
  fseek(f, 3 * sizeof *r, SEEK_SET);
  q[0].id = 777;
  fwrite(q, sizeof *q, 1, f);
  fflush(f);
  fseek(f, 3 * sizeof *r, SEEK_SET);
  fread(q + 1, sizeof *q, 1, f);
  printf("%d\n", q[1].id);
  fclose(f);
  f = fopen("big.txt", "w");
  for (int i = 0; i < 5000; i++)
    fprintf(f, "%d %x\n", i, i * i);
  fclose(f);
  f = fopen("big.txt", "r");
  long sum = 0;
  int a;
  unsigned b;
  n = 0;
  while (fscanf(f, "%d %x", &a, &b) == 2) {
    sum += a + (int)b;
    n++;
  }
  printf("%d %ld %ld\n", n, sum, ftell(f));
  fclose(f);
  printf("%d ", rename("big.txt", "renamed.txt"));
  printf("%d\n", fopen("big.txt", "r") == nullptr);
  printf("%d ", remove("renamed.txt"));
  printf("%d\n", remove("renamed.txt"));
  char buffer[16];
  f = fopen("small.txt", "w+");
  setvbuf(f, buffer, _IOFBF, sizeof buffer);
  for (int i = 0; i < 30; i++)
    fputc('a' + i % 26, f);
  rewind(f);
  size_t got = fread(s, 1, sizeof s - 1, f);
  s[got] = 0;
  printf("%zu %s\n", got, s);
  clearerr(f);
  printf("%d\n", fgetc(f));
  fclose(f);
  f = fopen("small.txt", "w");
  fclose(f);
  f = fopen("small.txt", "r");
  printf("%d\n", fgetc(f));
  fclose(f);
  printf("%d %d %d\n", remove("small.txt"), remove("text.txt"), remove("data.bin"));
  setvbuf(stdout, nullptr, _IONBF, 0);
  printf("unbuffered\n");
  perror("perror goes to stderr");
  return 0;
}
