#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The thread that asks.
package enum CurrentThread {
  /// How far below the other threads of the process one is that gives way: at this distance it gets one part in thirty of a
  /// core that one of them wants wholly, and all of it otherwise.
  package static let niceness: Int32 = 15

  /// Sets the name that the system shows for it.
  package static func setName(_ name: String) {
    #if canImport(Glibc)
      let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { return }
      let octets = Array(name.utf8)
      _ = unsafe octets.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      close(file)
    #else
      _ = unsafe pthread_setname_np(name)
    #endif
  }

  /// Does nothing for a while.
  package static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }

  /// Lets the others go first from now on. On Linux a thread is scheduled as a process is, by its own number; 0 is the
  /// thread that asks. A system that refuses leaves it as it is.
  package static func giveWay() {
    #if canImport(Glibc)
      // Awoken, it does not take the core from one that runs.
      var parameters = sched_param()
      _ = unsafe sched_setscheduler(0, batch, &parameters)
      _ = setpriority(process, 0, niceness)
    #else
      _ = setpriority(PRIO_DARWIN_THREAD, 0, PRIO_DARWIN_BG)
    #endif
  }

  #if canImport(Glibc)
    /// `SCHED_BATCH` of sched(7).
    private static let batch: Int32 = 3
    private static let process = __priority_which_t(PRIO_PROCESS.rawValue)

    /// How far below others the thread is.
    package static var currentNiceness: Int32 { getpriority(process, 0) }
  #endif
}
