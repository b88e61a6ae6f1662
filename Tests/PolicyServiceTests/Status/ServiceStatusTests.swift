import Metrics
import SPF
import Testing

@testable import PolicyService

@Suite("The status port", .serialized, .timeLimit(.minutes(10)))
struct ServiceStatusTests {
  private struct Numbers: MetricSource {
    var metrics: [MetricFamily] { [MetricFamily(.gauge, "spf_number", "A number.", 7)] }
  }

  @Test(
    "pages, methods and codes",
    arguments: [
      ("GET", "/metrics", 200, "spf_number 7"), ("GET", "/metrics?a=b", 200, "spf_number 7"),
      ("HEAD", "/metrics", 200, "spf_number 7"), ("GET", "/health", 200, "ok"),
      ("POST", "/health", 405, "GET"),
      ("GET", "/", 404, "/metrics and /health"), ("GET", "/metrics/", 404, ""), ("GET", "", 404, ""),
      ("GET", "/../metrics", 404, ""),
    ])
  func pages(method: String, target: String, code: Int, text: String) {
    let page = ServiceStatus(Numbers()).page(method: method, target: target)
    #expect(page.code == code)
    #expect(page.body.contains(text))
  }

  @Test("a service that stops says so to whoever balances load")
  func stopping() {
    let status = ServiceStatus(Numbers())
    status.stop()
    #expect(status.page(method: "GET", target: "/health") == .text(503, "stopping\n"))
    #expect(status.page(method: "GET", target: "/metrics").code == 200)
  }

  private static func fetch(_ address: ListenAddress, _ request: String) throws -> String {
    let client = try #require(Client(address))
    client.send(request)
    return client.receiveAll()
  }

  @Test("what was decided is counted, and served over HTTP beside the protocol")
  func counted() async throws {
    let loopback = try #require(IPAddress("127.0.0.1"))
    var resolver = TestResolver.story
    resolver.distant = [try #require(DomainName("soft.example.com"))]
    try await RunningServer.with(resolver: resolver) {
      $0.statusAddress = .tcp(loopback, port: 0)
    } _: { addresses, _ in
      let client = try #require(Client(addresses[0]))
      client.send(Requests.text(["client_address": "192.0.2.7"]))
      client.send(Requests.text(["client_address": "203.0.113.1"]))
      client.send(Requests.text(["client_address": "127.0.0.1"]))
      client.send(Requests.text(["sender": "alice@soft.example.com"]))
      #expect(client.receive(4).count == 4)
      let answer = try Self.fetch(
        addresses[1], "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.lowercased().contains("content-type: text/plain; version=0.0.4"))
      for line in [
        "spf_results_total{identity=\"mailfrom\",result=\"pass\"} 1",
        "spf_results_total{identity=\"mailfrom\",result=\"fail\"} 1",
        "spf_results_total{identity=\"mailfrom\",result=\"softfail\"} 1",
        "spf_results_total{identity=\"helo\",result=\"none\"} 3",
        "spf_actions_total{action=\"prepend\"} 3", "spf_actions_total{action=\"reject\"} 1",
        "spf_actions_total{action=\"dunno\"} 0", "spf_actions_total{action=\"defer\"} 0",
        "spf_exemptions_total{reason=\"local\"} 1",
        "spf_request_duration_seconds_count{dns=\"cached\"} 3",
        "spf_request_duration_seconds_count{dns=\"asked\"} 1", "spf_requests_waiting 0", "spf_connections 1",
        "spf_connections_total 1",
      ] {
        #expect(answer.contains("\n\(line)\n"), "\(line)\n\(answer)")
      }
      let head = try Self.fetch(addresses[1], "HEAD /health HTTP/1.0\r\n\r\n")
      #expect(head.lowercased().contains("content-length: 3"))
      #expect(head.hasSuffix("\r\n\r\n"))
    }
  }

  @Test("connections that say nothing do not shut out a health check")
  func idleConnections() async throws {
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with {
      $0.statusAddress = .tcp(loopback, port: 0)
    } _: { addresses, _ in
      let idle = (0..<80).compactMap { _ in Client(addresses[1]) }
      #expect(idle.count == 80)
      let answer = try Self.fetch(addresses[1], "GET /health HTTP/1.0\r\n\r\n")
      #expect(answer.hasSuffix("\r\n\r\nok\n"))
      // The first ones had to make room.
      #expect(idle[0].receiveAll().isEmpty)
    }
  }

  /// Named, so that a report of the tests stays readable.
  enum NoHTTP: String, CaseIterable {
    case controls
    case oldest
    case longTarget
    case manyFields
    case negativeLength

    var text: String {
      switch self {
      case .controls: "\u{0}\u{1}\u{2}\r\n\r\n"
      case .oldest: "GET /metrics\r\n\r\n"
      case .longTarget: "GET " + String(repeating: "a", count: 200_000)
      case .manyFields: "GET /metrics HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 50_000)
      case .negativeLength: "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"
      }
    }
  }

  @Test("what is no HTTP ends the connection and nothing else", arguments: NoHTTP.allCases)
  func noHTTP(request: NoHTTP) async throws {
    let loopback = try #require(IPAddress("127.0.0.1"))
    try await RunningServer.with {
      $0.statusAddress = .tcp(loopback, port: 0)
    } _: { addresses, _ in
      let answer = try Self.fetch(addresses[1], request.text)
      #expect(!answer.contains("200 OK"))
      #expect(
        try Self.fetch(addresses[1], "GET /health HTTP/1.0\r\n\r\n").hasSuffix("\r\n\r\nok\n"))
    }
  }
}
