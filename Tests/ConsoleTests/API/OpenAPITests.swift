import Foundation
import History
import PageSettings
import SPF
import TestSupport
import Testing

@testable import Console

/// The document that the server gives is held against what the server does, over a real connection.
@Suite struct OpenAPITests {
  /// A request, and the status that its answer must have.
  struct Exchange: Sendable {
    let path: String
    var method = "GET"
    let target: String
    let status: Int
    var body: String?

    init(
      _ path: String, _ target: String? = nil, method: String = "GET", _ status: Int = 200,
      body: String? = nil
    ) {
      self.path = path
      self.target = target ?? path
      self.method = method
      self.status = status
      self.body = body
    }
  }

  static let exchanges = [
    Exchange("/openapi.json"), Exchange("/overview"), Exchange("/overview", "/overview?window=90d"),
    Exchange("/overview", "/overview?window=1y", 400), Exchange("/cases"),
    Exchange("/cases", "/cases?limit=3"),
    Exchange("/cases", "/cases?result=softfail&domain=d3.example.net&network=198.51.100.3"),
    Exchange("/cases", "/cases?limit=0", 400),
    Exchange("/cases/{domain}/{network}", "/cases/corp.example.com/203.0.113.25"),
    Exchange("/cases/{domain}/{network}", "/cases/d1.example.net/198.51.100.1"),
    Exchange("/cases/{domain}/{network}", "/cases/corp.example.com/192.0.2.1", 404),
    Exchange("/domains/{domain}", "/domains/corp.example.com"),
    Exchange("/domains/{domain}", "/domains/nowhere.example.com"),
    Exchange("/domains/{domain}", "/domains/-", 404),
    Exchange("/check", "/check?ip=203.0.113.25&sender=a@corp.example.com&helo=mail2.corp.example.jp"),
    Exchange("/check", "/check?ip=2001:db8::1&helo=mail2.corp.example.jp"),
    Exchange("/check", "/check?ip=192.0.2.1&sender=a@b.example&record=v%3Dspf1%20a%20mx%20-all"),
    Exchange("/check", "/check?sender=a@corp.example.com", 400), Exchange("/exemptions"),
    Exchange("/exemptions", method: "POST", 201, body: exemption(#""reason": "sender told""#)),
    Exchange("/exemptions", method: "POST", 422, body: exemption(#""reason": """#)),
    Exchange("/exemptions"), Exchange("/cases/{domain}/{network}", "/cases/corp.example.com/203.0.113.25"),
  ]

  private static func exemption(_ reason: String) -> String {
    #"{"domain": "corp.example.com", "network": "203.0.113.25", "until": "2027-02-01", \#(reason)}"#
  }

  private static func document(_ name: String) throws -> JSONValue {
    let root = URL(filePath: #filePath).appending(path: "../../../../Documentation/\(name).schema.json")
      .standardized
    return try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: root))
  }

  @Test func saysWhatEveryPathGives() async throws {
    let world = try await PrivateWorld()
    try await world.serve { port in
      let client = HTTPClient(port: port)
      let answer = try await onThread { try client.request("GET", "/api/v1/openapi.json") }
      let document = try JSONDecoder().decode(JSONValue.self, from: answer.body)
      var references: Set<String> = []
      var exercised: Set<String> = []
      for exchange in Self.exchanges {
        let operation = try #require(
          document["paths"]?[exchange.path]?[exchange.method.lowercased()], "\(exchange.path)")
        let answer = try await onThread {
          try client.request(
            exchange.method, "/api/v1\(exchange.target)",
            fields: exchange.body == nil ? [:] : ["Content-Type": "application/json"],
            body: exchange.body.map { Data($0.utf8) })
        }
        #expect(answer.status == exchange.status, "\(exchange.target): \(answer.text)")
        if let body = exchange.body,
          let asked = operation["requestBody"]?["content"]?["application/json"]?["schema"]
        {
          let value = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
          let isValid = SchemaCheck.mistakes(value, asked, in: document, references: &references).isEmpty
          #expect(isValid == (exchange.status == 201), "\(body)")
        }
        let responses = try #require(operation["responses"])
        let response = try #require(responses["\(answer.status)"] ?? responses["default"])
        let type = try #require(answer.fields["content-type"])
        let schema = try #require(response["content"]?[type]?["schema"], "\(exchange.target) gives \(type)")
        let value = try JSONDecoder().decode(JSONValue.self, from: answer.body)
        #expect(
          SchemaCheck.mistakes(value, schema, in: document, references: &references).prefix(5) == [],
          "\(exchange.target)")
        try Self.expectDocumented(value, exchange.target)
        exercised.insert("\(exchange.method) \(exchange.path)")
      }
      for (name, data) in try await Self.events(world, port) {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(data.utf8))
        let schema = JSONValue.object(["$ref": .string("#/components/schemas/\(name)")])
        #expect(SchemaCheck.mistakes(value, schema, in: document, references: &references) == [], "\(data)")
        exercised.insert("GET /events")
      }
      let all = Self.operations(document)
      #expect(all.subtracting(exercised) == [])
      let schemas = Self.keys(document["components"]?["schemas"]).map { "#/components/schemas/\($0)" }
      #expect(Set(schemas).subtracting(references) == [], "nothing was held against these")
    }
  }

  /// What other documents describe is as they say.
  private static func expectDocumented(_ value: JSONValue, _ target: String) throws {
    var parts: [(JSONValue?, String)] = []
    if target.hasPrefix("/domains/") { parts = [(value["survey"], "show"), (value["lint"], "lint")] }
    if target.hasPrefix("/check"), value["result"] != nil { parts = [(value, "check")] }
    if target.hasPrefix("/cases/"), let diagnosis = value["diagnosis"], diagnosis != .null {
      parts = [(diagnosis, "diagnose")]
    }
    for (part, name) in parts {
      guard let part else { continue }
      let mistakes = SchemaCheck.mistakes(part, try document(name)).prefix(5)
      #expect(mistakes == [], "\(target): \(name)")
    }
  }

  /// An event of both kinds, as somebody hears it who listens while mail is refused.
  private static func events(_ world: PrivateWorld, _ port: Int) async throws -> [(String, String)] {
    let feed = try #require(world.desk.past?.feed)
    let reader = try EventReader(port: port, path: "/api/v1/events")
    defer { reader.close() }
    _ = try await reader.read { $0.contains(": listening") }
    await feed.look()
    var batch = HistoryBatch()
    for number in 0..<(LiveFeed.mostAtOnce + 5) {
      batch.observations.append(
        PrivateWorld.seen(.fail, 0, domain: "new\(number).example.net", from: "192.0.2.7", action: .rejected))
    }
    try await world.store.write(
      batch, stamp: BatchStamp(writer: "more", sequence: 1, hour: PrivateWorld.hour))
    await feed.look()
    let text = try await reader.read { EventReader.data("trouble", in: $0).count >= LiveFeed.mostAtOnce }
    return EventReader.data("lost", in: text).map { ("Loss", $0) }
      + EventReader.data("trouble", in: text).map { ("Event", $0) }
  }

  private static func operations(_ document: JSONValue) -> Set<String> {
    Set(
      keys(document["paths"]).flatMap { path in
        keys(document["paths"]?[path]).map { "\($0.uppercased()) \(path)" }
      })
  }

  private static func keys(_ value: JSONValue?) -> [String] {
    if case .object(let members) = value { Array(members.keys) } else { [] }
  }
}
