import Testing

@testable import History

@Suite struct HistoryLocationTests {
  @Test(arguments: [
    ("sqlite:/var/lib/spf/history.db", HistoryLocation.sqlite(path: "/var/lib/spf/history.db")),
    ("sqlite:history.db", .sqlite(path: "history.db")),
    ("postgresql://spf@db.example.com/mail", .postgresql("postgresql://spf@db.example.com/mail")),
    ("postgres:///mail", .postgresql("postgres:///mail")),
  ])
  func isRead(text: String, location: HistoryLocation) throws {
    #expect(try HistoryLocation(text) == location)
    #expect(location.description == text)
  }

  @Test(arguments: [
    "", "/var/lib/history.db", "sqlite:", "sqlite::memory:", "sqlite:/folder/", "mysql://h/x",
  ])
  func anythingElseIsRefused(text: String) {
    let error = #expect(throws: HistoryError.self) { try HistoryLocation(text) }
    #expect(error?.code == .malformedLocation)
  }

  @Test(arguments: [("/24,/48", 24, 48), ("/32,/64", 32, 64), ("/8,/128", 8, 128)])
  func widthsAreRead(text: String, ipv4: Int, ipv6: Int) {
    #expect(NetworkWidths(text) == NetworkWidths(ipv4: ipv4, ipv6: ipv6))
  }

  @Test(arguments: ["", "/24", "24,48", "/33,/64", "/7,/64", "/24,/129", "/24,/64,/1", "/+24,/64", "/,/"])
  func whatIsNoWidthsIsRefused(text: String) {
    #expect(NetworkWidths(text) == nil)
  }

  @Test(arguments: [
    ("postgresql://spf@db.example.com/history", "postgresql://spf@db.example.com/history"),
    ("postgresql://spf:secret@db.example.com/history", "postgresql://spf:****@db.example.com/history"),
    ("postgresql://spf:a/b?c@d@db.example.com/history", "postgresql://spf:****@db.example.com/history"),
    (
      "postgresql:///history?host=/run&password=secret&user=spf",
      "postgresql:///history?host=/run&password=****&user=spf"
    ),
    ("sqlite:/var/lib/spf/a@b?password=c", "sqlite:/var/lib/spf/a@b?password=c"),
  ])
  func aPasswordIsNotShown(text: String, shown: String) throws {
    #expect(try HistoryLocation(text).shown == shown)
  }

  @Test func aPasswordIsNotInAnErrorEither() {
    let error = #expect(throws: HistoryError.self) {
      try HistoryLocation("mysql://spf:secret@db.example.com/history")
    }
    #expect(error?.description.contains("mysql://spf:****@db.example.com") == true)
  }
}
