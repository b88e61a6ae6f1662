internal import DNS
internal import SPF
internal import Yams

/// Reads test suites in the OpenSPF format: YAML documents with `description`, `tests` and `zonedata`.
public struct SuiteReader: Sendable {
  private let yaml: YAMLReader

  /// A reader of the file called `file` in errors.
  public init(file: String) {
    yaml = YAMLReader(file: file)
  }

  /// The scenarios of a suite in a file's octets, which must be UTF-8.
  public func scenarios(_ octets: [UInt8]) throws(SuiteError) -> [SuiteScenario] {
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw yaml.error(
        at: nil, "is not UTF-8",
        remedy: "Save the file as UTF-8 and write other octets as \\xHH in double quotes.")
    }
    return try scenarios(text)
  }

  /// The scenarios of a suite.
  public func scenarios(_ text: String) throws(SuiteError) -> [SuiteScenario] {
    var scenarios: [SuiteScenario] = []
    for document in try yaml.documents(text) {
      // An empty document stands where a file begins or ends with "---".
      if case .scalar(let scalar) = document, scalar.string.isEmpty { continue }
      scenarios.append(try scenario(document))
    }
    guard !scenarios.isEmpty else {
      throw yaml.error(
        at: nil, "holds no scenario", remedy: "A suite has documents with the keys tests and zonedata.")
    }
    return scenarios
  }

  private func scenario(_ document: Node) throws(SuiteError) -> SuiteScenario {
    guard case .mapping = document else {
      throw yaml.error(
        at: document, "expected a mapping with the keys description, tests and zonedata",
        remedy: "See Documentation/suite.md for the format.")
    }
    guard let node = document["tests"], case .mapping(let mapping) = node, !mapping.isEmpty else {
      throw yaml.error(
        at: document["tests"] ?? document, "expected tests: a mapping with at least one test",
        remedy: "Give each test a name and its fields. What is not tested must not look as if it had passed.")
    }
    var tests: [SuiteTest] = []
    for (key, value) in mapping { tests.append(try test(key, value)) }
    let zone: ZoneData
    if let node = document["zonedata"], !Self.isEmpty(node) {
      zone = try ZoneDataReader(yaml: yaml).zoneData(node)
    } else {
      zone = ZoneData()
    }
    return SuiteScenario(
      description: document["description"]?.scalar?.string ?? "", tests: tests, zone: ZoneResolver(zone))
  }

  private func test(_ key: Node, _ node: Node) throws(SuiteError) -> SuiteTest {
    let name = key.scalar?.string ?? ""
    guard case .mapping = node else {
      throw yaml.error(
        at: node, "expected the test \"\(name)\" to be a mapping",
        remedy: "Give it helo, host, mailfrom and result.")
    }
    let host = try string("host", of: node, in: name)
    guard let client = IPAddress(host) else {
      throw yaml.error(
        at: node["host"], "\"\(host)\" of the test \"\(name)\" is no address",
        remedy: "Write an IPv4 or IPv6 address.")
    }
    return SuiteTest(
      name: name, section: text(node["spec"]), helo: try string("helo", of: node, in: name), client: client,
      mailFrom: try string("mailfrom", of: node, in: name), results: try results(node["result"], in: name),
      explanation: explanation(node["explanation"]))
  }

  private func results(_ node: Node?, in name: String) throws(SuiteError) -> [SPFResult] {
    let words: [Node]
    switch node {
    case .scalar?: words = node.map { [$0] } ?? []
    case .sequence(let sequence)?: words = Array(sequence)
    default: words = []
    }
    var results: [SPFResult] = []
    for word in words {
      guard let text = word.scalar?.string, let result = SPFResult(rawValue: text.lowercased()) else {
        throw yaml.error(
          at: word, "expected a result in the test \"\(name)\"",
          remedy: "Write one of \(SPFResult.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      results.append(result)
    }
    guard !results.isEmpty else {
      throw yaml.error(at: node, "the test \"\(name)\" has no result", remedy: "Add the result expected.")
    }
    return results
  }

  private func explanation(_ node: Node?) -> SuiteTest.ExpectedExplanation {
    switch node?.scalar?.string {
    case nil: .any
    case "DEFAULT"?: .receiversOwn
    case let text?: .text(text)
    }
  }

  private func string(_ key: String, of node: Node, in name: String) throws(SuiteError) -> String {
    guard let value = node[key]?.scalar?.string else {
      throw yaml.error(
        at: node, "the test \"\(name)\" has no \(key)", remedy: "Add \(key); an empty one is written \"\".")
    }
    return value
  }

  private func text(_ node: Node?) -> String {
    switch node {
    case .scalar(let scalar)?: scalar.string
    case .sequence(let sequence)?: sequence.compactMap(\.scalar?.string).joined(separator: ", ")
    default: ""
    }
  }

  private static func isEmpty(_ node: Node) -> Bool {
    node.scalar?.string.isEmpty ?? false
  }
}
