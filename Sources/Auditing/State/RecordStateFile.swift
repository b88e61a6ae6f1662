internal import Publishing
internal import Reporting
internal import SPF
internal import Yams

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Keeps the state of an audit in a file.
public enum RecordStateFile {
  /// Times behind the year 9999 are none that anybody wrote.
  private static let lastTime: Int64 = 253_402_300_799

  /// Whether there is anything at `path`; what cannot be looked at is for whoever opens it to say.
  public static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0 || errno != ENOENT
  }

  /// The state in the content of a file.
  public static func state(_ octets: [UInt8], file: String) throws(RecordStateError) -> RecordState {
    let document: RecordStateDocument
    do {
      document = try JSONText.decode(RecordStateDocument.self, from: octets)
    } catch {
      throw failure(octets, Printable.text(file), error)
    }
    guard document.format == RecordStateDocument.currentFormat else {
      throw RecordStateError(
        file: Printable.text(file), line: line(of: ["format"], in: octets),
        message:
          "expected the format \(RecordStateDocument.currentFormat), not \(Printable.text(document.format))")
    }
    guard document.times.allSatisfy({ (0...Self.lastTime).contains($0) }) else {
      throw RecordStateError(
        file: Printable.text(file), line: nil, message: "expected times in seconds since 1970")
    }
    let pairs = document.domains.map { ($0.snapshot.domain, $0) }
    return RecordState(time: document.time, entries: Dictionary(pairs) { first, _ in first })
  }

  /// The state as JSON text.
  public static func text(_ state: RecordState) throws -> String {
    try JSONText.encode(RecordStateDocument(state)) + "\n"
  }

  /// Names the line, which the decoder does not: JSON is YAML enough to find it.
  private static func failure(
    _ octets: [UInt8], _ file: String, _ error: any Error
  ) -> RecordStateError {
    let message: String
    var path: [String]?
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      message = "expected the key \"\(key.stringValue)\""
      path = context.codingPath.map(step)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      message = "expected another kind of value: \(Printable.text(context.debugDescription))"
      path = context.codingPath.map(step)
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      message = Printable.text(context.debugDescription)
      path = context.codingPath.map(step)
    default:
      message =
        "this is no JSON; expected a file that spf audit --record-state wrote\(octets.isEmpty ? ", and it is empty" : "")"
    }
    // An alias, which JSON does not have, may stand for more than can be gone through.
    guard !octets.contains(UInt8(ascii: "*")) else {
      return RecordStateError(file: file, line: nil, message: message)
    }
    return RecordStateError(
      file: file, line: path.map { line(of: $0, in: octets) } ?? lineOfSyntaxError(octets), message: message)
  }

  private static func step(_ key: any CodingKey) -> String {
    key.intValue.map(String.init) ?? key.stringValue
  }

  private static func line(of path: [String], in octets: [UInt8]) -> Int? {
    guard var node = try? compose(yaml: String(decoding: octets, as: UTF8.self), .basic) else { return nil }
    for step in path {
      let next: Node? =
        if case .sequence(let list) = node {
          Int(step).flatMap { list.indices.contains($0) ? list[$0] : nil }
        } else {
          node[step]
        }
      guard let next else { break }
      node = next
    }
    return node.mark?.line
  }

  /// The line where `octets` end to be JSON; nil if that cannot be told.
  private static func lineOfSyntaxError(_ octets: [UInt8]) -> Int? {
    do {
      return try compose(yaml: String(decoding: octets, as: UTF8.self), .basic).flatMap(lineOfForeignWord)
    } catch {
      switch error as? YamlError {
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
        return mark.line
      default: return nil
      }
    }
  }

  /// The first word without quotation marks that is one in YAML and none in JSON.
  private static func lineOfForeignWord(_ node: Node) -> Int? {
    switch node {
    case .scalar(let scalar):
      let isJSON =
        scalar.style == .doubleQuoted || ["true", "false", "null"].contains(scalar.string)
        || Double(scalar.string) != nil
      return isJSON ? nil : scalar.mark?.line
    case .sequence(let list): return list.lazy.compactMap(lineOfForeignWord).first
    case .mapping(let mapping):
      return mapping.lazy.flatMap { [$0.key, $0.value] }.compactMap(lineOfForeignWord).first
    case .alias: return node.mark?.line
    }
  }
}
