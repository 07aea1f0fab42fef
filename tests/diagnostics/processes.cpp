// Functions that make processes and wait for them are there by name only.
#include <sys/wait.h>
#include <unistd.h>
int main() {
  int status = fork();
//             ^ error CW4088: 'fork' is unavailable: a program is one process in WebAssembly
  wait(&status);
//^ error CW4088: 'wait' is unavailable: a program is one process in WebAssembly
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
