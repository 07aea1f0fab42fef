/* A stream: one buffer that holds either unread input (read_at … read_end) or pending output (start … write_at), never both.
   Eight bytes in front of a buffer take what ungetc puts back. */
#ifndef CW_STREAM_H
#define CW_STREAM_H
#include <stdio.h>

enum {
  CAN_READ = 1, CAN_WRITE = 2, APPENDS = 4, AT_END = 8, FAILED = 16,
  FULLY = 32, BY_LINE = 64, UNBUFFERED = 128, /* none of these: not decided yet */
  OWN_BUFFER = 256, STATIC = 512
};
enum { PUT_BACK = 8 };

/* Below a stream. Each gives -1 with errno on an error; read gives 0 at the end. */
struct cw_stream_device {
  ssize_t (*read)(FILE* file, void* to, size_t n);
  ssize_t (*write)(FILE* file, const void* from, size_t n);
  off_t (*seek)(FILE* file, off_t offset, int whence);
  int (*close)(FILE* file);
};

struct __cw_file {
  const cw_stream_device* device;
  void* context; /* the device's own */
  int fd;
  unsigned flags;
  unsigned char *start, *end; /* the buffer; start is null before the first use */
  unsigned char *read_at, *read_end, *write_at;
  FILE *next, *previous; /* open streams, but the three standard ones */
  unsigned char small[PUT_BACK + 8];
};

extern "C" {
extern const cw_stream_device __cw_fd_device;
extern FILE* __cw_open_streams;
int __cw_prepare(FILE* file);                                   /* gives it a buffer and a mode; 0 on failure */
int __cw_flush(FILE* file);                                     /* writes pending output */
int __cw_refill(FILE* file);                                    /* reads; the next byte, left unread, or EOF */
int __cw_to_write(FILE* file);                                  /* before output: 0 where it cannot write */
void __cw_drop_input(FILE* file);                               /* forgets unread input, moving the device's position back */
FILE* __cw_new_stream(const cw_stream_device* device, unsigned flags);
int __cw_parse_mode(const char* mode, unsigned* flags);         /* O_… flags, or -1 */
}
#endif
