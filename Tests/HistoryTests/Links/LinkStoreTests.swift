import Testing

@testable import History

@Suite("Links of refusals")
struct LinkStoreTests {
  private static func link(_ token: String, expires: Int64 = 2000) -> StoredLink {
    StoredLink(
      token: token, made: 1000, expires: expires, scope: "mailfrom",
      identity: "o'brien\\\"{x},@corp.example.com", client: "2001:db8::25", helo: "mail2.corp.example.jp",
      recipientDomain: "receiver.example", receiver: "mx.receiver.example")
  }

  private static func store(_ fixture: StoreFixture) throws -> any LinkStore {
    try #require(fixture.store as? any LinkStore)
  }

  @Test("what was added is found by its token, by another process, too", arguments: StoreKind.available)
  func found(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = try Self.store(fixture)
    try await store.add([Self.link("a"), Self.link("b", expires: 3000)])
    #expect(try await store.link("a", now: 1999) == Self.link("a"))
    let other = try #require(try fixture.another() as? any LinkStore)
    #expect(try await other.link("b", now: 1999) == Self.link("b", expires: 3000))
    #expect(try await store.link("c", now: 1999) == nil)
    #expect(try await store.link("' OR 1 = 1 --", now: 1999) == nil)
  }

  @Test("what has expired is not found, and is removed in portions", arguments: StoreKind.available)
  func expired(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    let store = try Self.store(fixture)
    try await store.add(["a", "b", "c"].map { Self.link($0) } + [Self.link("d", expires: 2001)])
    #expect(try await store.link("a", now: 2000) == nil)
    #expect(try await store.removeLinks(expiredAt: 1999, portion: 10) == 0)
    #expect(try await store.removeLinks(expiredAt: 2000, portion: 2) == 2)
    #expect(try await store.removeLinks(expiredAt: 2000, portion: 2) == 1)
    #expect(try fixture.count("link") == 1)
    #expect(try await store.link("d", now: 2000) != nil)
  }

  @Test("one that is there stays as it is", arguments: StoreKind.available)
  func again(kind: StoreKind) async throws {
    let store = try Self.store(try StoreFixture(kind))
    try await store.add([Self.link("a")])
    try await store.add([Self.link("a", expires: 9000), Self.link("b")])
    #expect(try await store.link("a", now: 1000)?.expires == 2000)
    #expect(try await store.link("b", now: 1000) != nil)
  }

  @Test(
    "an earlier version of the schema gets its table, and keeps what it has", arguments: StoreKind.available)
  func migrated(kind: StoreKind) async throws {
    let fixture = try StoreFixture(kind)
    try fixture.makeSchema(1)
    let store = try Self.store(fixture)
    try await store.add([Self.link("a")])
    #expect(try await store.link("a", now: 1000) == Self.link("a"))
    #expect(try fixture.count("origin") == 1)
  }
}
