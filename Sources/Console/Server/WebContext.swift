public import Hummingbird
internal import Logging
internal import NIOCore
public import SPF

/// What is known of a request besides the request.
public struct WebContext: RequestContext {
  /// What the framework needs.
  public var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection: a client, or a proxy; nil if there is none.
  public let peer: IPAddress?

  /// The context of a request on a channel.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress.flatMap { Self.plain($0) }
  }

  /// The context of a request that came from nowhere but `peer`.
  init(peer: IPAddress?) {
    coreContext = CoreRequestContextStorage(source: Unconnected())
    self.peer = peer
  }

  /// The address without the zone of a link-local one.
  private static func plain(_ text: String) -> IPAddress? {
    IPAddress(text.split(separator: "%").first ?? "")
  }

  private struct Unconnected: RequestContextSource {
    var logger: Logger { Logger(label: "console") }
  }
}
