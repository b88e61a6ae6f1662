#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The processors of the machine.
enum Processors {
  /// How many this process may use.
  static var usable: Int {
    #if os(Linux)
      if let count = allowed { return count }
    #endif
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  #if os(Linux)
    /// Those of the kernel's mask, which is written as hexadecimal digits with commas.
    private static var allowed: Int? {
      var text = [UInt8](repeating: 0, count: 8_192)
      let read = unsafe text.withUnsafeMutableBytes { room in
        unsafe (try? LogFile("/proc/self/status").read(into: room)) ?? 0
      }
      let mask = text.withOctets { status in
        status.prefix(read).after("Cpus_allowed:").map {
          $0.trimmed.prefix($0.trimmed.position(of: "\n") ?? 0).text
        }
      }
      let count = (mask ?? "").reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
      return count > 0 ? count : nil
    }
  #endif
}
