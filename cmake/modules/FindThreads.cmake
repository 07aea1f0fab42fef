# find_package(Threads) under the toolchain file: threads are the C library's own.
set(Threads_FOUND TRUE)
set(CMAKE_USE_PTHREADS_INIT TRUE)
set(CMAKE_THREAD_LIBS_INIT "")
if(NOT TARGET Threads::Threads)
  add_library(Threads::Threads INTERFACE IMPORTED)
endif()
