internal import NIOCore

/// A socket that the service listens on.
struct Listener: Sendable {
  /// What is spoken there.
  enum Language: Sendable {
    /// The Postfix policy protocol.
    case policy
    /// The milter protocol.
    case milter

    /// What the log says of it behind the address.
    var words: StaticString {
      switch self {
      case .policy: ""
      case .milter: " as a milter"
      }
    }
  }

  let channel: any Channel
  let language: Language
  /// Where, a port of 0 replaced by the one the system chose.
  let address: ListenAddress
  /// The file, if it is a unix socket.
  let file: SocketFile?
}
