// Tells the thread sanitizer what Synchronization.Mutex does on Linux.
//
// As long as nobody waits for the lock, its atomic operations are inlined into our code, and the sanitizer
// sees them. Otherwise it is taken and given back in functions of the standard library, which is not
// compiled for the sanitizer: it sees neither, and what the lock protects looks like a race. This library,
// loaded before the others (LD_PRELOAD), stands in front of those functions and says what they did. To
// suppress such reports instead would hide true races in the same places.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// In programs without the sanitizer, such as the compiler, there is nobody to tell.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SELF __attribute__((swift_context)) void *self
#define SWIFT __attribute__((swiftcall))

// Methods of Synchronization._MutexHandle: _lockSlow(_: UInt32), _tryLockSlow() and _unlockSlow().
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void *following(const char *symbol) {
  void *function = dlsym(RTLD_NEXT, symbol);
  if (function == NULL) {
    fprintf(stderr, "tsan-mutex: this standard library has no %s; adapt Scripts/tsan-mutex.c\n", symbol);
    abort();
  }
  return function;
}

SWIFT void lock_slow(uint32_t owner, SELF) __asm__(LOCK);
SWIFT void lock_slow(uint32_t owner, SELF) {
  ((SWIFT void (*)(uint32_t, SELF))following(LOCK))(owner, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK);
SWIFT bool try_lock_slow(SELF) {
  bool is_locked = ((SWIFT bool (*)(SELF))following(TRY_LOCK))(self);
  if (is_locked && __tsan_acquire) __tsan_acquire(self);
  return is_locked;
}

SWIFT void unlock_slow(SELF) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF) {
  if (__tsan_release) __tsan_release(self);
  ((SWIFT void (*)(SELF))following(UNLOCK))(self);
}
