#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The file of a unix socket: cleared away before, given its owner and mode after.
enum SocketFile {
  /// Removes a socket nobody listens on. Refuses to touch anything else.
  static func removeStale(_ path: String) throws(ServiceError) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      guard errno == ENOENT else {
        throw ServiceError("unix:\(path): \(ServiceAccount.reason())")
      }
      return
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ServiceError(
        "unix:\(path): there is something else than a socket at this path; remove it or choose another path")
    }
    if isListening(path) {
      throw ServiceError(
        "unix:\(path): another process listens on it; stop that one or choose another path")
    }
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw ServiceError("unix:\(path): cannot remove the stale socket: \(ServiceAccount.reason())")
    }
  }

  /// Gives the socket its mode and, for a service that changes its account, its owner.
  static func prepare(_ path: String, mode: UInt16, account: ServiceAccount?) throws(ServiceError) {
    if let account, geteuid() == 0, unsafe chown(path, account.userID, account.groupID) != 0 {
      throw ServiceError("unix:\(path): cannot change the owner: \(ServiceAccount.reason())")
    }
    guard unsafe chmod(path, mode_t(mode)) == 0 else {
      throw ServiceError("unix:\(path): cannot change the mode: \(ServiceAccount.reason())")
    }
  }

  /// Removes the socket; whether it is gone.
  static func remove(_ path: String) -> Bool {
    unsafe unlink(path) == 0 || errno == ENOENT
  }

  private static func isListening(_ path: String) -> Bool {
    #if os(Linux)
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let octets = Array(path.utf8)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer -> Bool in
      guard octets.count < buffer.count else { return false }
      unsafe buffer.copyBytes(from: octets)
      return true
    }
    guard fits else { return false }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
