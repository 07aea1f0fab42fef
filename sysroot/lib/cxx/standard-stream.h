// A stream buffer without a buffer of its own over one of C's streams, so that output of both kinds comes in the order it was written.
#ifndef CW_STANDARD_STREAM_H
#define CW_STANDARD_STREAM_H
#include <cstdio>
#include <streambuf>

namespace std {

class __standard_buffer final : public streambuf {
  FILE* file;
  int last = EOF;

 public:
  explicit __standard_buffer(FILE* f) : file(f) {}

 protected:
  int underflow() override { return ungetc(getc(file), file); }
  int uflow() override { return last = getc(file); }
  int pbackfail(int c) override {
    const int back = c == EOF ? last : c;
    last = EOF;
    return back == EOF ? EOF : ungetc(back, file);
  }
  streamsize xsgetn(char* s, streamsize n) override {
    const streamsize done = fread(s, 1, n, file);
    last = done > 0 ? (unsigned char)s[done - 1] : EOF;
    return done;
  }
  int overflow(int c) override {
    if (c == EOF) return fflush(file) ? EOF : 0;
    return putc(c, file);
  }
  streamsize xsputn(const char* s, streamsize n) override { return fwrite(s, 1, n, file); }
  int sync() override { return fflush(file); }
  pos_type seekoff(off_type off, ios_base::seekdir way, ios_base::openmode) override {
    const int whence = way == ios_base::beg ? SEEK_SET : way == ios_base::cur ? SEEK_CUR : SEEK_END;
    return fseeko(file, off, whence) == 0 ? pos_type(ftello(file)) : pos_type(-1);
  }
  pos_type seekpos(pos_type pos, ios_base::openmode which) override { return seekoff(off_type(pos), ios_base::beg, which); }
};

}
#endif
