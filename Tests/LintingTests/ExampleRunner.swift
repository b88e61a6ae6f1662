import DNS
import SPF
import TestSupport

@testable import Linting

/// Runs the examples of rules.
enum ExampleRunner {
  static let domain = name("example.com")

  static func sheet(_ text: String) throws -> ZoneSheet {
    try ZoneSheet(Array("$TTL 3600\n\(text)\n".utf8), file: "example.zone", origin: domain)
  }

  /// What the linter finds in an example.
  static func report(_ example: Example) async throws -> LintReport {
    let linter = Linter(time: .seconds(600))
    switch example {
    case .record(let text): return linter.lint(record: Array(text.utf8))
    case .zone(let text):
      let sheet = try sheet(text)
      return await linter.lint(sheet, domains: [domain], world: ZoneResolver(sheet.content.data))
    case .servers(let resolver, let servers):
      let connector = TableConnector(try servers.map { try $0.isEmpty ? nil : zone($0) })
      return await linter.lint(
        domain,
        resolver: ServedResolver(zone: resolver.isEmpty ? nil : try zone(resolver), servers: servers.count),
        connector: connector)
    case .slow(let text, let seconds):
      let sheet = try sheet(text)
      let book = QuestionBook(ZoneResolver(sheet.content.data), time: .seconds(600))
      var subject = await SubjectGatherer(domain, book: book).subject()
      subject.surveyTime = .seconds(seconds)
      var report = LintReport()
      linter.apply(subject, name: "example.com", to: &report)
      return report
    case .change(let text, let record):
      return await linter.lint(domain, record: Array(record.utf8), resolver: try zone(text))
    case .elsewhere(let file, let world):
      // The SOA of the file makes example.com its apex; the world holds other name servers.
      return await linter.lint(try sheet(file), domains: [domain], world: try zone(world))
    }
  }

  static func zone(_ text: String) throws -> ZoneResolver {
    ZoneResolver(try sheet(text).content.data)
  }
}

/// A resolver that knows the servers `ns1` to `nsN` of example.com, with 192.0.2.1 and so on, and for the rest a zone.
struct ServedResolver: Resolver {
  let zone: ZoneResolver?
  let servers: Int

  func answer(to question: DNSQuestion) async -> DNSAnswer {
    if question == DNSQuestion(name("example.com"), .ns) {
      return DNSAnswer(records: .names((1...servers).map { name("ns\($0).example.com") }), ttl: 300)
    }
    for number in 1...servers where question == DNSQuestion(name("ns\(number).example.com"), .a) {
      return DNSAnswer(records: .addresses([address("192.0.2.\(number)")]), ttl: 300)
    }
    return await zone?.answer(to: question) ?? .failure(.serverFailure)
  }
}

/// Servers at 192.0.2.1 and so on, each with a zone of its own or silent.
struct TableConnector: ServerConnector {
  let zones: [ZoneResolver?]

  init(_ zones: [ZoneResolver?]) {
    self.zones = zones
  }

  func resolver(for server: ServerAddress) -> (any Resolver)? {
    let index = Int(server.address.octets[3]) - 1
    guard zones.indices.contains(index) else { return nil }
    return zones[index].map { $0 as any Resolver } ?? SilentResolver()
  }

  func close() {}
}

/// A server that does not answer.
struct SilentResolver: Resolver {
  func answer(to question: DNSQuestion) async -> DNSAnswer { .failure(.timeout) }
}

/// A server that holds the line until it is told to give up.
struct HangingResolver: Resolver {
  func answer(to question: DNSQuestion) async -> DNSAnswer {
    try? await Task.sleep(for: .seconds(3600))
    return .failure(.timeout)
  }
}
