#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The file of a unix socket, and which file it was when it was made.
struct SocketFile: Sendable {
  let path: String
  private let device: dev_t
  private let inode: ino_t

  /// A socket that is bound to `path` and does not listen yet: nobody can connect before it has its owner, that
  /// of a service that changes its account, and its mode. The caller closes it.
  static func bind(
    _ path: String, mode: UInt16, account: ServiceAccount?
  ) throws(ServiceError) -> (file: SocketFile, descriptor: Int32) {
    try removeStale(path)
    let descriptor = stream()
    guard descriptor >= 0 else {
      throw ServiceError("cannot listen on unix:\(path): \(ServiceAccount.reason())")
    }
    guard unsafe UnixSocketAddress.with(path, { unsafe Self.bind(descriptor, $0, $1) }) == true else {
      let reason = ServiceAccount.reason()
      close(descriptor)
      throw ServiceError("cannot listen on unix:\(path): \(reason)")
    }
    do throws(ServiceError) {
      return (try SocketFile(preparing: path, mode: mode, account: account), descriptor)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Gives the socket just made at `path` its owner and mode. Who may write to its folder can put something else
  /// there: nothing is followed, and what is changed is the file that was looked at.
  init(preparing path: String, mode: UInt16, account: ServiceAccount?) throws(ServiceError) {
    self.path = path
    let handle = try Self.handle(path)
    defer { if handle >= 0 { close(handle) } }
    var status = stat()
    let isKnown = unsafe handle < 0 ? lstat(path, &status) == 0 : fstat(handle, &status) == 0
    guard isKnown else { throw ServiceError("unix:\(path): \(ServiceAccount.reason())") }
    guard status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == geteuid(), status.st_nlink == 1 else {
      throw ServiceError(
        "unix:\(path): somebody put something else in the place of the socket; choose a folder to which only "
          + "the service can write")
    }
    device = status.st_dev
    inode = status.st_ino
    if let account, geteuid() == 0, !Self.changeOwner(path, handle, account) {
      let reason = ServiceAccount.reason()
      _ = remove()
      throw ServiceError("unix:\(path): cannot change the owner: \(reason)")
    }
    guard Self.changeMode(path, handle, mode_t(mode)) else {
      let reason = ServiceAccount.reason()
      _ = remove()
      throw ServiceError("unix:\(path): cannot change the mode: \(reason)")
    }
  }

  /// Removes the socket, unless there is another one by now; false if it is still there.
  func remove() -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return errno == ENOENT }
    guard status.st_dev == device, status.st_ino == inode else { return true }
    return unsafe unlink(path) == 0 || errno == ENOENT
  }

  /// Whether who the process is now may remove the socket.
  var isRemovable: Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return unsafe access(folder, W_OK | X_OK) == 0
  }

  /// Removes a socket nobody listens on. Refuses to touch anything else.
  private static func removeStale(_ path: String) throws(ServiceError) {
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

  private static func isListening(_ path: String) -> Bool {
    let descriptor = stream()
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return unsafe UnixSocketAddress.with(path) { unsafe connect(descriptor, $0, $1) == 0 } ?? false
  }
}
