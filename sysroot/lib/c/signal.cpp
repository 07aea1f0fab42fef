/* Signals that a program raises itself. The default action ends the process with 128 + n, as a shell reports it. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include "exit.h"
#include "wasi.h"

extern "C" {
static __sighandler_t handlers[NSIG];
static void (*info_handlers[NSIG])(int, siginfo_t*, void*);
static unsigned flags[NSIG];
static unsigned long blocked, pending;

static int valid(int number) { return number > 0 && number < NSIG; }

static void deliver(int number) {
  __sighandler_t handler = handlers[number];
  if (info_handlers[number]) {
    void (*take)(int, siginfo_t*, void*) = info_handlers[number];
    if (flags[number] & SA_RESETHAND) info_handlers[number] = nullptr;
    siginfo_t info = {};
    info.si_signo = number;
    info.si_code = -6;
    take(number, &info, nullptr);
    return;
  }
  if (handler == SIG_IGN) return;
  if (handler == SIG_DFL) {
    if (number == SIGCHLD || number == SIGCONT || number == SIGURG || number == SIGWINCH) return;
    __wasi_proc_exit(128 + number);
  }
  if (flags[number] & SA_RESETHAND) handlers[number] = SIG_DFL;
  handler(number);
}

int raise(int number) {
  if (!valid(number)) {
    errno = EINVAL;
    return -1;
  }
  if (blocked >> (number - 1) & 1 && number != SIGKILL && number != SIGSTOP)
    pending |= 1ul << (number - 1);
  else
    deliver(number);
  return 0;
}

int kill(pid_t process, int number) {
  if (process != 1 && process != 0) {
    errno = ESRCH;
    return -1;
  }
  return number ? raise(number) : 0;
}

void abort(void) {
  blocked &= ~(1ul << (SIGABRT - 1));
  raise(SIGABRT);
  __wasi_proc_exit(128 + SIGABRT);
}

void __cw_fatal(const char* line) {
  unsigned length = 0, done;
  while (line[length]) length++;
  wasi_iovec part = {wasi_pointer(line), length};
  __wasi_fd_write(2, &part, 1, &done);
  abort();
}

__sighandler_t signal(int number, __sighandler_t handler) {
  if (!valid(number) || number == SIGKILL || number == SIGSTOP) {
    errno = EINVAL;
    return SIG_ERR;
  }
  __sighandler_t old = handlers[number];
  handlers[number] = handler;
  info_handlers[number] = nullptr;
  flags[number] = SA_RESTART;
  return old;
}

int sigaction(int number, const struct sigaction* action, struct sigaction* old) {
  if (!valid(number) || (action && (number == SIGKILL || number == SIGSTOP))) {
    errno = EINVAL;
    return -1;
  }
  if (old) {
    __builtin_memset(old, 0, sizeof *old);
    old->sa_flags = (int)flags[number];
    if (info_handlers[number])
      old->sa_sigaction = info_handlers[number];
    else
      old->sa_handler = handlers[number];
  }
  if (action) {
    flags[number] = (unsigned)action->sa_flags;
    int info = action->sa_flags & SA_SIGINFO;
    info_handlers[number] = info ? action->sa_sigaction : nullptr;
    handlers[number] = info ? SIG_DFL : action->sa_handler;
  }
  return 0;
}

int sigemptyset(sigset_t* set) {
  __builtin_memset(set, 0, sizeof *set);
  return 0;
}
int sigfillset(sigset_t* set) {
  __builtin_memset(set, 255, sizeof *set);
  return 0;
}
int sigaddset(sigset_t* set, int number) {
  if (!valid(number)) return errno = EINVAL, -1;
  set->__bits[0] |= 1ul << (number - 1);
  return 0;
}
int sigdelset(sigset_t* set, int number) {
  if (!valid(number)) return errno = EINVAL, -1;
  set->__bits[0] &= ~(1ul << (number - 1));
  return 0;
}
int sigismember(const sigset_t* set, int number) {
  if (!valid(number)) return errno = EINVAL, -1;
  return set->__bits[0] >> (number - 1) & 1;
}

int sigprocmask(int how, const sigset_t* set, sigset_t* old) {
  if (old) {
    __builtin_memset(old, 0, sizeof *old);
    old->__bits[0] = blocked;
  }
  if (!set) return 0;
  if (how == SIG_BLOCK)
    blocked |= set->__bits[0];
  else if (how == SIG_UNBLOCK)
    blocked &= ~set->__bits[0];
  else if (how == SIG_SETMASK)
    blocked = set->__bits[0];
  else
    return errno = EINVAL, -1;
  for (unsigned long ready; (ready = pending & ~blocked) != 0;) {
    int number = __builtin_ctzll(ready) + 1;
    pending &= ~(1ul << (number - 1));
    deliver(number);
  }
  return 0;
}
}
