#ifndef _STDIO_H
#define _STDIO_H
#include <__cuda_wasm/types.h>
#include <stdarg.h>

typedef struct __cw_file FILE;
typedef struct {
  long __pos;
  long __state;
} fpos_t;

#define EOF (-1)
#define BUFSIZ 8192
#define FILENAME_MAX 4096
#define FOPEN_MAX 16
#define TMP_MAX 238328
#define L_tmpnam 20
#define P_tmpdir "/tmp"
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define stdin stdin
#define stdout stdout
#define stderr stderr

__CW_BEGIN
extern FILE* stdin;
extern FILE* stdout;
extern FILE* stderr;

__CW_HD int printf(const char* format, ...);
__CW_HD int vprintf(const char* format, va_list arguments);
int fprintf(FILE* file, const char* format, ...);
int vfprintf(FILE* file, const char* format, va_list arguments);
int sprintf(char* to, const char* format, ...);
int vsprintf(char* to, const char* format, va_list arguments);
int snprintf(char* to, size_t size, const char* format, ...);
int vsnprintf(char* to, size_t size, const char* format, va_list arguments);
int asprintf(char** result, const char* format, ...);
int vasprintf(char** result, const char* format, va_list arguments);
int dprintf(int fd, const char* format, ...);
int vdprintf(int fd, const char* format, va_list arguments);

int scanf(const char* format, ...);
int vscanf(const char* format, va_list arguments);
int fscanf(FILE* file, const char* format, ...);
int vfscanf(FILE* file, const char* format, va_list arguments);
int sscanf(const char* text, const char* format, ...);
int vsscanf(const char* text, const char* format, va_list arguments);

FILE* fopen(const char* path, const char* mode);
FILE* fopen64(const char* path, const char* mode);
FILE* freopen(const char* path, const char* mode, FILE* file);
FILE* fdopen(int fd, const char* mode);
int fclose(FILE* file);
int fflush(FILE* file);
void setbuf(FILE* file, char* buffer);
void setbuffer(FILE* file, char* buffer, size_t size);
void setlinebuf(FILE* file);
int setvbuf(FILE* file, char* buffer, int mode, size_t size);
int fileno(FILE* file);
FILE* tmpfile(void);
char* tmpnam(char* name);
FILE* popen(const char* command, const char* mode);
int pclose(FILE* file);
FILE* open_memstream(char** text, size_t* size);
FILE* fmemopen(void* buffer, size_t size, const char* mode);

size_t fread(void* to, size_t size, size_t count, FILE* file);
size_t fwrite(const void* from, size_t size, size_t count, FILE* file);
int fgetc(FILE* file);
int getc(FILE* file);
int getchar(void);
int ungetc(int c, FILE* file);
char* fgets(char* to, int size, FILE* file);
ssize_t getline(char** line, size_t* size, FILE* file);
ssize_t getdelim(char** line, size_t* size, int delimiter, FILE* file);
int fputc(int c, FILE* file);
int putc(int c, FILE* file);
int putchar(int c);
int fputs(const char* text, FILE* file);
int puts(const char* text);
int getc_unlocked(FILE* file);
int getchar_unlocked(void);
int putc_unlocked(int c, FILE* file);
int putchar_unlocked(int c);
void flockfile(FILE* file);
void funlockfile(FILE* file);

int fseek(FILE* file, long offset, int whence);
int fseeko(FILE* file, off_t offset, int whence);
int fseeko64(FILE* file, off_t offset, int whence);
long ftell(FILE* file);
off_t ftello(FILE* file);
off_t ftello64(FILE* file);
void rewind(FILE* file);
int fgetpos(FILE* file, fpos_t* position);
int fsetpos(FILE* file, const fpos_t* position);
void clearerr(FILE* file);
int feof(FILE* file);
int ferror(FILE* file);
void perror(const char* text);

int remove(const char* path);
int rename(const char* from, const char* to);
__CW_END
#endif
