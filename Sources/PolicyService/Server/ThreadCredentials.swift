#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the kernel says of the threads of this process. On Linux user and group belong to each thread, and
/// the C library leaves out a thread that has ended but is still there: the main thread of a program
/// whose `main` is asynchronous.
enum ThreadCredentials {
  /// Whether every thread has that user and group, real, effective, saved and for files. True where the
  /// kernel does not tell.
  static func areAll(userID: UInt32, groupID: UInt32) -> Bool {
    guard let directory = unsafe opendir("/proc/self/task") else { return true }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      // An entry is as long as its name and no longer: to copy all of `d_name` would read beyond the last one.
      guard let field = unsafe entry.pointer(to: \.d_name) else { continue }
      let name = unsafe String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
      guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
      let path = "/proc/self/task/\(name)/status"
      // A thread that has gone in the meantime has no file.
      guard let status = read(path) else { continue }
      guard isField("Uid:", of: status, only: userID), isField("Gid:", of: status, only: groupID) else {
        return false
      }
    }
    return true
  }

  /// Whether all numbers of a line of `/proc/…/status` are `number`.
  private static func isField(_ name: String, of status: String, only number: UInt32) -> Bool {
    for line in status.split(separator: "\n") where line.hasPrefix(name) {
      let values = line.dropFirst(name.count).split(whereSeparator: { $0 == "\t" || $0 == " " })
      return !values.isEmpty && values.allSatisfy { UInt32($0) == number }
    }
    return false
  }

  private static func read(_ path: String) -> String? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var octets = [UInt8](repeating: 0, count: 4096)
    let count = unsafe fread(&octets, 1, octets.count, file)
    return count > 0 ? String(decoding: octets.prefix(count), as: UTF8.self) : nil
  }
}
