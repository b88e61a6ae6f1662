#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

// What the systems do each in their own way.
extension SocketFile {
  /// A stream socket; negative, with `errno`, if there is none to be had.
  static func stream() -> Int32 {
    #if os(Linux)
      socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
  }

  static func bind(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Bool {
    #if canImport(Glibc)
      unsafe Glibc.bind(descriptor, address, length) == 0
    #else
      unsafe Darwin.bind(descriptor, address, length) == 0
    #endif
  }

  /// A descriptor of the very file at `path`, which is not followed if it is a link; negative where there are no
  /// such descriptors.
  static func handle(_ path: String) throws(ServiceError) -> Int32 {
    #if os(Linux)
      // O_PATH, which the headers show to GNU programs only; the same on all processors that Swift is for.
      let isPathOnly: Int32 = 0o10_000_000
      let handle = unsafe open(path, isPathOnly | O_NOFOLLOW | O_CLOEXEC)
      guard handle >= 0 else { throw ServiceError("unix:\(path): \(ServiceAccount.reason())") }
      return handle
    #else
      return -1
    #endif
  }

  static func changeOwner(_ path: String, _ handle: Int32, _ account: ServiceAccount) -> Bool {
    #if os(Linux)
      unsafe chown(name(of: handle), account.userID, account.groupID) == 0
    #else
      unsafe lchown(path, account.userID, account.groupID) == 0
    #endif
  }

  static func changeMode(_ path: String, _ handle: Int32, _ mode: mode_t) -> Bool {
    #if os(Linux)
      unsafe chmod(name(of: handle), mode) == 0
    #else
      unsafe fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW) == 0
    #endif
  }

  #if os(Linux)
    /// fchown(2) and fchmod(2) do not take such a descriptor; its name among those of the process stands for the
    /// file itself, wherever that is by now.
    private static func name(of handle: Int32) -> String { "/proc/self/fd/\(handle)" }
  #endif
}
