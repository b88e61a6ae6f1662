import Diagnosis
import Foundation
import HTTPTypes
import History
import Hummingbird
import NIOCore
import PageSettings
import PolicyService
import SPF
import Settings
import TestSupport

@testable import Console

/// A private console over a table of answers, a store and a file of exemptions, with a clock that is set. Its files are
/// removed with it.
final class OwnConsole: Sendable {
  /// 2027-01-15T08:00:00Z, the clock of the tests.
  static let now: Int64 = 1_800_000_000
  static var hour: Int { Int(now / 3600) }

  let clock = ClockBox()
  let exemptions: ExemptionStore
  let site: ConsoleSite
  let store: any HistoryStore
  private let directory: URL
  private let responder: RouterResponder<WebContext>

  init(
    _ lines: [String] = Worlds.story, _ batch: HistoryBatch = OwnConsole.story,
    hasHistory: Bool = true, hasExemptions: Bool = true,
    _ adjust: (inout SiteConfiguration) -> Void = { _ in }
  ) async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "spf-console-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    exemptions = ExemptionStore(path: directory.appending(path: "exemptions.yaml").path)
    let clock = clock
    store = try HistoryLocation.sqlite(path: directory.appending(path: "history.db").path).store {
      clock.seconds
    }
    try await store.write(batch, stamp: BatchStamp(writer: "test", sequence: 1, hour: Self.hour))
    var sources = ConsoleSources()
    sources.history = hasHistory ? store : nil
    sources.historyTime = .seconds(3600)
    sources.exemptions = hasExemptions ? exemptions : nil
    sources.noticeSender = "postmaster@receiver.example"
    sources.receiver = Receiver(domains: [name("receiver.example")])
    var configuration = SiteConfiguration()
    adjust(&configuration)
    site = ConsoleSite(
      configuration, sources: sources, resolver: TableResolver(lines: lines), now: { clock.seconds })
    responder = site.responder()
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The server that was replaced: what passed of the old one, then what was refused of the new one; the record without
  /// it, and the one before.
  static let story = HistoryBatch(
    observations: (1...20).flatMap { day -> [Observation] in
      let old = observation("192.0.2.11", hour: hour - day * 24, .pass, .accepted, count: 5)
      guard day <= 3 else { return [old] }
      return [
        old, observation("203.0.113.25", hour: hour - day * 24 + 1, .fail, .rejected, count: 2 + day),
      ]
    },
    records: [
      RecordVersion(
        domain: "corp.example.com", text: "v=spf1 mx ip4:192.0.2.10/32 -all", ttl: 3600,
        firstSeen: now - 30 * 86_400, lastSeen: now - 10 * 86_400),
      RecordVersion(
        domain: "corp.example.com", text: "v=spf1 mx ip4:192.0.2.10/32 ip4:192.0.2.11/32 -all", ttl: 3600,
        firstSeen: now - 10 * 86_400, lastSeen: now - 3600),
    ])

  static let caseOfStory = "/cases/corp.example.com/203.0.113.25"

  static func observation(
    _ client: String, domain: String = "corp.example.com", hour: Int, _ result: SPFResult,
    _ action: ObservedAction, helo: String = "mail2.corp.example.jp",
    reverseName: String = "mail2.corp.example.jp", count: Int = 1
  ) -> Observation {
    Observation(
      hour: hour, domain: domain, scope: .mailFrom, network: IPNetwork(address(client)), helo: helo,
      reverseName: reverseName, result: result, action: action, count: count)
  }

  /// The page at `target`.
  func get(
    _ target: String, _ fields: [(String, String)] = [], method: HTTPRequest.Method = .get,
    host: String? = "localhost", from peer: String? = "127.0.0.1"
  ) async throws -> Page {
    try await send(target, fields, method: method, host: host, from: peer, body: "")
  }

  /// The answer to a form.
  func post(_ target: String, _ form: [(String, String)], _ fields: [(String, String)] = []) async throws
    -> Page
  {
    try await send(
      target, [("Content-Type", "application/x-www-form-urlencoded")] + fields, method: .post,
      host: "localhost", from: "127.0.0.1",
      body: form.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&"))
  }

  func send(
    _ target: String, _ fields: [(String, String)], method: HTTPRequest.Method, host: String?,
    from peer: String?, body: String
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

  /// As a form sends it.
  static func encoded(_ text: String) -> String {
    (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").replacing("%20", with: "+")
  }

  /// The token of the form of a page, and the cookie that belongs to it.
  func form(at target: String) async throws -> (token: String, cookie: (String, String)) {
    let page = try await get(target)
    let cookie = page["Set-Cookie"]?.prefix { $0 != ";" } ?? ""
    let token = page.body.firstMatch(of: #/name="token" value="([0-9a-f]+)"/#)?.output.1 ?? ""
    return (String(token), ("Cookie", String(cookie)))
  }
}
