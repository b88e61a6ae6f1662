#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The listening sockets that a service manager has opened for this process, by the protocol of sd_listen_fds(3).
public struct SystemdSockets: Sendable, Hashable {
  /// A socket and its name: FileDescriptorName= of the socket unit, or the unit's own name.
  struct Socket: Sendable, Hashable {
    let descriptor: Int32
    let name: String
  }

  let sockets: [Socket]

  private static let first: Int32 = 3
  /// More than any socket unit has.
  private static let greatestCount = 1024

  /// None.
  public init() {
    sockets = []
  }

  /// The sockets that the environment describes by LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES; none if they are
  /// for another process. `processID` is this process' own if it is nil.
  public init(environment: (String) -> String?, processID: Int32? = nil) {
    guard environment("LISTEN_PID") == "\(processID ?? getpid())",
      let count = environment("LISTEN_FDS").flatMap({ Int32($0) }),
      (1...Int32(Self.greatestCount)).contains(count)
    else {
      sockets = []
      return
    }
    let names = environment("LISTEN_FDNAMES")?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    sockets = (0..<count).map { index in
      let name = names.indices.contains(Int(index)) ? String(names[Int(index)]) : "unknown"
      return Socket(descriptor: Self.first + index, name: name)
    }
  }

  /// The descriptors of the sockets with that name, or of all; they are not handed on to programs that this one runs.
  func descriptors(named name: String?) -> [Int32] {
    let chosen = sockets.filter { name == nil || $0.name == name }.map(\.descriptor)
    for descriptor in chosen { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return chosen
  }
}
