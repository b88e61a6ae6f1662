#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The memory of this process.
enum ProcessMemory {
  /// What of it is in main memory, in octets; nil where the system does not say it in /proc.
  static var residentBytes: Int64? {
    guard let file = unsafe fopen("/proc/self/statm", "re") else { return nil }
    defer { unsafe fclose(file) }
    var octets = [UInt8](repeating: 0, count: 256)
    let count = unsafe fread(&octets, 1, octets.count, file)
    // Pages in all, and pages that are resident.
    let fields = octets[..<count].split(separator: UInt8(ascii: " "))
    guard fields.count > 1, let pages = Int64(String(decoding: fields[1], as: UTF8.self)) else { return nil }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
