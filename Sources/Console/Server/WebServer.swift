internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import PageSettings
internal import ServiceLifecycle

/// Serves the pages of one router at one address until it is told to stop.
struct WebServer: Service {
  let responder: RouterResponder<WebContext>
  /// Makes the pages for requests that the router does not see.
  let pages: PageMaker
  let address: WebAddress
  let limits: WebLimits
  let logger: Logger
  /// Told the address, with the port that the system chose, once requests are taken.
  var started: @Sendable (WebAddress) async -> Void = { _ in }

  func run() async throws {
    let connections = ConnectionTable(limit: limits.maximumConnections)
    let limits = limits
    let pages = pages
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        DeadlineHandler(limits: limits, connections: connections), MalformedRequests(pages: pages),
      ],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: WebLimits.longestField, maxHeaderListSize: WebLimits.longestFields,
        maxHeaderFieldCount: WebLimits.mostFields))
    let address = address
    let started = started
    var quiet = logger
    quiet.logLevel = .notice
    let application = Application(
      responder: responder, server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname("\(address.address)", port: Int(address.port)), backlog: 1024),
      onServerRunning: { channel in
        let port = channel.localAddress?.port.flatMap { UInt16(exactly: $0) } ?? address.port
        await started(WebAddress(address.address, port: port))
      }, logger: quiet)
    try await application.run()
  }
}
