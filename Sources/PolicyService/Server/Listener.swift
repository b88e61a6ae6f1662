internal import NIOCore

/// A socket that the service listens on.
struct Listener: Sendable {
  let channel: any Channel
  /// Where, a port of 0 replaced by the one the system chose.
  let address: ListenAddress
  /// The file, if it is a unix socket.
  let file: SocketFile?
}
