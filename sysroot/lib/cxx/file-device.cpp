// Files under streams.
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace std {

// The table of [filebuf.members].
static int open_flags(ios_base::openmode mode) {
  constexpr ios_base::openmode in = ios_base::in, out = ios_base::out, trunc = ios_base::trunc, app = ios_base::app;
  switch (mode & (in | out | trunc | app)) {
    case in: return O_RDONLY;
    case out:
    case out | trunc: return O_WRONLY | O_CREAT | O_TRUNC;
    case app:
    case out | app: return O_WRONLY | O_CREAT | O_APPEND;
    case in | out: return O_RDWR;
    case in | out | trunc: return O_RDWR | O_CREAT | O_TRUNC;
    case in | app:
    case in | out | app: return O_RDWR | O_CREAT | O_APPEND;
    default: return -1;
  }
}

bool __file_device::open(const char* path, ios_base::openmode mode) {
  const int flags = open_flags(mode);
  if (flags < 0) return false;
  fd = ::open(path, flags, 0666);
  // A file that is only appended to is at its end from the start, as with C's "a".
  if (fd >= 0 && (mode & ios_base::app) && !(mode & ios_base::in)) lseek(fd, 0, SEEK_END);
  return fd >= 0;
}
bool __file_device::close() {
  const int old = fd;
  fd = -1;
  return ::close(old) == 0;
}
streamsize __file_device::read(char* to, streamsize n) {
  streamsize k;
  do k = ::read(fd, to, n);
  while (k < 0 && errno == EINTR);
  return k;
}
bool __file_device::write(const char* from, streamsize n) {
  while (n > 0) {
    const streamsize k = ::write(fd, from, n);
    if (k < 0 && errno == EINTR) continue;
    if (k <= 0) return false;
    from += k;
    n -= k;
  }
  return true;
}
streamoff __file_device::seek(streamoff off, ios_base::seekdir way) {
  return lseek(fd, off, way == ios_base::beg ? SEEK_SET : way == ios_base::cur ? SEEK_CUR : SEEK_END);
}

}
