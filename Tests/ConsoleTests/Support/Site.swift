import HTTPTypes
import Hummingbird
import NIOCore
import PageSettings
import SPF
import Synchronization
import TestSupport

@testable import Console

/// A Why site over a table of answers, with a clock that is set.
final class Site: Sendable {
  let tokens = MemoryWhyTokens(limit: 10, lifetime: 86_400)
  private let responder: RouterResponder<WebContext>

  init(_ resolver: any ImmediateResolver, _ adjust: (inout WhyConfiguration) -> Void = { _ in }) {
    var configuration = WhyConfiguration()
    configuration.limits.perNetwork = 100_000
    configuration.limits.perMinute = 100_000
    configuration.limits.time = .seconds(3600)
    adjust(&configuration)

    let clock = ClockBox()
    let site = WhySite(configuration, resolver: resolver, tokens: tokens, now: { clock.seconds })
    responder = site.responder()
    self.box = clock
  }

  private let box: ClockBox

  /// Seconds since 1970 on its clock.
  var seconds: Int64 {
    get { box.seconds }
    set { box.seconds = newValue }
  }

  /// The page at `target`.
  func get(
    _ target: String, _ fields: [(String, String)] = [], from peer: String? = "203.0.113.200",
    method: HTTPRequest.Method = .get
  ) async throws -> Page {
    var headers = HTTPFields()
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: target, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer()))
    let context = WebContext(peer: peer.flatMap { IPAddress($0) })
    return try await Page(try await responder.respond(to: request, context: context))
  }
}

/// Seconds that are set.
final class ClockBox: Sendable {
  private let value = Mutex<Int64>(1_800_000_000)
  var seconds: Int64 {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
