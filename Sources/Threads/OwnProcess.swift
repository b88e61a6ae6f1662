#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The process that asks.
package enum OwnProcess {
  /// Lets all other processes of the machine go first from now on: this one gets what they leave. A system that refuses leaves
  /// it as it is.
  package static func standBack() {
    #if canImport(Glibc)
      var parameters = sched_param()
      // Linux schedules each thread by itself; those to come are as those that begin them.
      for thread in threads { _ = unsafe sched_setscheduler(thread, idle, &parameters) }
    #else
      _ = setpriority(PRIO_DARWIN_PROCESS, 0, PRIO_DARWIN_BG)
    #endif
  }

  #if canImport(Glibc)
    /// `SCHED_IDLE` of sched(7).
    private static let idle: Int32 = 5

    /// The threads by their numbers; 0 is the one that asks.
    private static var threads: [pid_t] {
      guard let folder = unsafe opendir("/proc/self/task") else { return [0] }
      defer { unsafe closedir(folder) }
      var threads: [pid_t] = []
      while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
          unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if let thread = pid_t(name) { threads.append(thread) }
      }
      return threads
    }
  #endif
}
