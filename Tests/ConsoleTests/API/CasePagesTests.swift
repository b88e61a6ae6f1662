import Foundation
import History
import SPF
import TestSupport
import Testing

@testable import Console

/// Whoever follows the cursors sees every case once.
@Suite struct CasePagesTests {
  private static func page(_ world: PrivateWorld, _ query: String) async throws -> (
    domains: [String], next: String?
  ) {
    let page = try await world.get("/api/v1/cases?\(query)")
    #expect(page.status == 200, "\(page.body)")
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(page.body.utf8))
    return (value["cases"]?.items.compactMap { $0["domain"]?.text } ?? [], value["next"]?.text)
  }

  @Test(arguments: [1, 7, 50, 200]) func giveEveryCaseOnce(_ limit: Int) async throws {
    let world = try await PrivateWorld()
    var seen: [String] = []
    var next: String? = ""
    while let cursor = next {
      let (domains, after) = try await Self.page(
        world, "limit=\(limit)" + (cursor.isEmpty ? "" : "&after=\(cursor)"))
      #expect(domains.count == limit || after == nil)
      seen += domains
      next = after
    }
    #expect(seen.count == PrivateWorld.others + 1)
    #expect(Set(seen).count == seen.count)
  }

  @Test func stayWholeIfMoreComesInBetween() async throws {
    let world = try await PrivateWorld()
    var seen: [String] = []
    var next: String? = ""
    var number: Int64 = 0
    while let cursor = next {
      let (domains, after) = try await Self.page(
        world, "limit=40" + (cursor.isEmpty ? "" : "&after=\(cursor)"))
      seen += domains
      next = after
      number += 1
      try await world.store.write(
        HistoryBatch(observations: [
          PrivateWorld.seen(.fail, 0, domain: "late\(number).example.net", action: .rejected)
        ]), stamp: BatchStamp(writer: "late", sequence: number, hour: PrivateWorld.hour))
    }
    #expect(Set(seen).count == seen.count)
    #expect(Set(seen).isSuperset(of: (0..<PrivateWorld.others).map { "d\($0).example.net" }))
  }

  @Test(arguments: [
    ("domain=d7.example.net", ["d7.example.net"]), ("domain=D7.Example.NET", ["d7.example.net"]),
    ("network=198.51.100.9", ["d9.example.net"]),
    ("network=198.51.100.8/31", ["d9.example.net", "d8.example.net"]),
    ("domain=d7.example.net&result=softfail", []), ("verdict=forged", []),
    ("domain=nobody.example.net", []), ("until=1970-01-02", []),
  ])
  func giveWhatIsAskedFor(_ query: String, _ expected: [String]) async throws {
    let world = try await PrivateWorld()
    #expect(Set(try await Self.page(world, query).domains) == Set(expected))
  }
}
