import Foundation
import HTTPTypes
import History
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import PageSettings
import SPF
import Settings
import TestSupport

@testable import Console

/// The console over a history in which a server was replaced: its mail passed, the record was changed, and since then
/// its mail is refused. There are other senders besides. Each has a history with its files: suites with many of them run
/// one test after the other.
final class PrivateWorld: Sendable {
  static let now: Int64 = 1_800_000_000
  static let hour = Int(now / 3600)
  static let domain = "corp.example.com"
  static let client = "203.0.113.25"
  /// Senders whose mail was refused, besides the one of the story.
  static let others = 130

  let clock = ClockBox()
  /// The file of its history.
  let path: String
  let store: SQLiteStore
  /// The file of its exemptions.
  let exemptions: ExemptionStore
  private let site: ConsoleSite
  private let responder: RouterResponder<WebContext>
  private let limits: WebLimits
  private let folder: String

  /// Limits that give a busy host its time.
  private static var patient: WebLimits {
    var limits = WebLimits()
    limits.requestTime = .seconds(3600)
    limits.answerTime = .seconds(3600)
    return limits
  }

  /// `resolver` answers, with the story's zone if nothing else is given; `batch` is its history; `adjust` changes what the
  /// console is told.
  init(
    _ resolver: any ImmediateResolver = TableResolver(lines: Worlds.story), batch: HistoryBatch = story,
    limits: WebLimits = patient, configuration: SiteConfiguration = SiteConfiguration(),
    _ adjust: (inout ConsoleSources) -> Void = { _ in }
  ) async throws {
    folder = "\(FileManager.default.temporaryDirectory.path())/spf-console-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    clock.seconds = Self.now
    path = "\(folder)/history.db"
    store = SQLiteStore(path: path, now: { Self.now })
    try await store.write(batch, stamp: BatchStamp(writer: "story", sequence: 1, hour: Self.hour))
    exemptions = ExemptionStore(path: "\(folder)/exemptions.yaml")
    var sources = ConsoleSources()
    sources.history = store
    sources.historyTime = .seconds(3600)
    sources.noticeSender = "postmaster@receiver.example"
    sources.lookups.time = .seconds(3600)
    sources.lookups.perNetwork = 100_000
    sources.lookups.perMinute = 100_000
    sources.exemptions = exemptions
    adjust(&sources)
    self.limits = limits
    site = ConsoleSite(
      configuration, limits: limits, sources: sources, resolver: resolver,
      now: { [clock] in clock.seconds })
    responder = site.responder()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// An observation so many hours ago.
  static func seen(
    _ result: SPFResult, _ hours: Int, domain: String = domain, from client: String = client,
    helo: String = "mail2.corp.example.jp", action: ObservedAction = .accepted, count: Int = 1
  ) -> Observation {
    Observation(
      hour: hour - hours, domain: domain, scope: .mailFrom, network: IPNetwork(address(client)), helo: helo,
      reverseName: helo, result: result, action: action, count: count)
  }

  static var story: HistoryBatch {
    var batch = HistoryBatch()
    for day in 2..<30 { batch.observations.append(seen(.pass, day * 24, count: day)) }
    for hour in 1..<20 { batch.observations.append(seen(.fail, hour, action: .rejected, count: 2)) }
    for number in 0..<others {
      batch.observations.append(
        seen(
          number % 3 == 0 ? .softfail : .fail, number / 2, domain: "d\(number).example.net",
          from: "198.51.100.\(number)", helo: "h\(number).example.net", action: .rejected, count: 1 + number))
    }
    let change = now - 36 * 3600
    batch.records = [
      RecordVersion(
        domain: domain, text: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 ip4:203.0.113.25 -all",
        ttl: 3600,
        firstSeen: now - 30 * 86_400, lastSeen: change),
      RecordVersion(
        domain: domain, text: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all", ttl: 3600,
        firstSeen: change, lastSeen: now),
    ]
    return batch
  }

  /// What the console is made of.
  var desk: ConsoleDesk { site.desk }

  /// The answer to a request without a connection.
  func get(
    _ target: String, _ fields: [(String, String)] = [], method: HTTPRequest.Method = .get, body: String = "",
    host: String? = "localhost", from peer: String? = "127.0.0.1"
  ) async throws -> Page {
    var headers = HTTPFields()
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: host, path: target, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: body)))
    return try await Page(
      try await responder.respond(to: request, context: WebContext(peer: peer.flatMap { IPAddress($0) })))
  }

  /// The answer to a form.
  func post(_ target: String, _ form: [(String, String)], _ fields: [(String, String)] = []) async throws
    -> Page
  {
    try await get(
      target, [("Content-Type", "application/x-www-form-urlencoded")] + fields, method: .post,
      body: form.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&"))
  }

  /// The token of the form of a page, and the cookie that belongs to it.
  func form(at target: String) async throws -> (token: String, cookie: (String, String)) {
    let page = try await get(target)
    let cookie = page["Set-Cookie"]?.prefix { $0 != ";" } ?? ""
    let token = page.body.firstMatch(of: #/name="token" value="([0-9a-f]+)"/#)?.output.1 ?? ""
    return (String(token), ("Cookie", String(cookie)))
  }

  /// As a form sends it.
  private static func encoded(_ text: String) -> String {
    (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").replacing("%20", with: "+")
  }

  /// Serves at a port of loopback for as long as `body` takes.
  func serve(_ body: @Sendable (Int) async throws -> Void) async throws {
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let server = WebServer(
      responder: responder, pages: site.pages, address: WebAddress(address("127.0.0.1"), port: 0),
      limits: limits, logger: Logger(label: "test"), started: { told.yield(Int($0.port)) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else { return }
      try await body(port)
      group.cancelAll()
    }
  }
}
