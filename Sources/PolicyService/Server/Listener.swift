internal import NIOCore

/// A socket that the service listens on.
struct Listener: Sendable {
  /// What mail servers speak there.
  enum Language: Sendable {
    /// The Postfix policy protocol.
    case policy
    /// The milter protocol.
    case milter
  }

  let channel: any Channel
  /// Where, a port of 0 replaced by the one the system chose.
  let address: ListenAddress
  /// The file, if it is a unix socket.
  let file: SocketFile?
  /// What mail servers speak there; nil if it is not for them.
  var language: Language?
}
