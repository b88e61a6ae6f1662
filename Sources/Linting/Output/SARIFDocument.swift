internal import SPF

/// A report in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show beside the file.
public struct SARIFDocument: Encodable, Sendable {
  struct Message: Encodable, Sendable {
    let text: String

    /// A single brace would begin a placeholder (SARIF 2.1.0 section 3.11.5).
    init(text: String) {
      self.text = text.replacing("{", with: "{{").replacing("}", with: "}}")
    }
  }

  struct Content: Encodable, Sendable { let text: String }

  struct Configuration: Encodable, Sendable { let level: String }

  struct Descriptor: Encodable, Sendable {
    let id: String
    let name: String
    let shortDescription: Message
    let fullDescription: Message
    let defaultConfiguration: Configuration
    let help: Message
  }

  struct Driver: Encodable, Sendable {
    let name = "spf lint"
    let version: String
    let rules: [Descriptor]
  }

  struct Tool: Encodable, Sendable { let driver: Driver }

  struct Artifact: Encodable, Sendable { let uri: String }

  struct Region: Encodable, Sendable {
    let startLine: Int
    let startColumn: Int
    var endLine: Int?
    /// Behind the last character; without it a region goes to the end of the line.
    var endColumn: Int?
    var snippet: Content?
  }

  struct Replacement: Encodable, Sendable {
    let deletedRegion: Region
    let insertedContent: Content
  }

  struct Change: Encodable, Sendable {
    let artifactLocation: Artifact
    let replacements: [Replacement]
  }

  struct Repair: Encodable, Sendable {
    let description: Message
    let artifactChanges: [Change]
  }

  struct PhysicalLocation: Encodable, Sendable {
    let artifactLocation: Artifact
    let region: Region
  }

  struct LogicalLocation: Encodable, Sendable {
    let fullyQualifiedName: String
    let kind = "resource"
  }

  struct Location: Encodable, Sendable {
    let physicalLocation: PhysicalLocation
    let logicalLocations: [LogicalLocation]
  }

  struct Result: Encodable, Sendable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    let fixes: [Repair]?
  }

  struct Notification: Encodable, Sendable {
    let level = "note"
    let message: Message
  }

  struct Invocation: Encodable, Sendable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  struct Run: Encodable, Sendable {
    let tool: Tool
    let columnKind = "unicodeCodePoints"
    let invocations: [Invocation]
    let results: [Result]
  }

  private enum Key: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  private let run: Run

  /// The document of `report`, written by this `version` of the program.
  public init(_ report: LintReport, version: String) {
    let rules = Rule.all.map { rule in
      Descriptor(
        id: rule.id, name: rule.name, shortDescription: Message(text: rule.title + "."),
        fullDescription: Message(text: rule.explanation),
        defaultConfiguration: Configuration(level: Self.level(rule.severity)),
        help: Message(text: "\(rule.explanation) See \(rule.reference)."))
    }
    let indices = Dictionary(uniqueKeysWithValues: Rule.all.enumerated().map { ($0.element.id, $0.offset) })
    run = Run(
      tool: Tool(driver: Driver(version: version, rules: rules)),
      invocations: [
        Invocation(
          executionSuccessful: !report.isIncomplete,
          toolExecutionNotifications: report.notes.map { Notification(message: Message(text: $0)) })
      ],
      results: report.findings.map { Self.result($0, index: indices[$0.rule.id] ?? 0) })
  }

  private static func result(_ finding: Finding, index: Int) -> Result {
    // Code hosts refuse results without a place in a file; what is in DNS has an address, too (RFC 4501).
    let artifact = Artifact(
      uri: finding.place.map { uri($0.lowerBound.file) } ?? "dns:\(uri(finding.name))?type=TXT")
    var region = region(finding)
    let repairs = finding.replacementInFile.map { text in
      [
        Repair(
          description: Message(text: finding.fix?.text ?? ""),
          artifactChanges: [
            Change(
              artifactLocation: artifact,
              replacements: [Replacement(deletedRegion: region, insertedContent: Content(text: text))])
          ])
      ]
    }
    region.snippet = finding.mark.map { Content(text: $0.marked) }
    let text = finding.message + "." + (finding.fix.map { " " + $0.text } ?? "")
    return Result(
      ruleId: finding.rule.id, ruleIndex: index, level: level(finding.severity), message: Message(text: text),
      locations: [
        Location(
          physicalLocation: PhysicalLocation(artifactLocation: artifact, region: region),
          logicalLocations: [LogicalLocation(fullyQualifiedName: finding.name)])
      ], fixes: repairs)
  }

  /// Where it is in the file; in the text of a record otherwise, as if that were one line.
  private static func region(_ finding: Finding) -> Region {
    if let place = finding.place {
      let (start, end) = (place.lowerBound, place.upperBound)
      guard start < end else { return Region(startLine: start.line, startColumn: start.character) }
      return Region(
        startLine: start.line, startColumn: start.character, endLine: end.line, endColumn: end.character)
    }
    guard let span = finding.mark?.span else { return Region(startLine: 1, startColumn: 1) }
    return Region(
      startLine: 1, startColumn: span.lowerBound + 1, endLine: 1, endColumn: span.upperBound + 1)
  }

  /// A relative or absolute reference (RFC 3986): octets that are not allowed are escaped.
  static func uri(_ path: String) -> String {
    var out = path.hasPrefix("/") ? "file://" : ""
    for octet in path.utf8 {
      switch octet {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x2f, 0x5f, 0x7e:
        out.unicodeScalars.append(Unicode.Scalar(octet))
      default:
        out += "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
      }
    }
    return out
  }

  private static func level(_ severity: Severity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  /// Writes the log file object (SARIF 2.1.0 section 3.13).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("https://json.schemastore.org/sarif-2.1.0.json", forKey: .schema)
    try container.encode("2.1.0", forKey: .version)
    try container.encode([run], forKey: .runs)
  }
}
